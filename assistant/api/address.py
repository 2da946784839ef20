"""Documents and provisions by the addresses that the API gives them, and by what people call them."""

from assistant.reading.resolve import provisions_named
from index.interface import SearchIndex
from ingest.errors import NotFoundError
from ingest.locator import Locator
from ingest.model import Document, Provision


def document_at(address: str, index: SearchIndex) -> Document:
    """The document with that id. Raises NotFoundError."""
    document = index.documents.get(address.strip("/").lower())
    if document is None:
        raise NotFoundError("The corpus has no such document.", "GET /api/v1/documents lists what it has.")
    return document


def provision_at(address: str, index: SearchIndex) -> Provision:
    """The provision at that locator. Raises NotFoundError, with the nearest locator above it that exists."""
    locator = address.strip("/").lower()
    provision = index.get(locator)
    if provision is not None:
        return provision
    try:
        above = Locator.parse(locator).parent
    except ValueError:
        raise NotFoundError(
            "This is no address of a provision.", "Addresses look like cbd/art-8/item-j; see /api/v1/search."
        ) from None
    if locator in index.documents:
        raise NotFoundError(
            "The corpus has no provision at this address, but a document.",
            f"Read it at /api/v1/documents/{locator}.",
        )
    while above is not None and not index.knows(str(above)):
        above = above.parent
    hint = f"The nearest that it has is {above}." if above else "GET /api/v1/documents lists what it has."
    raise NotFoundError("The corpus has no provision at this address.", hint)


def provisions_called(words: str, index: SearchIndex) -> list[Provision]:
    """The provisions that the words may name, likeliest first. Raises NotFoundError where there is none."""
    found = provisions_named(words, index)
    if not found:
        raise NotFoundError(
            "The corpus has no provision of that name.",
            "Name it as it is cited (Article 15, paragraph 3 of the Convention), or give its link or its "
            "locator, such as cbd/art-15/para-3.",
        )
    return found


def nearest_above(address: str, index: SearchIndex) -> str:
    """What the corpus has above an address that leads nowhere: a provision or a document; "" for nothing."""
    try:
        above = Locator.parse(address.strip("/").lower()).parent
    except ValueError:
        return ""
    while above is not None and not index.knows(str(above)) and str(above) not in index.documents:
        above = above.parent
    return str(above) if above else ""
