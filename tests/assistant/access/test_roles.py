"""Roles, rules and what they allow."""

import pytest

from assistant.access.roles import SCOPES, Need, Person, Role, RoleRules, Viewer
from ingest.errors import InputError

ANA = Person("oidc:4711", "Ana", "Ana@Example.org", ("tsc-trainers", "staff"))


def test_each_role_may_what_the_ones_before_it_may() -> None:
    """Reader, trainer, editor, operator."""
    order = list(Role)
    for place, role in enumerate(order):
        assert [role.covers(other) for other in order] == [rank <= place for rank in range(len(order))]


@pytest.mark.parametrize(
    ("rules", "role"),
    [
        (("ana@example.org=operator",), Role.OPERATOR),
        (("ANA@EXAMPLE.ORG=editor",), Role.EDITOR),
        (("@example.org=trainer",), Role.TRAINER),
        (("group:tsc-trainers=trainer", "group:staff=reader"), Role.TRAINER),
        (("oidc:4711=editor", "*=reader"), Role.EDITOR),
        (("*=reader",), Role.READER),
        (("*=trainer", "ana@example.org=reader"), Role.READER),
        (("bob@example.org=operator",), None),
        (("4711=operator", "group:Staff=operator", "@sub.example.org=operator", "proxy:4711=operator"), None),
        ((), None),
    ],
)
def test_who_has_which_role(rules: tuple[str, ...], role: Role | None) -> None:
    """The highest of what is given by name; `*` only for those whom no rule names."""
    assert RoleRules.of(rules).role_of(ANA) is role


def test_nobody_chooses_a_name_that_is_taken_for_another() -> None:
    """A user of a proxy who is called like a group, an address or everybody is none of these."""
    rules = RoleRules.of(("group:admin=operator", "root@example.org=operator", "oidc:1=operator"))
    for name in ("group:admin", "root@example.org", "oidc:1", "*"):
        assert rules.role_of(Person(f"proxy:{name}", name)) is None


@pytest.mark.parametrize("rule", ["ana@example.org", "=reader", "ana=king", "ana="])
def test_a_rule_that_is_none(rule: str) -> None:
    """It is told, with what to write."""
    with pytest.raises(InputError, match="CBD_ROLES"):
        RoleRules.of((rule,))


def test_a_token_does_what_its_scopes_allow() -> None:
    """A role alone is not enough for it."""
    viewer = Viewer("token", Role.TRAINER, scopes=frozenset({"read"}))
    assert viewer.may(Need(Role.READER, "read"))
    assert not viewer.may(Need(Role.READER, "ask"))
    assert not Viewer("token", Role.READER).may(Need(Role.TRAINER, "read"))
    assert not Viewer("person", None).may(Need(Role.READER, "read"))
    assert Viewer("person", Role.OPERATOR).allowed == SCOPES


@pytest.mark.parametrize(
    ("factors", "role"),
    [((), Role.TRAINER), (("pwd",), Role.TRAINER), (("pwd", "otp"), Role.EDITOR), (("mfa",), Role.EDITOR)],
)
def test_editors_and_operators_need_a_second_factor_where_it_is_asked_for(
    factors: tuple[str, ...], role: Role
) -> None:
    """Who lacks it is a trainer at most; nobody else loses anything, and nothing is asked for unasked."""
    lines = ("ana@example.org=editor", "*=reader")
    ana = Person("oidc:1", "Ana", "ana@example.org", (), factors)
    assert RoleRules.of(lines, ("mfa", "otp")).role_of(ana) is role
    assert RoleRules.of(lines).role_of(ana) is Role.EDITOR
    assert RoleRules.of(lines, ("mfa",)).role_of(Person("oidc:2", "Bob")) is Role.READER
