"""Options: the answers that a pasted question offers to choose from are no part of what it asks.

"Where was COP 8 held? A. Curitiba B. Bonn C. The Hague" asks where it was, and not about Bonn.
"""

import re
from dataclasses import replace

from assistant.question import Question

LEAST = 3  # options: two may be anything
_MARK = re.compile(r"(?<=\s)\(?([A-Ea-e])[).:]\s+(?=\S)")
_LETTERS = "abcde"
_ASKS = ("?", "？", "؟")


def without_options(question: Question) -> Question:
    """The question without the options at its end: what stands behind its question mark, marked by letters
    in their order, and asks nothing. The parts of a question, "Who decides (a) ... (b) ... (c) ...?", stay.
    """
    marks = list(_MARK.finditer(question.text))
    letters = "".join(mark[1].lower() for mark in marks)
    if len(letters) < LEAST or letters != _LETTERS[: len(letters)]:
        return question
    asked, options = question.text[: marks[0].start()].strip(), question.text[marks[0].start() :]
    if not asked.endswith(_ASKS) or any(mark in options for mark in _ASKS):
        return question
    return replace(question, text=asked)
