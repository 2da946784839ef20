"""Facts on slides: each kind called wrong where it is wrong, and let pass where it is right or not known."""

from collections.abc import Callable, Iterator
from cProfile import Profile

import pytest

from assistant.trainer.desk import Desk
from assistant.trainer.facts.acts import decision_errors
from assistant.trainer.facts.addresses import address_findings
from assistant.trainer.facts.amounts import Amount, amount_errors, amounts_in
from assistant.trainer.facts.check import CHECKS
from assistant.trainer.facts.claim import Error
from assistant.trainer.facts.counts import count_errors
from assistant.trainer.facts.instruments import instrument_errors
from assistant.trainer.facts.meetings import meeting_errors
from assistant.trainer.facts.nearness import Nearness, Pair
from assistant.trainer.facts.sentence import Sentence
from assistant.trainer.facts.subjects import Line, _says, together
from assistant.trainer.facts.times import Time, times_in
from assistant.trainer.facts.topic import topics_in
from assistant.trainer.mentions import is_impossible
from assistant.trainer.quotation import Words
from assistant.trainer.slides import Piece
from index.local import LocalIndex
from ingest.locator import Locator

Check = Callable[[Sentence, Desk], Iterator[Error]]


def names(check: Check, text: str, index: LocalIndex) -> list[str]:
    """What a check finds wrong with a sentence."""
    return [error.name for error in check(Sentence.of(text), Desk(index))]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("COP 9 was held in Bonn in 2008.", []),
        ("COP 9 was held in Bonn in 2009.", ["meeting_year"]),
        ("COP 9 (Paris, 2008)", ["meeting_place"]),
        ("Bonn (COP 9), Nagoya (COP 10)", []),
        ("COP 15 ended in Montreal in 2021.", ["meeting_year"]),
        ("Ten years after COP 9, in 2018, little had changed.", []),
        ("After Bonn (COP 9), Parties met again in 2010.", []),
        ("Después de Bonn (COP 9), las Partes se reunieron en 2010.", []),
        ("Bonn (COP 9), 2010", ["meeting_year"]),
        ("COP 9 was planned in Paris.", []),
        ("UNFCCC: COP 9 was held in Milan in 2003.", []),
        ("COP 9 looked at the goals of 2015.", []),
        ("La COP 9 s'est tenue à Nairobi.", ["meeting_place"]),
        ("缔约方大会第九届会议于2009年举行。", ["meeting_year"]),
        ("КС-9 прошла в Бонне в 2006 году.", ["meeting_year"]),
        ("Ninth meeting of the Conference of the Parties: Bratislava, 1998.", ["meeting_year"]),
        ("The COP met in Bonn in 2007 for its ninth meeting.", ["meeting_year"]),
        ("The COP met in Bonn in 2008 for its ninth meeting.", []),
        ("Paris was the venue of COP 9.", ["meeting_place"]),
        ("COP 9 was held in Gelsenkirchen (Germany).", ["meeting_place"]),
    ],
)
def test_meetings(text: str, wrong: list[str], index: LocalIndex) -> None:
    """Time and place belong to the meeting beside which they stand; what others hold is not ours to judge."""
    assert names(meeting_errors, text, index) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Decision IX/12 (2008)", []),
        ("Decision IX/12 (2010)", ["decision_year"]),
        ("COP 9 adopted decision IX/12.", []),
        ("COP 10 adopted decision IX/12.", ["decision_meeting"]),
        ("COP 10 built on decision IX/12.", []),
        ("Decision IX/12: from 2012 on, licences are given by the district.", []),
        ("Decision IX/12: Bonn, 2010", ["decision_year"]),
        ("Decision XII/36 of 2014", ["decision_unknown"]),
        ("Decision XI/99", ["decision_beyond"]),
        ("IX/12 Access and benefit-sharing (Nagoya, 2010)", ["decision_year"]),
        ("IX/12 Access and benefit-sharing (Kenya, 2010)", []),
        ("I/3 (1994), III/4 (1996), XII/2 (2014), 15/16 (2022)", []),
    ],
)
def test_decisions(text: str, wrong: list[str], index: LocalIndex) -> None:
    """A decision is of one meeting; of COP 12 it is known how many there are."""
    assert names(decision_errors, text, index) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The Cartagena Protocol was adopted in Montreal in 2000 and entered into force in 2003.", []),
        (
            "The Cartagena Protocol was adopted in Montreal in 2001 and entered into force in 2003.",
            ["adopted_year"],
        ),
        ("The Cartagena Protocol entered into force in 2004.", ["force_year"]),
        ("In Kenya the Cartagena Protocol entered into force in 2005.", []),
        ("Our country ratified the Cartagena Protocol in 2005.", []),
        ("Nagoya Protocol (2011)", []),  # it was opened for signature then
        ("Nagoya Protocol (2008)", ["adopted_year"]),
        ("《生物多样性公约》1992年签署，1993年生效。", []),
        ("The Nagoya Protocol was adopted at COP 9.", ["adopted_meeting"]),
        ("The Nagoya Protocol was adopted at COP 10.", []),
    ],
)
def test_instruments(text: str, wrong: list[str], index: LocalIndex) -> None:
    """Adoption, opening and entry into force are told apart; of one country nothing is known."""
    assert names(instrument_errors, text, index) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The Convention has 42 articles.", []),
        ("The Convention has 41 articles.", ["count_other"]),
        ("Three articles of the Convention speak of money.", []),
        ("The Convention has three articles on money.", []),
        ("There were 19 Aichi Targets.", ["count_other"]),
        ("40 articles make up the Convention", ["count_other"]),
        ("The Convention is short: only 40 articles.", ["count_other"]),
        ("The Convention speaks of money: 3 articles", []),
        ("Our strategy follows the Global Biodiversity Framework and has 12 targets.", []),
    ],
)
def test_counts(text: str, wrong: list[str], index: LocalIndex) -> None:
    """Only where all are counted."""
    assert names(count_errors, text, index) == wrong


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("within ninety days", "en", {("90", "day")}),
        ("200 billion dollars a year", "en", {("200000000000", "sum")}),
        ("2000亿美元", "zh", {("200000000000", "sum")}),
        ("a two-thirds majority", "en", {("2/3", "share")}),
        ("the fiftieth instrument of ratification", "en", {("50", "instrument")}),
        ("twelve workshops in 2023", "en", set()),
    ],
)
def test_amounts(text: str, language: str, amounts: set[tuple[str, str]]) -> None:
    """What counts something that a provision may count."""
    assert amounts_in(text, language) == {Amount(value, unit) for value, unit in amounts}


@pytest.mark.parametrize(
    ("link", "severity"),
    [
        ("https://www.cbd.int/decisions/cop/15/8", None),
        ("https://www.cbd.int/decisions/cop/45/8", "slip"),
        ("https://www.cbd.int/doc/decisions/cop-15/cop-15-dec-08-en.pdf", None),
        ("https://www.cbd.int/doc/decisions/cop-15/dec8.pdf", "slip"),
        ("http://bch.biodiv.org", "note"),
        ("https://www.cbd.int.example.org/decisions/cop/15/8", "note"),
        ("https://www.cbd.int/gbf/targets/24", "slip"),
        ("https://example.org/decisions/cop/45/8", None),
    ],
)
def test_addresses(link: str, severity: str | None, index: LocalIndex) -> None:
    """Official addresses are of known forms, and of things that exist."""
    piece = Piece("slide 1", link, (link,))
    found = list(address_findings(piece, lambda target: is_impossible(target, index), Desk(index)))

    assert [one.severity for one in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    "part",
    [
        "COP 9 was held in Bonn in 2008",
        "decision IX/12 (Bonn, 2008)",
        "the Convention has 42 articles",
        "the Nagoya Protocol was adopted in Nagoya in 2010",
    ],
)
def test_a_sentence_of_hundreds_of_facts_takes_work_in_proportion(part: str, index: LocalIndex) -> None:
    """Four times as many facts are at most six times the work, counted in calls of functions."""

    def calls(times: int) -> int:
        profile = Profile()
        sentence = Sentence.of("We know " + ", ".join([part] * times))
        profile.runcall(lambda: [list(check(sentence, Desk(index))) for check in CHECKS])
        return sum(one.callcount for one in profile.getstats())

    calls(1)
    assert calls(80) < 6 * calls(20)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("on 18 october 2010", Time(3, 18, 2010, 10, 18)),
        ("2010年10月18日", Time(0, 11, 2010, 10, 18)),
        ("by 2030", Time(3, 7, 2030, relative=True)),
        ("since 2014", Time(6, 10, 2014, since=True)),
        ("the plan 2011-2020", None),
    ],
)
def test_times(text: str, time: Time | None) -> None:
    """A span of years is no time, a limit is marked."""
    assert times_in(text) == ([time] if time else [])


@pytest.mark.parametrize(
    "text",
    [
        "Article 26 is about it.",
        "As the deck says, its parts are dealt with in Article 26.",
        "Article 15 and biosafety",
        "Who must act under Article 8(h)?",
        "Article 8 has thirteen paragraphs.",
        "A new advisory group in support of the framework (Annex III)",
        "Article 8(j), Article 10(c) and Article 15 matter to communities.",
        "Article 6 of the Paris Agreement is about carbon markets.",
    ],
)
def test_no_topic(text: str) -> None:
    """A pronoun, a conjunction, a question, the form of a text, a list, others' articles, an annex of nothing
    tell none.
    """
    assert list(topics_in(Sentence.of(text))) == []


@pytest.mark.parametrize(
    ("text", "topic", "manner"),
    [
        ("Article 8(j) is about invasive alien species.", "invasive alien species", "plainly"),
        (
            "Settlement of disputes is dealt with in Article 27 of the Convention.",
            "Settlement of disputes",
            "plainly",
        ),
        ("Article 18: cooperation", "cooperation", "beside"),
        ("تتناول المادة 17 من الاتفاقية تبادل المعلومات", "تبادل المعلومات", "plainly"),
        ("COP 9 spoke of biofuels in decision IX/2 (Bonn, 2008)", "spoke of biofuels in", "loosely"),
        ("The plan (decision X/2) covers many things.", "The plan covers many things", "loosely"),
        ("Invasive alien species – see Article 8(h)", "Invasive alien species – see", "loosely"),
    ],
)
def test_topics(text: str, topic: str, manner: str) -> None:
    """What a provision is said to be about, whichever way it is said."""
    assert next((one.words, one.manner) for one in topics_in(Sentence.of(text))) == (topic, manner)


def test_a_subject_is_denied_only_where_another_provision_is_much_nearer() -> None:
    """Where no verb says what the subject is, words like no provision much speak of something else."""
    line = Line(20.0, -15.0, 0.0, plainly=0.5, loosely=0.3, near=0.5, doubt=15.0)

    assert not line.denies(Nearness(0.5, 0.5, "cbd/art-1"), "plainly")
    assert line.denies(Nearness(0.2, 0.4, "cbd/art-1"), "plainly")
    for manner in ("beside", "loosely"):
        assert not line.denies(Nearness(0.2, 0.3, "cbd/art-1"), manner)
        assert line.denies(Nearness(0.2, 0.5, "cbd/art-1"), manner)
        assert not line.denies(Nearness(0.7, 0.8, "cbd/art-1"), manner)


@pytest.mark.parametrize(
    ("words", "target", "says"),
    [
        ("the training of personnel", "cbd/art-18/para-4", True),
        ("training of judges", "cbd/art-18/para-4", False),
        ("of the", "cbd/art-18/para-4", False),
        ("training", "cbd", False),  # all of it says much
        ("training", "cbd/art-99", False),
    ],
)
def test_what_a_provision_says_in_these_words_is_a_subject_of_it(
    words: str, target: str, says: bool, index: LocalIndex
) -> None:
    """However near another one lies."""
    assert _says(Pair(words, Locator.parse(target)), index) is says


def test_of_documents_that_may_be_meant_the_nearest_other_provision_counts_for_all() -> None:
    """ "Art. 24" of the Protocol has no rival there: the article of the Convention is one."""
    convention = (Pair("impact", Locator.parse("cbd/art-24")), Nearness(0.1, 0.6, "cbd/art-14"))
    protocol = (
        Pair("impact", Locator.parse("nagoya-protocol/art-24")),
        Nearness(0.0, 0.3, "nagoya-protocol/art-1"),
    )

    assert [one.other for _, one in together([convention, protocol])] == [0.6, 0.6]
    own = (Pair("impact", Locator.parse("cbd/art-14")), Nearness(0.6, 0.1, "cbd/art-24"))
    assert [one.other for _, one in together([own, (protocol[0], Nearness(0.0, 0.3, "cbd/art-14"))])] == [
        0.1,
        0.3,
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Target 2 of the Kunming-Montreal Framework: restore 45% of degraded ecosystems", ["amount"]),
        ("45% of our wetlands are degraded: Target 2 of the Kunming-Montreal Framework", []),
        ("45 % de nos zones humides sont dégradées : Cible 2 du Cadre de Kunming-Montréal", []),
    ],
)
def test_shares_of_ones_own_country(text: str, wrong: list[str], index: LocalIndex) -> None:
    """How things stand at home is nothing that a target sets."""
    assert names(amount_errors, text, index) == wrong


def test_a_decision_is_not_about_its_year() -> None:
    """Of a line that tells no more than when and where, no subject is judged."""
    assert not list(topics_in(Sentence.of("Decision IX/12 was adopted in Bonn in 2008.")))


def test_fractions_are_not_read_by_halves() -> None:
    """ "17.4%" is neither 17 nor 4 per cent."""
    assert amounts_in("17.4% or 17,4 % of the land, and 30% of the sea", "en") == {Amount("30", "percent")}


@pytest.mark.parametrize(
    ("text", "count"),
    [("The Parties:\n\na.Develop plans; and\n\n(ii) seek advice", 7), ("They shall: (a) seek advice", 4)],
)
def test_letters_of_items_are_no_words(text: str, count: int) -> None:
    """Who quotes a list on a slide leaves them out."""
    assert len(Words.of(text).folded) == count
