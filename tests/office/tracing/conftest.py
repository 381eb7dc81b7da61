"""Lists that members bring and import. Everybody in them is invented."""

from io import BytesIO

import pytest

LIST = """№;ПІБ дитини;Дата народження;Стать;Місце народження;Мати;Заклад
R-1;Шевченко Олена Іванівна;07.03.2015;ж;м. Маріуполь, Донецька обл.;Шевченко Марія Петрівна;
R-2;Коваль Олексій Петрович;31.02.2014;ч;м. Херсон;Коваль Ганна Іванівна;Лікарня № 4
R-3;Бондар Микита Сергійович;11.11.2016;ч;м. Мелітополь;;
"""


def quiet(stage, share):
    """Listen to how far a job is, and say nothing."""


@pytest.fixture
def brought():
    """Bring a list: `brought(member)`, or with other text or facts about it."""

    def bring(by, text=LIST, columns=None, others=None, **said):
        from kintrace.office.tracing import list_actions, list_queries

        what = {
            "side": "requests",
            "name": "Tracing requests",
            "source": "A hotline",
            "legal_basis": "consent",
        }
        what |= {"file_name": "requests.csv"} | said
        raw = text if isinstance(text, bytes) else text.encode()
        one = list_actions.bring(by=by, what=list_actions.Brought(**what), file=BytesIO(raw))
        columns = columns or list_queries.beginning(by, one.id).guess.mapping.columns
        return list_actions.confirm_columns(by=by, number=one.id, columns=columns, others=others)

    return bring


@pytest.fixture
def import_now():
    """Import a list as the worker that holds its job: `import_now(one)` returns what is said of it."""

    def do(one, tell=quiet):
        from kintrace.office.jobs.models import State
        from kintrace.office.tracing import importing

        one.job.state = State.RUNNING
        one.job.save(update_fields=["state"])
        try:
            return importing.import_list(one.job, tell)
        finally:
            one.refresh_from_db()

    return do


@pytest.fixture
def imported(brought, import_now):
    """Bring a list and import it: as `brought`."""

    def bring(by, *args, **said):
        one = brought(by, *args, **said)
        import_now(one)
        return one

    return bring


@pytest.fixture
def uploaded(client_of):
    """Send a file to the page that takes lists: `uploaded(member, raw, name)` returns what it answers."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    def send(by, raw=LIST, called="requests.csv", accept="en", **said):
        form = {
            "side": "requests",
            "name": "Requests",
            "source": "A hotline",
            "legal_basis": "consent",
            "team": "",
        }
        file = SimpleUploadedFile("list", raw if isinstance(raw, bytes) else raw.encode())
        file._name = called  # as a client may send it, without what Django would do to it here
        return client_of(by).post(
            "/lists/new/", form | {"file": file} | said, headers={"accept-language": accept}
        )

    return send


@pytest.fixture
def another(member):
    """A coordinator of another organisation."""
    from kintrace.office.accounts.models import Organisation

    return member(organisation=Organisation.objects.create(name="Another"))


@pytest.fixture
def entered():
    """Enter one child by hand: `entered(member, name=..., mother=...)`."""
    from kintrace.office.tracing import record_actions

    def enter(by, side="requests", photo=None, said=None, **typed):
        typed = {"name": "Шевченко Олена Іванівна"} | typed
        asked = record_actions.Asked(side, [record_actions.Person(typed, photo)], said or {"consent": "oral"})
        return record_actions.enter(by=by, asked=asked)[0]

    return enter
