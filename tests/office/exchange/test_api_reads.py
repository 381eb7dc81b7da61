"""What programs read of a record: which roles go out."""

import pytest

from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.exchange import api_reads
from kintrace.office.tracing.record_queries import FIELDS as ROLES


def test_every_role_of_a_record_falls_under_a_field_of_consent():
    assert set(api_reads._UNDER) == set(ROLES)
    assert set(api_reads._UNDER.values()) | set(api_reads._CHILD_UNDER.values()) <= set(FIELDS)


@pytest.mark.parametrize(
    ("role", "hidden", "kept", "goes"),
    [
        ("mother", frozenset(), set(), True),
        ("mother", frozenset(), {"relatives"}, False),
        ("mother", frozenset({"facility"}), {"birth"}, True),
        ("other:note", frozenset(), set(), True),
        ("other:note", frozenset({"facility"}), set(), False),
        ("other:note", frozenset(), {"photo"}, False),
    ],
)
def test_what_nobody_knows_goes_out_only_where_nothing_is_kept_back(role, hidden, kept, goes):
    assert api_reads._goes_out(role, hidden, kept) is goes
