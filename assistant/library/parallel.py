"""The same provision in several languages, side by side: aligned by its locator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.errors import AssistantError
from ingest.locator import Decision, Locator
from ingest.model import Provision
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
    texts = (_text(official, parsed, language) for language in dict.fromkeys(wanted))
    return [text for text in texts if text]


def texts_of(library: Path) -> Callable[[str, str], str]:
    """Give the function that gives the words at a locator in a language, "" where none are synced."""

    def words(locator: str, language: str) -> str:
        return next((one.text for one in parallel_texts(library, locator, [language])), "")

    return words


def languages_there(library: Path, locator: str) -> list[str]:
    """The languages in which the library has the provision."""
    return [text.language for text in parallel_texts(library, locator)]


def _text(official: Path, locator: Locator, language: str) -> ParallelText | None:
    for path in _candidates(official, locator.document, language):
        if not path.is_file():
            continue
        # a file that a sync has changed since is read anew
        status = path.stat()
        try:
            provision = _provisions(
                path, locator.document, language, (status.st_mtime_ns, status.st_size)
            ).get(str(locator))
        # what cannot be read is as good as not there: another form may be
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
    """Provisions by locator; `version` (time and size) makes a file that changed another one."""
    from assistant.intake import provisions_in  # with all readers of files, which few libraries need here

    return provisions_in(path, document, language)
