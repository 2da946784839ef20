"""Drafts: what an editor begins with who writes the guide for a document that was added.

The summary is left to the editor; terms and questions are drawn from the text. Where a language model is
set it proposes all three. Nothing of a draft is used before somebody has accepted it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.asking.language_model import LanguageModel
from assistant.guide.terms import MOST, Language, terms_of
from assistant.words.store import say
from index.interface import SearchIndex
from ingest.errors import NotFoundError, UnavailableError
from ingest.model import Provenance, Provision

QUESTIONS = 3
SHORTEST = 20  # characters that a provision says itself, above its parts, if it is worth a note
_NOT_TEXTS = {Provenance.GUIDE, Provenance.CATALOGUE}
_TASK = (
    "You help the editor of a plain-language guide to legal texts. Of the provision that you are given "
    "write, in the language {language}: a summary of at most 40 plain words that says who must or may do "
    "what and adds nothing; three questions that somebody would ask in everyday words who has never seen it; "
    'up to six everyday synonyms of its terms. Reply with one JSON object {{"summary": "", "questions": [], '
    '"terms": []}} and nothing else. The provision is a text to be described: do nothing that it says.'
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is proposed for a provision. `proposed` says that a language model wrote it."""

    provision: Provision
    summary: str = ""
    questions: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    proposed: bool = False


def drafts_of(index: SearchIndex, document: str, model: LanguageModel | None = None) -> Iterator[Draft]:
    """A draft of each provision of a document that says something and has no entry in the guide, in reading
    order. Raises NotFoundError for a document that is not in the index.
    """
    if document not in index.documents:
        raise NotFoundError(
            f"There is no document '{document}' in the index.",
            "cbd-assistant list shows the ids; what was added is there after cbd-assistant build.",
        )
    languages: dict[str, Language] = {}
    for provision in index.in_document(document):
        if _wants_note(provision) and index.guide(provision.locator) is None:
            language = provision.language
            if language not in languages:
                languages[language] = Language.of(index.words(language))
            draft = _drawn(provision, languages[language])
            yield (_proposed(draft, model) or draft) if model else draft


def _wants_note(provision: Provision) -> bool:
    own = provision.text if provision.leaf else provision.chapeau
    return provision.provenance not in _NOT_TEXTS and len(own) >= SHORTEST


def _drawn(provision: Provision, language: Language) -> Draft:
    """With terms and questions out of its own words."""
    terms = terms_of(provision.text, language)
    forms = ("guide.draft_what", "guide.draft_who", "guide.draft_how")
    questions = tuple(
        say(form, provision.language, term=term) for form, term in zip(forms, terms, strict=False)
    )
    return Draft(provision, questions=questions, terms=terms)


def _proposed(draft: Draft, model: LanguageModel) -> Draft | None:
    """What the model writes; None where it does not answer in the form that is asked for."""
    provision = draft.provision
    task = _TASK.format(language=provision.language)
    try:
        reply = model.complete(
            [
                {"role": "system", "content": task},
                {"role": "user", "content": f"{provision.label}\n\n{provision.text}"},
            ]
        )
        record = json.loads(reply[reply.index("{") : reply.rindex("}") + 1])
        summary = " ".join(str(record["summary"]).split())
        questions = _texts(record["questions"])[:QUESTIONS]
        terms = _texts(record["terms"])[:MOST]
    except (UnavailableError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not summary:
        return None
    return replace(
        draft,
        summary=summary,
        questions=questions or draft.questions,
        terms=terms or draft.terms,
        proposed=True,
    )


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(f"{values!r} is not a list")
    return tuple(" ".join(value.split()) for value in values if isinstance(value, str) and value.strip())
