"""What is asked of a generation, SQL with the names of its tables, and what comes of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, LiteralString

import numpy as np
from psycopg import sql

from index.lexical import Postings
from index.postgres.tables import TABLES
from index.vectors import Nearest

_REFERENCES = 'SELECT source, target, "start", "end", words FROM {cross_references}'
_STATEMENTS = {
    "documents": "SELECT record FROM {documents} ORDER BY id",
    "outline": "SELECT number, locator, document, kind, parent, provenance, heading, leaf, guided, length "
    "FROM {provisions} ORDER BY number",
    "passages": "SELECT coalesce(array_agg(provision ORDER BY number), '{{}}'), "
    "coalesce(array_agg(role ORDER BY number), '{{}}') FROM {passages}",
    "languages": "SELECT language FROM {languages} ORDER BY language",
    "stems": "SELECT stem, passages FROM {stems}",
    "at": "SELECT number, record FROM {provisions} WHERE number = ANY(%s)",
    "get": "SELECT record FROM {provisions} WHERE locator = %s",
    "knows": "SELECT EXISTS (SELECT FROM {provisions} WHERE locator = %s)",
    "children": "SELECT record FROM {provisions} WHERE parent = %s ORDER BY number",
    "in_document": "SELECT record FROM {provisions} WHERE document = %s ORDER BY number",
    "guided": "SELECT provision FROM {guide}",
    "guide": "SELECT * FROM {guide} WHERE provision = %s",
    "cites": f"{_REFERENCES} WHERE source = %s ORDER BY number",
    "cited_by": f"{_REFERENCES} WHERE target = %s ORDER BY number",
    "words": "SELECT word, count FROM {words} WHERE language = %s ORDER BY word",
    # those beside it in its document, at its depth or above
    "neighbours": "WITH here AS (SELECT number, document, depth FROM {provisions} WHERE locator = %s), "
    "beside AS (SELECT p.number, p.record, p.number > here.number AS after FROM {provisions} p "
    "JOIN here ON p.document = here.document AND p.number <> here.number "
    "AND p.depth BETWEEN 1 AND here.depth AND NOT p.locator LIKE '%%catalogue') "
    "(SELECT after, record FROM beside WHERE NOT after ORDER BY number DESC LIMIT 1) UNION ALL "
    "(SELECT after, record FROM beside WHERE after ORDER BY number LIMIT 1)",
    "numbers": "SELECT number, locator FROM {provisions} WHERE locator = ANY(%s)",
    "summaries": "SELECT s.number, s.provision, v.vector FROM {passages} s JOIN {vectors} v "
    "ON v.passage = s.number WHERE s.role = %s AND s.provision = ANY(%s)",
    "nearest_sentences": "SELECT provision, greatest(max(-(vector <#> %s::halfvec)), 0) FROM {sentences} "
    "WHERE provision = ANY(%s) GROUP BY provision",
}
# One row for each vector, the passages nearest to it: of all by the graph where there is one, and "+ 0" has
# every passage looked at that a filter leaves, since a graph would miss most of them.
_CLOSEST = (
    "SELECT passage, vector <#> %s::halfvec AS distance FROM {vectors} ORDER BY distance, passage LIMIT %s"
)
_CLOSEST_IN = (
    "SELECT passage, (vector <#> %s::halfvec) + 0 AS distance FROM {vectors} WHERE document = ANY(%s) "
    "ORDER BY distance, passage LIMIT %s"
)
_NEAREST = (
    "SELECT {number} AS number, array_agg(passage) AS rows, array_agg(-distance) AS cosines, "
    "NULL AS token, 0 AS block, NULL::bytea AS passages, NULL::bytea AS weights FROM ({nearest}) found"
)
# One row for each block of postings.
_POSTINGS = "SELECT NULL, NULL, NULL, token, block, passages, weights FROM {postings} WHERE token = ANY(%s)"


class Statements:
    """What is asked of the generation in a schema, by name; each is written once, for that takes longer than
    many an answer of the database.
    """

    def __init__(self, schema: str) -> None:
        self._tables = {table.name: sql.Identifier(schema, table.name) for table in TABLES}
        self._found = {name: self._written(text) for name, text in _STATEMENTS.items()}
        self._candidates: dict[tuple[int, bool], bytes] = {}

    def _written(self, text: LiteralString) -> bytes:
        return sql.SQL(text).format(**self._tables).as_bytes()

    def __getitem__(self, name: str) -> bytes:
        return self._found[name]

    def candidates(self, vectors: int, *, filtered: bool) -> bytes:
        """The passages nearest to so many vectors, and postings. Its parameters: for each vector the vector,
        the documents where it is filtered, and how many; then the tokens.
        """
        wanted = vectors, filtered
        if wanted not in self._candidates:
            self._candidates[wanted] = self._candidates_of(vectors, filtered)
        return self._candidates[wanted]

    def _candidates_of(self, vectors: int, filtered: bool) -> bytes:
        nearest = sql.SQL(_CLOSEST_IN if filtered else _CLOSEST).format(**self._tables)
        parts: list[sql.Composable] = [
            sql.SQL(_NEAREST).format(number=sql.Literal(number), nearest=nearest) for number in range(vectors)
        ]
        parts.append(sql.SQL(_POSTINGS).format(**self._tables))
        return (sql.SQL(" UNION ALL ").join(parts) + sql.SQL(" ORDER BY block")).as_bytes()


def postings_of(rows: Iterable[tuple[Any, ...]]) -> dict[str, Postings]:
    """The postings of each token, of all its blocks."""
    blocks: dict[str, list[tuple[bytes, bytes]]] = defaultdict(list)
    for _, _, _, token, _, passages, weights in rows:
        if token is not None:
            blocks[token].append((passages, weights))
    return {
        token: (
            np.frombuffer(b"".join(passages for passages, _ in parts), dtype="<i4"),
            np.frombuffer(b"".join(weights for _, weights in parts), dtype="<f4"),
        )
        for token, parts in blocks.items()
    }


def nearest_of(rows: Sequence[tuple[Any, ...]], count: int) -> list[Nearest]:
    """For each vector the passages nearest to it, and their cosines."""
    found: list[Nearest] = [(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))] * count
    for number, passages, cosines, *_ in rows:
        if number is not None and passages:
            found[number] = (np.array(passages, dtype=np.int64), np.array(cosines, dtype=np.float32))
    return found
