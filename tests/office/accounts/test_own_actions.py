"""What members do with their own account, below its pages."""

import pytest
from django.core.exceptions import ValidationError
from django_otp.plugins.otp_totp.models import TOTPDevice

from kintrace.office.accounts import own_actions


def test_the_key_is_spelled_by_fours(member):
    device = TOTPDevice(user=member(), key="00" * 5 + "ff" * 5)
    assert own_actions.spelled(device) == "AAAA AAAA 7777 7777"


def test_a_second_telephone_is_not_confirmed_beside_the_first(member):
    one = member()
    TOTPDevice.objects.create(user=one, name="telephone", confirmed=True)
    with pytest.raises(ValidationError, match="already have a second factor"):
        own_actions.confirm_second_factor(one, code="000000")


def test_recovery_codes_of_a_member_who_has_none_are_wrong(member):
    with pytest.raises(ValidationError, match="wrong"):
        own_actions.show_second_factor(member(), code="abcdefgh")


def test_the_tour_ends(member):
    one = member()
    own_actions.end_tour(one)
    one.refresh_from_db()
    assert one.tour_done


def test_a_member_speaks_only_languages_of_the_office(member):
    one = member(language="uk")
    own_actions.speak(one, language="fr")
    one.refresh_from_db()
    assert one.language == "uk"
