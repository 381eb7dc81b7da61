"""What members do with their own account, below its pages."""

import pytest
from django.core.exceptions import ValidationError
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
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


def test_a_member_whose_two_tabs_made_two_telephones_enrols_the_first(member):
    one = member()
    first, second = (TOTPDevice.objects.create(user=one, name="telephone", confirmed=False) for _ in "ab")
    assert own_actions.offer_second_factor(one) == first
    device, codes = own_actions.confirm_second_factor(one, code=f"{totp(first.bin_key):06}")
    assert (device, len(codes)) == (first, own_actions.RECOVERY_CODES)
    assert list(TOTPDevice.objects.filter(user=one, confirmed=False)) == [second]


def test_new_recovery_codes_end_those_of_every_sheet(member):
    one = member()
    for sheet in (StaticDevice.objects.create(user=one, name="recovery codes") for _ in "ab"):
        StaticToken.objects.create(device=sheet, token="abcdefgh")
    codes = own_actions.make_recovery_codes(one)
    assert sorted(StaticToken.objects.values_list("token", flat=True)) == sorted(codes)
    assert own_actions.show_second_factor(one, code=codes[0]).user == one


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
