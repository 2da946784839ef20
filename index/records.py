"""Documents, provisions and the guide as the records of a store, wherever that is kept."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields

from ingest.model import Document, GuideEntry, Origin, PageTurn, PlainWords, Provenance, Provision

_TUPLES = {"path", "statuses", "actors", "about", "quoted_in"}
_PROVISION_FIELDS = [field.name for field in fields(Provision)]


def document_record(document: Document) -> str:
    """Its bibliographic record; the text lives in the provisions."""
    return _dump({**asdict(document), "text": ""})


def provision_record(provision: Provision) -> str:
    """All of it."""
    return _dump(asdict(provision))


def guide_row(entry: GuideEntry) -> tuple[str, str, str, str, str, str]:
    """Provision, summary, questions, terms, language and the words in other languages."""
    plain = [[words.language, words.summary, words.questions, words.state] for words in entry.translations]
    return (
        entry.provision,
        entry.summary,
        _dump(entry.questions),
        _dump(entry.terms),
        entry.language,
        _dump(plain),
    )


def read_guide_row(row: Sequence[str]) -> GuideEntry:
    """What `guide_row` made."""
    provision, summary, questions, terms, language, translations = row
    return GuideEntry(
        provision,
        summary,
        tuple(json.loads(questions)),
        tuple(json.loads(terms)),
        language,
        translations=tuple(
            PlainWords(code, words, tuple(asked), state)
            for code, words, asked, state in json.loads(translations)
        ),
    )


def read_document(record: str) -> Document:
    """What `document_record` made."""
    values = json.loads(record)
    values["towns"] = tuple(values["towns"])
    values["page_labels"] = tuple(values["page_labels"])
    values["provenance"], values["origin"] = _whence(values)
    return Document(**values)


def read_provision(record: str) -> Provision:
    """What `provision_record` made."""
    values = json.loads(record)
    for name in _TUPLES:
        values[name] = tuple(values[name])
    values["provenance"], values["origin"] = _whence(values)
    values["pages"] = tuple(PageTurn(**turn) for turn in values["pages"])
    return Provision(**{name: values[name] for name in _PROVISION_FIELDS})


def _whence(values: dict[str, str]) -> tuple[Provenance, Origin]:
    """Whose words a record holds, and how they came."""
    return Provenance(values["provenance"]), Origin(values["origin"])


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
