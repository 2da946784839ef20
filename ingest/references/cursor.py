"""A cursor over the tokens of a text: what every reader of references needs to look around."""

from collections.abc import Sequence

from ingest.references.tokens import Token, roman_value
from ingest.references.words import words
from ingest.vocabulary import vocabulary


class Cursor:
    """The tokens of one text, the words that readers step over, and the vocabulary they know."""

    __slots__ = ("end", "known", "text", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self.tokens = tokens
        self.text = text
        self.end = Token("end", len(text), len(text), "")
        self.words = words()
        self.known = vocabulary()

    def at(self, place: int) -> Token:
        """The token at that place; one of kind "end" outside the text."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else self.end

    def original(self, token: Token) -> str:
        """The token as it was typed."""
        return self.text[token.start : token.end]

    def skip(self, i: int, *texts: str) -> int:
        """Past the token where it is one of `texts`."""
        return i + 1 if self.at(i).text in texts else i

    def past_of(self, i: int) -> tuple[int, bool]:
        """Past one comma, words such as "of the", brackets and "this"; whether "this" was there."""
        this = False
        for place in range(6):
            text = self.at(i).text
            if text in self.words.this:
                this = True
            elif not (text in self.words.of or text in {"'", "(", '"'} or (text == "," and place == 0)):
                break
            i += 1
        return i, this

    def connector(self, i: int) -> tuple[int, str]:
        """Past "," "and" ", and" "to" "-"; what it was."""
        token = self.at(i)
        if token.text == ",":
            return (i + 2, "and") if self.at(i + 1).text in self.words.and_ else (i + 1, ",")
        if token.text in self.words.and_:
            return (i + 3 if self.at(i + 1).text == "/" else i + 1), "and"
        return (i + 1, "range") if token.text in self.words.range else (i, "")

    def slashed(self, i: int) -> bool:
        """Whether the token opens "15/8": such a number is a decision's and never an article's."""
        slash, after = self.at(i + 1), self.at(i + 2)
        return slash.text == "/" and slash.tight and after.tight and bool(after.number or roman_value(after))

    def whole(self, i: int, end: int) -> bool:
        """Whether tokens[i:end] are the whole text but for a full stop or a question mark."""
        return (
            i == 0
            and len(self.tokens) - end < 3
            and all(self.at(place).text in "?.!" for place in range(end, len(self.tokens)))
        )
