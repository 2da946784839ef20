"""The law in the language of a session: quoted in the words that the library holds in it, else in English."""

from collections.abc import Callable
from dataclasses import replace

from assistant.reading.timeline import VERBATIM
from ingest.model import Provision

# the words at a locator in a language, "" where none are held
Texts = Callable[[str, str], str]


def no_texts(locator: str, language: str) -> str:
    """Where there is no library."""
    return ""


def spoken(provision: Provision, language: str, texts: Texts) -> Provision:
    """The provision in the words of a language, where these are held; as it is where they are not."""
    if provision.language == language or provision.provenance not in VERBATIM:
        return provision
    words = texts(provision.locator, language)
    # what stands before its parts is not known apart in it
    return replace(provision, text=words, chapeau="", language=language) if words else provision
