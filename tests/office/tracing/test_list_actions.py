from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied

from kintrace.errors import ListUnreadable, MappingInvalid
from kintrace.office import files
from kintrace.office.tracing import list_actions
from kintrace.office.tracing.models import PeopleList

WHAT = list_actions.Brought("requests", "Requests", "A hotline", "consent", "requests.csv")


def kept():
    return [path.name for path in files.all_kept()]


@pytest.fixture(autouse=True)
def nothing_kept():
    for sha256 in kept():
        files.drop(sha256)


def test_a_file_is_kept_under_its_seal_and_described(member):
    by = member()
    one = list_actions.bring(by=by, what=WHAT, file=BytesIO("ПІБ\nШевченко Олена\n".encode()))
    assert (one.organisation, one.state, one.file_bytes) == (by.organisation, "brought", 35)
    assert files.read(one.sha256).decode() == "ПІБ\nШевченко Олена\n"


def test_an_unreadable_file_leaves_nothing(member):
    with pytest.raises(ListUnreadable, match=r"^requests\.csv is a PDF"):
        list_actions.bring(by=member(), what=WHAT, file=BytesIO(b"%PDF-1.7"))
    assert (PeopleList.objects.count(), kept()) == (0, [])


def test_a_file_that_is_too_long_leaves_nothing(member, settings):
    settings.MOST_UPLOADED_BYTES = 1 << 20
    with pytest.raises(ListUnreadable, match=r"1 MB"):
        list_actions.bring(by=member(), what=WHAT, file=BytesIO(b"x" * ((1 << 20) + 1)))
    assert kept() == []


def test_a_mediator_brings_no_list(member):
    with pytest.raises(PermissionDenied):
        list_actions.bring(by=member("mediator"), what=WHAT, file=BytesIO("ПІБ\nШевченко\n".encode()))


def test_columns_are_confirmed_once(member, brought):
    by = member()
    one = brought(by)
    with pytest.raises(MappingInvalid, match=r"(?i)list|список"):
        list_actions.confirm_columns(by=by, number=one.id, columns={"name": ["ПІБ дитини"]})


def test_the_day_on_which_ages_were_counted_is_kept(member, brought, imported):
    by = member()
    text = "ПІБ,Вік на 01.05.2023\nШевченко Олена,8\n"
    one = list_actions.bring(by=by, what=WHAT, file=BytesIO(text.encode()))
    columns = {"name": ["ПІБ"], "age": ["Вік на 01.05.2023"]}
    one = list_actions.confirm_columns(by=by, number=one.id, columns=columns, age_on="2023-05-01")
    assert one.mapping == columns | {"age_on_date": ["2023-05-01"]}


def test_a_file_name_is_one_line_to_show():
    assert list_actions.shown_name("a\r\nSet-Cookie: x\x00.csv") == "aSet-Cookie: x.csv"
    assert list_actions.shown_name("\n") == "list"
