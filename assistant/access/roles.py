"""Roles, what they may do, and who has which."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ingest.errors import InputError

ANYBODY_ELSE = "*"
_GROUP = "group:"


class Role(StrEnum):
    """What somebody is here; each may do what the ones before it may, too."""

    READER = "reader"
    """Reads the texts, searches and asks."""
    TRAINER = "trainer"
    """Makes sessions, timelines and tables, and has slides checked."""
    EDITOR = "editor"
    """Reads what readers thought of answers, to mend the guide; adds files, where that is set so."""
    OPERATOR = "operator"
    """Reads what the server counts."""

    def covers(self, other: "Role") -> bool:
        """Whether it may do what the other one may."""
        return _RANK[self] >= _RANK[other]


LEAST: Final = {
    "read": Role.READER,
    "ask": Role.READER,
    "train": Role.TRAINER,
    "edit": Role.EDITOR,
    "operate": Role.OPERATOR,
}  # what may be done, and the first role that may
SCOPES: Final = tuple(LEAST)
_RANK: Final = {role: rank for rank, role in enumerate(Role)}


def role_named(name: str, setting: str) -> Role:
    """The role of that name. Raises InputError, which says where it was written."""
    try:
        return Role(name)
    except ValueError:
        raise InputError(
            f"{setting} says '{name}', which is no role.", f"Write one of {', '.join(Role)}."
        ) from None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, as the provider or the proxy that signed them in describes them."""

    id: str
    """The name that never changes there, with where it is from: `oidc:4711`, `proxy:ana`."""
    name: str
    address: str = ""
    """A mail address; only one that was confirmed."""
    groups: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    """How they showed who they are (`acr`, `amr`), as the provider calls it."""

    @property
    def names(self) -> tuple[str, ...]:
        """What a rule may call this person by. An id begins with where it is from, so that nobody can choose
        one that is taken for an address or a group.
        """
        address = self.address.lower()
        written = (address, f"@{address.rpartition('@')[2]}") if "@" in address else ()
        return (self.id, *written, *(f"{_GROUP}{group}" for group in self.groups))


@dataclass(frozen=True, slots=True)
class RoleRules:
    """Which person has which role: by mail address, id (`oidc:4711`, `proxy:ana`), `group:NAME` or `@DOMAIN`,
    and `*` for everybody else who has signed in.
    """

    rules: dict[str, Role]
    second_factor: frozenset[str] = frozenset()
    """One of these is needed for more than trainer; none: nothing is."""

    @classmethod
    def of(cls, lines: tuple[str, ...], second_factor: tuple[str, ...] = ()) -> "RoleRules":
        """Read rules of the form `ana@example.org=operator`. Raises InputError."""
        rules: dict[str, Role] = {}
        for line in lines:
            who, equals, role = line.rpartition("=")
            if not equals or not who.strip():
                raise InputError(
                    f"CBD_ROLES holds '{line}', which is no rule.", "Write ana@example.org=operator."
                )
            name = who.strip()
            is_address = "@" in name and ":" not in name
            rules[name.lower() if is_address else name] = role_named(role.strip(), "CBD_ROLES")
        return cls(rules, frozenset(second_factor))

    def role_of(self, person: Person) -> Role | None:
        """The highest of the roles that rules give this person, trainer at most to whom a second factor is
        lacking; None where none does.
        """
        given = [self.rules[name] for name in person.names if name in self.rules]
        role = max(given, key=lambda role: _RANK[role], default=self.rules.get(ANYBODY_ELSE))
        lacking = self.second_factor and not self.second_factor.intersection(person.factors)
        return Role.TRAINER if role is not None and lacking and role.covers(Role.EDITOR) else role


@dataclass(frozen=True, slots=True)
class Need:
    """What a route asks of whoever comes: a role, and of a token the scope as well."""

    role: Role
    scope: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who sends a request."""

    kind: str
    """anybody, person or token."""
    role: Role | None
    id: str = ""
    name: str = ""
    scopes: frozenset[str] = frozenset(SCOPES)
    session: str = ""
    """Of somebody who signed in here; empty for one whom a proxy names."""

    @property
    def is_known(self) -> bool:
        """Whether it is not just anybody."""
        return self.kind != "anybody"

    @property
    def label(self) -> str:
        """How the audit log calls it."""
        return f"{self.kind} {self.id}".strip()

    @property
    def allowed(self) -> tuple[str, ...]:
        """What it may do."""
        return tuple(scope for scope, role in LEAST.items() if self.may(Need(role, scope)))

    def may(self, need: Need) -> bool:
        """Whether it has the role and the scope."""
        return self.role is not None and self.role.covers(need.role) and need.scope in self.scopes
