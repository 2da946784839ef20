"""Numbers and dates as a language writes them: babel's door.

Digits are the European ones in Arabic too, as in the labels of provisions and in the texts of the Convention.
"""

import re
from datetime import date
from typing import Literal

from assistant.words.store import ENGLISH, languages


def number(value: float, language: str) -> str:
    """1.5 as "1,5" in French; whole numbers without decimals."""
    # imported here: CLDR's data are read for exports alone
    from babel.numbers import format_decimal

    return str(format_decimal(value, format="#,##0.##", locale=_known(language), numbering_system="latn"))


def day(iso: str, language: str, form: Literal["long", "medium"] = "long") -> str:
    """ "2026-11-28" as "28 novembre 2026"; what is no date is given back as it is."""
    from babel.dates import format_date

    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return str(format_date(when, form, locale=_known(language)))


def unbroken(text: str, language: str) -> str:
    """Text whose spaces before and within marks, as French has them, end no line: "qui ?", "« mot »"."""
    if language != "fr":
        return text
    return re.sub(r" (?=[?!:;»](?:\s|$|[,.)]))|(?<=«) ", "\u00a0", text)


def _known(language: str) -> str:
    return language if language in languages() else ENGLISH
