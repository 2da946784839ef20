"""Cross-references: of a provision with its parts, and of a topic with all its law."""

import pytest

from assistant.reading.crossrefs import references_of
from index.local import LocalIndex
from ingest.errors import NotFoundError
from ingest.topics import embedded_topics


def test_a_topic_has_the_references_of_its_law(index: LocalIndex) -> None:
    """All that cites its core from outside, each as a slice of the text that makes it; none inside itself."""
    topic = next(one for one in embedded_topics() if one.id == "clearing-house-mechanism")
    links = references_of("the clearing-house mechanism", index)

    assert links.locator == topic.id
    assert links.cited_by
    inside = (*topic.keys, *topic.definitions)
    for link in (*links.cites, *links.cited_by):
        assert not any(link.locator == one or link.locator.startswith(f"{one}/") for one in inside)
        assert link.words
    article = {link.locator for link in references_of("cbd/art-18/para-3", index).cited_by}
    outside = {one for one in article if not any(one == top or one.startswith(f"{top}/") for top in inside)}
    assert outside <= {link.locator for link in links.cited_by}


@pytest.mark.parametrize(
    ("language", "called"), [("en", "Clearing-house mechanism"), ("fr", "Centre d'échange")]
)
def test_a_topic_is_called_in_the_readers_language(language: str, called: str, index: LocalIndex) -> None:
    """A provision by its label there."""
    assert references_of("CHM", index).called(language, index) == called
    label = {"en": "Convention, Article 18(3)", "fr": "Convention, article 18, paragraphe 3"}[language]
    assert references_of("Article 18(3)", index).called(language, index) == label


def test_what_is_neither_is_refused(index: LocalIndex) -> None:
    """With an example of each."""
    with pytest.raises(NotFoundError, match="sourdough"):
        references_of("sourdough bread", index)
