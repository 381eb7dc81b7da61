import datetime as dt
import io

import pytest
from django.utils import timezone
from office.tracing.invented import proposed
from office.tracing.namesakes import both
from PIL import Image

from kintrace.office.journal.models import Entry
from kintrace.office.tracing import record_actions
from kintrace.office.tracing.models import Proposal, Record, Referral, Sighting
from kintrace.office.tracing.pair_actions import Word, decide, undo

ENGLISH = {"accept-language": "en"}
FORMSET = {"child-TOTAL_FORMS": "1", "child-INITIAL_FORMS": "0", "child-MIN_NUM_FORMS": "1"}
REQUEST = {"side": "requests", "consent": "oral", "inquirer": "Шевченко Марія"} | FORMSET


@pytest.fixture
def page(client_of):
    def get(by, address, *args, **more):
        return client_of(by).get(address, *args, headers=ENGLISH, **more)

    return get


@pytest.fixture
def send(client_of):
    def post(by, address, form):
        return client_of(by).post(address, form, headers=ENGLISH)

    return post


def photo():
    raw = io.BytesIO()
    Image.new("RGB", (10, 10)).save(raw, "PNG")
    raw.seek(0)
    raw.name = "photo.png"
    return raw


def test_without_a_name_nobody_is_listed(member, entered, page):
    by = member()
    one = entered(by)
    text = page(by, "/records/").content.decode()
    assert one.name not in text
    assert "Find a child" in text


def test_a_child_is_found_in_another_script(member, entered, page):
    by = member()
    one = entered(by)
    text = page(by, "/records/", {"q": "Shevchenko Alena"}).content.decode()
    assert f'<a href="/records/{one.id}/">Шевченко Олена Іванівна</a>' in text
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.details) == ("searched", {"length": 16, "found": 1, "records": [one.id]})


def test_one_letter_is_no_name(member, page):
    assert "Write at least two letters of a name." in page(member(), "/records/", {"q": "Ш"}).content.decode()


def test_a_record_is_shown_and_the_journal_knows_who_saw_it(member, imported, page):
    by = member()
    imported(by)
    one = Record.objects.get(row=1)
    text = page(by, f"/records/{one.id}/").content.decode()
    assert "2015-03-07" in text
    assert "as written: 07.03.2015" in text.replace("\n", " ")
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.member, last.subject_id) == ("saw record", by, one.id)
    assert "saw record" in text


def test_a_request_for_two_children_is_entered(member, send, page):
    by = member()
    two = {"child-0-name": "Коваль Іван", "child-1-name": "Коваль Ганна", "child-TOTAL_FORMS": "2"}
    answer = send(by, "/records/new/", REQUEST | two | {"child-0-photo": photo()})
    first, second = Record.objects.order_by("row")
    assert answer["Location"] == f"/records/{first.id}/"
    assert (second.name, second.as_written["inquirer"]) == ("Коваль Ганна", "Шевченко Марія")
    text = page(by, f"/records/{first.id}/").content.decode()
    assert f'<a href="/records/{second.id}/">Коваль Ганна</a>' in text
    assert f'src="/records/{first.id}/photo/"' in text


def test_one_more_child_is_asked_for_without_a_script(member, send):
    answer = send(member(), "/records/new/", REQUEST | {"child-0-name": "Коваль Іван", "more": "1"})
    text = answer.content.decode()
    assert 'name="child-1-name"' in text
    assert 'value="Коваль Іван"' in text
    assert Record.objects.count() == 0


@pytest.mark.parametrize("count", ["-1", "x", "999999999", ""])
def test_a_formset_that_was_tampered_with_enters_nobody(member, send, count):
    answer = send(member(), "/records/new/", REQUEST | {"child-TOTAL_FORMS": count, "more": "1"})
    assert answer.status_code == 200
    answer = send(member(), "/records/new/", REQUEST | {"child-TOTAL_FORMS": count})
    assert (answer.status_code, Record.objects.count()) == (200, 0)


def test_whoever_writes_down_no_child_is_told_so_in_words(member, send):
    answer = send(member(), "/records/new/", REQUEST).content.decode()
    assert "Write down at least one child." in answer
    assert Record.objects.count() == 0


def test_a_hostile_photo_is_refused_in_words(member, send):
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "photo.svg"
    answer = send(member(), "/records/new/", REQUEST | {"child-0-name": "Коваль Іван", "child-0-photo": bad})
    assert "This is no photo that can be opened" in answer.content.decode()
    assert Record.objects.count() == 0


def test_a_photo_is_handed_out_as_a_jpeg_and_the_journal_knows(member, entered, page):
    by = member()
    one = entered(by, photo=photo())
    answer = page(by, f"/records/{one.id}/photo/")
    assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert Entry.objects.order_by("number").last().act == "saw photo"


def test_a_photo_is_put_by_its_page(member, entered, send, page):
    by = member()
    one = entered(by)
    address = f"/records/{one.id}/photo/put/"
    assert f'href="{address}">Add a photo' in page(by, f"/records/{one.id}/").content.decode()
    assert send(by, address, {"source": "A neighbour"}).status_code == 200
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "photo.svg"
    refused = send(by, address, {"source": "A neighbour", "photo": bad}).content.decode()
    assert "This is no photo that can be opened" in refused
    answer = send(by, address, {"source": "A neighbour", "photo": photo()})
    new = Record.objects.get(replaces=one)
    assert answer["Location"] == f"/records/{new.id}/"
    text = page(by, f"/records/{new.id}/").content.decode()
    assert ">Replace the photo</a>" in text
    assert "put photo: A neighbour" in text


def test_a_record_without_a_photo_has_none(member, entered, page):
    by = member()
    assert page(by, f"/records/{entered(by).id}/photo/").status_code == 404


def test_a_record_is_corrected_with_a_reason(member, entered, send, page):
    by = member()
    one = entered(by)
    form = {"name": "Шевченко Олена", "birth": "07.03.2015", "consent": "oral", "why": "A paper was found"}
    answer = send(by, f"/records/{one.id}/correct/", form)
    new = Record.objects.get(current=True)
    assert answer["Location"] == f"/records/{new.id}/"
    assert (new.birth, new.people["name"]) == ("2015-03-07", "Шевченко Олена")
    text = page(by, f"/records/{new.id}/").content.decode()
    assert "A paper was found" in text
    assert "This is an earlier version." in page(by, f"/records/{one.id}/").content.decode()


def test_an_earlier_version_is_not_corrected(member, entered, send):
    by = member()
    one = entered(by)
    form = {"name": "Шевченко Олена", "consent": "oral", "why": "Shorter"}
    send(by, f"/records/{one.id}/correct/", form)
    text = send(by, f"/records/{one.id}/correct/", form | {"sex": "f"}).content.decode()
    assert "Somebody corrected this record meanwhile." in text


def test_a_sighting_is_noted_and_shown_as_unchecked(member, entered, send, page):
    by = member()
    one = entered(by)
    send(by, f"/records/{one.id}/sighting/", {"said": "At a station", "who_said": "A driver"})
    assert Sighting.objects.count() == 1
    text = page(by, f"/records/{one.id}/").content.decode()
    assert "Sightings that nobody has checked" in text
    assert "At a station" in text


def test_a_sighting_that_was_withdrawn_is_struck_through_with_the_reason(member, entered, send, page):
    by = member()
    one = entered(by)
    send(by, f"/records/{one.id}/sighting/", {"said": "At a station", "who_said": "A driver"})
    address = f"/records/sightings/{Sighting.objects.get().id}/withdraw/"
    assert f'<a href="{address}">Withdraw</a>' in page(by, f"/records/{one.id}/").content.decode()
    assert "At a station" in page(by, address).content.decode()
    last = Entry.objects.latest("number")
    assert (last.act, last.subject_id) == ("saw record", one.id)
    assert send(by, address, {"why": ""}).status_code == 200
    answer = send(by, address, {"why": "It was her cousin"})
    assert (answer.status_code, answer["Location"]) == (302, f"/records/{one.id}/")
    text = page(by, f"/records/{one.id}/").content.decode()
    assert "<del>At a station (A driver; " in text
    assert ("Sightings that were withdrawn" in text, "It was her cousin" in text) == (True, True)
    assert ("Sightings that nobody has checked" in text, address in text) == (False, False)
    assert "It has been withdrawn already." in send(by, address, {"why": "Again"}).content.decode()
    text = page(member("mediator"), f"/records/{one.id}/").content.decode()
    assert ("At a station" in text, "A driver" in text, "her cousin" in text) == (False, False, False)


def test_a_wrong_photo_is_removed_by_its_page_which_names_what_was_decided_for_it(
    member, entered, send, page
):
    by = member()
    one = entered(by, photo=photo())
    pairs = [proposed(by) for _ in range(3)]
    for pair, reason in zip(pairs, ("photo", "document", "photo"), strict=True):
        Proposal.objects.filter(id=pair.id).update(left=one)
        decide(by=by, number=pair.id, word=Word("same", reason))
    undo(by=by, number=pairs[2].decisions.get().id)
    address = f"/records/{one.id}/photo/remove/"
    assert f'href="{address}">Take the photo off' in page(by, f"/records/{one.id}/").content.decode()
    text = page(by, address).content.decode()
    assert [f"Pair {pair.id}</a>" in text for pair in pairs] == [True, False, False]
    assert send(by, address, {"why": ""}).status_code == 200
    answer = send(by, address, {"why": "Another girl"})
    new = Record.objects.get(replaces=one)
    assert (answer.status_code, answer["Location"]) == (302, f"/records/{new.id}/")
    text = page(by, f"/records/{new.id}/").content.decode()
    assert ("took off photo: Another girl" in text, "<img" in text, "photo/remove" in text) == (
        True,
        False,
        False,
    )
    assert [page(by, f"/records/{some.id}/photo/").status_code for some in (one, new)] == [404, 404]
    assert (
        "This record has no photo."
        in send(by, f"/records/{new.id}/photo/remove/", {"why": "x"}).content.decode()
    )


def test_a_record_is_referred_and_that_is_ended(member, another, entered, send, page):
    by = member()
    one = entered(by)
    day = timezone.localdate() + dt.timedelta(days=30)
    form = {"to": another.organisation_id, "until": day.isoformat(), "why": "Family there"}
    assert send(by, f"/records/{one.id}/share/", form).status_code == 302
    assert "Referred to you by Rodyna." in page(another, f"/records/{one.id}/").content.decode()
    send(by, f"/records/{one.id}/share/", {"end": Referral.objects.get().id})
    assert page(another, f"/records/{one.id}/").status_code == 404


@pytest.mark.parametrize("tail", ["", "correct/", "photo/", "photo/remove/", "share/", "sighting/"])
def test_records_of_others_are_not_there(member, another, entered, page, send, tail):
    one = entered(member(), photo=photo())
    assert page(another, f"/records/{one.id}/{tail}").status_code == 404
    for number in (10**17, 10**30):
        assert page(another, f"/records/{number}/{tail}").status_code == 404
    if tail not in ("", "photo/"):
        assert (
            send(another, f"/records/{one.id}/{tail}", {"why": "x", "name": "y", "said": "z"}).status_code
            == 404
        )


def test_who_looks_at_what_is_not_theirs_leaves_no_entry_on_it(member, another, entered, page):
    one = entered(member())
    page(another, f"/records/{one.id}/")
    assert not Entry.objects.filter(act="saw record").exists()


@pytest.mark.parametrize(
    ("role", "tail", "status"),
    [
        ("auditor", "", 403),
        ("mediator", "", 200),
        ("mediator", "correct/", 403),
        ("reviewer", "sighting/", 403),
        ("caseworker", "share/", 403),
    ],
)
def test_roles_come_as_far_as_they_may(member, entered, page, role, tail, status):
    one = entered(member())
    assert page(member(role), f"/records/{one.id}/{tail}").status_code == status


def test_what_a_sighting_tells_is_shown_to_who_may_know_it(member, entered, send, page):
    by = member()
    one = entered(by)
    send(by, f"/records/{one.id}/sighting/", {"said": "She is at Shelter 5", "who_said": "Aunt Vigadana"})
    shown = {
        role: tuple(
            said in page(member(role), f"/records/{one.id}/").content.decode()
            for said in ("Shelter 5", "Aunt Vigadana")
        )
        for role in ("caseworker", "documenter", "mediator")
    }
    assert shown == {"caseworker": (True, True), "documenter": (True, False), "mediator": (False, False)}


def test_whoever_opens_the_form_of_a_correction_has_seen_the_record(member, entered, page):
    by = member()
    one = entered(by)
    page(by, f"/records/{one.id}/correct/")
    last = Entry.objects.latest("number")
    assert (last.act, last.subject_id) == ("saw record", one.id)


def seen_by(by):
    """What the journal tells of records that a member saw: which, and beside which."""
    told = Entry.objects.filter(member=by, act="saw record").order_by("number")
    return [(entry.subject_id, entry.details) for entry in told]


def test_everybody_whom_a_record_page_names_was_seen(member, send, page):
    by, reader = member(), member("reviewer")
    form = REQUEST | {"child-TOTAL_FORMS": "3"}
    names = ("Шевченко Олена", "Шевченко Іван", "Шевченко Ганна")
    form |= {f"child-{at}-name": name for at, name in enumerate(names)}
    send(by, "/records/new/", form)
    one, brother, sister = Record.objects.order_by("row")
    pair = proposed(by, name="Вигаданка Софія")
    Proposal.objects.filter(id=pair.id).update(left=one)
    text = page(reader, f"/records/{one.id}/").content.decode()
    assert all(name in text for name in (*names, "Вигаданка Софія"))
    beside = {"beside": one.id}
    assert seen_by(reader) == [
        (brother.id, beside),
        (sister.id, beside),
        (pair.right_id, beside),
        (one.id, {}),
    ]


@pytest.mark.parametrize("tail", ["correct/", "sighting/", "share/", "photo/remove/"])
def test_every_form_of_a_record_tells_who_was_seen(member, entered, page, tail):
    by = member()
    one = entered(by)
    page(by, f"/records/{one.id}/{tail}")
    assert seen_by(by) == [(one.id, {})]


def test_whoever_opens_the_form_of_a_correction_has_seen_brothers_and_sisters(member, imported, page):
    by = member()
    text = "ПІБ;Мати\nШевченко Олена;Шевченко Марія\nШевченко Іван;Шевченко Марія\n"
    one, brother = imported(by, text).records.order_by("row")
    assert "Шевченко Іван" in page(by, f"/records/{one.id}/correct/").content.decode()
    assert seen_by(by) == [(brother.id, {"beside": one.id}), (one.id, {})]


def test_a_page_that_names_nobody_else_tells_of_nobody_else(member, entered, page):
    by = member()
    one = entered(by)
    record_actions.see(by=by, number=one.id, beside=[one.id])
    assert seen_by(by) == [(one.id, {})]


def test_a_further_column_is_corrected_on_the_page(member, imported, send, page):
    by = member()
    one = Record.objects.get(list=both(imported, by)[0], number="R-1")
    text = page(by, f"/records/{one.id}/correct/").content.decode()
    assert '<label for="id_further-0">очі:</label>' in text
    form = {"name": "Вигаданчук Іван", "birth": "2014", "further-0": "сірі", "why": "Seen"}
    send(by, f"/records/{one.id}/correct/", form)
    new = Record.objects.get(current=True, number="R-1", list=one.list)
    assert new.people["other:очі"] == "сірі"
    assert new.facts != one.facts


def referred(by, to, record):
    until = timezone.now() + dt.timedelta(days=5)
    record_actions.share(by=by, number=record.id, to=to.organisation_id, until=until, why="nearby")


def looked(page, by, record):
    answer = page(by, f"/records/{record.id}/").content.decode()
    return answer[answer.index('id="looked"') :]


def test_what_another_organisation_saw_stands_on_the_owners_page(member, another, entered, page):
    by = member()
    one = entered(by)
    referred(by, another, one)
    assert f"{by.name} ·" not in looked(page, another, one)
    assert f"{another.name} (Another) · saw record" in looked(page, by, one)
    new = record_actions.correct(by=by, number=one.id, people={"sex": "f"}, why="Seen")
    assert f"{another.name} (Another) · saw record" in looked(page, by, new)


def test_the_owners_journal_shows_what_others_did_with_records_that_were_referred(
    member, another, entered, page
):
    auditor, by = member("auditor"), member()
    one, unseen = entered(by), entered(another)
    referred(by, another, one)
    looked(page, another, one)
    looked(page, another, unseen)
    found = page(auditor, "/journal/", {"others": "on"})
    assert [(entry.act, entry.subject_id) for entry in found.context["page"].entries] == [
        ("saw record", one.id)
    ]
    assert f"{another.name} (Another)" in found.content.decode()
    assert Entry.objects.order_by("number").last().details == {"of_others": True}
