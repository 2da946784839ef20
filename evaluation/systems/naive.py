"""What people build in an afternoon: a recursive splitter of 1,000/200 characters, the same encoder, a flat
FAISS index, the top 5 chunks.

It reads the same words as the assistant (documents and catalogue, not the guide, which is the assistant's own
work), with the same encoder, never refuses, knows nothing
of history, and names the document, because a chunk is no provision.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.assistant import Assistant
from evaluation.lookup import document_text
from evaluation.questions import Item
from evaluation.systems.interface import Retrieved
from index.vectors import VectorIndex, write_vectors

SIZE, OVERLAP, TOP = 1_000, 200, 5


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document."""

    document: str
    text: str


class NaiveSystem:
    """Built in memory from the documents of an assistant's index, with its encoder."""

    name = "naive"

    def __init__(self, assistant: Assistant) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=SIZE, chunk_overlap=OVERLAP)
        self._encoder = assistant.encoder
        self._documents = assistant.index.documents
        texts = ((document, document_text(assistant.index, document)) for document in self._documents)
        self._chunks = [
            Chunk(document, chunk) for document, text in texts for chunk in splitter.split_text(text)
        ]
        vectors = self._encoder.encode([chunk.text for chunk in self._chunks])
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "vectors.faiss"
            write_vectors(path, vectors)
            self._vectors = VectorIndex(path)
        self._snapshot = assistant.index.snapshot

    def describe(self) -> dict[str, Any]:
        """See System."""
        return {
            "index": self._snapshot.id,
            "encoder": self._encoder.name,
            "counts": {"chunks": len(self._chunks)},
        }

    def ask(self, item: Item) -> dict[str, Any]:
        """See System."""
        begun = perf_counter()
        found = self._nearest(item.question, TOP)
        citations = [
            self._citation(number, chunk, score) for number, (chunk, score) in enumerate(found, start=1)
        ]
        return {
            "question": item.question,
            "language": item.lang,
            "answerable": True,
            "refusal": None,
            "answer": [{"text": c["text"], "citations": [c["number"]]} for c in citations],
            "citations": citations,
            "suggestions": [],
            "index": {"id": self._snapshot.id, "built_at": self._snapshot.built_at},
            "timings_ms": {"retrieve": 1000 * (perf_counter() - begun)},
        }

    def search(self, query: str, limit: int) -> list[Retrieved]:
        """See System."""
        found = self._nearest(query, limit)
        return [
            Retrieved(f"{chunk.document}#{rank}", chunk.document, chunk.text, score)
            for rank, (chunk, score) in enumerate(found, start=1)
        ]

    def _nearest(self, query: str, limit: int) -> list[tuple[Chunk, float]]:
        rows, scores = self._vectors.search(self._encoder.encode_queries([query])[0], limit)
        return [(self._chunks[int(row)], float(score)) for row, score in zip(rows, scores, strict=True)]

    def _citation(self, number: int, chunk: Chunk, score: float) -> dict[str, Any]:
        document = self._documents[chunk.document]
        return {
            "number": number,
            "id": document.id,
            "label": document.title,
            "quote": chunk.text,
            "text": chunk.text,
            "start": 0,
            "end": len(chunk.text),
            "page": None,
            "url": document.url,
            "official": False,
            "statuses": [],
            "score": score,
            "document": {
                "id": document.id,
                "title": document.title,
                "kind": document.kind,
                "symbol": document.symbol,
                "language": document.language,
            },
        }
