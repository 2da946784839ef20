"""The law of a session: all of its topic in every pack, composed where there is no topic, and said where it
is not here.
"""

import pytest

from assistant.trainer.audiences import audiences
from assistant.trainer.pack import Block, Pack, read_pack
from assistant.trainer.provisions import RECITAL, Taught, for_slides
from assistant.trainer.recheck import recheck
from assistant.trainer.session import make_session
from assistant.words.store import languages, say
from index.local import LocalIndex
from ingest.errors import NotFoundError
from ingest.model import Provenance
from ingest.topics import ROLES, Topic, embedded_topics
from tests.assistant.asking.conftest import provision
from tests.sweep import sweep

EACH = pytest.mark.parametrize("topic", sweep(embedded_topics(), 8), ids=lambda topic: topic.id)


def cited(blocks: list[Block]) -> set[str]:
    """The places that blocks cite."""
    return {source.locator for block in blocks for item in block.items for source in item.sources}


def law_of(pack: Pack) -> list[Block]:
    """The blocks of a pack that have its law part by part."""
    return [block for block in pack.blocks if block.kind == "law"]


@EACH
def test_every_pack_of_a_topic_holds_its_whole_core(topic: Topic, lawful: LocalIndex) -> None:
    """Whatever the audience and the time; and the pack is one that can be kept and exported."""
    core = {one if lawful.get(one) else f"{one}/catalogue" for one in topic.keys}
    for audience, minutes in zip(audiences(), (10, 120, 45), strict=True):
        pack = make_session(topic.title, lawful, minutes=minutes, audience=audience)
        assert core <= cited(law_of(pack)), (audience, minutes)
        assert read_pack(pack.to_json()) == pack
    assert recheck(pack, lawful) == []


@EACH
def test_slides_quote_the_law_of_every_topic(topic: Topic, lawful: LocalIndex) -> None:
    """A session of 45 minutes quotes who must do what, and no recital where there is law."""
    pack = make_session(topic.title, lawful)
    shown = [lawful.get(one) for one in cited([block for block in pack.blocks if block.kind == "provision"])]
    assert len(shown) >= 4
    assert [one.locator for one in shown if one and one.kind == RECITAL] == []
    roles = {one.locator: one.role for one in topic.core}
    assert {"who", "what"} <= {roles.get(one.locator) for one in shown if one}


SUBJECTS = ("soil biodiversity", "pollinators", "prior informed consent", "customs officers and LMOs")


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_that_is_no_topic_has_law_too(subject: str, lawful: LocalIndex) -> None:
    """Duties, money and checks beside what its words find; recitals are left out where there is law."""
    pack = make_session(subject, lawful)
    (law,) = law_of(pack)
    heads = [item.cells[0] for item in law.items if item.cells and not item.text]
    places = [lawful.get(one) for one in cited([law])]
    assert say("trainer.law_who", "en") in heads
    assert [one.locator for one in places if one and one.kind == RECITAL] == []
    assert len(places) >= 8
    assert recheck(pack, lawful) == []


@pytest.mark.parametrize(
    ("subject", "other", "language"),
    [
        ("pollinators", "polinizadores", "es"),
        ("pollinators", "授粉者", "zh"),
        ("soil biodiversity", "biodiversité des sols", "fr"),
    ],
)
def test_in_any_language_it_is_the_same_law(
    subject: str, other: str, language: str, lawful: LocalIndex
) -> None:
    """Found by the words that the glossary makes of it, whatever the language of the session."""
    (law,) = law_of(make_session(subject, lawful))
    for session in ("en", language):
        (there,) = law_of(make_session(other, lawful, language=session))
        assert cited([there]) == cited([law])


def test_an_article_is_its_own_law_first(lawful: LocalIndex) -> None:
    """With what it hangs together with; what is called like its instrument is not meant."""
    pack = make_session("Article 6 of the Nagoya Protocol", lawful)
    quoted = cited([block for block in pack.blocks if block.kind == "provision"])
    assert quoted
    assert all(one.startswith("nagoya-protocol/art-6/") for one in quoted)


def test_more_than_a_topic_is_found_beside_it(lawful: LocalIndex) -> None:
    """ "Customs officers" are in no topic, and provisions speak of them; the topic's core stays whole."""
    (law,) = law_of(make_session("living modified organisms for customs officers", lawful))
    (plain,) = law_of(make_session("living modified organisms", lawful))
    assert cited([plain]) < cited([law])


def test_nothing_is_made_of_nothing(lawful: LocalIndex) -> None:
    """A subject that the law does not know is refused."""
    with pytest.raises(NotFoundError):
        make_session("sourdough bread", lawful)


@pytest.mark.parametrize("language", languages())
def test_a_thin_corpus_is_told_first(language: str, index: LocalIndex, lawful: LocalIndex) -> None:
    """With the command that fetches the texts; where they are here, nothing is said."""
    title = make_session("biosafety", index, language=language).blocks[0]
    assert "cbd-assistant sync treaties" in title.items[1].text
    assert len(make_session("biosafety", lawful, language=language).blocks[0].items) == 1
    notes = make_session("gender", lawful, language=language).blocks[0].notes
    assert "cbd-assistant sync decisions --cop 9,11" in notes


def test_complete_recitals_carry_no_gap(lawful: LocalIndex) -> None:
    """They end in a comma, as the source has them."""
    items = [item for block in law_of(make_session("gender", lawful)) for item in block.items]
    recitals = [one for one in items if one.sources and "/recital-" in one.sources[0].locator]
    assert recitals
    assert all(one.text == one.sources[0].quote and "[…]" not in one.text for one in recitals)


def test_each_part_once_before_any_twice() -> None:
    """The first of every role; recitals last, no place within another; in teaching order."""

    def taught(place: str, role: str, kind: str = "para", origin: Provenance = Provenance.OFFICIAL) -> Taught:
        made = provision(f"cbd/{place}", f"Text of {place}.", kind)
        object.__setattr__(made, "provenance", origin)
        return Taught(made, role)

    law = [
        taught("art-1", "what", RECITAL),
        taught("art-2", "what"),
        taught("art-3", "who"),
        taught("art-4", "who"),
        taught("art-4/item-a", "who", "item"),
        taught("art-5", "money", origin=Provenance.GUIDE),
        taught("art-6", "money"),
    ]

    def places(count: int) -> list[str]:
        return [one.provision.locator.removeprefix("cbd/") for one in for_slides(law, count)]

    assert places(3) == ["art-2", "art-3", "art-6"]
    assert places(9) == ["art-2", "art-1", "art-3", "art-4", "art-5", "art-6"]
    assert [ROLES.index(one.role) for one in for_slides(law, 9)] == [0, 0, 1, 1, 3, 3]


def test_an_item_is_quoted_with_the_words_that_say_who_must_do_it(lawful: LocalIndex) -> None:
    """ "Identify components of biological diversity" asks nothing of anybody: Article 7 begins it."""
    pack = make_session("Global Taxonomy Initiative", lawful, minutes=45)
    quoted = [
        [(item.sources[0].locator, item.text) for item in block.items if item.kind == "quote"]
        for block in pack.blocks
        if block.kind == "provision"
    ]
    (found,) = [items for items in quoted if items[-1][0] == "cbd/art-7/item-a"]

    assert [place for place, _ in found] == ["cbd/art-7", "cbd/art-7/item-a"]
    assert found[0][1].startswith("Each Contracting Party shall, as far as possible")
    assert recheck(pack, lawful) == []
    assert all("cbd/art-17" not in place for items in quoted for place, _ in items[:-1])
