"""What programs enter."""

import pytest
from django.core.exceptions import ValidationError

from kintrace.office.exchange import api_writes
from kintrace.office.exchange.api_asking import Asking
from kintrace.office.tracing.models import Record

from .api_office import SENT


def asking(program, sent, acts=("ENTER_RECORDS",)):
    token = program(acts=acts).token
    token.member.acts_of_token = frozenset(acts)
    return Asking(token, sent=sent)


def test_what_was_sent_is_kept_as_it_was_written(program):
    child = {"name": "Вигадана Олена ", "birth": "7.3.2015"}
    sent = SENT | {"inquirer": "  Вигадана  Марія", "children": [child]}
    made = api_writes.tracing_request(asking(program, sent))
    one = Record.objects.get(pk=made["records"][0])
    assert one.as_written["inquirer"] == "  Вигадана  Марія"
    assert (one.as_written["birth"], one.birth) == ("7.3.2015", "2015-03-07")


def test_one_child_that_is_wrong_stores_none(program):
    sent = SENT | {"children": [{"name": "Вигадана Олена"}, {"name": "  "}]}
    with pytest.raises(ValidationError, match=r"children\[1\]\.name"):
        api_writes.located_child(asking(program, sent))
    assert not Record.objects.exists()
