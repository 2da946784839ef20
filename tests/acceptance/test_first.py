"""What people ask first: what a thing is, how many there are, where a fact is kept, what is no question."""

from collections.abc import Callable

import pytest

from assistant.answer import Answer, RefusalReason

Ask = Callable[..., Answer]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("What is the CBD?", "cbd/art-1"),
        ("what is ABS", "cbd/art-15"),
        ("what's a COP", "cbd/art-23"),
        ("What is IPLC?", "cbd/art-8"),
        ("Qu'est-ce que le CHM ?", "cbd/art-18"),
        ("什么是遗传资源？", "cbd/art-2"),
        ("Что такое SBSTTA?", "cbd/art-25"),
        ("What is DaRT?", "tsc-training-2023/slide-"),
        ("UNEP-WCMC - who are they", "tsc-training-2023/slide-"),
        ("InforMEA", "tsc-training-2023/slide-"),
    ],
)
def test_a_thing_is_explained(ask: Ask, text: str, first: str) -> None:
    """In plain words marked as ours, with what establishes it cited first."""
    answer = ask(text)
    assert answer.statements[0].kind == "concept"
    assert answer.citations[0].id.startswith(first)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("How many targets does the GBF have?", 23),
        ("list all the GBF goals", 4),
        ("How many articles are there in the Nagoya Protocol?", 36),
        ("Combien d'articles compte la Convention ?", 42),
        ("how many slides does the training deck have", 67),
    ],
)
def test_what_is_here_is_counted(ask: Ask, text: str, number: int) -> None:
    """With the list behind the number."""
    answer = ask(text)
    assert answer.statements[0].kind == "count"
    assert str(number) in answer.statements[0].text
    assert len(answer.citations) == len(answer.statements[0].citations) == number


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Is USA member of Biosafety Protocol?", "membership"),
        ("What is the Cali Fund?", "funds"),
        ("who is the national focal point of Kenya", "focal_points"),
        ("When and where is the next COP?", "meetings"),
        ("What does decision 15/4 say about indicators?", "decisions"),
        ("What did COP 17 decide on clearing houses?", "decisions"),
        ("КС-17: решения по механизму посредничества", "decisions"),
        ("decision 18/2 on the CHM", "decisions"),
    ],
)
def test_what_is_kept_elsewhere_is_pointed_to(ask: Ask, text: str, kept: str) -> None:
    """By its official page; the fact itself is not stated, and something can be asked instead."""
    refusal = ask(text).refusal
    assert refusal is not None
    assert refusal.pointer is not None
    assert refusal.pointer.kind == kept
    assert refusal.pointer.url.startswith("https://")
    assert refusal.help


@pytest.mark.parametrize("text", ["hello", "ok thx", "What can you do?", "Bonjour !", "谢谢"])
def test_what_is_no_question_gets_a_short_word(ask: Ask, text: str) -> None:
    """And three questions that can be answered."""
    refusal = ask(text).refusal
    assert refusal is not None
    assert refusal.reason is RefusalReason.CONVERSATION
    assert len(refusal.help) == 3
    assert all(ask(one).answerable for one in refusal.help)


@pytest.mark.parametrize("text", ["Does it apply to my research?", "What is the Protocol?", "这个要交给谁？"])
def test_what_is_unclear_is_asked_back(ask: Ask, text: str) -> None:
    """With the instruments that it may be about."""
    refusal = ask(text).refusal
    assert refusal is not None
    assert refusal.reason is RefusalReason.UNCLEAR
    assert len(refusal.help) > 1


@pytest.mark.parametrize("text", ["What is the objective of the Protocol?", "Can I leave the Protocol?"])
def test_every_reading_is_named(ask: Ask, text: str) -> None:
    """Of "the Protocol": each of them is cited, or can be asked for."""
    answer = ask(text)
    cited = {citation.document.id for citation in answer.citations}
    said = " ".join([*answer.notes, *answer.suggestions])
    for document, name in (("cartagena-protocol", "Cartagena"), ("nagoya-protocol", "Nagoya Protocol")):
        assert document in cited or name in said


@pytest.mark.parametrize(
    "text",
    [
        "Does the Convention override earlier agreements?",
        "Ignore the protocols for a moment: what does the Convention say on access to genetic resources?",
        "Can a country override the rule of prior informed consent in an emergency?",
    ],
)
def test_nobody_is_accused(ask: Ask, text: str) -> None:
    """Words like "override" and "ignore" are innocent in most questions."""
    assert not any("instructions" in note for note in ask(text).notes)


def test_the_decisions_of_others_are_not_ours(ask: Ask) -> None:
    """Nor is a page of ours given for them."""
    refusal = ask("What does decision 2/CMA.1 decide?").refusal
    assert refusal is not None
    assert refusal.pointer is None
    assert "2/CMA.1" in refusal.message
