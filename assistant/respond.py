"""From a question to an answer."""

from assistant.answer import Answer, Citation, DocumentRef, Question, Statement
from assistant.search import search
from index.encoder import Encoder
from index.interface import SearchIndex
from ingest.model import Provenance


def respond(question: Question, index: SearchIndex, encoder: Encoder) -> Answer:
    """First version: the best provisions, quoted."""
    hits = search(question.text, index, encoder, question.filters, 2)
    citations = []
    for number, hit in enumerate(hits, start=1):
        p = hit.provision
        d = index.documents[p.document]
        citations.append(
            Citation(number, p.locator, p.label, DocumentRef(d.id, d.title, d.kind, d.symbol, d.language), p.text, p.text, 0, len(p.text), p.url,
                     p.provenance in {Provenance.OFFICIAL, Provenance.QUOTED}, p.provenance, hit.score)
        )  # fmt: skip
    statements = tuple(Statement(c.quote, (c.number,)) for c in citations)
    return Answer(question.text, "en", statements, tuple(citations), None, (), index.snapshot)
