"""Articles of codes: "article L. 110-1", "art. 131-26-2". No instrument numbers its articles in parts, so
whoever asks for one means a file of one's own that has it.
"""

import re
from collections.abc import Sequence

from assistant.asking.own_documents import ARTICLE, is_own, own_among
from index.interface import SearchIndex
from ingest.article_names import read_name
from ingest.model import Provision
from ingest.references.tokens import tokens

_IN_PARTS = re.compile(r"[a-z]{0,2}[0-9]{1,4}(?:-[0-9]{1,3})+")


def code_articles(asked: str, documents: Sequence[str], index: SearchIndex) -> list[tuple[Provision, ...]]:
    """For each such article that is asked for, those of that number in the files of one's own that the
    question names, else in all of them; nothing for one that none has.
    """
    numbers = list(dict.fromkeys(filter(None, map(_number, _from_articles_on(asked)))))
    if not numbers:
        return []
    among = own_among(documents, index) if documents else ()
    among = among or tuple(one.id for one in index.documents.values() if is_own(one))
    articles = [
        provision for one in among for provision in index.in_document(one) if provision.kind == ARTICLE
    ]
    found = (
        tuple(one for one in articles if one.locator.endswith(f"/{ARTICLE}-{number}")) for number in numbers
    )
    return [provisions for provisions in found if provisions]


def _from_articles_on(asked: str) -> list[str]:
    """The question from each word for an article on."""
    return [
        asked[token.start :] for token in tokens(asked) if token.kind == "unit" and token.value == ARTICLE
    ]


def _number(asked: str) -> str:
    """The number in parts that it begins with, as locators have it; "" for none."""
    name = read_name(asked)
    return name.number if name and _IN_PARTS.fullmatch(name.number) else ""
