"""The assistant's own words, in the languages it answers in. Quotes are never translated."""

import json
from functools import cache
from pathlib import Path

MESSAGES = Path(__file__).with_name("messages.json")


def message(name: str, language: str, **values: object) -> str:
    """The message of that name, in English where the language lacks it."""
    table = load_messages()
    return table.get(language, {}).get(name, table["en"][name]).format(**values)


@cache
def load_messages() -> dict[str, dict[str, str]]:
    """All messages by language."""
    table: dict[str, dict[str, str]] = json.loads(MESSAGES.read_text(encoding="utf-8"))
    return table
