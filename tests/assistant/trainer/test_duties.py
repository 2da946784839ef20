"""Who must do what: the sentences of treaties and decisions taken apart."""

import csv
import io
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from assistant.reading.labels import label_at
from assistant.trainer.duties import NOBODY, Duty, duties_in, duties_of, filtered
from assistant.trainer.exports import export_duties
from assistant.words.store import Words, languages
from evaluation.duties.shelf import CorpusShelf
from index.local import LocalIndex
from ingest.corpus.merge import Corpus
from ingest.errors import NotFoundError
from ingest.model import Provenance, Provision

NOTHING = CorpusShelf(Corpus({}, {}, {}))  # no other provision, no document


def said(text: str, **values: object) -> list[tuple[str, str, str, str]]:
    """The duties of one paragraph: actor, verb, task, deadline."""
    provision = Provision(
        "cop-1/dec-9/para-1",
        "cop-1/dec-9",
        "para",
        "Decision I/9, paragraph 1",
        text,
        0,
        len(text),
        0,
        chapeau=text,
        provenance=Provenance.OFFICIAL,
    )
    provision = replace(provision, **values)  # type: ignore[arg-type]
    return [(duty.actor, duty.verb, duty.task, duty.deadline) for duty in duties_of(provision, NOTHING)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Requests the Executive Secretary to report by 2026;",
            [("Executive Secretary", "requests", "to report by 2026", "by 2026")],
        ),
        (
            "Urges Parties and other Governments to act;",
            [("Parties; Other Governments", "urges", "to act", "")],
        ),
        (
            "Invites Parties, and requests the Executive Secretary, to share data;",
            [
                ("Parties", "invites", "to share data", ""),
                ("Executive Secretary", "requests", "to share data", ""),
            ],
        ),
        ("Also decides to meet again;", [("Conference of the Parties", "decides", "to meet again", "")]),
        (
            "Each Contracting Party shall adopt measures.",
            [("Contracting Parties", "shall", "adopt measures", "")],
        ),
        (
            "The Party of import shall not delay its reply.",
            [("Parties of import", "shall not", "delay its reply", "")],
        ),
        (
            "Decisions taken by the Party of import shall be final.",
            [(NOBODY, "shall", "Decisions taken by the Party of import shall be final", "")],
        ),
        (
            "The Secretariat shall reply within ninety days.",
            [("Secretariat", "shall", "reply within ninety days", "within ninety days")],
        ),
        (
            "In order to help, each Party, where it can, shall consult States.",
            [("Parties", "shall", "consult States", "")],
        ),
        (
            "The Secretariat shall write. It shall also call.",
            [("Secretariat", "shall", "write", ""), ("Secretariat", "shall", "call", "")],
        ),
        ("Recalling its earlier work,", []),
    ],
)
def test_sentences(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    """Actor, verb, task and deadline of typical sentences."""
    assert said(text) == expected


def test_official_codes_come_first(index: LocalIndex) -> None:
    """Where the source gives actor codes, they name the actor and the row says so."""
    provision = index.get("cop-6/dec-18/para-1")
    assert provision is not None
    duties = list(duties_of(replace(provision, actors=("executive-secretary", "GEF")), index))

    assert [(duty.actors, duty.origin) for duty in duties] == [
        (("Executive secretary", "Global Environment Facility"), "official code")
    ]
    assert [duty.origin for duty in duties_of(provision, index)] == ["from the sentence"]


def test_article_18(index: LocalIndex) -> None:
    """The Convention's Article 18 has seven sentences with a duty; the COP's has a deadline."""
    duties = duties_in("Article 18", index)

    assert [duty.label for duty in duties if duty.actor == "Contracting Parties"] == [
        f"Convention, Article 18({n})" for n in (1, 2, 4, 4, 5)
    ]
    assert next((d.verb, d.deadline) for d in duties if d.actor == "Conference of the Parties") == (
        "shall",
        "at its first meeting",
    )


def test_items_are_completed_by_the_words_above(index: LocalIndex) -> None:
    """Show that "The Contracting Parties shall:" says who must do what (a), (b) and (c) say."""
    duties = duties_in("cbd/art-12", index)

    assert [(duty.source, duty.actor, duty.verb) for duty in duties] == [
        (f"cbd/art-12/item-{letter}", "Contracting Parties", "shall") for letter in "abc"
    ]


def test_tasks_are_the_provisions_words(index: LocalIndex) -> None:
    """No word of a task is ours: each stands in the provision or in the words above it."""
    for document in ("cbd", "cop-1/dec-3", "cop-8/dec-12", "cop-15/dec-8"):
        for duty in duties_in(document, index):
            assert set(re.findall(r"\w+", duty.task)) <= set(re.findall(r"\w+", duty.sentence))


def test_guide_is_no_source(index: LocalIndex) -> None:
    """A provision that only the guide knows has no duties: it is not the law."""
    with pytest.raises(NotFoundError, match="no official text"):
        duties_in("cbd/art-8", index)


def test_unknown_is_said(index: LocalIndex) -> None:
    """A locator that the corpus lacks is refused."""
    with pytest.raises(NotFoundError, match="no provision"):
        duties_in("cbd/art-99", index)


def test_filter(index: LocalIndex) -> None:
    """Rows are chosen by actor, verb and words, case aside."""
    duties = duties_in("cop-1/dec-3", index)

    assert [duty.source for duty in filtered(duties, actor="secretariat")] == ["cop-1/dec-3/para-3"]
    assert [duty.source for duty in filtered(duties, verb="DECIDES", words="regular budget")] == [
        "cop-1/dec-3/para-2"
    ]


def test_csv_and_xlsx_open_again(index: LocalIndex) -> None:
    """Both tables hold all rows under the same heads."""
    duties = duties_in("cop-1/dec-3", index)
    rows = list(csv.reader(io.StringIO(export_duties(duties, "csv", index).decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(export_duties(duties, "xlsx", index))).active

    assert len(rows) == len(duties) + 1
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == rows  # type: ignore[union-attr]
    assert sheet.freeze_panes == "A2"  # type: ignore[union-attr]


@pytest.mark.parametrize("language", languages())
def test_a_table_has_every_column_in_each_language(language: str, index: LocalIndex) -> None:
    """To whom, under which condition and whether it is still due, too; heads and labels in the language."""
    table = export_duties(duties_in("cbd/art-18", index), "csv", index, language).decode("utf-8-sig")
    heads, *rows = csv.reader(io.StringIO(table))
    words = Words("trainer", language)
    met = next(row for row in rows if "at its first meeting" in row)

    assert heads[3:7] == [words(name) for name in ("by_when", "recipient", "condition", "standing")]
    assert met[6].startswith(words("standing_met", by="").rstrip())
    assert label_at("cop-1/dec-3", language, index) in met[6]
    assert label_at("cbd/art-18/para-3", language, index) in met


def test_no_cell_becomes_a_formula(index: LocalIndex) -> None:
    """A cell that begins like a formula is written as text."""
    duty = Duty("=cmd()", "shall", "+1", "", "cbd/art-1", "Article 1", "from the sentence", True, "")

    assert b"'=cmd()" in export_duties([duty], "csv", index)
    assert b'"actor": "=cmd()"' in export_duties([duty], "json", index)
    cell = load_workbook(io.BytesIO(export_duties([duty], "xlsx", index))).active["A2"]  # type: ignore[index]
    assert (cell.value, cell.data_type) == ("=cmd()", "s")


def rows(text: str) -> list[Duty]:
    """The rows of one paragraph of a decision."""
    provision = Provision(
        "cop-1/dec-9/para-1", "cop-1/dec-9", "para", "", text, 0, len(text), 0, chapeau=text
    )
    return list(duties_of(provision, NOTHING))


def test_who_asks_does_not_act() -> None:
    """Who is asked acts; the body that asks stands beside."""
    (duty,) = rows("Requests the Executive Secretary to report to the Conference of the Parties;")

    assert (duty.actor, duty.asked_by) == ("Executive Secretary", "Conference of the Parties")
    assert duty.recipient == "Conference of the Parties"


def test_who_acts_in_a_passive_is_named_after_by() -> None:
    """Or nobody is, where the sentence does not say."""
    (named,) = rows("The costs shall be met by the Parties hereto.")
    (unnamed,) = rows("Information shall be provided to the Secretariat.")

    assert (named.actors, named.task) == (("Parties",), "The costs shall be met by the Parties hereto")
    assert (unnamed.actors, unnamed.rule, unnamed.recipient) == ((), False, "Secretariat")


def test_what_holds_is_a_rule_and_no_duty() -> None:
    """Nobody has to do anything by it."""
    (duty,) = rows("This Protocol shall enter into force on the ninetieth day.")

    assert duty.rule
    assert duty.actors == ()


def test_what_is_only_said_is_no_duty() -> None:
    """What a body notes or welcomes gives nobody a task; what it asks in the same sentence does."""
    assert rows("Welcomes the report, which should help Parties;") == []
    (duty,) = rows("Notes with concern that boxes were lost and urges Parties to look for them;")
    assert (duty.actor, duty.verb, duty.task) == ("Parties", "urges", "to look for them")


def test_a_decision_may_give_others_a_task() -> None:
    """ "Decides that the Secretariat shall report" is the Secretariat's to do."""
    (given,) = rows("Decides that the Secretariat shall report by 2020;")
    (own,) = rows("Decides that boxes are green;")

    assert (given.actor, given.verb, given.task) == ("Secretariat", "shall", "report by 2020")
    assert (own.actor, own.verb) == ("Conference of the Parties", "decides")


def test_conditions_stand_beside_what_is_done() -> None:
    """In front, inserted, and behind."""
    (duty,) = rows("In an emergency, each Party that can shall, as appropriate, act, unless it is late.")

    assert duty.task == "act, unless it is late"
    assert duty.condition == "In an emergency; that can; as appropriate; unless it is late"


def test_two_modals_are_two_rows() -> None:
    """Each with its own action; a "shall" under a "which" is part of the action."""
    words = "Each Party shall take measures that are fair, and shall report on them annually."
    (under,) = rows("Each Party shall take measures which shall be fair.")

    assert under.task == "take measures which shall be fair"
    assert [(duty.task, duty.deadline) for duty in rows(words)] == [
        ("take measures that are fair", ""),
        ("report on them annually", "annually"),
    ]


def test_no_party_shall() -> None:
    """The prohibition stands in the verb."""
    (duty,) = rows("No Party shall open boxes.")

    assert (duty.actor, duty.verb, duty.task) == ("Parties", "shall not", "open boxes")


def test_a_meeting_that_was_held(index: LocalIndex) -> None:
    """What was due at the first meeting was taken up there by a decision that cites the article."""
    duty = next(one for one in duties_in("cbd/art-18/para-3", index) if one.deadline)

    assert (duty.standing.state, duty.standing.by, duty.standing.year) == ("met", "cop-1/dec-3", 1994)


def test_two_rows_never_have_the_same_words(index: LocalIndex) -> None:
    """Nothing is cut, so nothing becomes alike: the same action twice is asked in two ways."""
    for document in ("cbd", "cop-1/dec-3", "cop-8/dec-12"):
        found = [(duty.source, duty.actor, duty.verb, duty.task) for duty in duties_in(document, index)]
        assert len(set(found)) == len(found)
        assert not any("..." in task or "…" in task for *_, task in found)
