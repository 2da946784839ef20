"""Small records that are signed, so that whoever keeps them for us can change nothing of them."""

import base64
import hashlib
import hmac
import json

LONGEST = 3_500  # characters of a signed text: browsers keep 4,096 bytes of a cookie


class Signer:
    """Signs small records for one purpose each, so that one kind is never taken for another."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._key = hmac.digest(key, purpose.encode(), hashlib.sha256)

    def sign(self, record: dict[str, object]) -> str:
        """The record and its signature."""
        body = base64.urlsafe_b64encode(json.dumps(record, separators=(",", ":")).encode()).rstrip(b"=")
        return f"{body.decode()}.{self._tag(body)}"

    def read(self, text: str) -> dict[str, object] | None:
        """The record, where the signature is ours and nothing of it was changed."""
        body, _, tag = text.partition(".")
        if len(text) > LONGEST or not text.isascii():
            return None
        if not hmac.compare_digest(tag.encode(), self._tag(body.encode()).encode()):
            return None
        record: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        return record

    def _tag(self, body: bytes) -> str:
        digest = hmac.digest(self._key, body, hashlib.sha256)
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
