"""From a question to a cited answer, over the embedded corpus: what the issues promise, whatever the weights
are.
"""

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer, RefusalReason
from assistant.api.wire.answers import AnswerOut
from assistant.assistant import Assistant
from assistant.question import Question, Turn
from assistant.reading.labels import short_title, title_of
from assistant.words.store import say
from index.interface import Filters
from ingest.concepts import embedded_concepts
from ingest.corpus.guide import read_guide
from ingest.corpus.load import load_guide
from ingest.errors import QuestionError
from ingest.locator import Locator, label
from ingest.model import Provenance

ROOT = Path(__file__).resolve().parents[2]
Ask = Callable[..., Answer]
WIRE = {
    "question",
    "language",
    "answerable",
    "answer",
    "refusal",
    "citations",
    "suggestions",
    "notes",
    "rewritten",
    "index",
    "timings_ms",
}
CITATION = {
    "number",
    "id",
    "label",
    "document",
    "quote",
    "text",
    "start",
    "end",
    "page",
    "url",
    "official",
    "statuses",
    "score",
}


def test_the_first_cop_and_the_clearing_house(ask: Ask) -> None:
    """Decision I/3, paragraph 1 is cited first."""
    assert (
        ask("What did the first COP decide about the clearing-house mechanism?").citations[0].id
        == "cop-1/dec-3/para-1"
    )


def test_training_of_personnel(ask: Ask) -> None:
    """Article 18(4) is cited first, and quoted as it stands."""
    answer = ask("What must Parties do about training of personnel?")
    assert answer.citations[0].id == "cbd/art-18/para-4"
    assert "training of personnel" in answer.statements[0].text
    assert answer.statements[0].kind == "quote"


def test_the_pilot_phase(ask: Ask) -> None:
    """Decision II/3 is cited first."""
    assert (
        ask("Which decision launched the pilot phase of the CHM?").citations[0].document.id == "cop-2/dec-3"
    )


def test_the_capital_of_peru(ask: Ask) -> None:
    """It is refused, without a citation and without an answer."""
    answer = ask("What is the capital of Peru?")
    assert answer.refusal is not None
    assert answer.refusal.reason is RefusalReason.OUT_OF_SCOPE
    assert (answer.answerable, answer.statements, answer.citations) == (False, (), ())


def sample() -> list[tuple[str, tuple[str, ...], str]]:
    """Some 60 questions: of guide entries of each kind of provision, and of the development half of the
    question set.
    """
    chance = random.Random(4)
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted((ROOT / "corpus" / "guide").glob("*.jsonl")):
        for entry in read_guide(path):
            steps = Locator.parse(entry.provision).steps
            kinds[path.stem, steps[-1].kind if steps else "document"].append(entry.questions[0])
    asked = [(chance.choice(questions), (), "en") for _, questions in sorted(kinds.items())]
    lines = (ROOT / "evaluation" / "questions" / "embedded.jsonl").read_text(encoding="utf-8").splitlines()
    records = [record for record in map(json.loads, lines) if record["half"] == "dev"]
    asked += [
        (record["question"], tuple(record["history"]), record["lang"])
        for record in chance.sample(records, min(30, len(records)))
    ]
    return asked


SAMPLE = sample()


@pytest.fixture(scope="module")
def answers(ask: Ask) -> list[Answer]:
    """What the assistant says to each."""
    return [ask(text, *before) for text, before, _ in SAMPLE]


def test_the_sample_is_large() -> None:
    """It has about 60 questions and more than one language."""
    assert 50 <= len(SAMPLE) <= 90
    assert len({language for _, _, language in SAMPLE}) > 2


def test_most_of_the_sample_is_answered(answers: list[Answer]) -> None:
    """What follows would mean nothing if all were refused."""
    assert sum(answer.answerable for answer in answers) > len(answers) / 2


def test_every_quote_is_a_slice(answers: list[Answer], assistant: Assistant) -> None:
    """The quote is text[start:end], and the text is what the corpus holds there."""
    for citation in (citation for answer in answers for citation in answer.citations):
        held = assistant.index.get(citation.id)
        assert held is not None
        assert citation.text == held.text
        assert citation.quote == citation.text[citation.start : citation.end]
        assert citation.quote.strip()


def test_every_label_is_right(answers: list[Answer], assistant: Assistant) -> None:
    """It is the one printed for the locator in the language of the answer; document, kind, page, official and
    statuses are those of the source.
    """
    cited = ((citation, answer.language) for answer in answers for citation in answer.citations)
    for citation, language in cited:
        held = assistant.index.get(citation.id)
        assert held is not None
        document = assistant.index.documents[held.document]
        assert held.label == label(Locator.parse(citation.id), document.short_title, held.heading)
        assert citation.label == label(
            Locator.parse(citation.id), short_title(document, language), held.heading, language=language
        )
        assert (citation.document.id, citation.document.title, citation.document.kind) == (
            document.id,
            title_of(document, language),
            document.kind,
        )
        assert citation.official == (held.provenance in {Provenance.OFFICIAL, Provenance.QUOTED})
        assert (citation.page, citation.statuses, citation.quoted_in) == (
            held.page,
            held.statuses,
            held.quoted_in,
        )
        assert 0 <= citation.score <= 1


def test_what_is_official_leads_to_the_official_page(answers: list[Answer]) -> None:
    """Law, decisions, their guide and the catalogue carry an address at the Convention's site."""
    for citation in (citation for answer in answers for citation in answer.citations):
        if citation.document.kind in {"convention", "protocol", "decision", "framework"}:
            assert citation.url.startswith("https://www.cbd.int/"), citation.id


def test_statements_and_citations_fit(answers: list[Answer]) -> None:
    """Citations count 1, 2, 3; every statement cites one that exists, and every citation is used. One to five
    statements.
    """
    for answer in answers:
        numbers = [citation.number for citation in answer.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(statement.citations for statement in answer.statements)
        assert {number for statement in answer.statements for number in statement.citations} == set(numbers)
        assert len({citation.id for citation in answer.citations}) == len(numbers)
        if answer.answerable:
            assert 1 <= len(answer.statements) <= 5


def test_a_statement_is_what_its_citation_says(answers: list[Answer]) -> None:
    """A quotation is the chapeau and the quote, verbatim; what are other words is marked as such."""
    kinds = {
        Provenance.GUIDE: {"guide"},
        Provenance.CATALOGUE: {"catalogue"},
        Provenance.OWN: {"quote", "remark"},
    }
    for answer in answers:
        for statement in answer.statements:
            if statement.kind in {"concept", "count"}:  # ours, on all that it cites
                continue
            (number,) = statement.citations
            citation = answer.citations[number - 1]
            assert statement.text == f"{citation.chapeau} {citation.quote}".strip()
            assert statement.kind in kinds.get(citation.provenance, {"quote"})


def test_a_refusal_carries_nothing(answers: list[Answer]) -> None:
    """No citations, no statements, a message, and nearest provisions that exist."""
    for answer in answers:
        assert (answer.refusal is None) == bool(answer.statements)
        if answer.refusal is not None:
            assert answer.citations == ()
            assert answer.refusal.message


def test_nearest_provisions_exist(answers: list[Answer], assistant: Assistant) -> None:
    """What a refusal offers can be opened."""
    assert all(
        assistant.index.get(locator)
        for answer in answers
        if answer.refusal
        for locator in answer.refusal.closest
    )


def test_the_wire_form_has_the_contract_s_fields(answers: list[Answer]) -> None:
    """Everything of the HTTP contract is there, and it is JSON."""
    for answer in answers:
        wire = json.loads(json.dumps(AnswerOut.of(answer).model_dump(mode="json"), allow_nan=False))
        assert wire.keys() == WIRE
        assert wire["index"].keys() == {"id", "built_at"}
        assert all({"text", "citations"} <= statement.keys() for statement in wire["answer"])
        assert all(citation.keys() >= CITATION for citation in wire["citations"])
        assert all(
            citation["document"].keys() == {"id", "title", "kind", "symbol", "language"}
            for citation in wire["citations"]
        )
        assert wire["answerable"] == (wire["refusal"] is None)
        if wire["refusal"]:
            assert wire["refusal"].keys() == {"reason", "message", "closest", "pointer", "help"}
            assert wire["refusal"]["reason"] in {reason.value for reason in RefusalReason}
            assert (wire["answer"], wire["citations"]) == ([], [])


def test_suggestions_are_questions_of_the_guide(answers: list[Answer], assistant: Assistant) -> None:
    """Each is one that the guide asks, in the language of the question where it was written in it, or what a
    related thing is.
    """
    guide, concepts = load_guide(ROOT / "corpus").values(), embedded_concepts()
    for answer in answers:
        known = {question for entry in guide for question in entry.plain(answer.language).questions}
        known |= {say("answer.what_is", answer.language, name=one.name(answer.language)) for one in concepts}
        assert set(answer.suggestions) <= known
        assert len(answer.suggestions) == len(set(answer.suggestions)) <= 3
    assert sum(bool(answer.suggestions) for answer in answers if answer.answerable) > 30


@pytest.mark.parametrize("question", ["What does Article 15 say?", "Show me Article 18(3) of the Convention"])
def test_after_a_named_provision_its_surroundings_are_suggested(
    question: str, ask: Ask, assistant: Assistant
) -> None:
    """Not what lies near the words around its name."""
    answer = ask(question)
    shown = answer.citations[0].id
    around = {one.locator for one in assistant.index.in_document("cbd")}
    around |= {one.target for one in assistant.index.cites(shown)}
    around |= {one.source for one in assistant.index.cited_by(shown)}
    asked = {guide.questions[0] for one in around if (guide := assistant.index.guide(one))}
    assert answer.suggestions
    assert set(answer.suggestions) <= asked


def test_the_same_question_has_the_same_answer(ask: Ask, answers: list[Answer]) -> None:
    """Asked twice, all but the time it took is the same."""
    for (text, before, _), first in list(zip(SAMPLE, answers, strict=True))[::3]:
        again = ask(text, *before)
        assert replace(first, timings_ms={}) == replace(again, timings_ms={})


@pytest.mark.parametrize("limit", [1, 2, 20])
def test_no_more_citations_than_wanted(ask: Ask, limit: int) -> None:
    """max_citations bounds the list."""
    assert (
        1
        <= len(ask("Compare Articles 5, 12, 13 and 17 of the Convention.", max_citations=limit).citations)
        <= limit
    )


@pytest.mark.parametrize(
    ("text", "options", "words"),
    [
        ("", {}, "empty"),
        (" \n\t ", {}, "empty"),
        ("?!…", {}, "empty"),
        ("\x00\x1b", {}, "empty"),
        ("\udcff", {}, "empty"),
        ("a" * 2001, {}, "2001 characters"),
        ("x " * 50_000, {}, "characters"),
        ("What?", {"max_citations": 0}, "max_citations is 0"),
        ("What?", {"max_citations": 21}, "max_citations is 21"),
    ],
)
def test_what_is_no_question(text: str, options: dict[str, int], words: str) -> None:
    """It is refused with what is wrong and what to do."""
    with pytest.raises(QuestionError, match=words) as caught:
        Question(text, **options).checked()  # type: ignore[arg-type]
    assert caught.value.hint


def test_a_checked_question_is_clean() -> None:
    """Control characters and line breaks become spaces; history, language and limit stay."""
    turns = (Turn("user", "Before"),)
    checked = Question(" What\x00 is\n\n\x1b[2J it? ", turns, "fr", max_citations=3).checked()
    assert checked == Question("What is [2J it?", turns, "fr", max_citations=3)
    assert len(Question("a" * 2000).checked().text) == 2000


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "0",
        "\u202e" + "Article 18",
        "日",
        "🦊 fox",
        "((((((((((((",
        "%s {0} {x}",
        "'; DROP TABLE provisions; --",
        "a" * 2000,
        "Article " * 200,
    ],
)
def test_strange_questions_do_no_harm(ask: Ask, text: str) -> None:
    """Each has an answer or a refusal, or is no question."""
    try:
        answer = ask(text)
    except QuestionError:
        return
    assert answer.answerable == bool(answer.citations)


@pytest.mark.parametrize(
    "piece", ["生物多样性", "decision cop ", "(a) (b) ", "biodivrsity convnetion ", "а б в "]
)
def test_a_long_conversation_of_anything_is_read_in_bounded_time(ask: Ask, piece: str) -> None:
    """Twenty turns of 4,000 characters take six seconds of processor time at most, whatever they repeat."""
    said = (piece * 4000)[:4000]
    begin = time.process_time()

    ask("And this?", *[said] * 20)

    assert time.process_time() - begin < 6


def test_filters_bound_what_is_cited(ask: Ask) -> None:
    """Only documents that pass are searched."""
    answer = ask("What is said about the clearing-house mechanism?", filters=Filters(kinds=("decision",)))
    assert {citation.document.kind for citation in answer.citations} <= {"decision"}
    assert answer.citations
