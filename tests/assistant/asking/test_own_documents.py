"""Documents of one's own that a question names by their sort, their title or their number."""

from dataclasses import replace

import pytest

from assistant.asking.attempt import attempt, read
from assistant.asking.language import read_wording
from assistant.asking.own_documents import article_in, named_own, narrowed, own_among
from assistant.asking.query import Intent
from assistant.question import Question
from index.interface import Filters
from ingest.model import Document, Provenance
from ingest.references.resolve import read_references
from tests.assistant.asking.conftest import DECK, LAW, PROVISIONS, Shelf, provision, reads
from tests.conftest import WordEncoder

ENCODER = WordEncoder()
EVERYTHING = Filters()


def own(identity: str, title: str, language: str = "en") -> Document:
    """A file that somebody added."""
    return Document(identity, "other", title, title, provenance=Provenance.OWN, language=language)


PLAN = own("nbap-2024", "National Biodiversity Action Plan of Velmora 2024–2032")
STRATEGY = own("strategie", "Stratégie nationale pour la diversité biologique d'Ambrevie", "fr")
LEY = own("ley-41-2019", "Ley N.º 41 de Diversidad Biológica de Montalera", "es")
MINUTES = own("minutes-lofc-14", "Minutes lofc 14")
TERMS = own("tor-abs-coordinator", "Terms of reference: National Coordinator for Access and Benefit-Sharing")
LAKE = own("document-2", "الاتفاق الإقليمي لحماية بحيرة المها", "ar")
DOCUMENTS = (LAW, DECK, PLAN, STRATEGY, LEY, MINUTES, TERMS, LAKE)


@pytest.mark.parametrize(
    ("asked", "document"),
    [
        ("What does the action plan say about reeds?", PLAN),
        ("how many lynx according to our plan", PLAN),
        ("the Velmora plan: who chairs the committee", PLAN),
        ("Que dit notre stratégie nationale sur les fours ?", STRATEGY),
        ("¿Qué dice nuestra estrategia sobre los hornos?", STRATEGY),
        ("ley 41 artículo 10 lagunas", LEY),
        ("LOFC 14: who voted against", MINUTES),
        ("in the minutes of LOFC 14, what about traps", MINUTES),
        ("According to the ToR of the ABS coordinator, when is the bill due?", TERMS),
        ("المادة 13 من اتفاق بحيرة المها: من يدفع؟", LAKE),
    ],
)
def test_a_document_is_named(asked: str, document: Document) -> None:
    """In any language, by its sort with a word of its title, by "our", or by its number."""
    assert named_own(asked, DOCUMENTS) == (document.id,)


@pytest.mark.parametrize(
    "asked",
    [
        "Does a country need a national biodiversity plan?",  # one of many
        "Which plan must each Party make?",
        "What does the strategic plan say about wetlands?",  # another
        "according to the 2010 plan, which languages",
        "Parks in our towns: which point of the 2022 plan is about it?",
        "By our law the wild plants are theirs. Must they be asked?",  # said of many things
        "que dit l'article 2 de l'accord de Paris",
        "¿Qué dice la ley mexicana sobre el maíz?",
        "Who shares benefits of access to genetic resources?",  # words of a title without its sort
        "access and benefit-sharing national focal point",
        "How many lynx are there?",
        "",
    ],
)
def test_no_document_is_named(asked: str) -> None:
    """By words that are said of the law, or of any document."""
    assert named_own(asked, DOCUMENTS) == ()


def test_of_two_alike_both_are_named() -> None:
    """And of two of a sort neither, where nothing tells them apart."""
    second = own("nbap-2009", "Action Plan of Velmora 2009–2020")
    assert named_own("what does our plan say", (PLAN, second)) == ()
    assert named_own("what does the plan of 2009 say", (PLAN, second)) == ("nbap-2009",)


def test_the_law_is_never_named_so() -> None:
    """Only files that somebody added are."""
    official = replace(PLAN, provenance=Provenance.OFFICIAL)
    assert named_own("What does our plan say?", (official, replace(PLAN, kind="training"))) == ()


def test_an_instrument_that_is_named_goes_before() -> None:
    """The question is about the law."""
    intent = Intent(documents=("cbd",))
    assert (
        narrowed(intent, "what does our plan say on Article 6 of the Convention", "en", DOCUMENTS) is intent
    )
    assert (
        narrowed(intent, "que dit notre stratégie sur l'article 6 de la Convention", "fr", DOCUMENTS)
        is intent
    )
    assert narrowed(Intent(), "what does our plan say", "en", DOCUMENTS).documents == ("nbap-2024",)
    vague = Intent(documents=("nagoya-protocol", "cartagena-protocol"), vague=True)
    assert narrowed(vague, "our plan and the protocol", "en", DOCUMENTS).documents == ("nbap-2024",)


def test_the_word_for_an_agreement_names_no_convention() -> None:
    """Which the glossary makes of it."""
    found = narrowed(Intent(documents=("cbd",)), "دولة تريد الخروج من اتفاق البحيرة", "ar", DOCUMENTS)
    assert found.documents == ("document-2",)


@pytest.fixture
def library() -> Shelf:
    """The shelf with the Spanish law on it."""
    sections = (
        provision("ley-41-2019", "Ley.", "document", leaf=False),
        provision("ley-41-2019/head-1", "Las lagunas.", "head", heading="Artículo 10. Lagunas altas"),
        provision("ley-41-2019/head-2", "Los corredores.", "head", heading="Artículo 1. Objeto"),
        provision("ley-41-2019/head-3", "Más.", "head", heading="10 preguntas"),
    )
    shelf = Shelf([*PROVISIONS, *sections])
    shelf.documents["ley-41-2019"] = LEY
    return shelf


def test_an_article_is_that_of_the_document(library: Shelf) -> None:
    """By the number in the heading of the section."""
    (reference,) = read_references("ley 41 artículo 10")
    assert [one.locator for one in article_in(reference, ("ley-41-2019",), library)] == ["ley-41-2019/head-1"]
    (other,) = read_references("artículo 7")
    assert article_in(other, ("ley-41-2019",), library) == ()


def test_a_question_that_names_a_document_is_asked_of_it(library: Shelf) -> None:
    """The search is narrowed to it and its article is named; filters of the asker go before."""

    def tried(text: str, filters: Filters = EVERYTHING) -> tuple[list[str], Filters]:
        question = Question(text, filters=filters)
        heads = reads(ENCODER, list="List the lakes")
        wording = read_wording(question)
        found = attempt(question, wording, *read(question, wording, library, ENCODER)[0], library, heads)
        return [one.locator for group in found.query.named for one in group], library.asked[-1][1]

    assert tried("ley 41 artículo 10") == (["ley-41-2019/head-1"], Filters(documents=("ley-41-2019",)))
    assert tried("ley 41 artículo 7 corredores") == ([], Filters(documents=("ley-41-2019",)))
    assert tried("ley 41 lagunas", Filters(documents=("cbd",)))[1] == Filters(documents=("cbd",))
    assert tried("artículo 3") == (["cbd/art-3"], Filters())


def test_only_files_of_ones_own_narrow(library: Shelf) -> None:
    """An instrument that is named is only preferred."""
    assert own_among(("ley-41-2019",), library) == ("ley-41-2019",)
    assert own_among(("ley-41-2019", "cbd"), library) == ()
    assert own_among(("cbd",), library) == ()
