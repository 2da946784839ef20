"""The documentation page: the OpenAPI document rendered here, since the usual page loads its scripts from a
foreign host.
"""

import json
from html import escape
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from assistant.api.deps import limit_reads

router = APIRouter(include_in_schema=False, dependencies=[Depends(limit_reads)])
Schema = dict[str, Any]

STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --accent: light-dark(#0a5c36, #7fd6a8); }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
a, summary { color: var(--accent); }
code, pre { font: 14px/1.45 ui-monospace, monospace; }
pre { background: var(--soft); padding: .8rem; overflow-x: auto; border-radius: 6px; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: start; vertical-align: top; }
section { border-top: 1px solid var(--line); margin-top: 1.6rem; }
.method { font-weight: 700; color: var(--accent); }
"""


@router.get("/docs")
async def docs(request: Request) -> Response:
    """Render the OpenAPI document."""
    app = request.app
    if getattr(app.state, "docs_page", None) is None:
        app.state.docs_page = render(app.openapi())
    return HTMLResponse(app.state.docs_page, headers={"Cache-Control": "no-cache"})


@router.get("/docs/style.css")
async def style() -> Response:
    """Serve its looks."""
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


def render(document: Schema) -> str:
    """Write the OpenAPI document as one page without scripts."""
    info = document["info"]
    operations = [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    ]
    contents = "".join(
        (
            f'<li><a href="#{escape(o["operationId"])}"><span class="method">{method.upper()}</span> '
            f"<code>{escape(path)}</code></a></li>"
        )
        for path, method, o in operations
    )
    sections = "".join(
        _operation(document, path, method, operation) for path, method, operation in operations
    )
    schemas = "".join(
        (
            f"<section "
            f'id="schema-{escape(name)}"><h3><code>{escape(name)}</code></h3>{_text(schema)}{_fields(schema)}</section>'
        )
        for name, schema in document.get("components", {}).get("schemas", {}).items()
    )
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width">'
        f'<title>{escape(info["title"])}: API</title><link rel="stylesheet" '
        f'href="/docs/style.css"></head><body><main>'
        f"<h1>{escape(info['title'])}: API, version "
        f"{escape(info['version'])}</h1><p>{escape(info.get('summary', ''))}</p>"
        f'<p>For programs: <a href="/openapi.json">/openapi.json</a>. Every error has the form '
        f'<code>{{"error": {{"code", "message", "hint"}}}}</code>; '
        f"every answer carries an <code>X-Request-Id</code>. The same tools are served to other "
        f"assistants at <code>/mcp</code> "
        f"(Model Context Protocol).</p><nav "
        f'aria-label="Contents"><ul>{contents}</ul></nav>{sections}<h2>Forms</h2>{schemas}</main></body></html>'
    )


def _operation(document: Schema, path: str, method: str, operation: Schema) -> str:
    out = [
        f'<section id="{escape(operation["operationId"])}"><h2><span '
        f'class="method">{method.upper()}</span> <code>{escape(path)}</code></h2>'
    ]
    words: str = operation.get("description") or operation.get("summary", "")
    out += [f"<p>{escape(part)}</p>" for part in words.split("\n\n")]
    parameters = operation.get("parameters", [])
    if parameters:
        rows = "".join(
            f"<tr><td><code>{escape(p['name'])}</code></td><td>{escape(p['in'])}</td><td>{_type(p['schema'])}</td>"
            f"<td>{escape(p.get('description', ''))}</td></tr>"
            for p in parameters
        )
        out.append(
            f"<table><thead><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    if body:
        out.append(f"<p>Body: {_type(body)}</p>")
        for example in _resolved(document, body).get("examples", []):
            out.append(f"<pre>{escape(json.dumps(example, ensure_ascii=False, indent=2))}</pre>")
    rows = "".join(
        f"<tr><td>{escape(status)}</td><td>{escape(answer['description'])}</td><td>{_answer_type(answer)}</td></tr>"
        for status, answer in sorted(operation["responses"].items())
    )
    out.append(f"<details><summary>Answers</summary><table><tbody>{rows}</tbody></table></details></section>")
    return "".join(out)


def _answer_type(answer: Schema) -> str:
    return ", ".join(
        f"<code>{escape(kind)}</code> {_type(content.get('schema', {}))}"
        for kind, content in answer.get("content", {}).items()
    )


def _resolved(document: Schema, schema: Schema) -> Schema:
    name = schema.get("$ref", "").rpartition("/")[2]
    whole: Schema = document["components"]["schemas"].get(name, schema)
    return whole


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#schema-{name}"><code>{name}</code></a>'
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "enum" in schema or "const" in schema:
        return ", ".join(
            f"<code>{escape(str(value))}</code>" for value in schema.get("enum", [schema.get("const")])
        )
    limits = [
        f"{words} {schema[key]}"
        for key, words in (("minimum", "from"), ("maximum", "to"), ("maxLength", "at most"))
        if key in schema
    ]
    return escape(" ".join([schema.get("type", "any"), *limits]))


def _text(schema: Schema) -> str:
    return f"<p>{escape(schema['description'])}</p>" if schema.get("description") else ""


def _fields(schema: Schema) -> str:
    if "properties" not in schema:
        return f"<p>{_type(schema)}</p>"
    required = set(schema.get("required", []))
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code>{'' if name in required else ' (optional)'}</td>"
        f"<td>{_type(field)}</td>"
        f"<td>{escape(field.get('description', ''))}</td></tr>"
        for name, field in schema["properties"].items()
    )
    head = "<tr><th>Field</th><th>Type</th><th>Meaning</th></tr>"
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
