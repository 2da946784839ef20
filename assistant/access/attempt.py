"""A sign-in that was begun."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """What has to come back from the provider, and where the person was."""

    state: str
    nonce: str
    verifier: str
    page: str
