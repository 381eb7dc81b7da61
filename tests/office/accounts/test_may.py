"""What each role may do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.translation import override

from kintrace.office.accounts.may import Act, may, require


def test_a_coordinator_decides_pairs_and_an_auditor_reads_the_journal(member):
    assert may(member("coordinator"), Act.DECIDE_PAIRS)
    assert not may(member("auditor"), Act.DECIDE_PAIRS)
    assert may(member("auditor"), Act.READ_JOURNAL)


def test_a_refusal_says_which_role_may_not_do_what(member):
    with override("en"), pytest.raises(PermissionDenied, match="As mediator you may not decide pairs"):
        require(member("mediator"), Act.DECIDE_PAIRS)


def test_a_closed_member_may_do_nothing(member):
    closed = member("coordinator", is_active=False)
    assert [act for act in Act if may(closed, act)] == []


def test_a_browser_of_a_member_is_signed_in_and_verified(member, client_of):
    client = client_of(member("reviewer"))
    assert client.get("/nowhere/").status_code == 404
    assert client.session["otp_device_id"].startswith("otp_totp.totpdevice/")
