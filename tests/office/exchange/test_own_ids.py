"""Ids by which other systems know a child are of nobody else, and stay the same all the way round."""

import re

from django.utils import timezone
from office.tracing.conftest import brought, import_now, imported

from kintrace.office.cases.case_actions import Facts, open_case
from kintrace.office.exchange import own_ids
from kintrace.office.journal.actions import write

brought, import_now, imported = brought, import_now, imported  # fixtures of the room next door
THEIRS = "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_a_long_id_is_a_uuid_the_same_each_time_and_another_for_another_case(member, full_case, entered):
    by = member("coordinator")
    one = full_case(by)
    other = open_case(by=by, record=entered(by, name="Вигадана Інша").pk, facts=Facts())
    assert re.fullmatch(r"[0-9a-f-]{36}", own_ids.long_id(one))
    assert own_ids.long_id(one) == own_ids.long_id(one) != own_ids.long_id(other)


def test_a_child_that_came_from_another_system_keeps_the_ids_that_it_had_there(member, imported):
    by = member("coordinator")
    text = f"case_id;name;person_record_id\n{THEIRS.upper()};Вигадана Олена;example.org/17\n"
    record = imported(by, text, {"id": ["case_id"], "name": ["name"]}).records.get()
    case = open_case(by=by, record=record.pk, facts=Facts())
    assert (own_ids.long_id(case), own_ids.person_id(case)) == (THEIRS, "example.org/17")
    assert own_ids.ids_of(case) == {THEIRS, "example.org/17"}


def test_an_office_without_an_address_has_a_name_that_no_other_office_has(member, full_case, settings):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    assert re.fullmatch(r"[0-9a-f]{12}\.kintrace\.invalid", own_ids.domain())
    settings.ALLOWED_HOSTS = ["office.example.org"]
    case = full_case(member("coordinator"))
    assert own_ids.person_id(case) == f"office.example.org/{case.organisation_id}-K-000001"


def test_who_was_published_under_an_id_keeps_it_when_the_office_gets_another_address(
    member, full_case, settings
):
    by = member("coordinator")
    case = full_case(by)
    write(own_ids.PUBLISHED, by=by, about=("case", case.pk), id="old.example.org/1-K-000001")
    settings.ALLOWED_HOSTS = ["new.example.org"]
    assert own_ids.person_id(case) == "old.example.org/1-K-000001"
    assert own_ids.ids_of(case) == {own_ids.long_id(case), "old.example.org/1-K-000001"}


def test_the_id_of_a_record_that_was_taken_out_is_not_the_childs(member, imported):
    by = member("coordinator")
    one = imported(by, "person_record_id;full_name;date_of_birth\nexample.org/17;Вигадана Олена;2013-04-17\n")
    case = open_case(by=by, record=one.records.get().pk, facts=Facts())
    write(own_ids.PUBLISHED, by=by, about=("case", case.pk), id="example.org/17")
    assert own_ids.person_id(case) == "example.org/17"
    case.records.update(current=False, out_at=timezone.now())
    assert "example.org/17" not in own_ids.ids_of(case)
    assert own_ids.person_id(case).endswith("-K-000001")


def test_a_number_in_a_column_of_that_name_is_no_id():
    assert own_ids.ids_in({"case_id": "K-000001", "person_record_id": "17"}) == set()
    assert own_ids.ids_in({"case_id": f" {THEIRS} "}) == {THEIRS}


def test_the_case_that_another_system_matched_a_request_with_is_no_id_of_its_child():
    written = {"matched_case_id": f" {THEIRS} "}
    assert (own_ids.ids_in(written), own_ids.matched_in(written)) == (set(), {THEIRS})
