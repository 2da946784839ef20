"""What `show` adds to a provision: what the Secretariat says of it, and its text in other languages beside
it.
"""

import re
from collections.abc import Sequence
from dataclasses import asdict

from assistant.library.assessment import related, standing
from assistant.library.parallel import LANGUAGE_NAMES, languages_there, parallel_texts
from assistant.settings import Settings
from ingest.errors import InputError
from ingest.model import Provision
from ingest.vocabulary import UN_LANGUAGES


def asked_languages(words: str) -> list[str]:
    """`en,fr` as codes; `all` is all. Raises InputError for one in which no official text exists."""
    found = [part for part in re.split(r"[,\s]+", words.lower()) if part]
    found = list(UN_LANGUAGES) if found == ["all"] else found
    for language in found:
        if language not in UN_LANGUAGES:
            raise InputError(
                f"--lang {language} is not one of the official languages.",
                f"Use {', '.join(UN_LANGUAGES)}, or all.",
            )
    return found


def side_by_side(provision: Provision, settings: Settings, languages: Sequence[str] = ()) -> list[str]:
    """Lines for a terminal."""
    lines = [
        f"{name}: {words}"
        for name, words in {**standing(provision), **related(provision, settings.library)}.items()
    ]
    found = parallel_texts(settings.library, provision.locator, languages) if languages else []
    for text in found:
        lines += ["", f"[{text.language}] {LANGUAGE_NAMES[text.language]}", text.text]
    missing = [language for language in languages if language not in {text.language for text in found}]
    if missing:
        there = ", ".join(languages_there(settings.library, provision.locator)) or "none"
        lines += [
            "",
            f"Not in the library in {', '.join(missing)} (there: {there}). cbd-assistant sync --lang "
            f"{','.join(missing)} may fetch it.",
        ]
    return lines


def parallel_record(
    provision: Provision, settings: Settings, languages: Sequence[str] = ()
) -> dict[str, object]:
    """The same for programs: `standing`, `related` and `parallel` beside the fields of the provision."""
    found = parallel_texts(settings.library, provision.locator, languages) if languages else []
    return {
        "standing": standing(provision),
        "related": related(provision, settings.library),
        "parallel": [asdict(text) for text in found],
    }
