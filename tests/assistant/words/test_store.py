"""The assistant's own words: one store, every language whole, no word unused and none kept elsewhere."""

import json
import re
import string
from pathlib import Path
from typing import Any

import pytest

from assistant.api.html.about import LIMITS
from assistant.asking.addressed import TALK
from assistant.asking.countable import countables
from assistant.asking.language import SUPPORTED
from assistant.measured import SHARES, measured
from assistant.reading.holdings import Held
from assistant.reading.timeline import ARTICLE, TOPIC, WORDS
from assistant.trainer.elapsed import State
from assistant.words.phrases import aside, in_plain_words, labelled
from assistant.words.store import (
    FOLDER,
    SHARED,
    Words,
    languages,
    later_words,
    page_words,
    read_words,
    say,
    table,
)
from ingest.errors import InputError
from ingest.model import Provenance
from ingest.topics import ROLES

ASSISTANT = Path(__file__).resolve().parents[3] / "assistant"
OTHERS = [language for language in SUPPORTED if language != "en"]
NAMESPACES = ("answer", "guide", "provenance", "trainer", "site", "check", "page")
SCRIPTS = {"ar": "[\u0600-\u06ff]", "ru": "[\u0400-\u04ff]", "zh": "[\u4e00-\u9fff]"}
SAME_EVERYWHERE = re.compile(r"Markdown|(?:\W|{\w+})*")  # no words of a language
FEW = 24  # so many words two languages of one script share by nature: "Note", "Quiz", "min"

CODE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ASSISTANT.rglob("*.py")))


def blanks(text: str) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def once(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """An object in which no key stands twice."""
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def test_the_languages() -> None:
    """They are those that questions may come in."""
    assert set(languages()) == set(SUPPORTED)


@pytest.mark.parametrize("language", SUPPORTED)
def test_every_language_says_everything(language: str) -> None:
    """The same keys in the same order, each once, with the same blanks, in the language's own script."""
    english = read_words(FOLDER / "en.json")
    words: dict[str, Any] = json.loads(
        (FOLDER / f"{language}.json").read_text(encoding="utf-8"), object_pairs_hook=once
    )

    assert list(words) == list(english)
    assert {key.split(".")[0] for key in words} == set(NAMESPACES)
    for key, text in words.items():
        assert text.strip() == text != "", key
        assert blanks(text) == blanks(english[key]), key
        if not SAME_EVERYWHERE.fullmatch(english[key]):
            assert re.search(SCRIPTS.get(language, "[A-Za-z]"), text), key


@pytest.mark.parametrize("language", [language for language in OTHERS if language not in SCRIPTS])
def test_nothing_was_left_in_english(language: str) -> None:
    """What stands there in English was forgotten, but for words that both languages have."""
    english = table("en")
    same = {key for key, text in table(language).items() if text == english[key]}
    same = {key for key in same if not SAME_EVERYWHERE.fullmatch(english[key])}

    assert len(same) <= FEW, sorted(same)
    assert not {key for key in same if len(re.sub(r"{\w+}", "", english[key]).split()) > 2}


def test_answers_use_every_word() -> None:
    """Nothing of the answers' words is kept that no code says, and all that is said is there."""
    said = set(re.findall(r'say\(\s*f?"((?:answer|provenance|trainer|page|site)\.\w+)"', CODE))
    composed = {f"provenance.{provenance}" for provenance in Provenance} | {"provenance.elsewhere"}
    composed.add("provenance.checked")  # by the page: an official text that came as a copy
    composed |= {f"answer.{label}" for label in TALK}
    composed |= {f"answer.model_{fate}" for fate in ("down", "silent", "unsupported")}
    composed |= {f"answer.things.{name}" for name in ("parts", "decisions", *(c.name for c in countables()))}
    composed |= {f"answer.found_by_{how}" for how in (TOPIC, ARTICLE, WORDS)}
    kept = {key for key in table("en") if key.startswith(("answer.", "provenance."))}

    assert said <= table("en").keys()
    assert {key for key in kept - composed if not re.search(rf"""["']{key}["']""", CODE)} == set()


def test_the_trainer_uses_every_word() -> None:
    """Each stands in the trainer's code or data by its name, or is put together as `group_<kind>`,
    `law_<role>` or `standing_<state>`.
    """
    trainer = [path for path in (ASSISTANT / "trainer").rglob("*") if path.suffix in {".py", ".toml"}]
    code = "\n".join(path.read_text(encoding="utf-8") for path in trainer)
    names = {key.removeprefix("trainer.") for key in table("en") if key.startswith("trainer.")}

    assert "group_{" in code
    assert "law_{" in code
    assert "standing_{" in code
    unused = {
        name
        for name in names
        if not re.search(rf"""["'\[]{re.escape(name.removeprefix("group_"))}["'\]]""", code)
    }
    told = {f"standing_{state}" for state in (State.MET, State.ELAPSED)}
    assert unused == {f"law_{role}" for role in ROLES} | told


def test_the_pages_of_the_server_use_every_word() -> None:
    """Each stands in the code by its name, or is put together as `site.<group>_<name>`."""
    groups = {
        "means": {str(held) for held in Held},
        "limit": set(LIMITS),
        "set": {row.set for row in measured().rows},
        "col": {*SHARES, "set", "questions", "meeting", "named", "taken"},
    }
    composed = {f"{group}_{name}" for group, names in groups.items() for name in names}
    names = {key.removeprefix("site.") for key in table("en") if key.startswith("site.")}

    assert composed <= names
    assert {
        name for name in names - composed if not re.search(rf"""["'](?:site\.)?{name}["']""", CODE)
    } == set()


def test_words_stand_in_the_store_alone() -> None:
    """No module and no page holds a sentence for the reader in a second script."""
    phrase = re.compile(
        r"[\u0600-\u06ff]+\s+[\u0600-\u06ff]+|[\u0400-\u04ff]+\s+[\u0400-\u04ff]+|[\u4e00-\u9fff]{5,}"
    )
    files = [path for path in ASSISTANT.rglob("*") if path.suffix in {".py", ".js", ".html", ".json", ".css"}]
    elsewhere = [path for path in files if path.parent != FOLDER and "data" not in path.parts]

    assert len(elsewhere) > 100
    assert [path for path in elsewhere if phrase.search(path.read_text(encoding="utf-8"))] == []
    assert phrase.search((FOLDER / "ru.json").read_text(encoding="utf-8"))


def test_a_language_without_words() -> None:
    """An answer in it is labelled in English; a session cannot be made in it."""
    assert say("answer.what_is", "xx", name="PIC") == "What is “PIC”?"
    assert say("answer.what_is", "fr", name="CPCC") == "Que signifie « CPCC » ?"
    with pytest.raises(InputError, match="'xx'"):
        Words("trainer", "xx")
    assert Words("trainer", "fr")("deadline", deadline="2030") == "Délai : 2030."


def test_the_page_is_given_its_own_words_and_the_shared_ones() -> None:
    """Its own without their namespace, those of pages that are loaded later by themselves; what only answers
    and packs say is not sent.
    """
    words = {
        "page.nav.ask": "Ask",
        "page.tab.session": "Session",
        "answer.note": "Note",
        "answer.thanks": "You are welcome.",
        "trainer.quiz": "Quiz",
    }

    assert page_words(words) == {"nav.ask": "Ask", "answer.note": "Note"}
    assert later_words(words) == {"tab.session": "Session"}
    assert table("en").keys() >= SHARED
    for language in languages():  # none of its own words hides a shared one
        sent = [key for key in table(language) if key.startswith(("page.", "provenance.")) or key in SHARED]
        assert len(page_words(table(language)) | later_words(table(language))) == len(sent)


def test_labels_and_asides_are_set_as_the_language_sets_them() -> None:
    """Colons and brackets of each; what would begin a line begins small inside brackets."""
    assert labelled("Note", "x", "en") == "Note: x"
    assert labelled("Remarque", "x", "fr") == "Remarque : x"
    assert aside("x", "Guide, not official text", "en") == "x (guide, not official text)"
    assert aside("x", "指南", "zh") == "x（指南）"
    assert in_plain_words("It pays.", "en") == "In plain words (guide, not official text): It pays."
    assert in_plain_words("x", "zh") == "通俗说明（指南，非正式文本）：x"
