"""The OpenAPI document: it is valid, says what everything means, and its examples work."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from assistant.access.register import Register
from assistant.access.safe import FolderSafe
from assistant.access.sessions import Sessions
from assistant.api.app import create_app
from assistant.settings import Settings
from tests.assistant.access.test_sessions import ANA
from tests.assistant.api.conftest import running

Schema = dict[str, Any]
DOCUMENT: Schema = create_app(Settings(index=Path("none"))).openapi()
OPERATIONS = [
    pytest.param(path, method, operation, id=operation["operationId"])
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def resolved(schema: Schema) -> Schema:
    """A schema, or what it refers to."""
    name = schema.get("$ref", "").rpartition("/")[2]
    found: Schema = DOCUMENT["components"]["schemas"][name] if name else schema
    return found


def test_it_is_valid() -> None:
    """By the field's own validator."""
    assert DOCUMENT["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(DOCUMENT).iter_errors()] == []


def test_every_field_is_described() -> None:
    """Each model, and each of its fields, says what it means."""
    schemas = DOCUMENT["components"]["schemas"]
    fields = {
        f"{name}.{field}": one
        for name, s in schemas.items()
        for field, one in s.get("properties", {}).items()
    }
    assert [name for name, schema in {**schemas, **fields}.items() if not schema.get("description")] == []


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_everything_of_an_operation_is_described(path: str, method: str, operation: Schema) -> None:
    """Its parameters, its body with an example, and the form of each answer."""
    for parameter in operation.get("parameters", []):
        assert parameter.get("description"), parameter["name"]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = resolved(content["schema"])
        assert schema.get("description"), path
        assert "example" in content or schema.get("examples"), path
    for status, answer in operation["responses"].items():
        assert answer["description"]
        assert answer["content"], (method, status)


def value_of(parameter: Schema) -> Any:
    """What its example says; None where there is none."""
    schema = parameter["schema"]
    for found in (parameter.get("examples"), schema.get("examples")):
        if found:
            return found[0] if isinstance(found, list) else next(iter(found.values()))["value"]
    return parameter.get("example")


def body_of(operation: Schema) -> Iterator[tuple[str, Any]]:
    """The type of the body, and each of its examples."""
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        for example in (
            [content["example"]] if "example" in content else resolved(content["schema"])["examples"]
        ):
            yield kind, example


def requests_of(path: str, method: str, operation: Schema) -> Iterator[dict[str, Any]]:
    """The requests that the examples describe."""
    query: dict[str, Any] = {}
    for parameter in operation.get("parameters", []):
        value = value_of(parameter)
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", value)
        elif parameter.get("required") or value is not None:
            query[parameter["name"]] = value
    request = {"method": method.upper(), "url": path, "params": query}
    bodies = list(body_of(operation))
    for kind, example in bodies:
        if kind == "application/json":
            yield {**request, "json": example}
        else:
            yield {**request, "content": example.encode(), "headers": {"Content-Type": kind}}
    if not bodies:
        yield request


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a server of the tests keeps what is given to it."""
    return tmp_path_factory.mktemp("keeping")


@pytest.fixture(scope="module")
def keeping(index_folder: Path, home: Path) -> Iterator[httpx.Client]:
    """Somebody who has signed in where conversations are kept, and has none yet."""
    settings = Settings(
        index=index_folder, feedback=home / "feedback.db", access=home / "access", rate_limit=0,
        audit=home / "audit.jsonl", conversations=home / "conversations.db",
        proxies=("127.0.0.1",), proxy_user="X-User",
    )  # fmt: skip
    with running(settings) as client:
        client.headers["X-User"] = "ana"
        yield client


@pytest.fixture
def asked(
    server: httpx.Client, keeping: httpx.Client, adding: httpx.Client, home: Path, path: str, method: str
) -> Iterator[httpx.Client]:
    """The server that offers a route, and has what its examples name."""
    if path.startswith("/api/v1/sessions"):
        text = Sessions(home / "access", 12).begin(ANA)
        Register(FolderSafe(home / "access")).enter(
            "Wq3kX0bN9a1RkT5e", ANA.id, begun=0.0, used=0.0, until=4e9
        )
        cookie = {"Cookie": f"cbd-session={text}"}
        with httpx.Client(base_url=keeping.base_url, headers=cookie, timeout=30) as client:
            yield client
        return
    yield _with_what_is_named(server, keeping, adding, path, method)


def _with_what_is_named(
    server: httpx.Client, keeping: httpx.Client, adding: httpx.Client, path: str, method: str
) -> httpx.Client:
    kept, library = "/api/v1/conversations", "/api/v1/library"
    if path.startswith(library):
        if path.endswith("{name}"):
            [add] = requests_of(f"{library}/files", "post", DOCUMENT["paths"][f"{library}/files"]["post"])
            adding.request(**add)
        return adding
    if not path.startswith(kept):
        return server
    keeping.delete(kept)
    if method != "put":
        operation = DOCUMENT["paths"][f"{kept}/{{name}}"]["put"]
        [store] = requests_of(f"{kept}/{{name}}", "put", operation)
        keeping.request(**store)
    return keeping


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS)
def test_the_examples_work(asked: httpx.Client, path: str, method: str, operation: Schema) -> None:
    """Whoever sends them as they are printed gets what is documented."""
    for request in requests_of(path, method, operation):
        answer = asked.request(**request)
        assert 200 <= answer.status_code < 300, answer.text
        kind = answer.headers["content-type"].partition(";")[0]
        assert kind in operation["responses"][str(answer.status_code)]["content"]
