"""Refusing: when the texts do not answer, with the reason and what lies nearest."""

import re

from assistant.answer import Refusal, RefusalReason
from assistant.asking.answerability import answerability
from assistant.asking.rank import Ranking
from assistant.asking.select import remarks_on
from assistant.asking.understand import CATALOGUE_FACTS, Missing, Query, asks_facts
from assistant.words.messages import message
from index.interface import SearchIndex
from index.lexical import words
from ingest.locator import Locator, label
from ingest.model import Provision

NEAREST = 3
NAMED_MARGIN = 6.0  # log-odds: a question that names an existing provision is hardly ever refused
LOST_IN_TRANSLATION = 0.5  # log-odds: the glossary leaves out words that would have helped
# Other instruments and bodies by name: a question about them is out of scope unless the provision found names
# them too.
_OTHERS = (
    r"\bcites\b|endangered species (?:trade|convention)|international trade in endangered",
    r"\bramsar\b",
    r"\bunfccc\b|framework convention on climate change",
    r"paris agreement|accord de paris|acuerdo de par[ií]s",
    r"kyoto",
    r"\bunccd\b|combat desertification|desertification convention",
    r"\bcms\b|migratory species|bonn convention",
    r"world heritage",
    r"\bunclos\b|montego bay",
    r"\bbbnj\b|high seas treaty",
    r"basel convention",
    r"rotterdam convention",
    r"stockholm convention",
    r"minamata",
    r"montreal protocol|ozone",
    r"\bitpgrfa\b|plant treaty",
    r"\bwto\b|\btrips\b|world trade",
    r"\bipcc\b",
    r"\biucn\b|red list",
    r"\bwhaling\b|\biwc\b",
    r"\bsdgs?\b|sustainable development goals?",
    r"\beu\b|european (?:union|commission)|brussels regulation",
    r"escazu|escazú",
    r"aarhus",
    r"espoo",
    r"\bccamlr\b|antarctic",
)
_UNSAFE = re.compile(
    r"\b(?:invent|make up|making up|fabricate|forge|fake|falsify|counterfeit|pretend (?:to be|you are|"
    r"that)|propaganda|swear words?|nasty|insult)\b|"
    r"\b(?:smuggl\w+|bribe\w*|evade|hide .{0,40}(?:customs|scanner|inspectors?|police)|without "
    r"(?:being|getting) caught|loopholes?|launder)\b|"
    r"\b(?:bio-?weapon|make .{0,30}(?:poison|pathogen|virus more|toxin|weapon))\b|"
    r"\b(?:be (?:my|our) lawyer|you are (?:now )?(?:my|our) lawyer|(?:will|do|can|would) (?:we|i|they|"
    r"he|she) win\b|odds in court|draft (?:the|a|my|our) (?:claim|lawsuit|appeal)|"
    r"what damages|should (?:we|i) sue|plead)\b|"
    r"\b(?:developer mode|jailbreak|system prompt|no restrictions|admin password)\b|"
    r"\b(?:invente[sz]?|inventer|invéntat?e?|inventa|falsific\w+|falsifi\w+|придумай\w*|выдумай\w*|"
    r"подделай\w*)\b|编造|伪造|捏造|اختلق|اخترع|زوّر|(?<!\w)زور(?!\w)",
    re.I,
)
_QUESTION_WORDS = frozenset(
    "define definition mean meaning many much number say tell know want article".split()
)  # a translation of them alone says nothing
# What a question asks for, and the words of which a provision must have one to give it.
_ATTRIBUTES = (
    (
        r"\bpercent\w*|per ?cent\b|\bgdp\b|what share",
        r"per ?cent|%|\bhalf\b|\bthirds?\b(?! part)|\bquarter|equal (?:share|part)",
    ),
    (
        r"\b(?:dollars?|euros?|us\$|how much money|what (?:sum|amount|price|fee)|budget)\b",
        r"dollar|\$|billion|million|budget|fund|financial|fee",
    ),
    (r"\b(?:dollars?|euros?|us\$)", r"dollar|\$|billion|million"),
    (r"\b(?:fines?|penalty|penalties|prison|jail)\b", r"\bfine|penal|prison|sanction"),
    (r"\bcolou?rs?\b", r"colou?r"),
    (r"\btemperature|degrees celsius", r"temperature"),
    (r"\bhectares?|square kilomet", r"hectare|kilomet"),
    (r"\bphone|telephone|e-?mail\b|fax\b", r"phone|e-?mail|contact"),
    (r"\bhotels?|visa\b", r"hotel|visa"),
    (r"\b(?:tax|tax rate)\b", r"\btax(?:es)?\b"),
    (r"\bcheapest|best price|brand\b", r"cheap|brand"),
    (r"\bage\b|how old\b", r"\bage\b|years old"),
    (r"\bfont|letter size|file format\b", r"font|format"),
)


def refuse(question: str, query: Query, ranking: Ranking, index: SearchIndex) -> Refusal | None:
    """The refusal that the question calls for, or None."""
    language = query.language
    if _UNSAFE.search(question) and not _asks_for_rules(question):
        return Refusal(RefusalReason.UNSAFE, message("unsafe", language))
    if query.missing and not query.named:
        return _no_such(query.missing[0], language, index)
    bare = _only_catalogue(query)
    if bare and not _about(bare, query, ranking, index):
        return Refusal(
            RefusalReason.NOT_IN_CORPUS,
            message("not_held", language, words=_document_label(bare), url=bare.url),
            (bare.locator,),
        )
    if _names_other_instrument(query, ranking, index):
        return Refusal(RefusalReason.OUT_OF_SCOPE, message("out_of_scope", language))
    if _lacks_attribute(query, ranking, index):
        return unanswered(query, ranking, index)
    if query.language != "en" and not query.named and not set(words(query.text)) - _QUESTION_WORDS:
        return Refusal(RefusalReason.OUT_OF_SCOPE, message("out_of_scope", language))
    undefined = _undefined(query, index)
    if undefined:
        said = message("no_such_provision", language, words=f"“{query.cues.term}”")
        return Refusal(
            RefusalReason.NO_SUCH_PROVISION,
            f"{said} {_parts_of(undefined, language, index)}".strip(),
            (undefined.locator,),
        )
    margin = answerability(query, ranking, index)
    if not ranking.top(1) or margin < _least(query):
        return unanswered(query, ranking, index)
    return None


def _least(query: Query) -> float:
    """The margin that the question must reach to be answered."""
    if not _open(query):
        return -NAMED_MARGIN
    return 0.0 if query.language == "en" else -LOST_IN_TRANSLATION


def _open(query: Query) -> bool:
    """Whether the question leaves it to the search where the answer stands: it names no provision, or asks
    more of it than its words.
    """
    return (
        not query.named
        or (query.cues.quantity and not asks_facts(query.focus))
        or query.cues.status
        or query.cues.event
        or query.cues.contact
    )


def _asks_for_rules(question: str) -> bool:
    """ "Which rules are there against smuggling?" is a question about the texts, not a request for help."""
    return bool(
        re.search(
            r"\b(?:what does|what do|which (?:article|rule|paragraph|measure)|say about|under the|"
            r"treaty|penal)\b",
            question,
            re.I,
        )
    ) and not re.search(
        r"\b(?:invent|make up|fabricate|forge|fake|pretend|lawyer|win|draft)\b", question, re.I
    )


def _no_such(missing: Missing, language: str, index: SearchIndex) -> Refusal:
    """Say that it does not exist, with what does; or that the corpus does not hold the decision."""
    closest = (missing.nearest.locator,) if missing.nearest else ()
    said = absent(missing, language, index)
    if _decided(missing.locator):
        return Refusal(RefusalReason.NOT_IN_CORPUS, said, closest)
    return Refusal(
        RefusalReason.NO_SUCH_PROVISION, f"{said} {_what_exists(missing, language, index)}".strip(), closest
    )


def absent(missing: Missing, language: str, index: SearchIndex) -> str:
    """One sentence: it does not exist or, of a decision, the corpus does not hold it."""
    name = printed(missing.locator, index)
    if _decided(missing.locator):
        return message(
            "not_held",
            language,
            words=name,
            url=missing.nearest.url if missing.nearest else "https://www.cbd.int/decisions",
        )
    return message("no_such_provision", language, words=name)


def _decided(locator: Locator) -> bool:
    return "/dec-" in locator.document or "/rec-" in locator.document


def printed(locator: Locator, index: SearchIndex) -> str:
    """The label of a locator, whether or not the corpus has it."""
    document = index.documents.get(locator.document)
    return label(locator, document.short_title if document else locator.document)


def _what_exists(missing: Missing, language: str, index: SearchIndex) -> str:
    """The provision above the missing one, with how many parts of that kind it has."""
    above = missing.nearest.locator if missing.nearest else missing.locator.document
    name = missing.nearest.label if missing.nearest else printed(Locator(above), index)
    depth = len(Locator.parse(above).steps)
    kind = missing.locator.steps[depth].kind if len(missing.locator.steps) > depth else ""
    known = dict.fromkeys(
        p.locator.removesuffix("/catalogue") for p in index.in_document(missing.locator.document)
    )
    parts = [Locator.parse(locator) for locator in known if locator.rpartition("/")[0] == above]
    return _listed(
        name,
        [printed(part, index) for part in parts if part.steps[-1].kind == kind]
        or [printed(part, index) for part in parts],
        language,
    )


def _parts_of(provision: Provision, language: str, index: SearchIndex) -> str:
    return _listed(
        provision.label,
        [child.label for child in index.children(provision.locator) if child.kind != "catalogue"],
        language,
    )


def _listed(name: str, parts: list[str], language: str) -> str:
    if not parts:
        return message("nearest_is", language, label=name)
    return message("nearest_has", language, label=name, count=len(parts), first=parts[0], last=parts[-1])


def _only_catalogue(query: Query) -> Provision | None:
    """The catalogue entry that is all the corpus has of a decision whose contents the question asks for."""
    named = [provision for group in query.named for provision in group]
    if len(named) != 1 or named[0].kind != "catalogue":
        return None
    asked = [
        word
        for word in words(query.focus)
        if word not in CATALOGUE_FACTS and word not in named[0].text.lower()
    ]
    return named[0] if query.cues.contents or len(asked) >= 2 else None


def _about(entry: Provision, query: Query, ranking: Ranking, index: SearchIndex) -> bool:
    """Whether the trainer's deck remarks on that decision, and that is asked for or the remark is among the
    best found.
    """
    if query.cues.trainer and remarks_on(entry.document, index):
        return True
    return any(entry.document in provision.about for provision in index.at(ranking.top(5)))


def _lacks_attribute(query: Query, ranking: Ranking, index: SearchIndex) -> bool:
    """Whether the question asks for a percentage, a sum, a colour ... that none of the best provisions
    gives.
    """
    asked = [evidence for pattern, evidence in _ATTRIBUTES if re.search(pattern, query.text, re.I)]
    if not asked:
        return False
    named = [provision for group in query.named for provision in group]
    texts = []
    for provision in named or index.at(ranking.top(3)):
        guide = index.guide(provision.locator.removesuffix("/catalogue"))
        texts.append(f"{provision.text} {guide.summary if guide else ''}")
    return not all(any(re.search(evidence, text, re.I) for text in texts) for evidence in asked)


def _undefined(query: Query, index: SearchIndex) -> Provision | None:
    """The named article of definitions, where the question wants a term that it does not define."""
    if not query.cues.term or not query.cues.defining or not re.search(r"\bdefin", query.text, re.I):
        return None
    for provision in [provision for group in query.named for provision in group]:
        terms = [child.heading for child in index.children(provision.locator) if child.heading]
        wanted = set(words(query.cues.term))
        if len(terms) > 2 and wanted and not any(wanted & set(words(term)) for term in terms):
            return provision
    return None


def _document_label(entry: Provision) -> str:
    return entry.label.split(",")[0]


def _names_other_instrument(query: Query, ranking: Ranking, index: SearchIndex) -> bool:
    named = [pattern for pattern in _OTHERS if re.search(pattern, query.text, re.I)]
    if not named:
        return False
    texts = []
    for provision in index.at(ranking.top(3)):
        guide = index.guide(provision.locator)
        texts.append(
            " ".join([provision.text, *(guide.questions if guide else ()), guide.summary if guide else ""])
        )
    return not any(re.search(pattern, text, re.I) for pattern in named for text in texts)


def unanswered(query: Query, ranking: Ranking, index: SearchIndex) -> Refusal:
    """Too little fits: near misses are "not in the corpus" and offer what lies nearest, the rest is out of
    scope.
    """
    top = ranking.top(NEAREST)
    near = bool(top) and float(ranking.fused[top[0]]) >= 1.9
    if not near and not query.cues.documents:
        return Refusal(RefusalReason.OUT_OF_SCOPE, message("out_of_scope", query.language))
    closest = tuple(provision.locator for provision in index.at(top))
    return Refusal(RefusalReason.NOT_IN_CORPUS, message("not_in_corpus", query.language), closest)
