import pytest
from django.db import transaction

from kintrace.office.accounts.holding import hold
from kintrace.office.accounts.models import Organisation


def test_the_organisation_that_is_held_is_returned(organisation):
    Organisation.objects.create(name="Poruch")
    with transaction.atomic():
        assert hold(organisation.pk) == organisation


def test_an_organisation_that_is_not_there_cannot_be_held(organisation):
    with transaction.atomic(), pytest.raises(Organisation.DoesNotExist):
        hold(organisation.pk + 1)
