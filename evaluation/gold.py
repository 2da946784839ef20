"""Resolving gold: from the locators and quotes of a question to the texts that count."""

from evaluation.cover import GoldText, fold
from evaluation.lookup import Lookup
from evaluation.questions import Gold, Item, QuestionSet


def resolve(gold: Gold, lookup: Lookup, guided: bool = False) -> GoldText | None:
    """The gold entry with its texts; None when it has no quotes and the corpus does not hold the words of
    that provision. Beside a place that holds the source's own words (its catalogue entry) the guide's words
    on the same thing are good too (`guided`).
    """
    known = lookup.provision(gold.locator)
    if known is not None and not known.quotable and not guided:
        known = None
    if not gold.quotes and known is None:
        return None
    document = lookup.provision(gold.source)
    return GoldText(
        gold.source,
        gold.locator,
        gold.quotes or ((known.text,) if known else ()),
        whole=not gold.quotes,
        size=len(fold(known.text)) if known else 0,
        document_size=len(fold(document.text)) if document and document.quotable else 0,
        others=tuple(found for other in gold.others if (found := resolve(other, lookup, guided=True))),
    )


def resolve_all(item: Item, lookup: Lookup) -> tuple[GoldText, ...]:
    """All gold of a question; what cannot be resolved stays as an entry that nothing covers."""
    return tuple(
        resolve(gold, lookup) or GoldText(gold.source, gold.locator, (), whole=True) for gold in item.gold
    )


def missing_texts(questions: QuestionSet, lookup: Lookup) -> dict[str, list[str]]:
    """Gold locators without quotes whose words the corpus does not hold, by document."""
    missing: dict[str, list[str]] = {}
    for item in questions:
        for gold in item.gold:
            if resolve(gold, lookup) is None and gold.locator not in missing.setdefault(gold.source, []):
                missing[gold.source].append(gold.locator)
    return {source: locators for source, locators in missing.items() if locators}
