"""Schemathesis: generated requests against the OpenAPI document find no server error."""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance


@pytest.fixture(scope="session")
def api(server: httpx.Client) -> schemathesis.BaseSchema:
    """The OpenAPI document of the running server."""
    return schemathesis.openapi.from_url(f"{server.base_url}/openapi.json")


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@seed(2026)
@settings(
    max_examples=15, deadline=None, derandomize=False, database=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)
def test_no_request_makes_a_server_error(case: schemathesis.Case) -> None:
    """Good and bad requests alike get an answer of the documented status, type and form."""
    case.call_and_validate(
        checks=[not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance], timeout=60
    )
