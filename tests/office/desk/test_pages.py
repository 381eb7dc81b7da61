"""The first page."""

import pytest


@pytest.mark.parametrize(
    ("role", "told", "untold"),
    [
        ("coordinator", ["pairs to look at", "lists of yours", "A short tour"], ["have not yet chosen"]),
        ("reviewer", ["pairs to look at", "A short tour"], ["lists of yours"]),
        ("mediator", ["jobs in hand"], ["pairs to look at"]),
        ("administrator", ["have not yet chosen a password"], ["pairs to look at", "A short tour"]),
        ("auditor", ["Nothing waits for you"], ["A short tour"]),
    ],
)
def test_the_first_page_shows_what_waits_for_the_role(member, client_of, role, told, untold):
    page = client_of(member(role)).get("/").content.decode()
    assert [words for words in told if words not in page] == []
    assert [words for words in untold if words in page] == []
