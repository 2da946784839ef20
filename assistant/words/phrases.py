"""What is put together of the assistant's words: labels with their texts, and asides in brackets."""

from assistant.words.store import say

QUESTION_MARKS = ("?", "؟", "？")


def labelled(label: str, text: str, language: str) -> str:
    """ "Note: a text", as the language sets its colon; a label that asks has its mark already."""
    if label.endswith(QUESTION_MARKS):
        return f"{label} {text}"
    return say("answer.labelled", language, label=label, text=text)


def aside(text: str, words: str, language: str) -> str:
    """ "Text (words)"; words that would begin a line of their own begin small."""
    return say("answer.aside", language, text=text, aside=words[:1].lower() + words[1:])


def plain_label(language: str) -> str:
    """What stands before the guide's words: that they are plain ones, and no official text."""
    return aside(say("answer.plain", language), say("provenance.guide", language), language)


def in_plain_words(text: str, language: str) -> str:
    """The guide's words, marked as what they are."""
    return labelled(plain_label(language), text, language)
