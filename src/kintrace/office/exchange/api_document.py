"""The API as an OpenAPI 3.1 document, made from the table of operations.

`python tools/openapi.py` prints it; docs/reference/openapi.json is what it printed.
"""

from typing import Any

from kintrace.office.exchange import api_shapes
from kintrace.office.exchange.api_operations import Operation

VERSION = "1"
BEGINS = "/api/v1/"
MOST = 100
"""Things of a page."""

_LARGEST = 2**63 - 1
_REFUSALS = {
    "400": "What was asked or sent is not as described.",
    "401": "No token, or one that is not valid.",
    "403": "The token does not allow this.",
    "404": "There is no such thing, or it is of another organisation.",
    "405": "The address knows no such method.",
    "413": "More was sent than is read.",
    "415": "What was sent is not JSON.",
    "429": "More questions a minute than the office allows.",
}


def document(operations: tuple[Operation, ...]) -> dict[str, Any]:
    """Return the document."""
    paths: dict[str, Any] = {}
    for one in operations:
        path = BEGINS + one.path.replace("<int:number>", "{number}")
        paths.setdefault(path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Kintrace office",
            "version": VERSION,
            "description": "Programs of an organisation read and enter what their token allows.",
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": dict(sorted(api_shapes.NAMED.items())),
        },
    }


def _operation(one: Operation) -> dict[str, Any]:
    shape = _named(one.gets)
    got = api_shapes.page_of(shape) if one.paged else shape
    refusals = {
        status: _answer(said, _named("Error"))
        for status, said in _REFUSALS.items()
        if (status != "404" or one.of_one) and (status not in ("413", "415") or one.sends)
    }
    done = {"201": _answer("It is stored.", got)} if one.sends else {"200": _answer("It is here.", got)}
    needs = ", ".join(act.name for act in one.acts)
    told = {
        "operationId": one.name.removeprefix("api-"),
        "summary": one.summary,
        "description": f"The token needs: {needs}.",
        "parameters": _parameters(one),
        "responses": done | refusals,
    }
    if one.sends:
        content = {"application/json": {"schema": _named(one.sends)}}
        told["requestBody"] = {"required": True, "content": content}
    return told


def _parameters(one: Operation) -> list[dict[str, Any]]:
    number = {"type": "integer", "minimum": 1, "maximum": _LARGEST}
    found = []
    if one.of_one:
        found.append({"name": "number", "in": "path", "required": True, "schema": number})
    if one.paged:
        after = {"type": "integer", "minimum": 0, "maximum": _LARGEST}
        found.append(_asked("after", after, "The page begins behind this id: `next` of the page before."))
        most = {"type": "integer", "minimum": 1, "maximum": MOST, "default": 50}
        found.append(_asked("most", most, "How many things of a page."))
    if one.narrowed:
        found.append(_asked(one.narrowed, number, f"Only of this {one.narrowed}."))
    return found


def _asked(name: str, schema: dict[str, Any], said: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": said}


def _named(shape: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{shape}"}


def _answer(said: str, shape: dict[str, Any]) -> dict[str, Any]:
    return {"description": said, "content": {"application/json": {"schema": shape}}}
