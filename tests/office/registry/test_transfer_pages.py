import pytest

from kintrace.office.registry.models import Indicator, Transfer


@pytest.fixture
def begun(member, child, place, moved):
    by = member()
    one, camp = child(by), place(by)
    return by, one, camp, moved(by, one, None, camp, arrived_on="2022-03")


def test_a_transfer_is_entered_from_where_the_child_is_last_known_to_be(begun, place, send, page):
    by, one, camp, _made = begun
    address = f"/children/{one.id}/transfer/"
    assert f'<option value="{camp.id}" selected>' in page(by, address).content.decode()
    home = place(by, "Вигаданий дім")
    form = {"from_place": camp.id, "to_place": home.id, "left_on": "2022-05", "source": "A witness"}
    assert "another place" in send(by, address, form | {"to_place": camp.id}).content.decode()
    assert send(by, address, form)["Location"] == f"/children/{one.id}/"
    assert Transfer.objects.count() == 2


def test_a_transfer_is_corrected_and_the_old_one_can_be_read(begun, send, page):
    by, one, camp, made = begun
    form = {"to_place": camp.id, "arrived_on": "2022-04", "source": "A document"}
    send(by, f"/transfers/{made.id}/correct/", form | {"why": "Misread"})
    text = page(by, f"/children/{one.id}/").content.decode()
    for shown in ("Misread", "April 2022", "March 2022", "What was corrected or withdrawn"):
        assert shown in text
    again = send(by, f"/transfers/{made.id}/correct/", form | {"why": "Misread"}).content.decode()
    assert "Somebody corrected or withdrew this transfer meanwhile." in again


def test_a_transfer_is_withdrawn(begun, send, page):
    by, one, _camp, made = begun
    send(by, f"/transfers/{made.id}/withdraw/", {"why": "Another child"})
    text = page(by, f"/children/{one.id}/").content.decode()
    assert "No transfer is known." in text
    assert "Another child" in text
    assert "meanwhile" in send(by, f"/transfers/{made.id}/withdraw/", {"why": "x"}).content.decode()
    form = {"kind": "other", "source": "s"}
    assert "meanwhile" in send(by, f"/transfers/{made.id}/indicator/", form).content.decode()


def test_an_indicator_is_noted_and_withdrawn(begun, send, page):
    by, one, _camp, made = begun
    form = {"kind": "military_visit", "on": "05.2022", "source": "A photo"}
    assert send(by, f"/transfers/{made.id}/indicator/", form)["Location"] == f"/children/{one.id}/"
    mark = Indicator.objects.get()
    assert "visit by the military" in page(by, f"/indicators/{mark.id}/withdraw/").content.decode()
    send(by, f"/indicators/{mark.id}/withdraw/", {"why": "Another camp"})
    assert "<del>visit by the military</del>" in page(by, f"/children/{one.id}/").content.decode()
    assert "already" in send(by, f"/indicators/{mark.id}/withdraw/", {"why": "x"}).content.decode()
