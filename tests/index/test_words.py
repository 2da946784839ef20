"""The words of a corpus: how often each stands there, and how it is usually written."""

from dataclasses import replace

from index.words import count_words
from ingest.model import GuideEntry, PlainWords, Provision

ARTICLE = Provision("law/art-1", "law", "art", "Law, Article 1", "", 0, 0, 0)


def counted(text: str, **fields: object) -> dict[str, int]:
    """The English words of one provision without its label."""
    found = count_words([replace(ARTICLE, text=text, label="", **fields)], [])  # type: ignore[arg-type]
    return found.get("en", {})


def test_words_are_counted_whatever_their_case() -> None:
    """And kept as they are mostly written inside a sentence."""
    found = counted("Forests grow. The forests of the Party, a Party; some FORESTS, and forests")
    assert found["forests"] == 4
    assert found["Party"] == 2
    assert "Forests" not in found


def test_a_word_that_has_capitals_only_in_names_is_small() -> None:
    """A quarter of small letters is enough."""
    text = "the Convention on Biological Diversity, the Biological Diversity, a Biological Diversity, "
    assert "biological" in counted(text + "of biological diversity")
    assert "Biological" in counted(text * 2 + "of biological diversity")


def test_how_a_sentence_begins_tells_nothing_of_a_word() -> None:
    """Small letters are meant where nothing else is known."""
    assert counted("Wolves.") == {"wolves": 1}
    assert counted("The LMO. LMO") == {"the": 1, "LMO": 2}
    assert counted("ExCOP. ANNEX") == {"ExCOP": 1, "annex": 1}


def test_what_hyphens_join_counts_whole_and_in_its_parts() -> None:
    """Each may be misspelt."""
    assert counted("a clearing-house") == {"a": 1, "clearing": 1, "clearing-house": 1, "house": 1}


def test_numbers_and_chinese_are_no_words() -> None:
    """Chinese sets no blank between words."""
    assert counted("15/8 生物多样性 of 3(b)") == {"of": 1, "b": 1}


def test_of_a_chinese_text_each_two_neighbours_count() -> None:
    """Its words, and what stands at the joints of two."""
    text = replace(ARTICLE, text="政策的政策，目标 15", label="", language="zh")
    assert count_words([text], []) == {"zh": {"政策": 2, "策的": 1, "的政": 1, "目标": 1}}


def test_a_provision_with_parts_counts_once() -> None:
    """Its text lies in these, but for what stands before them."""
    assert counted("begins begins", leaf=False, chapeau="begins") == {"begins": 1}


def test_labels_and_headings_are_words_too() -> None:
    """People ask for a paragraph as often as for what it says."""
    found = count_words([replace(ARTICLE, heading="Use of Terms")], [])["en"]
    assert {"article", "law", "use", "terms"} <= {word.lower() for word in found}


def test_the_guide_counts_in_its_languages() -> None:
    """Its summary, questions and terms."""
    french = PlainWords("fr", "Ce que l'on protège", ("Qui protège ?",))
    guide = GuideEntry(
        "law/art-1", "What to protect", ("Who protects?",), ("shelter",), translations=(french,)
    )
    found = count_words([], [guide])
    assert found["en"] == {"protect": 1, "protects": 1, "shelter": 1, "to": 1, "what": 1, "who": 1}
    assert found["fr"]["protège"] == 2
    assert list(found) == ["en", "fr"]
