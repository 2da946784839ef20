"""A guide of three provisions in two files, with French words for two of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.guide.files import read_language
from assistant.guide.sheets import sheets_of
from assistant.workbook import Table, read_xlsx, to_xlsx

ENGLISH = {
    "cbd": [
        ("cbd/art-5", "Countries must work together within 30 days.", ["Who works together?", "When?"]),
        ("cbd/art-6", "Each country may write a plan by June 2030.", ["Who plans?", "By when?"]),
    ],
    "gbf": [("gbf/target-1", "All areas are planned.", ["What is planned?", "Where?"])],
}
FRENCH = [
    {
        "note": "kept as it is",
        "provision": "cbd/art-5",
        "summary": "Les pays doivent coopérer dans les 30 jours.",
        "questions": ["Qui coopère ?", "Dans quel délai ?"],
        "lang": "fr",
        "state": "reviewed",
    },
    {
        "provision": "cbd/art-6",
        "summary": "Chaque pays peut écrire un plan d'ici à juin 2030.",
        "questions": ["Qui écrit un plan ?", "Pour quand ?", "Et une troisième ?"],
        "lang": "fr",
        "state": "drafted",
        "remark": "Voir avec le ministère.",
    },
]
Cells = Callable[..., list[Table]]


@pytest.fixture
def guide(tmp_path: Path) -> Path:
    """The folder. The French file does not end in a line break, and has an empty line."""
    home = tmp_path / "guide"
    (home / "fr").mkdir(parents=True)
    for name, entries in ENGLISH.items():
        lines = (
            json.dumps({"provision": at, "summary": text, "questions": asked, "terms": []})
            for at, text, asked in entries
        )
        (home / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    lines = (json.dumps(record, ensure_ascii=False) for record in FRENCH)
    (home / "fr" / "cbd.jsonl").write_bytes("\r\n\r\n".join(lines).encode())
    return home


@pytest.fixture
def exported(guide: Path) -> Cells:
    """The sheets of the guide as they come back, with other texts in some cells, by sheet and address."""

    def sheets(changes: dict[tuple[str, str], str] | None = None, language: str = "fr") -> list[Table]:
        entries = read_language(guide, language).values()
        tables = read_xlsx("g.xlsx", to_xlsx(sheets_of(entries, language, str, str)))
        return [
            Table(
                table.title,
                tuple(
                    tuple(
                        type(cell)(
                            cell.address,
                            cell.kind,
                            (changes or {}).get((table.title, cell.address), cell.text),
                        )
                        for cell in row
                    )
                    for row in table.rows
                ),
            )
            for table in tables
        ]

    return sheets
