"""Charts and diagrams of Office files as rows and lines of words: what is drawn can be read and quoted."""

import datetime
import re
from typing import Any

_EPOCH = datetime.date(1899, 12, 30)  # day 0 of Excel's calendar


def chart_rows(root: Any) -> list[list[str]]:
    """The values of a chart: a head of the chart's title and the names of its series, a row a category."""
    series = [element for element in root.iter() if _name(element) == "ser"]
    if not series:
        return []
    names = [_joined(_first(one, "tx")) or f"Series {n}" for n, one in enumerate(series, start=1)]
    heads = [_points(_first(one, "cat", "xVal")) for one in series]
    values = [_points(_first(one, "val", "yVal")) for one in series]
    labels: dict[int, str] = {}
    for points in heads:
        labels |= {at: words for at, words in points.items() if at not in labels}
    places = sorted(set(labels).union(*values))
    rows = [[labels.get(at, ""), *(points.get(at, "") for points in values)] for at in places]
    return [[_joined(_first(_first(root, "chart"), "title")), *names], *rows]


def diagram_lines(root: Any) -> list[str]:
    """The words of a diagram (SmartArt), a line a box."""
    boxes = [box for box in root.iter() if _name(box) == "pt" and box.get("type") in {None, "node", "asst"}]
    return [words for box in boxes if (words := _joined(box))]


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _first(element: Any, *names: str) -> Any:
    """The first child of one of the names; None where there is none."""
    return next((child for child in element if _name(child) in names), None) if element is not None else None


def _joined(element: Any) -> str:
    """All words below: rich text, or those of the sheet as they were last shown."""
    if element is None:
        return ""
    found = [part.text.strip() for part in element.iter() if _name(part) in {"t", "v"} and part.text]
    return " ".join(word for word in found if word)


def _points(element: Any) -> dict[int, str]:
    """The shown values by their place."""
    if element is None:
        return {}
    found: dict[int, list[str]] = {}
    for cache in element.iter():
        if _name(cache) not in {"strCache", "numCache", "strLit", "numLit", "lvl"}:
            continue
        form = getattr(_first(cache, "formatCode"), "text", "") or ""
        for point in cache:
            value = _first(point, "v") if _name(point) == "pt" else None
            if value is not None and (value.text or "").strip():
                own = str(point.get("formatCode") or form)
                found.setdefault(_place(point), []).append(shown(value.text.strip(), own))
    # of categories in levels the outer comes last
    return {at: " ".join(reversed(words)) for at, words in found.items()}


def _place(point: Any) -> int:
    place = str(point.get("idx", ""))
    return int(place) if re.fullmatch(r"[0-9]{1,7}", place) else 0


def shown(value: str, form: str) -> str:
    """A number as its format shows it, a date or a share; as few digits as tell it from its neighbours."""
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]{1,3})?", value, re.I):
        return value
    number = float(value)
    plain = re.sub(r"\"[^\"]*\"|\[[^\]]*\]", "", form.lower())
    if "y" in plain and ("m" in plain or "d" in plain) and 0 < number < 100_000:
        return (_EPOCH + datetime.timedelta(days=int(number))).isoformat()
    percent = "%" in plain
    digits = f"{round(number * 100 if percent else number, 10):.15g}"
    return digits + ("%" if percent else "")
