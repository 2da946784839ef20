"""Whether "Check my slides" calls a sentence wrong."""

from collections.abc import Sequence

from assistant.assistant import Assistant
from assistant.trainer.facts.subjects import encoder_for
from assistant.trainer.quotation import Sources
from assistant.trainer.report import SLIP
from assistant.trainer.review import check_pieces
from assistant.trainer.slides import Piece, links_in
from evaluation.facts.measure import Check
from evaluation.facts.statements import Said

PLACE, ABOVE = "slide 1", "slide 1, above"


def checker(assistant: Assistant) -> Check:
    """A function that checks each sentence as a file of its own, what stands above it before it. A slip in
    the sentence counts, and so does an address that leads nowhere, whatever its weight.
    """
    encoder, sources = encoder_for(assistant.index), Sources(assistant.index)

    def check(said: Said) -> Sequence[str]:
        text = said.words(assistant.index)
        above = [Piece(ABOVE, said.before, (), heading=True)] if said.before else []
        pieces = [*above, Piece(PLACE, text, links_in(text))]
        report = check_pieces("slides", pieces, assistant.index, "en", encoder, sources)
        return [
            one.message
            for one in report.findings
            if (one.severity == SLIP or one.kind == "link") and one.place != ABOVE
        ]

    return check
