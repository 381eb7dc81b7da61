"""The first page."""

import pytest


@pytest.mark.parametrize(
    ("role", "told", "untold"),
    [
        ("coordinator", ["Nothing waits for you", "A short tour"], ["not yet chosen"]),
        ("documenter", ["A short tour", "Bring two lists"], ["not yet chosen"]),
        ("mediator", ["Nothing waits for you"], ["not yet chosen", "A short tour", "Bring two lists"]),
        ("reviewer", ["Nothing waits for you"], ["not yet chosen", "A short tour", "Bring two lists"]),
        (
            "administrator",
            ["<strong>1</strong> member who has not yet chosen a password"],
            ["A short tour"],
        ),
        ("auditor", ["Nothing waits for you"], ["A short tour"]),
    ],
)
def test_the_first_page_shows_what_waits_for_the_role(member, client_of, role, told, untold):
    member("caseworker", must_change_password=True)
    page = client_of(member(role)).get("/").content.decode()
    assert [words for words in told if words not in page] == []
    assert [words for words in untold if words in page] == []
