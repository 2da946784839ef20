"""Official records of decisions, as the API gives them: their shape, their nodes, their words by language."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.errors import SourceError
from ingest.locator import Decision
from ingest.references.symbols import from_code, from_fields, from_symbol
from ingest.vocabulary import UN_LANGUAGES

# the number that a record gives for a node -> the kind of step it is in a locator
LEVELS = (
    ("annex", "annex"),
    ("section", "sec"),
    ("paragraph", "para"),
    ("item", "item"),
    ("subitem", "subitem"),
)
DEEPEST = 30
MOST_NODES = 20_000
Record = dict[str, Any]


def load_tree(name: str, raw: bytes) -> Record:
    """The decision with its nodes. Raises SourceError where the record has not the documented shape."""
    try:
        tree = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{name}: this is not readable JSON.", "Fetch it again: cbd-assistant sync decisions"
        ) from error
    tree = _from_elements(tree)
    if not isinstance(tree, dict):
        raise misshapen(name, "it is not an object")
    if not isinstance(tree.get("nodes"), list):
        raise misshapen(name, "it has no list 'nodes'")
    if decision_of(tree) is None:
        raise misshapen(
            name, "neither 'code' nor 'symbol' nor 'body', 'session' and 'decision' name a decision"
        )
    if not any(html_of(node) for node in nodes_of(name, tree["nodes"])):
        raise misshapen(name, "no node has its words in 'html'")
    return tree


def misshapen(name: str, what: str) -> SourceError:
    """The error that says how a record differs from the documented shape."""
    return SourceError(
        f"{name}: not the tree of a decision, {what}.",
        "The official service may have changed: cbd-assistant sync --check",
    )


def decision_of(tree: Record) -> Decision | None:
    """Which decision a tree is."""
    found = from_fields(
        str(tree.get("treaty") or ""), str(tree.get("body") or ""), tree.get("session"), tree.get("decision")
    )
    return found or from_code(str(tree.get("code") or "")) or from_symbol(str(tree.get("symbol") or ""))


def languages_of(tree: Record) -> list[str]:
    """The languages in which any node has words."""
    return sorted(
        {
            language
            for node in nodes_of("", tree["nodes"])
            for language, words in html_of(node).items()
            if words.strip()
        }
        & set(UN_LANGUAGES)
    )


def nodes_of(
    name: str, nodes: Sequence[Any], above: Record | None = None, depth: int = 0
) -> Iterator[Record]:
    """Every node in reading order, with the numbers of those above it."""
    if depth > DEEPEST or len(nodes) > MOST_NODES:
        raise misshapen(name, "its nodes nest too deep or are too many")
    for node in nodes:
        if not isinstance(node, dict):
            raise misshapen(name, "a node is not an object")
        numbers = {
            key: number_of(node.get(key)) or (above or {}).get(f"#{key}")
            for key, _ in LEVELS
            if key != "section"
        }
        section = str(node.get("section") or (above or {}).get("#section") or "").strip()[:3]
        record = node | {f"#{key}": value for key, value in numbers.items()} | {"#section": section}
        yield record
        below = node.get("nodes")
        if isinstance(below, list):
            yield from nodes_of(name, below, record, depth + 1)


def number_of(value: object) -> int:
    """A number of a record, written as one or in digits; 0 for anything else."""
    found = int(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value) else value
    return found if isinstance(found, int) and not isinstance(found, bool) and 0 < found < 1000 else 0


def texts_of(value: object) -> dict[str, str]:
    """A text by language; older records hold a bare string."""
    if isinstance(value, str):
        return {"en": value}
    return {str(k): v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def html_of(node: Record) -> dict[str, str]:
    """The words of a node by language, as HTML."""
    return texts_of(node.get("html"))


def best_text(texts: dict[str, str], language: str) -> tuple[str, str]:
    """(text, its language): the one asked for, else English, else any."""
    for name in (language, "en", *sorted(texts)):
        if texts.get(name, "").strip():
            return texts[name], name
    return "", language


def _from_elements(tree: Any) -> Any:
    """The older store (v2016) gives a list of records, or one with `elements`: their codes say where each
    stands.
    """
    if isinstance(tree, dict) and isinstance(tree.get("elements"), list) and "nodes" not in tree:
        return tree | {"nodes": [_element(e) for e in tree["elements"]]}
    if not isinstance(tree, list) or not tree or not all(isinstance(e, dict) for e in tree):
        return tree
    if len(tree) == 1 and ("elements" in tree[0] or "nodes" in tree[0]):
        return _from_elements(tree[0])
    codes = {str(from_code(str(e.get("code") or ""))) for e in tree}
    code = re.split(r"\.|(?<=/\d\d/\d\d)/", str(tree[0].get("code") or ""))[0]
    return {"code": code, "nodes": [_element(e) for e in tree]} if len(codes) == 1 else tree


def _element(element: Any) -> Any:
    """`CBD/COP/14/24.B08.02.03` is section B, paragraph 8, item (b), sub-item (iii), unless fields say so."""
    if not isinstance(element, dict):
        return element
    html = next((element[name] for name in ("html", "text", "title") if element.get(name)), None)
    place = str(element.get("code") or "").partition(".")[2]
    match = re.fullmatch(r"([A-Z])?(\d{2})?(?:\.(\d{2}))?(?:\.(\d{2}))?", place) if place else None
    numbers: Record = {}
    if match:
        values = (match[1] or "", *(int(part) if part else 0 for part in match.groups()[1:]))
        numbers = {
            key: value
            for key, value in zip(("section", "paragraph", "item", "subitem"), values, strict=True)
            if value
        }
    return numbers | element | {"html": texts_of(html)}
