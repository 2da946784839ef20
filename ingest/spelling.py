"""Spelling: texts and names in one form, so that a name is found however it is typed.

How a name is written in the data is said in corpus/names/README.md: `[ ]` may be left out, `{ , }` is one of
several, a blank or hyphen is either, `/` is any joint, `*` an ending, a comma at the end must follow.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

BEGIN = r"(?<![^\W_\u3400-\u9fff])"  # Chinese sets no space between words
END = r"(?![^\W\d_\u3400-\u9fff])"
ARABIC_PREFIX = r"[وفبكل]{0,2}(?:ال|لل)?"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_REPLACED = str.maketrans(
    dict.fromkeys("∕／⁄÷", "/")
    | dict.fromkeys("‐‑‒–—―−﹣－­", "-")
    | dict.fromkeys("，、،﹐", ",")
    | dict.fromkeys("（﹙", "(")
    | dict.fromkeys("）﹚", ")")
    | dict.fromkeys("’‘`´ʼ", "'")
    | {"．": ".", "：": ":", "ة": "ه", "ى": "ي", "٫": ".", "ٱ": "ا"}
)
_SPACE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff《》「」"
)  # what shows nothing, and the brackets that Chinese sets around titles
_MARKS = {" ": "(?: ?- ?| )", "-": "(?: ?- ?| )", "/": "[-/ ]?", "*": r"\w{0,4}"}
_Trie = dict[str, "_Trie"]


def normal(text: str) -> str:
    """Lower case, without accents, one kind of digit, slash, hyphen and space; as long as `text`."""
    if text.isascii():
        return re.sub(r"\s", " ", text.lower())
    return "".join(map(_normal_character, text.translate(_REPLACED)))


@lru_cache(maxsize=4096)
def _normal_character(character: str) -> str:
    if character.isspace() or character in _SPACE:
        return " "
    if character.isdigit() and unicodedata.category(character) == "Nd":
        return str(unicodedata.digit(character))
    lowered = character.lower()
    base = unicodedata.normalize("NFD", lowered if len(lowered) == 1 else character)[0]
    return chr(ord(base) - 0xFEE0) if "\uff01" <= base <= "\uff5e" else base


def spellings(name: str) -> list[str]:
    """The names that one name of the data stands for. Raises ValueError where a bracket is not closed."""
    found, end = _sequence(name, 0, "")
    if end != len(name):
        raise ValueError(f"a bracket is closed that was not opened: {name!r}")
    return list(dict.fromkeys(re.sub(r" {2,}", " ", spelled).strip() for spelled in found))


def _sequence(name: str, at: int, closing: str) -> tuple[list[str], int]:
    """Spellings of what stands up to one of the `closing` marks, and where that is."""
    parts: list[list[str]] = []
    while at < len(name) and name[at] not in closing and name[at] not in "]}":
        if name[at] not in "[{":
            parts.append([name[at]])
            at += 1
            continue
        optional = name[at] == "["
        choices: list[str] = [""] if optional else []
        while True:
            inner, at = _sequence(name, at + 1, "]" if optional else ",}")
            choices += inner
            if name[at : at + 1] != ",":
                break
        if name[at : at + 1] != ("]" if optional else "}"):
            raise ValueError(f"a bracket is not closed: {name!r}")
        parts.append(choices)
        at += 1
    return ["".join(chosen) for chosen in product(*parts)], at


def names_pattern(names: Iterable[str]) -> str:
    """A pattern that matches any of the names in a normalised text, the longest that stands there.

    Names begin and end at the borders of words, Chinese ones anywhere; Arabic ones may have prefixes.
    """
    spelled = [normal(one) for name in names for one in spellings(name)]
    trees: dict[str, _Trie] = {"spaced": {}, "arabic": {}, "chinese": {}}
    for one in spelled:
        script = "chinese" if _CHINESE.search(one) else "arabic" if _ARABIC.search(one) else "spaced"
        branch = trees[script]
        for piece in _pieces(one):
            branch = branch.setdefault(piece, {})
        branch[""] = {}
    patterns = {script: _branches(tree) for script, tree in trees.items() if tree}
    shapes = {"spaced": "{}", "arabic": f"{ARABIC_PREFIX}{{}}"}
    bordered = [shape.replace("{}", patterns[s]) for s, shape in shapes.items() if s in patterns]
    found = [f"{BEGIN}(?:{'|'.join(bordered)}){END}"] if bordered else []
    return "|".join([*found, *([patterns["chinese"]] if "chinese" in patterns else [])])


def _pieces(name: str) -> Iterator[str]:
    """The patterns of a name's characters; a `*` alone is a word, a comma at the end is looked for only."""
    for place, character in enumerate(name):
        if character == "*" and (place == 0 or name[place - 1] in " -"):
            yield r"\w{1,40}"
        elif character == "," and place == len(name) - 1:
            yield "(?= ?,)"
        else:
            yield _MARKS.get(character) or re.escape(character)


def _branches(tree: _Trie) -> str:
    """The longest way through the tree first: letters before endings, and more before an end."""
    ways = sorted((edge for edge in tree if edge), key=lambda edge: (len(edge) > 2, edge))
    patterns = [edge + _branches(tree[edge]) for edge in ways]
    if "" in tree:
        patterns.append("")
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"
