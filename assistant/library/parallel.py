"""The same provision in several languages, side by side: aligned by its locator."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.corpus.source import read_source
from ingest.errors import AssistantError
from ingest.locator import Decision, Locator, decision_label
from ingest.model import Document, Provision
from ingest.structure.decision_tree import languages_of, load_tree, read_tree
from ingest.structure.translation import read_translation
from ingest.vocabulary import UN_LANGUAGES, vocabulary

LANGUAGE_NAMES = {
    "ar": "العربية",
    "en": "English",
    "es": "español",
    "fr": "français",
    "ru": "русский",
    "zh": "中文",
}


@dataclass(frozen=True, slots=True)
class ParallelText:
    """The words of one provision in one language; `direction` is how they are to be set."""

    language: str
    text: str
    heading: str
    direction: str
    url: str
    source: str


def parallel_texts(library: Path, locator: str, languages: Sequence[str] = ()) -> list[ParallelText]:
    """The provision in every synced language, or in those asked for, in that order. An empty list: none of
    them is there.
    """
    try:
        parsed = Locator.parse(locator)
    except ValueError:
        return []
    official = library / "official"
    wanted = [language for language in (languages or UN_LANGUAGES) if language in UN_LANGUAGES]
    found = (_text(official, parsed, language) for language in dict.fromkeys(wanted))
    return [text for text in found if text]


def languages_there(library: Path, locator: str) -> list[str]:
    """The languages in which the library has the provision."""
    return [text.language for text in parallel_texts(library, locator)]


def _text(official: Path, locator: Locator, language: str) -> ParallelText | None:
    for path in _candidates(official, locator.document, language):
        if not path.is_file():
            continue
        status = path.stat()
        try:
            provision = _provisions(
                path, locator.document, language, (status.st_mtime_ns, status.st_size)
            ).get(str(locator))
        except AssistantError:
            continue
        if provision is not None and provision.language == language:
            direction = "rtl" if language == "ar" else "ltr"
            return ParallelText(
                language,
                provision.text,
                provision.heading,
                direction,
                provision.url,
                str(path.relative_to(official)),
            )
    return None


def _candidates(official: Path, document: str, language: str) -> list[Path]:
    stem = _stem(document)
    folder = official if language == "en" else official / "translations" / language
    files = [folder / f"{stem}{suffix}" for suffix in (".docx", ".pdf")]
    return [official / f"{stem}.json", *files] if stem else []


def _stem(document: str) -> str:
    """Where the library keeps a document; "" for one that is not official."""
    decision = Decision.of(document)
    if decision:
        return f"{decision.kind}s/{decision.path}"
    return f"treaties/{document}" if document in vocabulary().treaties else ""


@lru_cache(maxsize=64)
def _provisions(path: Path, document: str, language: str, version: tuple[int, int]) -> dict[str, Provision]:
    """Provisions by locator; `version` makes a file that changed another one."""
    if path.suffix == ".json":
        raw = path.read_bytes()
        if language not in languages_of(load_tree(path.name, raw)):
            return {}
        return {provision.locator: provision for provision in read_tree(path.name, raw, language)[1]}
    if language == "en":
        return {provision.locator: provision for provision in read_source(path).provisions}
    kind = "decision" if "/" in document else "convention"
    short = decision_label(document) or document
    return read_translation(path, Document(document, kind, short, short, language=language))
