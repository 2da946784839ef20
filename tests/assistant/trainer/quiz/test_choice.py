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
    """Then again."""
    first, again, other = question("scenario", "a"), question("statement", "a"), question("statement", "b")

    assert chosen([first, again, other], 3, level=1) == [first, other, again]


def test_right_options_stand_at_each_place_equally_often() -> None:
    """Over four questions once each, whatever the subject; and the same pack comes out the same."""
    asked = [question("scenario", str(n)) for n in range(8)]
    for seed in ("Biosafety", "Access", "Money"):
        found = posed(asked, seed)
        assert Counter(one.key for one in found) == dict.fromkeys("abcd", 2)
        assert all(one.options["abcd".index(one.key)] == "right" for one in found)
        assert posed(asked, seed) == found


def test_true_stands_before_false() -> None:
    """Whichever is right."""
    (one,) = posed([STATEMENT], "seed")

    assert (one.options, one.key) == (("true", "false"), "a")


def test_terms_are_matched_by_letters_in_their_order() -> None:
    """Never 1-a, 2-b, 3-c, 4-d, which nobody has to think about."""
    pairs = (("Lake", "a water"), ("Wolf", "b dog"), ("Oak", "c tree"), ("Moss", "d plant"))
    matching = Matching(1, "Match.", pairs, ())
    (one,) = posed([matching], "seed")

    assert one.key != "abcd"
    assert [one.options["abcd".index(letter)] for letter in one.key] == [said for _, said in pairs]
    assert one.asked().cells == ("Lake", "Wolf", "Oak", "Moss")
    assert one.solution == ", ".join(f"{n}–{letter}" for n, letter in enumerate(one.key, start=1))
