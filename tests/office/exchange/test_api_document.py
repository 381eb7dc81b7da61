"""The OpenAPI document says what the API does: schemathesis asks every operation, rightly and wrongly."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from office.test_objects import things

from kintrace.office.exchange.api_document import document
from kintrace.office.exchange.api_operations import OPERATIONS
from kintrace.office.exchange.api_shapes import NAMED

from .api_office import program

schemathesis = pytest.importorskip("schemathesis")

EXAMPLES = {"sqlite": 20, "postgresql": 30}  # which refuses more kinds of texts and numbers


def test_every_operation_and_every_refusal_is_described():
    made = document(OPERATIONS)
    asked = {(path, way) for path, ways in made["paths"].items() for way in ways}
    assert len(asked) == len(OPERATIONS)
    for ways in made["paths"].values():
        for one in ways.values():
            assert {"400", "401", "403", "405", "429"} <= set(one["responses"])
            assert one["description"].startswith("The token needs: ")
            assert one["summary"].endswith(".")
    assert set(made["components"]["schemas"]) == set(NAMED)


@pytest.fixture
def kept_open():
    """Keep the connection of the test open between requests, as Django's own test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: one.name)
@pytest.mark.django_db
def test_no_question_makes_the_api_fail_or_break_its_word(member, settings, kept_open, one):
    settings.API_RATE = 100_000
    by = member("coordinator")
    things(by, "Vidoma")
    asks = program(member("administrator"))
    from hypothesis import HealthCheck
    from hypothesis import settings as hypothesis_settings
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    from kintrace.office.wsgi import application

    schema = schemathesis.openapi.from_dict(document(OPERATIONS))
    schema.app = application
    path = "/api/v1/" + one.path.replace("<int:number>", "{number}")
    wanted = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
    ]
    asked = []

    @hypothesis_settings(
        max_examples=EXAMPLES[connection.vendor],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @_given(schema, path, one.method)
    def ask(case):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {asks.secret}"}
        answer = case.call()
        asked.append(answer.status_code)
        case.validate_response(answer, checks=wanted)

    ask()
    assert len(asked) >= 5
    assert max(asked) < 500


def _given(schema, path, method):
    from hypothesis import given, strategies
    from schemathesis import GenerationMode

    operation = schema[path][method]
    ways = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]
    return given(case=strategies.one_of(ways))
