"""Options: the answers that a pasted question offers to choose from are no part of what it asks.

"Where was COP 8 held? A. Curitiba B. Bonn C. The Hague" asks where it was, and not about Bonn.
"""

import re
from dataclasses import replace

from assistant.question import Question

LEAST = 3  # options: "(a)" and "(b)" alone may be the parts of a question, or of a provision
_MARK = re.compile(r"(?:(?<=\s)|(?<=\?))\(?([A-Ea-e])[).:]\s+(?=\S)")
_LETTERS = "abcde"


def without_options(question: Question) -> Question:
    """The question without the options at its end, as marked by letters in their order; as it is where it
    has none, or nothing else.
    """
    marks = list(_MARK.finditer(question.text))
    begins = [at for at, mark in enumerate(marks) if mark[1].lower() == "a"]
    for at in begins:
        letters = "".join(mark[1].lower() for mark in marks[at:])
        asked = question.text[: marks[at].start()].strip()
        if len(letters) >= LEAST and letters == _LETTERS[: len(letters)] and asked:
            return replace(question, text=asked)
    return question
