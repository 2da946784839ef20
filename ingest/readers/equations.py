"""Equations as a line of text: those of Word (OMML) and of web pages (MathML), "E = mc^2", "(a + b)/c"."""

import re
from collections.abc import Callable
from typing import Any

DEEPEST = 60  # elements inside each other; what is deeper comes as its bare letters
_SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "ctrlPr", "rPr"})
_ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "bar", "\u20d7": "vec"}


def linear(element: Any) -> str:
    """The equation on one line. Takes an element of lxml or ElementTree, of either language."""
    return re.sub(r"\s+", " ", _text(element, 0)).strip()


def _text(element: Any, depth: int) -> str:
    name = _name(element)
    if not name or name in _SKIPPED:
        return ""
    if depth > DEEPEST:
        return "".join(element.itertext())
    form = _FORMS.get(name)
    if form:
        return form(element, depth + 1)
    own = element.text or "" if name in _TOKENS else ""
    return own.strip(" \n\t") + "".join(_text(child, depth + 1) for child in element)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _kids(element: Any) -> list[Any]:
    return [child for child in element if _name(child) and not _name(child).endswith("Pr")]


def _part(element: Any, name: str, depth: int) -> str:
    """What stands in the child of that name."""
    return "".join(_text(child, depth) for child in element if _name(child) == name).strip()


def _held(words: str) -> str:
    """In brackets where it is more than one thing."""
    return words if re.fullmatch(r"[\w.,]*|[-−]?\w|\([^()]*\)", words) else f"({words})"


def _value(element: Any, path: tuple[str, ...], otherwise: str) -> str:
    """The `val` of a property of Word, such as the sign of a sum."""
    for name in path:
        element = next((child for child in element if _name(child) == name), None)
        if element is None:
            return otherwise
    return next((str(value) for key, value in element.items() if key.endswith("val")), otherwise)


def _raised(base: str, below: str, above: str) -> str:
    return base + (f"_{_held(below)}" if below else "") + (f"^{_held(above)}" if above else "")


# of Word


def _fraction(element: Any, depth: int) -> str:
    return f"{_held(_part(element, 'num', depth))}/{_held(_part(element, 'den', depth))}"


def _script(element: Any, depth: int) -> str:
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    return _raised(_part(element, "e", depth), below, above)


def _before(element: Any, depth: int) -> str:
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    return _raised("", below, above) + _part(element, "e", depth)


def _root(element: Any, depth: int) -> str:
    degree = _part(element, "deg", depth)
    return f"{f'root{_held(degree)}' if degree else '√'}({_part(element, 'e', depth)})"


def _sum(element: Any, depth: int) -> str:
    sign = _value(element, ("naryPr", "chr"), "∫")
    below, above = _part(element, "sub", depth), _part(element, "sup", depth)
    return f"{_raised(sign, below, above)} {_part(element, 'e', depth)}"


def _fence(element: Any, depth: int) -> str:
    opened = _value(element, ("dPr", "begChr"), "(")
    closed = _value(element, ("dPr", "endChr"), ")")
    between = _value(element, ("dPr", "sepChr"), "|")
    return opened + between.join(_text(e, depth) for e in _kids(element)) + closed


def _function(element: Any, depth: int) -> str:
    return f"{_part(element, 'fName', depth)} {_part(element, 'e', depth)} "


def _limit(element: Any, depth: int) -> str:
    sign = "_" if _name(element) == "limLow" else "^"
    return f"{_part(element, 'e', depth)}{sign}{_held(_part(element, 'lim', depth))}"


def _accent(element: Any, depth: int) -> str:
    mark = _value(element, ("accPr", "chr"), "\u0302")
    return f"{_ACCENTS.get(mark, 'hat')}({_part(element, 'e', depth)})"


def _matrix(element: Any, depth: int) -> str:
    rows = (row for row in element if _name(row) in {"mr", "mtr", "mlabeledtr"})
    return "; ".join(", ".join(_text(cell, depth) for cell in _kids(row)) for row in rows)


def _lines(element: Any, depth: int) -> str:
    return "; ".join(_text(line, depth) for line in _kids(element))


# of web pages, where parts are told by their place


def _placed(element: Any, depth: int) -> list[str]:
    return [*(_text(child, depth).strip() for child in _kids(element)), "", "", ""]


def _web_fraction(element: Any, depth: int) -> str:
    above, below, *_ = _placed(element, depth)
    return f"{_held(above)}/{_held(below)}"


def _web_script(*places: str) -> Callable[[Any, int], str]:
    """The form of an element whose children after the first stand below or above it."""

    def form(element: Any, depth: int) -> str:
        base, *rest = _placed(element, depth)
        named = dict(zip(places, rest, strict=False))
        return _raised(base, named.get("below", ""), named.get("above", ""))

    return form


def _web_root(element: Any, depth: int) -> str:
    if _name(element) == "msqrt":
        return f"√({''.join(_placed(element, depth))})"
    base, degree, *_ = _placed(element, depth)
    return f"root{_held(degree)}({base})"


def _operator(element: Any, _depth: int) -> str:
    sign = (element.text or "").strip()
    return f" {sign} " if sign in _SPACED else "" if sign in _UNSEEN else sign


_UNSEEN = frozenset("\u2061\u2062\u2063\u2064")
_SPACED = frozenset("=<>≤≥≠≈+−±×·∈→⇒")
_TOKENS = frozenset({"t", "mi", "mn", "mtext", "ms", "math"})
_FORMS: dict[str, Callable[[Any, int], str]] = {
    "f": _fraction,
    "sSup": _script,
    "sSub": _script,
    "sSubSup": _script,
    "sPre": _before,
    "rad": _root,
    "nary": _sum,
    "d": _fence,
    "func": _function,
    "limLow": _limit,
    "limUpp": _limit,
    "acc": _accent,
    "m": _matrix,
    "eqArr": _lines,
    "t": lambda element, _depth: element.text or "",
    "mfrac": _web_fraction,
    "msup": _web_script("above"),
    "msub": _web_script("below"),
    "msubsup": _web_script("below", "above"),
    "munder": _web_script("below"),
    "mover": _web_script("above"),
    "munderover": _web_script("below", "above"),
    "msqrt": _web_root,
    "mroot": _web_root,
    "mtable": _matrix,
    "mo": _operator,
}
