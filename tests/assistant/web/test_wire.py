"""What the page believes of the server's answers is what the server says of them."""

import re
from pathlib import Path
from typing import Any

import pytest

from assistant.api.app import create_app
from assistant.settings import Settings

TYPES = Path(__file__).resolve().parents[3] / "assistant" / "web" / "js" / "wire.d.ts"
_SPACE = re.compile(r"declare namespace ([\w.]+) {\n(.*?)\n}\n", re.DOTALL)
_INTERFACE = re.compile(r"interface (\w+)(?: extends (\w+))? {\n(.*?)\n  }", re.DOTALL)
_FIELD = re.compile(r"^ +(\w+)\??: (.*);$", re.MULTILINE)
_PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}

SENT = {"AskRequest", "Filters", "FeedbackIn", "Turn"}

Schema = dict[str, Any]
Fields = dict[str, str]


def declared(space: str) -> dict[str, Fields]:
    """The interfaces of a namespace with their fields, inherited ones too."""
    text = dict(_SPACE.findall(TYPES.read_text(encoding="utf-8")))[space]
    found: dict[str, Fields] = {}
    for name, base, body in _INTERFACE.findall(text):
        found[name] = {**found.get(base, {}), **dict(_FIELD.findall(body))}
    return found


def told(schema: Schema) -> str:
    """A JSON schema in the words of TypeScript."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(told(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema["enum"])
    if schema["type"] == "array":
        return f"{told(schema['items'])}[]"
    if "additionalProperties" in schema:
        return f"Record<string, {told(schema['additionalProperties'])}>"
    return _PLAIN.get(schema["type"], schema["type"])


def plain(kind: str) -> str:
    """A type as both sides may write it: "AnswerOut" and "Answer", named unions and what they stand for."""
    kind = re.sub(r"\b(\w+)(?:Out|In)\b", r"\1", kind)
    kind = re.sub(r"\b(?:RefusalReason|Kind)\b", "string", kind)
    kind = kind.replace("Wire.Origin", "Origin")
    kind = kind.replace('"official" | "quoted" | "catalogue" | "guide" | "own"', "Provenance")
    kind = kind.replace('"fetched" | "checked" | "declared" | "copy" | ""', "Origin")
    return re.sub(r"Partial<(\w+)>", r"\1", kind)


@pytest.fixture(scope="module")
def spoken() -> dict[str, Schema]:
    """The server's own description of its requests and answers."""
    schemas: dict[str, Schema] = create_app(Settings(index=Path("none"))).openapi()["components"]["schemas"]
    return schemas


def compare(name: str, fields: Fields, schema: Schema) -> None:
    """Each field of an interface is a property of the schema, and of that type."""
    properties = schema["properties"]
    for field, kind in fields.items():
        assert field in properties, f"{name}.{field}"
        said, known = plain(told(properties[field])), plain(kind)
        if name in SENT:  # the page may leave out less than the server allows
            said, known = said.replace(" | null", ""), known.replace(" | null", "")
        assert known == said, f"{name}.{field}"


@pytest.mark.parametrize("space", ["Wire", "Wire.Training", "Wire.Library"])
def test_the_page_knows_the_servers_answers(spoken: dict[str, Schema], space: str) -> None:
    """Every field that the page reads exists, and is of the type that the page takes it for."""
    for name, fields in declared(space).items():
        schema = next(spoken[own] for own in (name, f"{name}Out", f"{name}In") if own in spoken)
        compare(name, fields, schema)
