from kintrace.office.tracing import corrections
from kintrace.office.tracing.models import Record


def test_who_points_to_records_is_told_of_a_new_version(monkeypatch):
    told = []
    monkeypatch.setattr(corrections, "WHEN_CORRECTED", [lambda old, new: told.append((old.id, new.id))])
    corrections.tell(Record(id=1), Record(id=2))
    assert told == [(1, 2)]
