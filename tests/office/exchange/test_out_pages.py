"""Pages of what goes out: what is withheld is shown first, and the file names no child."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from kintrace.office.journal.models import Entry

ENGLISH = {"accept-language": "en"}
SAID = {"what": "cases.csv", "recipient": "Red Cross", "purpose": "sharing"}
UNTIL = (timezone.localdate() + dt.timedelta(days=20)).isoformat()
LETTER = {"recipient": "Red Cross", "language": "uk", "asks": ["was_here"], "answer_to": "us"}
POSTER = {"recipient": "Red Cross", "language": "uk", "call": "us", "until": UNTIL}


@pytest.fixture
def by(member):
    return member("coordinator")


@pytest.fixture
def send(client_of):
    return lambda by, address, said: client_of(by).post(address, said, headers=ENGLISH)


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_what_would_leave_is_shown_and_nothing_leaves(by, full_case, consented, send):
    consented(by, full_case(by), withheld=["photo", "birth"])
    answer = send(by, "/out/", SAID | {"look": ""})
    said = words_of(answer)
    assert "Cases that leave: 1. Cases of which nothing leaves: 0." in said
    assert "birth 1" in said and "photo 1" in said
    assert not Entry.objects.filter(act="exported case").exists()


def test_the_button_that_takes_out_stands_only_when_one_has_looked_and_something_leaves(
    by, full_case, consented, client_of, send
):
    case = full_case(by)
    assert 'name="take"' not in send(by, "/out/", SAID | {"look": ""}).content.decode()
    consented(by, case)
    assert 'name="take"' not in client_of(by).get("/out/").content.decode()
    assert 'name="take"' in send(by, "/out/", SAID | {"look": ""}).content.decode()


@pytest.mark.parametrize(
    ("what", "name"),
    [("cases.csv", "cases-"), ("children.xlsx", "children-"), ("primero.case", "primero-case-")],
)
def test_a_file_is_handed_out_and_never_shown(by, full_case, consented, send, what, name):
    consented(by, full_case(by))
    answer = send(by, "/out/", SAID | {"what": what, "take": ""})
    b"".join(answer)
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{name}')
    assert "Nameova" not in str(answer.headers)
    assert Entry.objects.filter(act="exported case").count() == 1


@pytest.mark.parametrize(
    ("kind", "said", "purpose"), [("letter", LETTER, "tracing"), ("poster", POSTER, "publication")]
)
def test_a_paper_shows_what_is_withheld_and_is_named_by_the_case(
    by, full_case, consented, send, kind, said, purpose
):
    case = full_case(by)
    consented(by, case, purpose, withheld=["separation"])
    address = f"/cases/{case.pk}/{kind}/"
    looked = words_of(send(by, address, said | {"look": ""}))
    assert "Withheld separation" in looked
    answer = send(by, address, said | {"take": ""})
    assert b"".join(answer).startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{kind}-K-000001.pdf"'
    assert answer.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(("kind", "said"), [("letter", LETTER), ("poster", POSTER)])
def test_a_paper_that_nobody_consented_to_is_refused_with_the_reason(by, full_case, send, kind, said):
    case = full_case(by)
    answer = send(by, f"/cases/{case.pk}/{kind}/", said | {"take": ""})
    assert "Nobody consented" in words_of(answer)
    assert not Entry.objects.filter(act="exported case").exists()
