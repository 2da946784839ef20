"""Which questions a pack has, and where their right options stand."""

from collections import Counter
from dataclasses import replace

from assistant.trainer.pack import Source
from assistant.trainer.quiz.choice import chosen, posed
from assistant.trainer.quiz.question import Matching, Proof, Question


def question(kind: str, place: str, *, level: int = 1, written: bool = False) -> Question:
    """A question on a place, whose stem tells its kind and place."""
    proof = Proof("quote", "words", Source(place, place))
    return Question(kind, level, f"{kind} {place}", "right", ("x", "y", "z"), "why", (proof,), written)


STATEMENT = replace(question("statement", "s"), wrong=("false",), right="true", options=("true", "false"))


def test_kinds_take_turns() -> None:
    """Ten scenarios leave room for the one statement and the one number."""
    scenarios = [question("scenario", str(n)) for n in range(10)]
    picked = chosen([*scenarios, STATEMENT, question("number", "n")], 4, level=1)

    assert [one.kind for one in picked] == ["scenario", "statement", "number", "scenario"]


def test_written_ones_and_those_of_the_level_come_first() -> None:
    """A written one of another level is still before a made one."""
    made = question("scenario", "made")
    easy = question("scenario", "easy", written=True)
    hard = question("scenario", "hard", level=3, written=True)

    assert chosen([made, easy, hard], 3, level=3) == [hard, easy, made]


def test_a_provision_is_asked_about_once_while_others_wait() -> None:
    """Then again, by what somebody wrote; what it stands in, and its parts, are the same provision."""
    first, other = question("scenario", "cbd/art-1"), question("statement", "cbd/art-2")
    again = question("statement", "cbd/art-1/para-1", written=True)
    made = question("number", "cbd/art-1")

    assert chosen([first, again, other, made], 4, level=1) == [first, other, again]


def matching(*places: str) -> Matching:
    """Terms of these places."""
    proofs = tuple(Proof("quote", "words", Source(place, place)) for place in places)
    return Matching(1, "Match.", tuple((f"term {place}", f"said {place}") for place in places), proofs)


def test_a_matching_repeats_nothing_that_was_asked() -> None:
    """It takes four of the others, three where there are no more, and is left out where there are fewer."""
    first, second = question("scenario", "cbd/art-1"), question("statement", "cbd/art-2/para-1")
    six = matching(*(f"cbd/art-{n}" for n in range(1, 7)))
    _, _, asked = chosen([first, second, six], 3, level=1)

    assert [place for place, _ in asked.pairs] == [f"term cbd/art-{n}" for n in (3, 4, 5, 6)]  # type: ignore[union-attr]
    assert chosen([first, second, matching("cbd/art-1", "cbd/art-3", "cbd/art-4")], 3, 1) == [first, second]
    assert len(chosen([first, matching("cbd/art-3", "cbd/art-4", "cbd/art-5")], 3, 1)) == 2


def test_arabic_options_have_arabic_letters() -> None:
    """On the question as in its key; the key itself stays a letter that programs know."""
    (one,) = posed([question("scenario", "cbd/art-1")], "Biosafety", "ar")
    letter = "أبجد"["abcd".index(one.key)]

    assert one.solution == f"({letter}) right"
    assert one.solution in one.asked().choices("ar")
    assert one.asked().choices("en")[0].startswith("(a) ")


def test_right_options_stand_at_each_place_equally_often() -> None:
    """Over four questions once each, whatever the subject; and the same pack comes out the same."""
    asked = [question("scenario", str(n)) for n in range(8)]
    for seed in ("Biosafety", "Access", "Money"):
        found = posed(asked, seed, "en")
        assert Counter(one.key for one in found) == dict.fromkeys("abcd", 2)
        assert all(one.options["abcd".index(one.key)] == "right" for one in found)
        assert posed(asked, seed, "en") == found


def test_the_order_of_right_options_is_drawn_for_each_subject() -> None:
    """Who has seen the quizzes of seven topics cannot tell the letters of the eighth, nor those of a second
    round from the first.
    """
    asked = [question("scenario", str(n)) for n in range(8)]
    subjects = ("Clearing-house mechanism", "Technology transfer", "Access and benefit-sharing", "Biosafety",
                "Global Taxonomy Initiative (GTI)", "Capacity-building", "Resource mobilization",
                "Traditional knowledge")  # fmt: skip
    keys = ["".join(one.key for one in posed(asked, subject, "en")) for subject in subjects]

    assert max(Counter(key[:4] for key in keys).values()) <= 2
    assert all(len({key[place] for key in keys}) >= 3 for place in range(8))
    assert sum(key[:4] == key[4:] for key in keys) <= 1


def test_true_stands_before_false() -> None:
    """Whichever is right."""
    (one,) = posed([STATEMENT], "seed", "en")

    assert (one.options, one.key) == (("true", "false"), "a")


def test_terms_are_matched_by_letters_in_their_order() -> None:
    """Never 1-a, 2-b, 3-c, 4-d, which nobody has to think about."""
    pairs = (("Lake", "a water"), ("Wolf", "b dog"), ("Oak", "c tree"), ("Moss", "d plant"))
    (one,) = posed([Matching(1, "Match.", pairs, ())], "seed", "en")

    assert one.key != "abcd"
    assert [one.options["abcd".index(letter)] for letter in one.key] == [said for _, said in pairs]
    assert one.asked().cells == ("Lake", "Wolf", "Oak", "Moss")
    assert one.solution == ", ".join(f"{n}–{letter}" for n, letter in enumerate(one.key, start=1))


def test_what_another_provision_says_in_the_same_words_is_asked_once() -> None:
    """Article 2 on technology repeats what Article 16 recognizes; a mechanism and its rules do not."""
    first = question("scenario", "cbd/art-16")
    said = replace(first.proofs[0], words="recognizing that technology includes biotechnology")
    terms = matching("cbd/art-2/technology", "cbd/art-3", "cbd/art-4", "cbd/art-5")
    repeated = replace(terms.proofs[0], words='"Technology" includes biotechnology.')
    terms = replace(terms, proofs=(repeated, *terms.proofs[1:]))
    _, asked = chosen([replace(first, proofs=(said,)), terms], 2, level=1)

    assert [term for term, _ in asked.pairs] == [f"term cbd/art-{n}" for n in (3, 4, 5)]  # type: ignore[union-attr]


def test_the_key_of_terms_says_where_each_stands() -> None:
    """Its letters alone would explain nothing."""
    (one,) = posed([matching("cbd/art-1", "cbd/art-2", "cbd/art-3")], "seed", "en")

    assert one.answered().why == "1: cbd/art-1; 2: cbd/art-2; 3: cbd/art-3"
