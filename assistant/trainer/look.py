"""The look of an office: its colours and its logo, from one setting (`CBD_TRAINER_LOOK`).

The setting names a TOML file, or a folder with `look.toml` in it. All fields may be left out:

    logo = "logo.png"      # PNG or JPEG, beside the file
    name = "Our office"    # what a screen reader says of the logo
    accent = "#0B6B57"     # titles, links, the bar at the edge
    ink = "#14302B"        # text
    tint = "#EAF3F0"       # behind quotations
"""

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.trainer.png import read_picture
from assistant.trainer.typeset import BROWN, GREEN, GREY, INK, TINT, WHITE
from ingest.errors import InputError

FILE = "look.toml"
LARGEST_LOGO = 4_000_000  # bytes
AA = 4.5  # the least contrast of text and what is behind it (WCAG 2.2, 1.4.3)
_FIELDS = frozenset({"logo", "name", "accent", "ink", "tint"})


@dataclass(frozen=True, slots=True)
class OfficeLook:
    """Colours as RRGGBB; the logo as a file, empty where there is none, and its width over its height."""

    accent: str = GREEN
    ink: str = INK
    tint: str = TINT
    logo: bytes = b""
    logo_proportion: float = 1.0
    name: str = ""


HOUSE = OfficeLook()


def read_look(setting: str) -> OfficeLook:
    """Give the look that the setting names, the project's own where it is empty. Raises InputError that says
    what is wrong with it.
    """
    if not setting:
        return HOUSE
    path = Path(setting)
    file = path / FILE if path.is_dir() else path
    try:
        record = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"CBD_TRAINER_LOOK names {file}, which cannot be read ({error.strerror}).",
            f"Name a TOML file, or a folder with {FILE} in it, or unset it.",
        ) from error
    except ValueError as error:
        raise InputError(
            f"{file} is no TOML ({error}).", 'Write lines such as accent = "#0B6B57".'
        ) from error
    return _checked(record, file)


def _checked(record: dict[str, Any], file: Path) -> OfficeLook:
    unknown = sorted(set(record) - _FIELDS)
    if unknown:
        raise InputError(
            f"{file} has a field '{unknown[0]}', which a look has not.",
            f"Fields are {', '.join(sorted(_FIELDS))}.",
        )
    colors = {name: _color(record.get(name, known), name, file) for name, known in _KNOWN.items()}
    if "tint" not in record and "accent" in record:
        colors["tint"] = _mixed(colors["accent"], 0.09)
    look = OfficeLook(colors["accent"], colors["ink"], colors["tint"], name=str(record.get("name", "")))
    _refuse_pale(look, file)
    logo = str(record.get("logo", ""))
    if not logo:
        return look
    content, proportion = _logo(file.parent / logo)
    return replace(look, logo=content, logo_proportion=proportion, name=look.name or file.parent.name)


_KNOWN = {"accent": GREEN, "ink": INK, "tint": TINT}


def _color(value: object, name: str, file: Path) -> str:
    found = re.fullmatch(r"#?([0-9A-Fa-f]{6})", str(value).strip())
    if not found:
        raise InputError(f"{file} says {name} = '{value}', which is no colour.", 'Write it as "#0B6B57".')
    return found[1].upper()


def _refuse_pale(look: OfficeLook, file: Path) -> None:
    """Text that cannot be read is refused before the first pack."""
    for text, paper, what in (
        (look.accent, WHITE, "accent on white"),
        (look.accent, look.tint, "accent on tint"),
        (look.ink, WHITE, "ink on white"),
        (look.ink, look.tint, "ink on tint"),
        (GREY, look.tint, "grey text on tint"),
        (BROWN, look.tint, "brown text on tint"),
    ):
        found = contrast(text, paper)
        if found < AA:
            raise InputError(
                f"In {file}, {what} has a contrast of {found:.1f} to 1, and {AA} is the least that is read.",
                "Choose a darker accent or ink, or a lighter tint.",
            )


def _logo(path: Path) -> tuple[bytes, float]:
    try:
        content = path.read_bytes()
        if len(content) > LARGEST_LOGO:
            raise ValueError(f"it has {len(content) // 1_000_000 + 1} MB")
        _, proportion = read_picture(content)
    except OSError as error:
        raise InputError(
            f"The logo {path} cannot be read ({error.strerror}).", f"Correct logo in {FILE}."
        ) from error
    except ValueError as error:
        raise InputError(
            f"The logo {path} cannot be used: {error}.", "Give a PNG or JPEG of at most 4 MB."
        ) from error
    return content, proportion


def contrast(one: str, other: str) -> float:
    """How many times lighter one colour is than the other, as WCAG counts it: 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(color: str, share: float) -> str:
    parts = (int(color[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)
