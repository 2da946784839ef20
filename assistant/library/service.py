"""The official service: its addresses and the shapes of its answers, as documented; nothing of it could be
tried while this was written.
"""

import json
import re
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from assistant.intake import decision_of, load_tree
from assistant.library.client import Answer, Client, FetchError
from assistant.library.lock import Entry
from ingest.errors import SourceError
from ingest.locator import Decision
from ingest.references.symbols import from_fields
from ingest.vocabulary import vocabulary

API = "https://api.cbd.int"
ROWS = 200
_ESCAPED = re.compile(r'([+\-!(){}\[\]^"~*?:\\/]|&&|\|\|)')


Record = dict[str, Any]


class Service:
    """What can be asked of the official service. Every method raises FetchError or StopError."""

    def __init__(self, client: Client, base: str = API) -> None:
        self.client = client
        self.base = base.rstrip("/")
        self.site = vocabulary().site if self.base == API else self.base

    @staticmethod
    def hosts(base: str = API) -> set[str]:
        """The hosts that may be asked."""
        return {urlsplit(base).netloc} | (
            {urlsplit(vocabulary().site).netloc} if base.rstrip("/") == API else set()
        )

    def decisions(self, treaty: str, body: str, session: int) -> list[tuple[Decision, str]]:
        """(decision, its code) of one session, by the decisions API."""
        records = self._json(
            f"/api/v2021/decisions?{urlencode({'q': _compact({'treaty': treaty, 'session': session})})}", list
        )
        codes: dict[Decision, str] = {}
        for record in records:
            decision = decision_of(record) if isinstance(record, dict) else None
            if decision is None:
                raise FetchError(
                    "a record of the list names no decision ('body', 'session', 'decision' or 'code')",
                    shape=True,
                )
            if (decision.body, decision.session) == (body, session):
                codes[decision] = str(record.get("code") or decision.code)
        return sorted(codes.items(), key=lambda pair: pair[0].number)

    def tree(self, decision: Decision, code: str, before: Entry | None) -> Answer:
        """The tree of a decision as the service sends it, checked for its shape."""
        url = f"{self.base}/api/v2021/decisions/{quote(code, safe='')}/tree"
        return self._checked_tree(url, decision, before)

    def texts(self, decision: Decision, code: str, before: Entry | None) -> Answer:
        """The texts of a decision in the older store."""
        query = urlencode({"q": _compact({"$or": [{"code": code}, {"decisionCode": code}]}), "l": 9999})
        return self._checked_tree(f"{self.base}/api/v2016/decision-texts?{query}", decision, before)

    def _checked_tree(self, url: str, decision: Decision, before: Entry | None) -> Answer:
        known = before if before and before.url == url else None
        answer = self.client.get(
            url, known.etag if known else "", known.modified if known else "", _whole_json
        )
        if not answer.same:
            _no_page(answer.body)
            try:
                tree = load_tree("the answer", answer.body)
            except SourceError as error:
                raise FetchError(error.message.rstrip("."), error.hint, shape=True) from error
            # a wrong text under a right name would be cited
            if decision_of(tree) != decision:
                raise FetchError("the answer is another decision than was asked for", shape=True)
        return answer

    def index(
        self, schema: str, *, treaty: str = "", body: str = "", session: int = 0, start: int = 0
    ) -> tuple[int, list[Record]]:
        """(number found, records) of the index of decisions or recommendations."""
        terms = [
            f"schema_s:{schema}",
            *([f"treaty_s:{escape(treaty)}"] if treaty else []),
            *([f"body_s:{escape(body)}"] if body else []),
        ]
        terms += [f"session_i:{session}"] if session else []
        order = "treaty_s asc,session_i asc,decision_i asc"
        query = urlencode(
            {"q": " AND ".join(terms), "sort": order, "start": start, "rows": ROWS, "wt": "json"}
        )
        response = self._json(f"/api/v2013/index/select?{query}", dict).get("response")
        if not isinstance(response, dict) or not isinstance(response.get("docs"), list):
            raise FetchError("the index answers without 'response.docs'", shape=True)
        return int(response.get("numFound") or 0), [
            record for record in response["docs"] if isinstance(record, dict)
        ]

    def all_records(self, schema: str, treaty: str = "", session: int = 0) -> list[Record]:
        """All records of one kind, page by page."""
        records: list[Record] = []
        while True:
            total, page = self.index(schema, treaty=treaty, session=session, start=len(records))
            records += page
            if not page or len(records) >= total:
                return records

    def terms(self, domain: str, before: Entry | None) -> Answer:
        """The terms of a thesaurus domain."""
        return self._plain(f"{self.base}/api/v2013/thesaurus/domains/{domain.upper()}/terms", before)

    def treaty(self, code: str, before: Entry | None) -> Answer:
        """The record of a treaty."""
        return self._plain(f"{self.base}/api/v2015/treaties/{code}", before)

    def _plain(self, url: str, before: Entry | None) -> Answer:
        answer = self.client.get(
            url, before.etag if before else "", before.modified if before else "", _whole_json
        )
        if not answer.same:
            _no_page(answer.body)
        return answer

    def file(self, url: str, before: Entry | None) -> Answer:
        """A PDF or Word file."""
        known = before if before and before.url == url else None
        answer = self.client.get(
            url, known.etag if known else "", known.modified if known else "", _whole_file
        )
        if not answer.same and not answer.body.startswith((b"%PDF-", b"PK")):
            # the site has a page for what it lacks, and sends it as if all were well
            page = answer.body.lstrip().startswith(b"<")
            raise FetchError(
                "the answer is a web page and not a file" if page else "the answer is neither PDF nor Word",
                missing=page,
            )
        return answer

    def _json(self, path: str, shape: type) -> Any:
        answer = self.client.get(self.base + path, check=_whole_json)
        _no_page(answer.body)
        value = json.loads(answer.body)
        if not isinstance(value, shape):
            raise FetchError(f"the answer is no {'list' if shape is list else 'object'}", shape=True)
        return value


def record_decision(record: Record) -> Decision | None:
    """The decision or recommendation of an index record."""
    convention = vocabulary().treaty_codes[vocabulary().convention]
    treaty, body = str(record.get("treaty_s") or convention), str(record.get("body_s") or "")
    return from_fields(treaty, body, record.get("session_i"), record.get("decision_i"))


def record_files(record: Record) -> dict[str, list[str]]:
    """Addresses of a record's files by language, Word before PDF: there paragraphs are sure."""
    addresses: dict[str, list[str]] = {}
    for text in record.get("file_ss") or []:
        try:
            file = json.loads(text)
            addresses.setdefault(str(file["language"]).lower()[:2], []).append(str(file["url"]))
        except (ValueError, KeyError, TypeError):
            continue
    for name, value in record.items():
        match = re.fullmatch(r"file_([a-z]{2})_s", name)
        if match and isinstance(value, str):
            addresses.setdefault(match[1], []).append(value)
    return {
        language: sorted(filter(_is_file, urls), key=lambda url: not url.lower().endswith(".docx"))
        for language, urls in addresses.items()
    }


def _is_file(url: str) -> bool:
    return urlsplit(url).path.lower().endswith((".pdf", ".docx"))


def escape(text: str) -> str:
    """A value as the index's query language takes it."""
    return _ESCAPED.sub(r"\\\1", text)


def _compact(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _whole_json(body: bytes) -> None:
    if not body.lstrip().startswith(b"<"):
        try:
            json.loads(body)
        except RecursionError as error:
            raise FetchError("the answer nests too deep", shape=True) from error


def _no_page(body: bytes) -> None:
    if body.lstrip().startswith(b"<"):
        raise FetchError("the answer is a web page and not data", shape=True)


def _whole_file(body: bytes) -> None:
    """A file that broke off is asked for again."""
    # a PDF ends with this mark; some writers pad what follows
    if body.startswith(b"%PDF-") and b"%%EOF" not in body[-2048:]:
        raise ValueError
    # a zip ends with its directory, and perhaps with a comment of up to 64 KiB
    if body.startswith(b"PK") and b"PK\x05\x06" not in body[-70_000:]:
        raise ValueError
