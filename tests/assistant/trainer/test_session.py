"""Session packs: everything in them stands in the corpus, and the time adds up."""

import re
from dataclasses import replace

import pytest

from assistant.trainer.audiences import audiences
from assistant.trainer.pack import Pack, outline
from assistant.trainer.recheck import recheck
from assistant.trainer.session import make_session
from assistant.words.store import languages, say
from index.local import LocalIndex
from ingest.concepts import concepts_by_id
from ingest.errors import InputError, NotFoundError
from ingest.locator import Locator
from ingest.model import GuideEntry
from ingest.topics import embedded_topics
from tests.sweep import sweep

SUBJECT = "The clearing-house mechanism, for new national focal points"


@pytest.fixture(scope="module")
def pack(index: LocalIndex) -> Pack:
    """The session that the issue asks for."""
    return make_session(SUBJECT, index, minutes=45)


def test_the_session_has_all_its_parts(pack: Pack) -> None:
    """12 to 28 slides: outline, definitions, a diagram, provisions, timeline, duties, role, exercises, quiz
    with key, the law part by part, reading.
    """
    kinds = [block.kind for block in pack.blocks]

    assert 12 <= len(kinds) <= 28
    assert set(kinds) == {
        "title",
        "agenda",
        "definitions",
        "diagram",
        "provision",
        "timeline",
        "decisions",
        "duties",
        "role",
        "exercise",
        "quiz",
        "answers",
        "discussion",
        "law",
        "reading",
    }
    assert kinds[0] == "title"
    assert kinds[-1] == "reading"


TOPICS = embedded_topics()


@pytest.mark.parametrize("turn", sweep(range(len(TOPICS)), 7), ids=lambda turn: TOPICS[turn].id)
def test_every_topic(turn: int, index: LocalIndex) -> None:
    """It gives a session whose minutes add up and whose sources all match; audiences take turns."""
    audience = list(audiences())[turn % len(audiences())]
    pack = make_session(TOPICS[turn].title, index, minutes=45, audience=audience)

    assert sum(block.minutes for block in pack.blocks) == 45
    assert recheck(pack, index) == []
    assert sum(minutes for _, minutes in outline(pack)) == 45
    if audience != "ministerial":
        assert 12 <= len(pack.blocks) <= 26


@pytest.mark.parametrize("minutes", [10, 20, 60, 90, 240])
def test_every_length(minutes: int, index: LocalIndex) -> None:
    """From ten minutes to half a day the time adds up."""
    pack = make_session("CHM", index, minutes=minutes)

    assert sum(block.minutes for block in pack.blocks) == minutes
    assert all(block.minutes > 0 or block.kind == "title" for block in pack.blocks)


def test_quotations_are_exact(pack: Pack, index: LocalIndex) -> None:
    """Every quoted word stands in its provision, white space aside; what is shortened says so."""
    items = [item for block in pack.blocks for item in block.items]
    for item, source in [(one, source) for one in items for source in one.sources]:
        provision = index.get(source.locator)
        assert provision is not None
        assert source.quote in provision.text
        if item.kind == "quote" and not item.cells:
            assert item.text.removesuffix(" […]") in provision.text


def test_law_is_told_from_our_own_words(pack: Pack) -> None:
    """Nothing is marked as quoted without a source, and the guide is marked as not official."""
    for block in pack.blocks:
        for item in block.items:
            assert item.kind not in {"quote", "fact", "remark"} or item.sources
            marks = ("not official", "The official text is not in this corpus")
            assert item.kind != "guide" or any(mark in item.text for mark in marks)


def test_each_factual_slide_is_cited(pack: Pack) -> None:
    """Every slide that states something names its sources."""
    for block in pack.blocks:
        assert block.kind in {"title", "agenda", "quiz", "discussion", "break"} or any(
            item.sources for item in block.items
        )


def test_quiz_and_key_belong_together(pack: Pack) -> None:
    """There is one answer a question, its letter names the option that it says, and words prove it."""
    asked = [item for block in pack.blocks if block.kind == "quiz" for item in block.items]
    answers = [item for block in pack.blocks if block.kind == "answers" for item in block.items]

    assert 3 <= len(asked) == len(answers) <= 4
    for question, answer in zip(asked, answers, strict=True):
        assert question.ref == answer.ref
        assert question.note == ""
        assert answer.sources
        if not question.cells:
            assert answer.note in question.choices(pack.language)
            assert answer.note.startswith(f"({answer.key})")


def test_the_quiz_asks_what_the_slides_show(pack: Pack) -> None:
    """Each source of an answer is one of a slide before it."""
    before: set[str] = set()
    for block in pack.blocks:
        sources = {source.locator for item in block.items for source in item.sources}
        if block.kind == "answers":
            assert sources <= before
        before |= sources


def test_the_same_again(pack: Pack, index: LocalIndex) -> None:
    """The same request over the same corpus gives the same pack."""
    assert make_session(SUBJECT, index, minutes=45) == pack


@pytest.mark.parametrize("language", languages())
def test_languages_have_the_same_words(language: str, pack: Pack, index: LocalIndex) -> None:
    """Every language has every string, and the law stays as it is."""
    other = make_session(SUBJECT, index, minutes=45, language=language)

    assert [
        [i.text for i in b.items if i.kind == "quote"] for b in other.blocks if b.kind == "provision"
    ] == [[i.text for i in b.items if i.kind == "quote"] for b in pack.blocks if b.kind == "provision"]


def test_cut_definitions_are_marked(index: LocalIndex) -> None:
    """The definition of biotechnology, which the corpus has only in part, says so."""
    pack = make_session("technology transfer", index, audience="technical")
    items = [
        item
        for block in pack.blocks
        if block.kind == "definitions"
        for item in block.items
        if "Biotechnology" in item.text
    ]

    assert items[0].text.endswith("[…]")
    assert "only in part" in items[0].note


@pytest.mark.parametrize(
    ("words", "values", "error"),
    [
        ("", {}, InputError),
        ("CHM", {"minutes": 5}, InputError),
        ("CHM", {"audience": "children"}, InputError),
        ("CHM", {"language": "de"}, InputError),
        ("sourdough bread", {}, NotFoundError),
    ],
)
def test_what_cannot_be_made_is_refused(
    words: str, values: dict[str, object], error: type[Exception], index: LocalIndex
) -> None:
    """Errors say what is wrong."""
    with pytest.raises(error):
        make_session(words, index, **values)  # type: ignore[arg-type]


def _asked(pack: Pack) -> set[str]:
    """The questions and options of its quiz that are words and no numbers."""
    items = [item for block in pack.blocks if block.kind == "quiz" for item in block.items]
    return {text for item in items for text in (item.text, *item.options) if not text[:1].isdigit()}


@pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
def test_plain_words_and_quiz_are_in_the_language_of_the_session(index: LocalIndex, language: str) -> None:
    """As the guide has them; that no native speaker has read them yet is said once."""
    pack = make_session(SUBJECT, index, minutes=90, language=language)
    guided = [item for block in pack.blocks for item in block.items if item.kind == "guide"]
    said = concepts_by_id()["clearing-house-mechanism"].said(language)
    of_provisions = [item for item in guided if said not in item.text]

    assert len(of_provisions) == len(guided) - 1  # the session opens with what its subject is
    for item in of_provisions:
        guide = index.guide(item.sources[0].locator)
        assert guide is not None
        assert guide.plain(language).summary in item.text
        assert guide.summary not in item.text
    english = make_session(SUBJECT, index, minutes=90)
    assert _asked(pack)
    assert _asked(pack).isdisjoint(_asked(english))
    notes = " ".join(block.notes for block in pack.blocks)
    assert notes.count(say("answer.unread", language)) == 1


def test_no_decision_is_quoted_whole(index: LocalIndex) -> None:
    """Headings stand between its paragraphs: a slide names it, and quotes paragraphs."""
    pack = make_session("Long-term strategic framework for capacity-building and development", index)
    places = [
        (item.kind, Locator.parse(source.locator))
        for block in pack.blocks
        for item in block.items
        for source in item.sources
    ]
    assert any(at.is_decision and not at.steps for kind, at in places if kind == "guide")
    assert not any(at.is_decision and not at.steps for kind, at in places if kind == "quote")


def test_an_english_session_says_nothing_of_who_has_read_it(pack: Pack) -> None:
    """Its plain words are those from which the others are written."""
    assert say("answer.unread", "en") not in " ".join(block.notes for block in pack.blocks)


class Read:
    """The index as if an editor had read all plain words."""

    def __init__(self, index: LocalIndex) -> None:
        self._index = index

    def guide(self, locator: str) -> GuideEntry | None:
        """The entry, read in all languages."""
        entry = self._index.guide(locator)
        if entry is None:
            return None
        return replace(entry, translations=tuple(replace(one, state="read") for one in entry.translations))

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)


def test_what_an_editor_has_read_is_not_marked(index: LocalIndex) -> None:
    """A session whose plain words have all been read says nothing."""
    pack = make_session(SUBJECT, Read(index), language="fr")  # type: ignore[arg-type]  # all else is the index's
    assert say("answer.unread", "fr") not in " ".join(block.notes for block in pack.blocks)


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [
        ("fr", "Centre d'échange", "Convention, article 18, paragraphe 3"),
        ("es", "Mecanismo de facilitación", "Convenio, artículo 18, párrafo 3"),
        ("zh", "信息交换所", "《公约》第18条第3款"),
    ],
)
def test_titles_and_labels_are_in_the_language_of_the_session(
    language: str, title: str, label: str, index: LocalIndex
) -> None:
    """Of slides, sources, tables, options and what is read afterwards; no English one is left."""
    pack = make_session("clearing-house mechanism", index, minutes=90, language=language)
    assert pack.title.startswith(title)
    sources = [source for block in pack.blocks for item in block.items for source in item.sources]
    assert label in {source.label for source in sources}
    duties = next(block for block in pack.blocks if block.kind == "duties").items
    assert any(label in row.cells for row in duties)
    shown = [text for source in sources for text in (source.label, source.brief)]
    shown += [option for block in pack.blocks for item in block.items for option in item.options]
    shown += [block.title for block in pack.blocks]
    assert not [text for text in shown if re.search(r"\b(?:Decision|Article|paragraph|slide)\b", text)]
    assert recheck(pack, index) == []
