"""What follows a modal taken apart: what is inserted before the verb, whether it is passive and who is named
after "by", which exceptions follow.
"""

import re

from assistant.trainer.grammar import any_of, pattern, words
from assistant.trainer.nouns import Named, named_in

_TO_DO = r"to\s+(?!the\b|this\b|its\b)\w.+"
_BE = re.compile(r"be\s+(?:(?:\w+ly|also|only|so|further|jointly|not|duly|as)\s+)*(?P<word>[\w-]+)")
_BY = r"(?:only\s+|jointly\s+)?by"
_VOTE = re.compile(r"(?:a|an)?\s*[\w\s-]*?(?:majority|vote|consensus)\b.*?\bof\s+(?P<who>.+)")
# where the words that may hold "by" and an agent end
_AFTER_AGENT = re.compile(
    r"[;:]|,\s(?!and\b|the\b|as\s+appropriate)|\bas\s+(?:may|is|are)\b|\b(?:except|unless|which|who|whose|if)\b"
)
_SHORT = r"if (?:necessary|appropriate|possible|available|applicable|needed|required|so \w+)"
_STRICT = re.compile(
    rf"\b({_SHORT}|(?:unless|provided that|except (?:that|as|where|for|in)|only if|if)\b[^;]*)"
)


def taken_apart(predicate: str, *, undertaking: bool) -> tuple[str, list[str]]:
    """What is done, and what is said between the modal and that: "shall, as appropriate, cooperate".

    `undertaking` says that the modal is "undertakes", after which "to" begins what is done.
    """
    rest = without_adverbs(predicate.strip())
    begun = any_of("openers") + r"\s"
    undertaken = re.match(rf"(?P<aside>{begun}.+?)\s(?P<task>{_TO_DO})", rest, re.I) if undertaking else None
    if undertaken:
        return undertaken["task"], [undertaken["aside"]]
    rest, inserted = _without_inserts(rest)
    # "shall as a last resort be adopted"
    within = re.match(rf"(?P<aside>{begun}[^,;:]{{2,60}}?)\s(?P<task>be\s.+)", rest, re.I)
    if within and passive(within["task"]):
        return within["task"], [*inserted, within["aside"]]
    return rest, inserted


def _without_inserts(rest: str) -> tuple[str, list[str]]:
    inserted: list[str] = []
    while rest.startswith((",", ":", ";")):
        if rest[0] in ":;":
            rest = rest[1:].strip()
            break
        closed = re.search(r"[,:]\s+", rest[1:])
        if closed is None:
            break
        inserted.append(rest[1 : 1 + closed.start()].strip())
        rest = rest[1 + closed.start() :]
        following = rest[1:].strip()
        goes_on = pattern("openers", r"^(?:(?:and|or)\s+)?(?:\w+ly\s+)?{words}\b(?!-)").match(following)
        if rest[0] == "," and not goes_on:
            rest = following
            break
    return without_adverbs(rest), [re.sub(r"^and\s+", "", one) for one in inserted]


def without_adverbs(rest: str) -> str:
    """The words without adverbs in front of the verb."""
    return pattern("adverbs", r"^(?:{words}(?:\s+(?=\w)|(?=,)))+").sub("", rest)


def passive(task: str) -> str:
    """The participle of a passive, or the word after "be" for one who is able or required; "" for neither."""
    match = _BE.match(task)
    word = match["word"].lower() if match else ""
    return word if _is_participle(word) or word in words("borne") else ""


def agents(task: str, participle: str) -> list[Named]:
    """Whom "by" names as those who act in a passive."""
    within = _AFTER_AGENT.split(task)[0]
    for place in re.finditer(rf"(?P<last>[\w-]+)\s+{_BY}\s", within):
        if not _of_another(participle, place["last"].lower(), within):
            who = within[place.end() :]
            vote = _VOTE.match(who)
            found = named_in(vote["who"] if vote else who)
            if found:
                return found
    return []


def _of_another(participle: str, last: str, within: str) -> bool:
    """Whether "by" belongs to another participle: "the measures determined by the Conference"."""
    joined = rf"\b{re.escape(participle)}(?:,\s\w+)*,?\s(?:and|or)(?:/or)?\s{re.escape(last)}\b"
    return last != participle and _is_participle(last) and not re.search(joined, within)


def _is_participle(word: str) -> bool:
    return (word.endswith("ed") and len(word) > len("need")) or word in words("participles")


def states(task: str, *, acting: bool) -> bool:
    """Whether it says what is or holds, and not what is done: "consist of three members", "be the seat"."""
    if not re.match(r"be\b", task, re.I):
        return acting and pattern("constituting", r"^{words}\b").match(task) is not None
    match = _BE.match(task)
    return not (acting and match and match["word"].lower() in words("borne"))


def exceptions(task: str) -> list[str]:
    """Conditions and exceptions that follow what is done."""
    strict = _STRICT.findall(task)[:1]
    loose = pattern("excepting", r",\s+((?:{words})\b[^,;]*)").findall(task)
    return [*strict, *(one for one in loose if not any(one in other for other in strict))]
