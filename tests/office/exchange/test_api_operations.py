"""The table of operations."""

from kintrace.office.exchange.api_operations import OPERATIONS
from kintrace.office.exchange.api_shapes import NAMED
from kintrace.office.exchange.tokens import SCOPES


def test_every_operation_needs_an_act_that_a_token_may_have_and_names_known_shapes():
    for one in OPERATIONS:
        assert one.acts
        assert set(one.acts) <= set(SCOPES)
        assert {one.gets, one.sends or one.gets} <= set(NAMED)
        assert one.path.endswith("/")
        assert (one.method == "POST") == bool(one.sends)


def test_names_and_addresses_are_given_once():
    assert len({one.name for one in OPERATIONS}) == len({one.path for one in OPERATIONS}) == len(OPERATIONS)
