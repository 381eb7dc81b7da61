"""Places, programmes, children and transfers of a member's organisation. All of them are invented."""

import pytest

from kintrace.office.accounts.models import Organisation
from kintrace.office.registry import actions, transfer_actions

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def another(member):
    """A coordinator of another organisation."""
    return member(organisation=Organisation.objects.create(name="Another"))


@pytest.fixture
def place():
    def make(by, name="Вигаданий табір", **said):
        said = {"kind": "camp", "source": "A witness", "name_uk": name} | said
        return actions.add_place(by=by, said=actions.PlaceSaid(**said))

    return make


@pytest.fixture
def child():
    def make(by, name="Вигадана Олена", **said):
        return actions.add_child(by=by, said=actions.ChildSaid(**({"name": name, "source": "A list"} | said)))

    return make


@pytest.fixture
def programme():
    def make(by, name="Вигадана програма", **said):
        return actions.add_programme(
            by=by, said=actions.ProgrammeSaid(**{"name": name, "source": "s"} | said)
        )

    return make


@pytest.fixture
def moved():
    """Take a child from a place to another: `moved(by, child, begins, leads, arrived_on="2022-03")`."""

    def make(by, child, begins, leads, **said):
        numbers = {"from_place": begins and begins.id, "to_place": leads and leads.id}
        said = transfer_actions.TransferSaid(**{"source": "A witness"} | numbers | said)
        return transfer_actions.add_transfer(by=by, child=child.id, said=said)

    return make


@pytest.fixture
def page(client_of):
    def get(by, address, *args):
        return client_of(by).get(address, *args, headers=ENGLISH)

    return get


@pytest.fixture
def send(client_of):
    def post(by, address, form):
        return client_of(by).post(address, form, headers=ENGLISH)

    return post
