"""The journal as a page."""

import pytest

from kintrace.office.accounts.models import Organisation
from kintrace.office.journal.actions import write
from kintrace.office.journal.models import Entry


@pytest.fixture
def auditor(member):
    return member("auditor")


@pytest.fixture
def client(auditor, client_of):
    return client_of(auditor)


def numbers(client, **asked) -> list[int]:
    return [entry.number for entry in client.get("/journal/", asked).context["page"].entries]


def test_the_journal_is_read_newest_first_by_pages(client, auditor):
    for _ in range(150):
        write("saw record", by=auditor, about=("record", 1))
    assert numbers(client, act="saw record") == list(range(150, 50, -1))
    assert client.get("/journal/", {"act": "saw record"}).context["page"].before == 51
    assert numbers(client, act="saw record", before=51) == list(range(50, 0, -1))
    assert client.get("/journal/", {"act": "saw record", "before": 51}).context["page"].before is None


def test_reading_the_journal_is_told_in_it(client, auditor):
    client.get("/journal/", {"member": auditor.pk, "before": 7})
    entry = Entry.objects.get()
    assert (entry.act, entry.member) == ("read journal", auditor)
    assert entry.details == {"of_member": auditor.pk, "before": 7}


def test_entries_are_found_by_member(client, auditor, member):
    other = member("caseworker")
    write("saw record", by=auditor, about=("record", 1))
    write("saw record", by=other, about=("record", 2))
    assert numbers(client, member=other.pk) == [2]


def test_another_organisation_is_not_in_it(client, member):
    theirs = Organisation.objects.create(name="Other")
    write("saw record", by=member("caseworker", organisation=theirs, name="Stranger"), about=("record", 9))
    page = client.get("/journal/")
    assert page.context["page"].entries == []
    assert "Stranger" not in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    [{"member": "x"}, {"member": 2**70}, {"before": -1}, {"before": 2**70}, {"act": "'; --"}, {"act": "\0"}],
)
def test_what_cannot_be_read_is_not_asked_for(client, auditor, asked):
    write("saw record", by=auditor, about=("record", 1))
    assert numbers(client, **asked) == [1]


def test_details_are_shown_as_text(client, auditor):
    write("saw record", by=auditor, why="<script>alert(1)</script>", how="<b>")
    page = client.get("/journal/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;; how: &lt;b&gt;" in page
