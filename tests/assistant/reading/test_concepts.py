"""Concepts in a text, and the names of them that are worth showing."""

from assistant.reading.concepts import distinct


def test_inflections_and_spellings_are_one_name() -> None:
    """The first form stands for those that only spell or inflect it otherwise."""
    assert distinct(("clearing-house mechanism", "CHM", "Clearing House Mechanisms"), "en") == (
        "clearing-house mechanism", "CHM",
    )  # fmt: skip
    assert distinct(("Нагойский протокол", "Нагойского протокола", "НП"), "ru") == (
        "Нагойский протокол",
        "НП",
    )


def test_another_word_is_another_name() -> None:
    """Whatever it means."""
    assert distinct(("benefit-sharing", "sharing of benefits", "ABS"), "en") == (
        "benefit-sharing", "sharing of benefits", "ABS",
    )  # fmt: skip
