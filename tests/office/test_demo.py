import pytest
from django.core.exceptions import PermissionDenied

from kintrace.errors import OfficeRefused
from kintrace.office import demo
from kintrace.office.jobs.models import Job
from kintrace.office.registry.models import Child
from kintrace.office.tracing.models import PeopleList, Proposal, Record


@pytest.fixture
def trial(settings, db):
    settings.DEMO = True


def test_a_trial_office_has_the_synthetic_lists_and_pairs_that_wait(trial):
    demo.load()
    assert list(PeopleList.objects.order_by("id").values_list("side", "state", "rows_read", "synthetic")) == [
        ("requests", "ready", 120, True),
        ("located", "ready", 90, True),
    ]
    assert Record.objects.count() == 210
    assert Child.objects.filter(synthetic=True).count() == 5 + 3  # of the registry, and of the cases
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert Proposal.objects.filter(stands=True, assigned=True).count() >= 40


def test_they_are_loaded_once(trial):
    demo.load()
    demo.load()
    assert PeopleList.objects.count() == 2


def test_a_real_office_is_given_nobody_invented(db):
    with pytest.raises(PermissionDenied):
        demo.load()


def test_lists_that_did_not_come_along_are_missed_in_words(monkeypatch, tmp_path):
    monkeypatch.setattr(demo.kintrace, "__file__", str(tmp_path / "src" / "kintrace" / "__init__.py"))
    with pytest.raises(OfficeRefused, match=r"requests\.csv and located\.csv"):
        demo.folder()
