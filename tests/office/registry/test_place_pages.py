from kintrace.office.journal.models import Entry
from kintrace.office.registry import gazetteer
from kintrace.office.registry.models import Place, Programme

PLACE = {"kind": "camp", "name_uk": "Вигаданий табір", "source": "A witness"}


def last():
    return Entry.objects.order_by("number").last()


def test_a_place_is_entered_shown_and_changed(member, send, page):
    by = member()
    answer = send(
        by, "/places/new/", PLACE | {"latitude": "47.1", "longitude": "37.5", "precision": "oblast"}
    )
    one = Place.objects.get()
    assert answer["Location"] == f"/places/{one.id}/"
    text = page(by, f"/places/{one.id}/").content.decode()
    assert "47.10000, 37.50000 (within its oblast)" in text
    assert (last().act, last().subject_id) == ("saw place", one.id)
    send(by, f"/places/{one.id}/change/", PLACE | {"kind": "hospital", "why": "It is no camp"})
    text = page(by, f"/places/{one.id}/").content.decode()
    assert "changed place: It is no camp" in text
    assert "kind, before: camp" in text
    assert "Вигаданий табір" in page(by, "/places/", {"kind": "hospital"}).content.decode()
    assert "Вигаданий табір" not in page(by, "/places/", {"kind": "camp"}).content.decode()


def test_a_place_shows_who_was_there(member, child, place, moved, page):
    by = member()
    one, home, camp = child(by), place(by, "Вигаданий дім"), place(by)
    moved(by, one, home, camp, arrived_on="2022-03")
    for number in (home.id, camp.id):
        assert (
            f'<a href="/children/{one.id}/">Вигадана Олена</a>'
            in page(by, f"/places/{number}/").content.decode()
        )


def test_a_programme_is_changed_and_its_page_shows_what_was_said_before(member, programme, send, page):
    by = member()
    one = programme(by, operator="<b>A fund", begun_on="2022")
    address = f"/programmes/{one.id}/change/"
    assert 'value="&lt;b&gt;A fund"' in page(by, address).content.decode()
    said = {"name": one.name, "source": "s", "operator": "A ministry", "begun_on": "03.2022"}
    assert "This field is required." in send(by, address, said).content.decode()
    assert send(by, address, said | {"why": "A decree"})["Location"] == f"/programmes/{one.id}/"
    text = page(by, f"/programmes/{one.id}/").content.decode()
    for shown in ("changed programme: A decree", "operator, before: &lt;b&gt;A fund", "begun, before: 2022"):
        assert shown in text
    assert "Nothing was changed." in send(by, address, said | {"why": "again"}).content.decode()
    assert "A fund" not in page(member("mediator"), f"/programmes/{one.id}/").content.decode()


def test_the_gazetteer_proposes_and_the_member_chooses(member, page, monkeypatch):
    found = gazetteer.Candidate(
        "UA-1", "Вигадане", "Выдуманное", "Vyhadane", "", "область", 47.1, 37.5, "exact", "Ukraine"
    )
    monkeypatch.setattr(gazetteer, "candidates", lambda text: [found])
    by = member()
    text = page(by, "/places/new/", {"near": "Vyhadane"}).content.decode()
    assert 'href="?near=Vyhadane&amp;code=UA-1"' in text
    assert 'value="47.1"' not in text
    text = page(by, "/places/new/", {"near": "Vyhadane", "code": "UA-1"}).content.decode()
    assert 'value="47.1"' in text
    assert 'value="Выдуманное"' in text
    assert 'name="recognised_as" value="Ukraine"' in text


def test_the_gazetteer_may_propose_nothing(member, page):
    text = page(member(), "/places/new/", {"near": "щось"}).content.decode()
    assert "The gazetteer proposes nothing for this." in text


def test_a_programme_is_entered_and_shows_whom_it_took(member, child, place, moved, send, page):
    by = member()
    send(by, "/programmes/new/", {"name": "Вигадана програма", "source": "s", "begun_on": "03.2022"})
    one = Programme.objects.get()
    camp = place(by)
    moved(by, child(by), None, camp, programme=one.id)
    text = page(by, f"/programmes/{one.id}/").content.decode()
    for shown in ("March 2022", "Вигадана Олена", "1 transfer"):
        assert shown in text
    flow = f'<tr><td>not known</td><td><a href="/places/{camp.id}/">Вигаданий табір</a></td>'
    assert f'{flow}<td class="number">1</td></tr>' in text
    assert "Вигадана програма" in page(by, "/programmes/").content.decode()
    again = send(by, "/programmes/new/", {"name": "Вигадана програма", "source": "s"}).content.decode()
    assert "There is a programme of this name." in again
    assert "Вигадана Олена" not in page(member("mediator"), f"/programmes/{one.id}/").content.decode()
