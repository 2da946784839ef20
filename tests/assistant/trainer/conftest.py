"""Material of a session over the hand-made shelf of provisions, and an index with the four instruments."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.trainer.audiences import audiences
from assistant.trainer.material import Material, Request
from assistant.trainer.plan import plan_of
from assistant.words.store import Words
from index.local import LocalIndex
from ingest.model import GuideEntry, PlainWords, Provision
from tests.assistant.asking.conftest import PROVISIONS, Shelf
from tests.assistant.conftest import build

Make = Callable[..., Material]


@pytest.fixture(scope="session")
def lawful(treaties: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalIndex:
    """An index of the embedded corpus and of the four instruments."""
    return build(tmp_path_factory.mktemp("lawful") / "index", [treaties])


@pytest.fixture
def material() -> Make:
    """Give the function that makes the material of a session on wolves: `added` provisions lie on the shelf
    too, `summaries` are what the guide says of a provision by language.
    """

    def make(
        language: str = "en", *added: Provision, summaries: dict[str, dict[str, str]] | None = None
    ) -> Material:
        guides = {}
        for locator, words in (summaries or {}).items():
            translations = tuple(
                PlainWords(other, text, (), "read") for other, text in words.items() if other != "en"
            )
            guides[locator] = GuideEntry(locator, words["en"], (), (), translations=translations)
        new = {one.locator for one in added}
        shelf = Shelf((*(one for one in PROVISIONS if one.locator not in new), *added), guides)
        audience = next(iter(audiences().values()))
        return Material(
            "Wolves",
            Request("wolves", audience, 45),
            plan_of(audience, 45),
            None,
            None,
            added,
            (),
            (),
            shelf,
            Words("trainer", language),
        )

    return make
