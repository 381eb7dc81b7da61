"""Apps tell which work there is."""

from kintrace.office.jobs import work


def test_work_is_known_by_its_name_once_it_is_registered(monkeypatch):
    monkeypatch.setattr(work, "WORK", {})
    work.register("count", lambda job, tell: "Counted.")
    assert list(work.WORK) == ["count"]


def test_the_office_knows_how_to_import_lists_and_to_match(db):
    assert {"import list", "match"} <= set(work.WORK)
