"""The guide in one language as sheets: one a file, one row a provision."""

from collections.abc import Callable, Iterable
from itertools import groupby

from assistant.guide.faults import LONGEST, LONGEST_CHINESE, QUESTIONS
from assistant.guide.files import Entry
from assistant.intake import STATES
from assistant.workbook import Column, Sheet

PROVISION, LABEL, OFFICIAL = "provision", "label", "official text"
ENGLISH, ENGLISH_QUESTIONS = "English summary", "English questions"
STATE, REMARK = "state", "remark"
RIGHT_TO_LEFT = {"ar"}
_STATES = "drafted: its writer alone. reviewed: a second reader too. read: an editor whose language it is."

Lookup = Callable[[str], str]


def heading(name: str, language: str) -> str:
    """The head of a column that is filled in: "summary (fr)"."""
    return f"{name} ({language})"


def written_columns(language: str) -> tuple[str, ...]:
    """The heads of the columns that an editor fills in, in their order."""
    questions = (heading(f"question {number}", language) for number in range(1, QUESTIONS + 1))
    return (heading("summary", language), *questions, STATE, REMARK)


def sheets_of(entries: Iterable[Entry], language: str, label: Lookup, official: Lookup) -> list[Sheet]:
    """The sheets of entries in the order of the English files.

    `label` gives the name of a provision, `official` its wording where that is held, each by locator.
    """
    return [
        Sheet(
            title=file,
            columns=_columns(language),
            rows=[_row(entry, label(entry.provision), official(entry.provision)) for entry in group],
            right_to_left=language in RIGHT_TO_LEFT,
            frozen=1,
        )
        for file, group in groupby(entries, key=lambda entry: entry.file)
    ]


def _columns(language: str) -> tuple[Column, ...]:
    turned = language in RIGHT_TO_LEFT
    most = f"{LONGEST_CHINESE} characters" if language == "zh" else f"{LONGEST} words"
    summary, *questions, state, remark = written_columns(language)
    hint = "A question that somebody would ask who has never seen the provision."
    return (
        Column(PROVISION, 28, given=True),
        Column(LABEL, 30, given=True),
        Column(OFFICIAL, 60, given=True),
        Column(ENGLISH, 50, given=True),
        Column(ENGLISH_QUESTIONS, 40, given=True),
        Column(summary, 60, hint=f"What the English says, in {most} at most.", right_to_left=turned),
        *(Column(question, 40, hint=hint, right_to_left=turned) for question in questions),
        Column(state, 12, choices=STATES, hint=_STATES),
        Column(remark, 40, hint="For editors; no reader sees it.", right_to_left=turned),
    )


def _row(entry: Entry, label: str, official: str) -> list[str]:
    words = entry.words
    questions = [*(words.questions if words else ()), *[""] * QUESTIONS][:QUESTIONS]
    return [
        entry.provision,
        label,
        official,
        entry.english.summary,
        "\n".join(entry.english.questions),
        words.summary if words else "",
        *questions,
        words.state if words else "",
        entry.remark,
    ]
