"""Labels in the reader's language: each is read back as what it names."""

import csv
from pathlib import Path

import pytest

from assistant.reading.labels import label_at, label_of, short_title, steps_of, title_of
from index.local import LocalIndex
from ingest.locator import STEP_KINDS, Locator, decision_label, label
from ingest.references.resolve import read_references
from ingest.vocabulary import ENGLISH, LANGUAGES, vocabulary

PROVISIONS = Path(__file__).resolve().parents[3] / "corpus" / "catalogue" / "provisions.csv"
OTHERS = [language for language in LANGUAGES if language != ENGLISH]
UNREAD = {"testimonium"}  # nobody refers to it; a term is told by its heading


def addresses() -> list[str]:
    """Every provision of the instruments whose texts are known, and some of decisions."""
    with PROVISIONS.open(encoding="utf-8") as file:
        known = [row["locator"] for row in csv.DictReader(file)]
    read = [one for one in known if not UNREAD & {step.kind for step in Locator.parse(one).steps}]
    decided = ["cop-1/dec-3", "cop-15/dec-8", "cop-15/dec-8/para-4", "cop-15/dec-8/annex-1/para-12/item-b"]
    return [one for one in read if "/term-" not in one] + decided + ["gbf/target-3", "gbf/goal-b"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_is_read_as_what_it_names(language: str) -> None:
    """A reader who types it, and a question that follows an answer, find the same provision."""
    wrong = {}
    for address in addresses():
        locator = Locator.parse(address)
        document = vocabulary().instrument(locator.document)
        title = vocabulary().short_title(locator.document, language) or (
            document.short_title if document else ""
        )
        printed = label(locator, title, language=language)
        read = [str(target) for one in read_references(printed) for target in one.targets]
        if read != [address]:
            wrong[printed] = read
    assert wrong == {}


@pytest.mark.parametrize(
    ("language", "address", "expected"),
    [
        ("fr", "cbd/art-15/para-3", "Convention, article 15, paragraphe 3"),
        ("fr", "cbd/art-8/item-j", "Convention, article 8 j)"),
        ("es", "nagoya-protocol/art-6/para-3/item-e", "Protocolo de Nagoya, artículo 6, párrafo 3 e)"),
        ("pt", "cartagena-protocol/annex-2/para-2", "Protocolo de Cartagena, anexo II, parágrafo 2"),
        ("ru", "cbd/annex-2/part-1/art-3/para-1", "Конвенция, приложение II, часть 1, статья 3, пункт 1"),
        ("zh", "cbd/annex-2/part-1/art-3/para-1", "《公约》附件二第一部分第3条第1款"),
        ("zh", "cop-15/dec-8/para-4", "第15/8号决定第4段"),
        ("ar", "cbd/art-8/item-j", "الاتفاقية، المادة 8 (ي)"),
        ("ar", "cartagena-protocol/annex-2", "بروتوكول قرطاجنة، المرفق الثاني"),
        ("ar", "cop-1/dec-3/para-2", "المقرر I/3، الفقرة 2"),
        ("de", "cop-1/dec-3/para-2", "Decision I/3, paragraph 2"),
    ],
)
def test_labels_are_those_of_the_language(
    language: str, address: str, expected: str, index: LocalIndex
) -> None:
    """Words, order and marks; English where labels are not printed in it."""
    assert label_at(address, language, index) == expected


@pytest.mark.parametrize("language", OTHERS)
def test_no_label_stays_english(language: str, index: LocalIndex) -> None:
    """Of all that the embedded corpus holds; in front of it stands what the language calls the document."""
    joint = vocabulary().labels[language].join
    for document in index.documents.values():
        title = short_title(document, language)
        for provision in index.in_document(document.id):
            printed = label_of(provision, language, index)
            assert printed != provision.label or provision.kind == "document", provision.locator
            assert printed.startswith(title)
            assert title + joint + steps_of(provision, language, index) == printed or printed == title


def test_english_labels_stay_as_they_are_stored(index: LocalIndex) -> None:
    """And what was added to one, such as the number of a repetition, stands behind it in every language."""
    for document in index.documents:
        for provision in index.in_document(document):
            assert label_of(provision, ENGLISH, index) == provision.label
    assert label_at("cop-1/dec-3/para-1~2", "fr", index) == "Décision I/3, paragraphe 1 [2]"


@pytest.mark.parametrize("language", OTHERS)
def test_titles_are_the_official_ones_of_the_language(language: str, index: LocalIndex) -> None:
    """Of instruments; other documents keep their own title."""
    convention, deck = (index.documents[one] for one in ("cbd", "tsc-training-2023"))
    assert title_of(convention, language) != convention.title
    assert title_of(deck, language) == deck.title
    assert short_title(deck, language) != deck.short_title


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_step_has_its_form(language: str) -> None:
    """The same fields as in English, so that none is missed."""
    forms, english = vocabulary().labels[language], vocabulary().labels[ENGLISH]
    assert set(forms.steps) == set(STEP_KINDS) == set(english.steps)
    assert set(forms.within) == set(english.within)
    assert set(forms.documents) == set(english.documents)
    assert decision_label("cop-15/dec-8", language) == forms.documents["decision"].format(number="15/8")
