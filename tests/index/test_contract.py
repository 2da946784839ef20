"""One contract: what the embedded folder finds, a database finds, and so do two that hold it between them; of
law, and of an office's own documents in seven languages.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.library.additions import OwnFiles
from assistant.library.files import library_folders
from assistant.library.own_guide import own_guides, write_entries
from index.home import Home, home_at
from index.interface import DEFAULT_LIMITS, ROLES, Candidates, Filters, Limits, SearchIndex, Words
from ingest.corpus.load import load_corpus, load_library
from ingest.corpus.merge import Corpus
from ingest.model import GuideEntry
from tests.index.conftest import FILES

OWN = {  # language -> paragraphs of a plan for the coast
    "en": "The forest service plants mangroves.\n\nThe council reports on the lakes by article 2 of the law.",
    "fr": "Le service des forêts plante des mangroves. Il les compte.\n\nLe conseil parle des lacs.",
    "es": "El servicio forestal planta manglares.\n\nEl consejo informa sobre los lagos y los bosques.",
    "pt": "O serviço florestal planta mangues.\n\nO conselho relata sobre os lagos e as florestas.",
    "ar": "تزرع دائرة الغابات أشجار المانغروف.\n\nيقدم المجلس تقريرا عن البحيرات والغابات.",
    "ru": "Лесная служба сажает мангровые леса.\n\nСовет отчитывается об озёрах и волках.",
    "zh": "林业局种植红树林。\n\n理事会就湖泊和森林提交报告。",
}
SUMMARIES = {"en": "Who plants trees at the coast.", "ru": "Кто сажает лес у моря.", "zh": "谁在海岸种树。"}
QUERIES = [
    ("count the wolves and lakes", ""),
    ("forests", "woods lakes"),
    ("Les loups des forêts", "wolves"),
    ("each Party shall report", ""),
    ("¿Quién planta los manglares del bosque?", "mangroves"),
    ("Quem planta os mangues?", "mangroves forest"),
    ("من يزرع أشجار المانغروف؟", "mangroves"),
    ("Кто сажает мангровые леса?", "mangroves"),
    ("谁种植红树林？", "mangroves"),
    ("nothing known here qqq", ""),
    ("", ""),
]
FILTERS = [
    Filters(),
    Filters(kinds=("decision",)),
    Filters(documents=("note", "law")),
    Filters(documents=("plan-ru", "plan-zh")),
    Filters(sessions=(15,)),
    Filters(documents=("nowhere",)),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Law, a decision and a note, and what an office added, with what its editors say of that."""
    library, folder, desk = (tmp_path_factory.mktemp(name) for name in ("library", "corpus", "desk"))
    for name, text in FILES.items():
        (folder / name).write_text(text)
    for language, text in OWN.items():
        head = f"---\nid: plan-{language}\nkind: other\ntitle: Plan {language}\nlanguage: {language}\n---\n"
        (desk / f"plan-{language}.md").write_text(head + text)
    assert {outcome.status for outcome in OwnFiles(library).add([desk])} == {"new"}

    def loaded() -> Corpus:
        places = library_folders(library), [folder]
        return load_library(*places, embedded=False, guides=own_guides(library))[0]

    first = {p.document: p.locator for p in reversed(loaded().provisions.values()) if p.leaf}
    write_entries(
        library,
        [
            GuideEntry(first[f"plan-{language}"], summary, (f"{summary}?",), ("coast",), language)
            for language, summary in SUMMARIES.items()
        ],
    )
    found = loaded()
    assert {p.language for p in found.provisions.values()} == OWN.keys()
    assert len(found.guide) == len(SUMMARIES)
    return found


@pytest.fixture
def embedded(corpus: Corpus, root: Path, encoder: Any) -> SearchIndex:
    """The folder."""
    home_at(root).build(corpus, encoder)
    return home_at(root).open(encoder.name)


@pytest.fixture(params=["database", "shards"])
def home(request: pytest.FixtureRequest, postgres: str) -> Home:
    """The database, or the two."""
    return home_at(request.getfixturevalue(request.param))


@pytest.fixture
def shared(corpus: Corpus, home: Home, encoder: Any) -> SearchIndex:
    """The same corpus there."""
    home.build(corpus, encoder)
    return home.open(encoder.name)


def same(one: Candidates, other: Candidates) -> None:
    """The same provisions in the same order, with the same scores and facts."""
    assert one.positions.tolist() == other.positions.tolist()
    for role in ROLES:
        np.testing.assert_allclose(one.dense[role], other.dense[role], atol=1e-5)
        assert one.dense[role].shape == other.dense[role].shape
        assert one.lexical[role].tobytes() == other.lexical[role].tobytes()
        assert one.synonyms[role].tobytes() == other.synonyms[role].tobytes()
    assert one.phrases.tobytes() == other.phrases.tobytes()
    for name in type(one.facts).__slots__:
        assert getattr(one.facts, name).tolist() == getattr(other.facts, name).tolist(), name


@pytest.mark.parametrize("filters", FILTERS, ids=str)
@pytest.mark.parametrize("limits", [DEFAULT_LIMITS, Limits(dense=2, lexical=1)], ids=str)
def test_the_same_candidates(
    embedded: SearchIndex, shared: SearchIndex, encoder: Any, filters: Filters, limits: Limits
) -> None:
    """For words, pairs of words, synonyms and any number of vectors, within filters and limits; again when
    postings are at hand.
    """
    for text, synonyms in QUERIES * 2:
        for vectors in (
            encoder.encode_queries([text or "x"]),
            encoder.encode_queries(["wolves", "lakes", "law"]),
            encoder.encode_queries(["x"])[:0],
        ):
            asked = vectors, Words(text, synonyms), filters, limits
            same(embedded.candidates(*asked), shared.candidates(*asked))


def test_the_same_records(embedded: SearchIndex, shared: SearchIndex, corpus: Corpus) -> None:
    """Documents, provisions and all that stands around them."""
    assert embedded.documents == shared.documents
    assert list(embedded.documents) == list(shared.documents)
    locators = [*corpus.provisions, "law", "nowhere", "nul\0"]
    for locator in locators:
        for name in ("get", "children", "neighbours", "guide", "cites", "cited_by", "knows"):
            assert getattr(embedded, name)(locator) == getattr(shared, name)(locator), (name, locator)
    for name in [*corpus.documents, "nowhere"]:
        assert embedded.in_document(name) == shared.in_document(name)
    assert embedded.at([3, 0, 3, 99_999]) == shared.at([3, 0, 3, 99_999])


def test_the_same_statistics(embedded: SearchIndex, shared: SearchIndex) -> None:
    """How rare stems are, the words of each language in their order, and the snapshot but for its hour."""
    for stem in ("forest", "wolv", "qqq", ""):
        assert embedded.weight(stem) == shared.weight(stem)
    assert embedded.words("ru")
    for language in (*OWN, "xx"):
        assert list(embedded.words(language).items()) == list(shared.words(language).items())
    assert embedded.snapshot.id == shared.snapshot.id
    assert embedded.snapshot.counts == shared.snapshot.counts


def test_the_same_likeness(embedded: SearchIndex, shared: SearchIndex, corpus: Corpus) -> None:
    """Of what the guide says, bit by bit; nothing where it says nothing."""
    locators = [*corpus.provisions, "nowhere"]
    found = embedded.alike(locators)
    assert np.count_nonzero(found.diagonal()) == len(SUMMARIES)
    assert found.tobytes() == shared.alike(locators).tobytes()


def test_the_same_sentences(embedded: SearchIndex, shared: SearchIndex, corpus: Corpus, encoder: Any) -> None:
    """How near those of each provision come, in whatever order they are asked for."""
    positions = [*reversed(range(len(corpus.provisions))), 0, 99_999]
    (vector,) = encoder.encode_queries(["Qui compte les mangroves ?"])
    found = embedded.nearest_sentences(vector, positions)
    assert np.count_nonzero(found)
    np.testing.assert_allclose(found, shared.nearest_sentences(vector, positions), atol=1e-3)
    assert shared.nearest_sentences(vector, []).shape == (0,)


def test_an_index_stays_as_it_was_when_a_new_one_is_built(
    corpus: Corpus, home: Home, encoder: Any, write: Callable[..., Path]
) -> None:
    """Whoever reads a generation reads it to the end; the next one that is opened is the new one."""
    first = home.build(corpus, encoder)
    before = home.live()
    old = home.open()
    folder = write({"more.md": "---\nid: more\nkind: other\ntitle: More\n---\nMore wolves."}, "more")
    more = load_corpus([folder], embedded=False)
    second = home.build(more, encoder)
    assert first.id != second.id
    assert home.live() != before
    assert old.get("law/art-1") is not None
    assert old.get("more/text-1") is None
    fresh = home.open()
    assert fresh.get("law/art-1") is None
    assert set(fresh.documents) == {"more"}
