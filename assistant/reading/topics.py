"""The topics of the training deck, the decisions it names under each, and the words by which people name a
topic.

A decision of the deck stands under every topic that its title names; decisions whose title names none stand
where
the deck's remark puts them (`II/1`: "First mention of a GBO"; `IV/1`: "First mention of the GTI"). The
decisions of
the clearing-house mechanism are those of the deck's second section, slides 50 to 54, and no others.
"""

import re
import unicodedata
from dataclasses import dataclass

DECK = "tsc-training-2023"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the deck.

    `names` are what people call it, folded; `articles` the provisions it carries out; `definitions` and
    `keys` the
    provisions a session on it begins with.
    """

    id: str
    title: str
    decisions: tuple[str, ...]
    names: tuple[str, ...]
    articles: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()


def _decisions(numbers: str) -> tuple[str, ...]:
    return tuple("cop-{}/dec-{}".format(*number.split("/")) for number in numbers.split())


TOPICS: tuple[Topic, ...] = (
    Topic(
        "clearing-house-mechanism",
        "Clearing-house mechanism",
        _decisions("1/3 2/3 3/4 4/2 5/14 6/18 7/23 8/11 9/30 10/15 12/2 13/23 15/16"),
        (
            "clearing house mechanism",
            "clearing house",
            "clearinghouse",
            "chm",
            "bioland",
            "mecanisme d echange",
            "centre d echange",
            "centro de intercambio",
            "mecanismo de facilitacion",
            "механизм посредничества",
            "信息交换所",
            "اليه غرفه تبادل",
            "غرفه تبادل المعلومات",
        ),
        ("cbd/art-18/para-3",),
        (
            "cbd/art-18/para-3",
            "cop-1/dec-3/para-1",
            "cop-1/dec-3/para-2",
            "cop-8/dec-11/annex/goal-3/item-3.1",
            "cop-8/dec-12/para-10",
            "cop-10/dec-15/annex/mission",
            "cop-14/dec-25/preamble/recital-3",
            "cop-15/dec-8/extract-1",
        ),
        ("cbd/art-18/para-3", "cop-10/dec-15/annex/mission"),
    ),
    Topic(
        "technology-transfer",
        "Technology transfer",
        _decisions("2/4 3/16 7/29 8/12 9/14 10/16 12/2 13/23"),
        (
            "technology transfer",
            "transfer of technology",
            "transfer of technologies",
            "access to technology",
            "transfert de technologie",
            "transfert de technologies",
            "transferencia de tecnologia",
            "передача технологии",
            "技术转让",
            "نقل التكنولوجيا",
        ),
        ("cbd/art-16",),
        (
            "cbd/art-16/para-1",
            "cbd/art-16/para-2",
            "cbd/art-16/para-3",
            "cbd/art-16/para-4",
            "cop-8/dec-12/para-10",
            "cop-9/dec-14/annex/para-6",
            "cop-10/dec-16/preamble",
        ),
        ("cbd/art-2/term-technology", "cbd/art-2/term-biotechnology"),
    ),
    Topic(
        "global-taxonomy-initiative",
        "Global Taxonomy Initiative (GTI)",
        _decisions("4/1 5/9 6/8 7/9 8/3 9/22 10/39 11/29"),
        (
            "global taxonomy initiative",
            "taxonomy initiative",
            "taxonomy",
            "gti",
            "initiative taxonomique mondiale",
            "iniciativa mundial sobre taxonomia",
        ),
        ("cbd/art-7",),
    ),
    Topic(
        "global-strategy-for-plant-conservation",
        "Global Strategy for Plant Conservation (GSPC)",
        _decisions("5/10 6/9 7/10 9/3 10/17"),
        (
            "global strategy for plant conservation",
            "plant conservation",
            "gspc",
            "strategie mondiale pour la conservation des plantes",
            "conservation des plantes",
            "conservacion de las especies vegetales",
        ),
        ("cbd/art-8",),
    ),
    Topic(
        "education-and-awareness",
        "Education and public awareness",
        _decisions("5/17 6/19 7/24 8/6 9/32"),
        (
            "education and awareness",
            "education and public awareness",
            "public education and awareness",
            "communication education and public awareness",
            "education",
            "public awareness",
            "awareness",
            "cepa",
            "education et sensibilisation",
            "educacion y conciencia",
        ),
        ("cbd/art-13",),
        ("cbd/art-13/item-a", "cbd/art-13/item-b", "cop-5/dec-17/extract-1"),
    ),
    Topic(
        "gbo-and-ipbes",
        "Global Biodiversity Outlook and IPBES",
        _decisions("2/1 8/7 9/10 10/4 10/11 12/25 13/29 14/35"),
        (
            "gbo and ipbes",
            "global biodiversity outlook",
            "gbo",
            "ipbes",
            "science policy platform",
            "science policy interface",
            "perspectives mondiales de la diversite biologique",
            "perspectiva mundial sobre la diversidad biologica",
        ),
        ("cbd/art-25",),
    ),
    Topic(
        "capacity-building",
        "Capacity-building",
        _decisions("11/2 12/2 13/23 14/24 15/8"),
        (
            "capacity building",
            "capacity development",
            "capacity building and development",
            "renforcement des capacites",
            "creacion de capacidad",
            "fomento de la capacidad",
            "укрепление потенциала",
            "能力建设",
            "بناء القدرات",
        ),
        ("cbd/art-18/para-2", "cbd/art-12"),
        (
            "cbd/art-18/para-2",
            "cbd/art-12/item-a",
            "cop-15/dec-8/preamble",
            "cop-15/dec-8/extract-1",
            "cop-11/dec-2/extract-1",
        ),
    ),
    Topic(
        "knowledge-management",
        "Knowledge management and exchange of information",
        _decisions("2/2 13/31 14/25 15/16"),
        (
            "knowledge management",
            "exchange of information",
            "information exchange",
            "gestion des connaissances",
            "gestion del conocimiento",
            "управление знаниями",
            "知识管理",
            "اداره المعارف",
        ),
        ("cbd/art-17",),
        (
            "cbd/art-17/para-1",
            "cbd/art-17/para-2",
            "cop-14/dec-25/preamble/recital-1",
            "cop-14/dec-25/preamble/recital-2",
            "cop-14/dec-25/preamble/recital-3",
        ),
    ),
)


def fold(text: str) -> str:
    """Lower case, no accents, words parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", plain.replace("ة", "ه")))


def find_topic(text: str) -> Topic | None:
    """Give the topic that the text names; of several the one with the longest name, the first of those named
    alike.
    """
    folded = f" {fold(text)} "
    found: tuple[int, Topic] | None = None
    for topic in TOPICS:
        for name in (*topic.names, topic.id.replace("-", " "), fold(topic.title)):
            here = f" {name} " in folded if name.isascii() else name in folded
            if here and (found is None or len(name) > found[0]):
                found = len(name), topic
    return found[1] if found else None


def topics_of(decision: str) -> tuple[Topic, ...]:
    """Give the topics under which the deck's decision stands."""
    return tuple(topic for topic in TOPICS if decision in topic.decisions)
