"""Formats of others: BEIR folders, TREC qrels and runs, ALCE-style JSON, so that outside tools can score us
and we outside systems.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evaluation.questions import Item, QuestionSet, item_record, parse_item
from evaluation.report.record import write_text
from evaluation.systems.interface import Retrieved
from index.interface import SearchIndex
from ingest.errors import EvaluationError
from ingest.locator import Locator
from ingest.model import Provenance

_MARKED = re.compile(r"(?P<text>.+?)(?P<marks>(?:\s*\[\d{1,3}\])+)(?P<stop>[.!?。]?)\s*", re.S)
_MARK = re.compile(r"\[(\d{1,3})\]")


# Question sets
# ------------------------------------------------------------------------------------------------------


def write_questions(items: Iterable[Item], path: Path) -> Path:
    """Write a question set as the harness reads it."""
    return write_text(path, "".join(_json(item_record(item)) + "\n" for item in items))


def export_beir(questions: QuestionSet, index: SearchIndex, folder: Path) -> list[Path]:
    """Write corpus.jsonl (every provision but the guide's), queries.jsonl and qrels/test.tsv.

    What BEIR does not know of a question (category, quotes, history) stands in its `metadata`, so that
    import_beir loses nothing.
    """
    provisions = [
        p
        for document in index.documents
        for p in index.in_document(document)
        if p.provenance is not Provenance.GUIDE
    ]
    corpus = (
        {
            "_id": p.locator,
            "title": p.label,
            "text": p.text,
            "metadata": {"document": p.document, "kind": p.kind},
        }
        for p in provisions
    )
    queries = ({"_id": item.id, "text": item.question, "metadata": item_record(item)} for item in questions)
    judged = [f"{item.id}\t{gold.locator}\t1\n" for item in questions for gold in item.gold]
    return [
        write_text(folder / "corpus.jsonl", "".join(_json(row) + "\n" for row in corpus)),
        write_text(folder / "queries.jsonl", "".join(_json(row) + "\n" for row in queries)),
        write_text(folder / "qrels" / "test.tsv", "query-id\tcorpus-id\tscore\n" + "".join(judged)),
    ]


def import_beir(folder: Path) -> list[Item]:
    """Questions from queries.jsonl and qrels/test.tsv. Raises EvaluationError for files that are not
    BEIR's.
    """
    rows = _lines(folder / "qrels" / "test.tsv")[1:]
    judged = [
        (query, document, score)
        for line in rows
        for query, document, score in [_fields(folder / "qrels" / "test.tsv", line, 3)]
    ]
    return _items(
        folder / "queries.jsonl", _golds((query, document, score) for query, document, score in judged)
    )


def export_qrels(questions: QuestionSet, path: Path) -> Path:
    """Write TREC qrels: `query 0 locator 1`."""
    return write_text(
        path, "".join(f"{item.id} 0 {gold.locator} 1\n" for item in questions for gold in item.gold)
    )


def import_qrels(path: Path, queries: Path) -> list[Item]:
    """Questions from TREC qrels and a queries.jsonl (`{"_id", "text"}`). Raises EvaluationError for anything
    else.
    """
    judged = [_fields(path, line, 4) for line in _lines(path)]
    return _items(queries, _golds((query, document, score) for query, _, document, score in judged))


def _golds(judged: Iterable[tuple[str, ...]]) -> dict[str, list[str]]:
    golds: dict[str, list[str]] = {}
    for query, document, score in judged:
        if float(score) > 0:
            golds.setdefault(query, []).append(document)
    return golds


def _items(queries: Path, golds: Mapping[str, list[str]]) -> list[Item]:
    items = []
    for number, line in enumerate(_lines(queries), start=1):
        try:
            row = json.loads(line)
            identity, held = row["_id"], row.get("metadata") or {}
            locators = golds.get(identity, [])
            quotes = {gold["locator"]: gold.get("quotes", []) for gold in held.get("gold", [])}
            gold = [
                {"source": Locator.parse(name).document, "locator": name, "quotes": quotes.get(name, [])}
                for name in locators
            ]
            known = {
                name: held[name]
                for name in ("category", "lang", "history", "half", "disjoint", "reason")
                if name in held
            }
            record = {
                "category": "lookup",
                **known,
                "id": identity,
                "question": row["text"],
                "answerable": bool(gold),
                "gold": gold,
            }
            items.append(parse_item(record, number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(
                f"{queries.name}:{number}: not a query ({error}).", 'Each line is {"_id", "text"}.'
            ) from error
    return items


# Rankings
# -----------------------------------------------------------------------------------------------------------


def export_run(system: Mapping[str, Any], path: Path) -> Path:
    """Write what a report's system retrieved as a TREC run."""
    lines = [
        f"{row['id']} Q0 {hit['id']} {rank} {1 / rank:.6f} {system['system']}\n"
        for row in system["rows"]
        for rank, hit in enumerate(row["retrieved"], start=1)
    ]
    return write_text(path, "".join(lines))


def import_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """A TREC run: per query its documents, best score first, ties by id. Raises EvaluationError for anything
    else.
    """
    found: dict[str, list[tuple[str, float]]] = {}
    for line in _lines(path):
        query, _, document, _, score, *_ = _fields(path, line, 6)
        found.setdefault(query, []).append((document, float(score)))
    return {query: sorted(rows, key=lambda row: (-row[1], row[0])) for query, rows in found.items()}


# Answers
# ------------------------------------------------------------------------------------------------------------


def export_alce(system: Mapping[str, Any], path: Path) -> Path:
    """Write a report's answers as ALCE reads them: question, docs, output with [1] marks; gold texts as
    claims.
    """
    return write_text(path, json.dumps([_alce(row) for row in system["rows"]], ensure_ascii=False, indent=1))


def _alce(row: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {citation["number"]: position for position, citation in enumerate(row["citations"], start=1)}
    sentences = [
        s["text"] + "".join(f" [{numbers[n]}]" for n in s["citations"] if n in numbers)
        for s in row["statements"]
    ]
    return {
        "id": row["id"],
        "question": row["question"],
        "claims": [gold["texts"][0] for gold in row["gold_texts"] if gold["texts"]],
        "docs": [
            {
                "id": c["id"],
                "title": c["label"],
                "text": c["quote"],
                "document": c["source"],
                "score": c["score"],
            }
            for c in row["citations"]
        ],
        "output": "\n".join(sentences),
        "refusal": row["refusal"],
    }


def import_alce(path: Path) -> dict[str, dict[str, Any]]:
    """Outside answers, as the HTTP contract's answers by question id (or by question, where there is no id).

    A blank output is a refusal. Only docs that the output cites are citations. Raises EvaluationError for
    what is not ALCE's.
    """
    try:
        records = json.loads("\n".join(_lines(path)))
        records = records["data"] if isinstance(records, dict) else records
        return {str(record.get("id", record["question"])): alce_wire(record) for record in records}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        hint = 'Each record is {"question", "docs", "output"}.'
        raise EvaluationError(
            f"{path.name}: not ALCE-style JSON ({type(error).__name__}: {error}).", hint
        ) from error


def alce_wire(record: Mapping[str, Any]) -> dict[str, Any]:
    """One ALCE record as the HTTP contract's answer."""
    output, refusal = str(record.get("output") or ""), record.get("refusal")
    if not output.strip():
        refusal = {"message": "", "closest": [], **(refusal or {"reason": "not_in_corpus"})}
        return {
            "question": record["question"],
            "answerable": False,
            "answer": [],
            "refusal": refusal,
            "citations": [],
        }
    answer = statements(output)
    used = sorted({number for statement in answer for number in statement["citations"]})
    docs = record["docs"]
    citations = [_citation(number, docs[number - 1]) for number in used if 0 < number <= len(docs)]
    return {
        "question": record["question"],
        "answerable": True,
        "answer": answer,
        "refusal": None,
        "citations": citations,
    }


def statements(output: str) -> list[dict[str, Any]]:
    """The sentences of an output with the numbers they cite: "Parties shall cooperate [1][2]." cites 1 and
    2.
    """
    found, end = [], 0
    for match in _MARKED.finditer(output):
        marks = [int(number) for number in _MARK.findall(match["marks"])]
        found.append({"text": match["text"].strip() + match["stop"], "citations": list(dict.fromkeys(marks))})
        end = match.end()
    rest = output[end:].strip()
    return [*found, {"text": rest, "citations": []}] if rest else found


def _citation(number: int, doc: Mapping[str, Any]) -> dict[str, Any]:
    identity, text = str(doc.get("id") or doc.get("title") or ""), str(doc["text"])
    return {
        "number": number,
        "id": identity,
        "label": str(doc.get("title") or ""),
        "document": {"id": _source(identity, doc)},
        "quote": text,
        "text": text,
        "start": 0,
        "end": len(text),
        "score": float(doc.get("score") or 0.0),
    }


def _source(identity: str, doc: Mapping[str, Any]) -> str:
    if doc.get("document"):
        return str(doc["document"])
    try:
        return Locator.parse(identity).document
    except ValueError:
        return identity


class RecordedSystem:
    """A system whose answers (ALCE) and rankings (TREC run) were made elsewhere; see System. What it lacks
    counts as failed.
    """

    name = "recorded"

    def __init__(
        self,
        answers: Mapping[str, dict[str, Any]],
        ranking: Mapping[str, list[tuple[str, float]]] | None,
        index: SearchIndex,
    ) -> None:
        self._answers = answers
        self._ranking = ranking
        self._index = index
        self._asked = {str(wire["question"]): key for key, wire in answers.items()}

    def describe(self) -> dict[str, Any]:
        """See System."""
        return {"answers": len(self._answers)}

    def ask(self, item: Item) -> dict[str, Any]:
        """See System. Raises EvaluationError for a question without an answer."""
        key = item.id if item.id in self._answers else self._asked.get(item.question, "")
        if key not in self._answers:
            raise EvaluationError(f"there is no recorded answer to '{item.id}'")
        return self._answers[key]

    def search(self, query: str, limit: int) -> list[Retrieved] | None:
        """See System."""
        if self._ranking is None:
            return None
        key = self._asked.get(query, query)
        return [self._retrieved(identity, score) for identity, score in self._ranking.get(key, [])[:limit]]

    def _retrieved(self, identity: str, score: float) -> Retrieved:
        provision = self._index.get(identity)
        source = provision.document if provision else identity.split("#")[0]
        return Retrieved(identity, source, provision.text if provision else "", score)


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(
            f"{path.name}: cannot be read ({type(error).__name__}).", "Check the path."
        ) from error


def _fields(path: Path, line: str, count: int) -> list[str]:
    fields = line.split()
    try:
        if len(fields) != count:
            raise ValueError
        float(fields[-2] if count == 6 else fields[-1])
    except ValueError as error:
        raise EvaluationError(
            f"{path.name}: not a line of {count} columns: {line[:80]!r}.", "Check the format."
        ) from error
    return fields


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
