import io

from PIL import Image

from kintrace.office.journal.models import Entry
from kintrace.office.registry import transfer_actions
from kintrace.office.registry.models import Child


def last():
    return Entry.objects.order_by("number").last()


def test_children_are_listed_and_the_journal_knows(member, child, page):
    by = member()
    one = child(by)
    text = page(by, "/children/", {"q": "Vyhadana Olena"}).content.decode()
    assert f'<a href="/children/{one.id}/">Вигадана Олена</a>' in text
    assert (last().act, last().details) == ("saw children", {"shown": 1, "length": 14})


def test_a_childs_page_shows_what_happened_and_who_looked(member, child, place, moved, page):
    by = member()
    one, home, camp = child(by), place(by, "Вигаданий дім"), place(by)
    made = moved(by, one, home, camp, left_on="2022-03-14", arrived_on="2022-03-13", carrier="A bus")
    said = transfer_actions.IndicatorSaid(kind="name_changed", source="A document", note="<b>")
    transfer_actions.add_indicator(by=by, transfer=made.id, said=said)
    text = page(by, f"/children/{one.id}/").content.decode()
    for shown in ("C-000001", "13.03.2022", "A bus", "name changed", "&lt;b&gt;", "saw child"):
        assert shown in text
    assert "Transfer 1 arrives (13.03.2022) before it leaves (14.03.2022)." in text
    assert (last().act, last().subject_id) == ("saw child", one.id)


def test_who_does_not_see_where_a_child_is_reads_nothing_of_it(member, child, place, moved, page):
    by = member()
    one = child(by)
    made = moved(by, one, None, place(by), carrier="A bus")
    transfer_actions.withdraw_transfer(by=by, number=made.id, why="It was the camp there")
    text = page(member("mediator"), f"/children/{one.id}/").content.decode()
    assert "Where the child is and was is not shown to your role." in text
    assert "withdrew transfer" in text
    for hidden in ("Вигаданий табір", "A bus", "It was the camp"):
        assert hidden not in text


def test_a_child_is_entered_and_changed(member, send, page):
    by = member()
    answer = send(by, "/children/new/", {"name": "Вигадана Олена", "source": "A list"})
    one = Child.objects.get()
    assert answer["Location"] == f"/children/{one.id}/"
    form = {"name": "Вигадана Алена", "source": "A list"}
    assert "This field is required" in send(by, f"/children/{one.id}/change/", form).content.decode()
    assert send(by, f"/children/{one.id}/change/", form | {"why": "A paper"}).status_code == 302
    text = page(by, f"/children/{one.id}/").content.decode()
    assert "Name as written" in text
    assert "changed child: A paper" in text
    assert "What was said before" in text
    assert "name, before: Вигадана Олена" in text
    again = send(by, f"/children/{one.id}/change/", form | {"why": "A paper"}).content.decode()
    assert "Nothing was changed." in again


def test_the_map_has_a_table(member, child, place, moved, page):
    by = member()
    moved(by, child(by), None, place(by), arrived_on="2022")
    text = page(by, "/map/", {"year": "2022"}).content.decode()
    assert "Вигаданий табір" in text
    assert last().act == "saw map"
    assert "Вигаданий табір" not in page(by, "/map/", {"year": "2021"}).content.decode()


def photo():
    raw = io.BytesIO()
    Image.new("RGB", (30, 20)).save(raw, "PNG")
    raw.seek(0)
    raw.name = "photo.png"
    return raw


def test_a_photo_is_put_seen_and_taken_off(member, child, send, page):
    by = member()
    one = child(by)
    address = f"/children/{one.id}/photo/"
    assert "Put a photo" in page(by, f"/children/{one.id}/").content.decode()
    assert page(by, address).status_code == 404
    answer = send(by, f"{address}change/", {"photo": photo(), "source": "The aunt"})
    assert answer["Location"] == f"/children/{one.id}/"
    text = page(by, f"/children/{one.id}/").content.decode()
    assert f'<img class="photo" src="{address}" alt="Photo of the child"' in text
    assert "put photo: The aunt" in text
    seen = page(member("reviewer"), address)
    assert b"".join(seen.streaming_content).startswith(b"\xff\xd8\xff")
    assert (seen["Content-Type"], seen["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert (last().act, last().subject_kind, last().subject_id) == ("saw photo", "child", one.id)
    text = send(by, f"{address}change/", {"off": "1", "off-why": ""}).content.decode()
    assert "This field is required." in text
    send(by, f"{address}change/", {"off": "1", "off-why": "Another child"})
    assert Child.objects.get().photo == ""
    assert "took off photo: Another child" in page(by, f"/children/{one.id}/").content.decode()


def test_a_hostile_photo_is_refused_in_words(member, child, send):
    by = member()
    one = child(by)
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "photo.svg"
    for said, why in (
        ({"photo": bad, "source": "s"}, "This is no photo that can be opened"),
        ({"source": "s"}, "This field is required."),
    ):
        assert why in send(by, f"/children/{one.id}/photo/change/", said).content.decode()
    assert Child.objects.get().photo == ""
