"""Resolving gold: its texts, at any place that is equally good."""

from evaluation.gold import missing_texts, resolve, resolve_all
from evaluation.lookup import Known
from evaluation.questions import Gold, parse_item


class Shelf:
    """A Lookup with a catalogue entry, a provision, and the guide's words on the same thing."""

    def provision(self, locator):
        """See evaluation.lookup.Lookup."""
        texts = {
            "cop-1/dec-3/catalogue": ("Decision I/3 is on wolves.", "catalogue"),
            "cop-1/dec-3": ("It asks to count the wolves.", "guide"),
            "cbd/art-1": ("The aim.", "official"),
        }
        found = texts.get(locator)
        return Known(locator, locator.split("/")[0], *found) if found else None


def test_the_guides_words_are_good_beside_a_catalogue_entry():
    """Never in the first place, nor alone."""
    entry, guide = Gold("cop-1/dec-3", "cop-1/dec-3/catalogue"), Gold("cop-1/dec-3", "cop-1/dec-3")
    both = resolve(Gold(entry.source, entry.locator, others=(guide,)), Shelf())
    assert [place.texts for place in both.places] == [
        ("Decision I/3 is on wolves.",),
        ("It asks to count the wolves.",),
    ]
    assert resolve(guide, Shelf()) is None


def test_a_place_that_the_corpus_lacks_is_left_out():
    """The others stay; where the first is lacking nothing is known."""
    here, gone = Gold("cbd", "cbd/art-1"), Gold("cbd", "cbd/art-9")
    assert [place.locator for place in resolve(Gold("cbd", "cbd/art-1", others=(gone,)), Shelf()).places] == [
        "cbd/art-1"
    ]
    assert resolve(Gold("cbd", "cbd/art-9", others=(here,)), Shelf()) is None


def test_each_place_has_its_own_quotes():
    """A quote is its text; without one the whole provision is."""
    gold = Gold("cbd", "cbd/art-1", ("aim",), others=(Gold("cbd", "cbd/art-1"),))
    first, second = resolve(gold, Shelf()).places
    assert (first.texts, first.whole) == (("aim",), False)
    assert (second.texts, second.whole) == (("The aim.",), True)


def test_what_cannot_be_resolved_covers_nothing(make, make_set):
    """It stays as an entry, and its document is named once."""
    record = make.question("q1") | {"gold": ["cbd/art-9", "cbd/art-1"]}
    texts = [entry.texts for entry in resolve_all(parse_item(record), Shelf())]
    assert texts == [(), ("The aim.",)]
    assert missing_texts(make_set(record, make.question("q2", "cbd/art-9")), Shelf()) == {
        "cbd": ["cbd/art-9"]
    }
