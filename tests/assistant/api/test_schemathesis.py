"""Schemathesis: generated requests against the OpenAPI document find no server error.

Its own pytest integration does not know pytest 9, so that Hypothesis drives its strategies here.
"""

import os
from math import ceil
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.api.app import create_app
from assistant.settings import Settings

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "500"))  # of all attacks together; `make bench` sends more


def attacks() -> list[Any]:
    """Every operation of the OpenAPI document, with good requests, and with bad ones where there is something
    to do wrong.
    """
    schema = schemathesis.openapi.from_dict(create_app(Settings(index=Path("none"))).openapi())
    found = [operation.ok() for operation in schema.get_all_operations()]
    good = [
        pytest.param(operation, GenerationMode.POSITIVE, id=f"{operation.label}, good") for operation in found
    ]
    return good + [
        pytest.param(o, GenerationMode.NEGATIVE, id=f"{o.label}, bad") for o in found if o.body or o.query
    ]


ATTACKS = attacks()


@pytest.mark.parametrize(("operation", "mode"), ATTACKS)
def test_no_request_makes_a_server_error(
    server: httpx.Client, adding: httpx.Client, operation: Any, mode: GenerationMode
) -> None:
    """Good and bad requests alike get an answer of the documented status, type and form."""
    asked = adding if operation.path.startswith("/api/v1/library") else server

    @seed(2026)
    @settings(
        max_examples=ceil(REQUESTS / len(ATTACKS)),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def attack(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=str(asked.base_url), checks=CHECKS, timeout=60)

    attack()
