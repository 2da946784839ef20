"""Cues: what the words of a question say about where its answer stands and which form it has.

Everything is read from English words; questions in other languages come here translated by the glossary.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.locator import from_roman
from ingest.model import Document

LAST_SESSION = 30  # further than the COP will be for a while

INSTRUMENTS: tuple[tuple[str, str], ...] = (
    (
        "nagoya-kuala-lumpur-protocol",
        r"nagoya\W{0,3}kuala|supplementary protocol|liability (?:and redress )?(?:protocol|treaty|"
        r"rules)|nklsp",
    ),
    (
        "cartagena-protocol",
        r"cartagena|bio-?safety (?:protocol|treaty|agreement)|(?:gmos?|gm|lmos?) (?:treaty|protocol|"
        r"agreement)|\bbsp\b|\bcpb\b",
    ),
    (
        "nagoya-protocol",
        r"nagoya (?:protocol|treaty)|\babs\W{1,3}(?:protocol|treaty|agreement)|benefit.?sharing "
        r"(?:treaty|protocol|agreement)",
    ),
    (
        "cbd",
        r"\bcbd\b|(?<!to )\bthe convention\b(?! and its)|\b1992\b|(?:mother|main|parent|original|"
        r"biodiversity|rio|earth summit) (?:treaty|convention)"
        r"|convention on biological diversity",
    ),
    ("gbf", r"\bk?m?gbf\b|global biodiversity framework|kunming|biodiversity plan"),
    ("aichi", r"\baichi\b"),
    ("tsc-training-2023", r"\btrainer'?s?\b|\bdeck\b|\bslides?\b|training (?:session|material|course)"),
)
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth"
).split()
_SESSION = re.compile(r"\bcops?[\s-]?(\d{1,2}|[ivx]{1,5})\b", re.I)
_ORDINAL_SESSION = re.compile(
    rf"\b({'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s+(?:ordinary\s+)?(?:cop\b|(?:meeting|"
    rf"session)\s+of\s+the\s+(?:cop\b|conference of the parties))",
    re.I,
)
_PREAMBLE = re.compile(
    r"\b(?:preambles?|preambular|recitals?|opening (?:words?|phrases?|part|lines?)|introduct\w+|whereas)\b",
    re.I,
)
_DEFINITION = re.compile(
    r"\b(?:what\s+(?:is|are|does)\s+(?:meant\s+by\s+)?|define|definition\s+of|meaning\s+of|"
    r"how\s+is)\s*(?:an?\s+|the\s+)?"
    r"[\"“'‘]?([\w\s-]{3,60}?)[\"”'’]?(?:\s+(?:mean|means|defined|under|in|according|legally|for)\b.*)?[?.]?$",
    re.I,
)
_DEFINING = re.compile(
    r"\b(?:defin\w+|means?|meaning|understood as|in the sense of|count as|counts as|what is an?|what "
    r"are|term)\b",
    re.I,
)
_ENUMERATION = re.compile(
    r"\b(?:list|all (?:the|of|items|six|seven|five|four|three|elements|measures|steps|duties)|"
    r"everything|complete|full list|enumerate|each of the|"
    r"which (?:elements|categories|details|items|steps|options|criteria|measures|activities|things|"
    r"pieces|factors|areas|tasks|benefits|functions|objectives|"
    r"duties|information|types|forms|points|objectives|responsibilities)|what (?:are the|must .* "
    r"contain|information|kinds?|types?|forms?|functions|tasks|duties)|sum up every)\b",
    re.I,
)
_COMPARISON = re.compile(
    r"\b(?:compar\w+|differen\w+|versus|vs\.?|whereas|both|respectively|the one .* the other|same "
    r"(?:rule|in)|each of (?:them|the)|two (?:treaties|rules|texts|places)|"
    r"across|in which (?:two|three)|twice|and how|and what|and who|and where|and when|and which)\b",
    re.I,
)
_QUANTITY = re.compile(
    r"\b(?:how (?:many|much|high|long|often|big|large|wide|deep|far|old|tall|fast|soon)|(?:what|which) "
    r"(?:\w+ ){0,3}?(?:percentage|per ?cent|share|sum|amount|number|date|year|"
    r"day|fine|penalty|budget|salary|size|colou?r|width|age|temperature|rate|price|fee|tax|dose|"
    r"ceiling|limit|discount|quorum|format|font|length|weight|degree|brand)|"
    r"in (?:us )?(?:dollars|euros|hectares)|percent(?:age)?|gdp|(?:minimum|maximum|exact) (?:number|"
    r"size|age|amount|sum|fee|price|distance|width|fine)|"
    r"how many (?:hectares|dollars|pages|words|copies|staff))\b",
    re.I,
)
_CONTENTS = re.compile(
    r"\b(?:decided?|decides|sa(?:y|ys|id)|stat(?:e|es|ed)|requir\w+|request\w*|ask(?:s|ed)?|order\w*|"
    r"invit\w+|provid\w+|must|shall|should|oblig\w+|recogni[sz]\w+|pays?|funded)\b",
    re.I,
)
_STATUS = re.compile(
    r"\b(?:today|nowadays|so far|up to now|until now|to date|currently|at present|present(?:ly)?|these "
    r"days|this (?:year|month|spring|week)|last (?:year|month|week|round)|next (?:year|"
    r"month|week|meeting|cop|round)|upcoming|forthcoming|latest|newest|most recent|recently|yet|ever|"
    r"still not|already|finally|current)\b",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:did|has|have|had|was|were)\b.{0,60}?\b(?:sign(?:ed)?|ratif\w+|vote[ds]?|voted|win|won|"
    r"propose[ds]?|draft(?:ed)?|submit(?:ted)?|join(?:ed)?|deposit(?:ed)?|expel\w*|walk(?:ed)? out|"
    r"object(?:ed)?|refuse[ds]?|receive[ds]?|earn(?:ed)?|pa(?:y|id)|fund(?:ed)?|elect(?:ed)?|"
    r"appoint(?:ed)?|publish(?:ed)?|approve[ds]?|authori[sz]ed|convicted|fined|gone|created|"
    r"lift(?:ed)?|"
    r"said|speak|spoke|attend(?:ed)?|happen(?:ed)?)\b|\bwho (?:signed|voted|drafted|proposed|wrote|"
    r"chaired?|heads?|leads?|won|was the first|were|is the (?:current|present|new))\b|"
    r"\b(?:hand(?:ed)? in|found non-compliant)\b",
    re.I,
)
_CONTACT = re.compile(
    r"\b(?:e-?mail|phone|telephone|fax|address(?:es)? of|password|log ?in|hotels?|visa|vacanc\w+|job|"
    r"salary|names? of|name the|list the members|website address|url|form number|template|"
    r"agenda|registration|badge|our (?:national )?focal point)\b",
    re.I,
)
_COUNTRIES = (
    "afghan albania algeria andorra angola argentin armenia australia austria azerbaijan bahamas "
    "bahrain bangladesh barbados belarus belgi belize benin bhutan bolivia bosnia botswana brazil "
    "brunei bulgaria burkina burundi cambodia cameroon canad chad chile chin[ae] colombia comoros "
    "congo costa.rica croatia cuba cyprus czech denmark danish djibouti dominica ecuador egypt "
    "salvador "
    "eritrea estonia eswatini ethiopia fiji finland finnish france french gabon gambia georgia german "
    "ghana greece greek grenada guatemala guinea guyana haiti honduras hungar iceland india[^n] "
    "indonesia "
    "iran iraq ireland irish israel ital jamaica japan jordan kazakh kenya kiribati korea kuwait "
    "kyrgyz laos latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar "
    "malawi "
    "malaysia maldives mali malta mauritania mauritius mexic micronesia moldova monaco mongolia "
    "montenegro morocc mozambique myanmar namibia nauru nepal netherlands dutch zealand nicaragua "
    "niger "
    "norw oman pakistan palau panama papua paraguay peru philippin poland polish portug qatar romania "
    "russia rwanda samoa saudi senegal serbia seychelles sierra.leone singapore slovak sloven somalia "
    "south.africa spain spanish sri.lanka sudan suriname swed swiss switzerland syria taiwan tajik "
    "tanzania thai togo tonga trinidad tunisia turk tuvalu uganda ukrain emirates britain british "
    "england "
    "united.states u\\.s\\.a? usa american uruguay uzbek vanuatu venezuela viet.?nam yemen zambia "
    "zimbabwe poland"
).split()
_COUNTRY = re.compile(rf"\b(?:{'|'.join(_COUNTRIES)})\w*", re.I)


@dataclass(frozen=True, slots=True)
class Cues:
    """`documents` and `sessions` are named in the question; `term` is what it asks the definition of, if
    anything.

    `contents` says that the words of a text are wanted, not facts about it; `title` and `which_article` the
    other way round. `status`, `event`, `contact` and `country` tell questions about the state of the world
    (who ratified, what happened, whom to call), which legal texts
    seldom answer.
    """

    documents: tuple[str, ...] = ()
    sessions: tuple[int, ...] = ()
    contents: bool = False
    title: bool = False
    which_article: bool = False
    trainer: bool = False
    preamble: bool = False
    defining: bool = False
    term: str = ""
    enumeration: bool = False
    comparison: bool = False
    quantity: bool = False
    status: bool = False
    event: bool = False
    contact: bool = False
    country: bool = False


def read_cues(text: str, places: dict[str, int]) -> Cues:
    """The cues of an English question; `places` are the towns of the COPs."""
    term = _DEFINITION.search(text)
    documents = named_documents(text)
    return Cues(
        documents=documents,
        contents=bool(_CONTENTS.search(text)),
        title=bool(re.search(r"\b(?:titles?|titled|heading|what is .{3,40} called)\b", text, re.I)),
        which_article=bool(re.search(r"\b(?:which|what|an?) article\b|\barticle number\b", text, re.I)),
        trainer="tsc-training-2023" in documents,
        sessions=named_sessions(text, places),
        preamble=bool(_PREAMBLE.search(text)),
        defining=bool(_DEFINING.search(text)),
        term=term[1].strip().lower() if term else "",
        enumeration=bool(_ENUMERATION.search(text)),
        comparison=bool(_COMPARISON.search(text)),
        quantity=bool(_QUANTITY.search(text)),
        status=bool(_STATUS.search(text)),
        event=bool(_EVENT.search(text)),
        contact=bool(_CONTACT.search(text)),
        country=bool(_COUNTRY.search(text)),
    )


def named_documents(text: str) -> tuple[str, ...]:
    """Ids of the instruments that the words name, by their titles or by what people call them."""
    low = text.lower()
    return tuple(identity for identity, pattern in INSTRUMENTS if re.search(pattern, low))


def named_sessions(text: str, places: dict[str, int]) -> tuple[int, ...]:
    """COP numbers: "COP 10", "COP X", "the first COP", or the city where one was held."""
    found = []
    for match in _SESSION.finditer(text):
        number = int(match[1]) if match[1].isdigit() else from_roman(match[1])
        found.append(number or 0)
    for match in _ORDINAL_SESSION.finditer(text):
        word = match[1].lower()
        found.append(_ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word)))
    low = text.lower()
    found += [
        number for place, number in places.items() if re.search(rf"\b(?:in|at) {re.escape(place)}\b", low)
    ]
    return tuple(dict.fromkeys(number for number in found if 1 <= number <= LAST_SESSION))


def places_of(documents: Iterable[Document]) -> dict[str, int]:
    """The town of each COP, in small letters, with its number."""
    return {
        place.lower(): d.session
        for d in documents
        if d.kind == "session" and d.session
        for place in d.note.split("; ")
        if place
    }
