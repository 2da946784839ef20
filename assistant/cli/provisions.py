"""The command that shows a provision: its text, what the Secretariat says of it, and its text in other
languages beside it.
"""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.cli.command import Commands, add_command, open_index
from assistant.settings import Settings
from ingest.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from index.interface import SearchIndex
    from ingest.model import Provision

WIDTH = 100


def add_commands(commands: Commands) -> None:
    """Add show."""
    show = add_command(
        commands, "show", run_show, "Print a provision by its locator or by any usual reference."
    )
    show.add_argument("locator", metavar="LOCATOR")
    show.add_argument(
        "--lang",
        default="",
        metavar="CODES",
        help="the same provision in these languages too, such as en,fr, where they were synced; plain words "
        "are in the first of them",
    )
    show.add_argument(
        "--json",
        action="store_true",
        help="print the provision of the HTTP contract, and what is beside it; of several, a list",
    )


def run_show(options: argparse.Namespace, settings: Settings) -> int:
    """`cbd-assistant show`."""
    from assistant.api.wire.provisions import ProvisionOut

    index = open_index(settings)
    languages = asked_languages(options.lang)
    found = _named(options.locator.encode("utf-8", "replace").decode(), index)
    if options.json:
        records = [
            {
                **ProvisionOut.of(provision, index).model_dump(mode="json"),
                **parallel_record(provision, settings, languages),
            }
            for provision in found
        ]
        print(json.dumps(records if len(records) > 1 else records[0], ensure_ascii=False, indent=2))
        return 0
    spoken = languages[0] if languages else "en"
    for provision in found:
        lines = [_format_provision(provision, index, spoken), *side_by_side(provision, settings, languages)]
        print("\n".join(lines))
    return 0


def _named(words: str, index: "SearchIndex") -> "list[Provision]":
    """The provisions that the words name. Raises NotFoundError where there is none."""
    from assistant.reading.resolve import provisions_named

    provisions = provisions_named(words, index)
    if not provisions:
        shown = words if len(words) <= WIDTH else f"{words[:WIDTH]}…"
        raise NotFoundError(
            f"The corpus has no provision '{shown}'.",
            "Try a locator such as cbd/art-18/para-3, or: cbd-assistant search WORDS",
        )
    return provisions


def _format_provision(provision: "Provision", index: "SearchIndex", language: str) -> str:
    """The provision with what the guide says of it, in that language where it was written in it."""
    from assistant.words.phrases import in_plain_words
    from assistant.words.store import say

    heading = f". {provision.heading}" if provision.heading and provision.kind != "term" else ""
    quoted = f", quoted in {', '.join(provision.quoted_in)}" if provision.quoted_in else ""
    lines = [
        f"{provision.label}{heading}",
        "",
        provision.text,
        "",
        f"{provision.url}  [{provision.provenance}{quoted}]",
    ]
    guide = index.guide(provision.locator)
    if guide:
        plain = guide.plain(language)
        lines += [in_plain_words(plain.summary, plain.language)]
        lines += [say("answer.unread", plain.language)] if plain.unread else []
    return "\n".join(lines)


def asked_languages(words: str) -> list[str]:
    """`en,fr` as codes; `all` is all. Raises InputError for one in which no official text exists."""
    from ingest.vocabulary import UN_LANGUAGES

    codes = [part for part in re.split(r"[,\s]+", words.lower()) if part]
    codes = list(UN_LANGUAGES) if codes == ["all"] else codes
    for language in codes:
        if language not in UN_LANGUAGES:
            raise InputError(
                f"--lang {language} is not one of the official languages.",
                f"Use {', '.join(UN_LANGUAGES)}, or all.",
            )
    return codes


def side_by_side(provision: "Provision", settings: Settings, languages: Sequence[str] = ()) -> list[str]:
    """Lines for a terminal."""
    from assistant.library.assessment import related, standing
    from assistant.library.parallel import LANGUAGE_NAMES, languages_there, parallel_texts

    lines = [
        f"{name}: {words}"
        for name, words in {**standing(provision), **related(provision, settings.library)}.items()
    ]
    texts = parallel_texts(settings.library, provision.locator, languages) if languages else []
    for text in texts:
        lines += ["", f"[{text.language}] {LANGUAGE_NAMES[text.language]}", text.text]
    missing = [language for language in languages if language not in {text.language for text in texts}]
    if missing:
        there = ", ".join(languages_there(settings.library, provision.locator)) or "none"
        lines += [
            "",
            f"Not in the library in {', '.join(missing)} (there: {there}). cbd-assistant sync --lang "
            f"{','.join(missing)} may fetch it.",
        ]
    return lines


def parallel_record(
    provision: "Provision", settings: Settings, languages: Sequence[str] = ()
) -> dict[str, object]:
    """The same for programs: `standing`, `related` and `parallel` beside the fields of the provision."""
    from assistant.library.assessment import related, standing
    from assistant.library.parallel import parallel_texts

    texts = parallel_texts(settings.library, provision.locator, languages) if languages else []
    return {
        "standing": standing(provision),
        "related": related(provision, settings.library),
        "parallel": [asdict(text) for text in texts],
    }
