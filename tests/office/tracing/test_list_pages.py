import errno
from datetime import timedelta

import pytest
from django.utils import timezone
from office.tracing.invented import proposed
from office.tracing.namesakes import COLUMNS, EYES, LOCATED, REQUESTS

from kintrace.lists import OtherColumn
from kintrace.office import files
from kintrace.office.jobs import worker
from kintrace.office.jobs.models import Job, State
from kintrace.office.journal.models import Entry
from kintrace.office.tracing import importing
from kintrace.office.tracing.models import PeopleList, Proposal, Record
from kintrace.office.tracing.pair_actions import Word, decide

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def page(client_of):
    def get(by, address, **more):
        return client_of(by).get(address, headers=ENGLISH, **more)

    return get


def test_a_file_that_was_brought_waits_for_its_columns(member, uploaded, page):
    by = member()
    answer = uploaded(by)
    one = PeopleList.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/lists/{one.id}/columns/")
    assert (one.state, one.file_name, one.brought_by) == ("brought", "requests.csv", by)
    text = page(by, f"/lists/{one.id}/columns/").content.decode()
    assert "м. Маріуполь, Донецька обл." in text
    assert '<option value="birth" selected>birth</option>' in text
    assert "<td>2015-03-07</td>" in text


def test_an_unreadable_file_is_refused_in_one_sentence_and_nothing_is_stored(member, uploaded):
    answer = uploaded(member(), b"", "порожній.csv")
    assert answer.status_code == 200
    assert "The submitted file is empty." in answer.content.decode()
    answer = uploaded(member(), b"%PDF-1.7 nothing", "діти.pdf")
    assert "діти.pdf is a PDF" in answer.content.decode()
    assert PeopleList.objects.count() == 0


def test_a_refusal_is_said_in_the_reader_s_language(member, uploaded, client_of):
    by = member()
    answer = uploaded(by, b"%PDF-1.7 nothing", "діти.pdf", accept="uk")
    assert "діти.pdf – це документ PDF. Скопіюйте таблицю з нього" in answer.content.decode()
    uploaded(by, "№;ПІБ\n1;Шевченко Олена\n1;Коваль Іван\n", "серпень.csv")
    one = PeopleList.objects.get()
    form = {"column-0": "id", "column-1": "name", "look": "1"}
    answer = client_of(by).post(f"/lists/{one.id}/columns/", form, headers={"accept-language": "ru"})
    assert "серпень.csv, столбец «№»: один номер стоит в нескольких строках" in answer.content.decode()


def test_why_an_import_failed_is_said_in_the_reader_s_language(member, brought, client_of):
    by = member()
    one = brought(by, "№,ПІБ\n1,Шевченко Олена\n1,Коваль Іван\n")
    worker.work_once()
    for language, said in (("en", "an id stands for more"), ("uk", "один номер стоїть у кількох рядках")):
        text = client_of(by).get(f"/lists/{one.id}/", headers={"accept-language": language})
        assert said in text.content.decode(), language


def test_columns_are_confirmed_and_the_list_is_imported(member, uploaded, client_of, page):
    by = member()
    uploaded(by)
    one = PeopleList.objects.get()
    choices = ("id", "name", "birth", "sex", "place", "mother", "facility")
    form = {f"column-{place}": role for place, role in enumerate(choices)}
    answer = client_of(by).post(f"/lists/{one.id}/columns/", form)
    assert answer["Location"] == f"/lists/{one.id}/"
    waiting = page(by, f"/lists/{one.id}/")
    assert waiting["Refresh"] == "2"
    assert "The list is being imported." in waiting.content.decode()
    assert worker.work_once()
    ready = page(by, f"/lists/{one.id}/")
    assert "Refresh" not in ready
    assert f'<a href="/lists/{one.id}/rejected/">1 cell or row</a>' in ready.content.decode()


def test_columns_may_be_looked_at_again_before_they_are_confirmed(member, uploaded, client_of):
    by = member()
    uploaded(by)
    one = PeopleList.objects.get()
    form = {"column-1": "name", "column-2": "birth", "look": "1"}
    text = client_of(by).post(f"/lists/{one.id}/columns/", form, headers=ENGLISH).content.decode()
    assert "<td>2015-03-07</td>" in text
    assert "<td>f</td>" not in text
    assert Job.objects.count() == 0


def test_a_list_without_a_column_of_names_is_not_imported(member, uploaded, client_of):
    by = member()
    uploaded(by)
    one = PeopleList.objects.get()
    answer = client_of(by).post(f"/lists/{one.id}/columns/", {"column-2": "birth"}, headers=ENGLISH)
    assert "Say which column holds the names" in answer.content.decode()
    assert Job.objects.count() == 0


def test_two_columns_cannot_both_be_the_sex(member, uploaded, client_of):
    by = member()
    uploaded(by)
    one = PeopleList.objects.get()
    form = {"column-1": "name", "column-2": "sex", "column-3": "sex"}
    text = client_of(by).post(f"/lists/{one.id}/columns/", form, headers=ENGLISH).content.decode()
    assert "Only one column can be “sex”: choose among Дата народження, Стать." in text


def test_an_import_that_waits_is_cancelled_at_once(member, brought, client_of):
    by = member()
    one = brought(by)
    client_of(by).post(f"/lists/{one.id}/cancel/")
    one.refresh_from_db()
    assert (one.state, one.job.state) == ("cancelled", "cancelled")


def test_the_file_of_a_cancelled_list_goes_unless_another_list_has_it(
    member, brought, client_of, django_capture_on_commit_callbacks
):
    by = member()
    first, second = brought(by), brought(by)
    for one, kept in ((first, True), (second, False)):
        sha256 = one.sha256
        with django_capture_on_commit_callbacks(execute=True):
            client_of(by).post(f"/lists/{one.id}/cancel/")
        one.refresh_from_db()
        assert (one.sha256, files.kept(sha256)) == ("", kept)
        text = client_of(by).get(f"/lists/{one.id}/", headers=ENGLISH).content.decode()
        assert f"The file was removed, because the list was cancelled; its SHA-256 was {sha256}." in text
        assert f"/lists/{one.id}/file/" not in text


def test_an_import_that_runs_is_asked_to_end(member, brought, client_of):
    by = member()
    one = brought(by)
    Job.objects.filter(id=one.job_id).update(state=State.RUNNING)
    client_of(by).post(f"/lists/{one.id}/cancel/")
    one.refresh_from_db()
    assert (one.state, one.job.cancel_asked) == ("importing", True)


def test_an_import_that_ended_by_itself_is_said_and_may_be_tried_again(member, brought, page):
    by = member()
    one = brought(by)
    Job.objects.filter(id=one.job_id).update(state=State.FAILED, said="The disk is full.")
    text = page(by, f"/lists/{one.id}/").content.decode()
    assert "The import ended without a result; nothing of it was stored. The disk is full." in text
    assert page(by, f"/lists/{one.id}/columns/").status_code == 200


def tried_again(by, one, client_of):
    """Say again what the columns mean, and import."""
    form = {"column-0": "id", "column-1": "name"}
    assert client_of(by).post(f"/lists/{one.id}/columns/", form)["Location"] == f"/lists/{one.id}/"
    worker.work_once()
    one.refresh_from_db()
    return one.state, Record.objects.filter(list=one).count()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (ZeroDivisionError(), "This is a fault in Kintrace"),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full. Nothing of this work was kept"),
    ],
)
def test_a_fault_in_an_import_is_a_failed_list_that_may_be_imported_again(
    member, brought, page, client_of, monkeypatch, fault, said
):
    by = member()
    one = brought(by)

    def breaks(*_):
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(importing, "_write", breaks)
        with pytest.raises(type(fault)):
            worker.work_once()
    text = page(by, f"/lists/{one.id}/").content.decode()
    assert said in text
    assert "<dd>could not be imported</dd>" in text
    assert "<td>could not be imported</td>" in page(by, "/lists/").content.decode()
    assert tried_again(by, one, client_of) == ("ready", 3)


def test_an_import_that_was_given_up_is_a_failed_list_that_may_be_imported_again(
    member, brought, page, client_of
):
    by = member()
    one = brought(by)
    over = timezone.now() - timedelta(seconds=1)
    Job.objects.filter(id=one.job_id).update(state=State.RUNNING, attempts=3, leased_until=over)
    assert worker.work_once() is False
    text = page(by, f"/lists/{one.id}/").content.decode()
    assert "The work ended three times without a result." in text
    assert "<dd>could not be imported</dd>" in text
    assert tried_again(by, one, client_of) == ("ready", 3)


def test_a_cancelled_import_whose_worker_died_is_a_cancelled_list(member, brought, page):
    by = member()
    one = brought(by)
    Job.objects.filter(id=one.job_id).update(state=State.CANCELLED)
    text = page(by, f"/lists/{one.id}/").content.decode()
    assert "<dd>cancelled</dd>" in text
    assert "ended without a result" not in text


def test_rejected_cells_are_shown_with_their_reasons(member, imported, page):
    by = member()
    one = imported(by)
    text = page(by, f"/lists/{one.id}/rejected/").content.decode()
    assert "31.02.2014" in text
    assert "Дата народження" in text


def test_the_file_is_handed_out_as_it_was_brought_and_the_journal_knows(member, imported, page):
    by = member()
    one = imported(by, file_name="діти 2023.csv")
    answer = page(by, f"/lists/{one.id}/file/")
    assert b"".join(answer.streaming_content).startswith("№;ПІБ дитини".encode())
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    last = Entry.objects.order_by("number").last()
    assert (last.act, last.subject_kind, last.subject_id) == ("exported list file", "list", one.id)


def test_why_there_is_no_file_of_a_list_is_said(member, entered, imported, uploaded, page):
    by = member()
    by_hand, one = entered(by).list, imported(by)
    uploaded(by, REQUESTS)
    brought = PeopleList.objects.get(state="brought")
    for sha256 in (one.sha256, brought.sha256):
        files.drop(sha256)
    gone = "The file is not in the office&#x27;s folder any more. Put it back from a backup."
    for address, status, why in (
        (f"/lists/{by_hand.id}/file/", 404, "These records were entered by hand: there is no file."),
        (f"/lists/{one.id}/file/", 404, gone),
        (f"/lists/{one.id}/gone/", 200, gone),
        (f"/lists/{brought.id}/columns/", 200, gone),
    ):
        answer = page(by, address)
        assert (answer.status_code, why in answer.content.decode()) == (status, True), address


def test_lists_of_others_are_not_there(member, another, imported, page):
    one = imported(member())
    for tail in ("", "columns/", "rejected/", "file/"):
        assert page(another, f"/lists/{one.id}/{tail}").status_code == 404, tail
    assert "Tracing requests" not in page(another, "/lists/").content.decode()


def test_lists_of_others_cannot_be_cancelled(member, another, brought, client_of):
    one = brought(member())
    assert client_of(another).post(f"/lists/{one.id}/cancel/").status_code == 404
    one.refresh_from_db()
    assert one.state == "importing"


def test_a_caseworker_may_not_take_the_file_out(member, imported, page):
    one = imported(member())
    assert page(member("caseworker"), f"/lists/{one.id}/file/").status_code == 403


def test_a_member_sees_only_what_they_brought_when_that_is_their_scope(member, imported, page):
    one = imported(member())
    assert page(member("caseworker", scope="own"), f"/lists/{one.id}/").status_code == 404


def test_records_are_not_listed_on_a_list_page(member, imported, page):
    by = member()
    one = imported(by)
    text = page(by, f"/lists/{one.id}/").content.decode()
    assert [name for name in Record.objects.values_list("name", flat=True) if name in text] == []


def test_whoever_sees_rows_of_a_list_is_in_the_journal(member, uploaded, imported, page):
    by = member()
    one = imported(by)
    page(by, f"/lists/{one.id}/rejected/")
    last = Entry.objects.latest("number")
    assert (last.act, last.details) == ("saw what could not be read", {"cells": [one.rejected.get().id]})
    uploaded(by)
    brought = PeopleList.objects.latest("id")
    page(by, f"/lists/{brought.id}/columns/")
    last = Entry.objects.latest("number")
    assert (last.act, last.subject_id, last.details) == ("saw beginning of list", brought.id, {"rows": 3})


def test_a_list_is_withdrawn_and_brought_back_by_its_pages(member, imported, page, client_of):
    by = member()
    one = imported(by)
    client, address = client_of(by), f"/lists/{one.id}/"
    text = page(by, address).content.decode()
    assert (f'href="{address}withdraw/"' in text, f'href="{address}bring-back/"' in text) == (True, False)
    asked = page(by, f"{address}withdraw/").content.decode()
    assert ("Nothing is removed" in asked, "will not count" in asked) == (True, False)
    answer = client.post(f"{address}withdraw/", {"why": "Wrong side <b>"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    text = page(by, address).content.decode()
    assert "This list was withdrawn. Nobody finds its people" in text
    assert f"{by.name} · withdrew list: Wrong side &lt;b&gt;" in text
    assert (f'href="{address}file/"' in text, f'href="{address}rejected/"' in text) == (False, False)
    assert '<span class="tag alert">withdrawn</span>' in page(by, "/lists/").content.decode()
    shut = ("rejected/", "rejected.csv", "file/")
    assert [page(by, f"{address}{one}").status_code for one in shut] == [404] * 3
    answer = client.post(f"{address}bring-back/", {"why": "It was right"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    text = page(by, address).content.decode()
    assert ("was withdrawn." in text, "brought back list: It was right" in text) == (False, True)


def test_why_a_list_cannot_be_withdrawn_is_said_on_the_page(member, imported, page, client_of):
    by = member()
    one = imported(by)
    client = client_of(by)
    answer = client.post(f"/lists/{one.id}/bring-back/", {"why": "No"}, headers=ENGLISH)
    assert (answer.status_code, "This list is not withdrawn." in answer.content.decode()) == (200, True)
    assert client.post(f"/lists/{one.id}/withdraw/", {"why": ""}).status_code == 200
    other = member("caseworker")
    assert client_of(other).post(f"/lists/{one.id}/withdraw/", {"why": "No"}).status_code == 403
    assert "withdraw/" not in page(other, f"/lists/{one.id}/").content.decode()
    one.refresh_from_db()
    assert one.withdrawn_at is None


def test_before_a_list_goes_or_comes_back_its_page_says_what_follows(member, imported, page, client_of):
    by = member()
    one = imported(by)
    pair = proposed(by)
    Proposal.objects.filter(id=pair.id).update(left=one.records.first())
    decide(by=by, number=pair.id, word=Word("same", "document"))
    assert "1 decision on its pairs will not count" in page(by, f"/lists/{one.id}/withdraw/").content.decode()
    client_of(by).post(f"/lists/{one.id}/withdraw/", {"why": "Wrong columns"})
    again = imported(by, name="Brought again")
    text = page(by, f"/lists/{one.id}/bring-back/").content.decode()
    assert f'<a href="/lists/{again.id}/">Brought again</a>' in text


def test_a_column_without_a_role_is_compared_under_a_label(member, uploaded, client_of, page):
    by = member()
    uploaded(by, REQUESTS)
    one = PeopleList.objects.get()
    text = page(by, f"/lists/{one.id}/columns/").content.decode()
    assert "<details><summary>Compare further columns</summary>" in text
    assert "<fieldset><legend>Очі</legend>" in text
    form = {"column-0": "id", "column-1": "name", "column-2": "birth", "label-3": "очі", "how-3": "exact"}
    looked = client_of(by).post(f"/lists/{one.id}/columns/", form | {"look": "1"}, headers=ENGLISH)
    assert '<th scope="col">очі</th>' in looked.content.decode()
    assert "<details open>" in looked.content.decode()
    client_of(by).post(f"/lists/{one.id}/columns/", form)
    assert worker.work_once()
    one.refresh_from_db()
    assert (one.compared, one.mapping["other:очі"]) == ({"очі": "exact"}, ["Очі"])
    shown = page(by, f"/lists/{one.id}/").content.decode()
    assert "<dt>Further columns that are compared</dt><dd>очі (Очі): the same or not</dd>" in shown
    assert Record.objects.get(number="R-1").people["other:очі"] == "карі"


def test_labels_in_use_are_offered_and_another_way_is_refused_on_the_page(
    member, brought, uploaded, client_of, page
):
    by = member()
    brought(by, REQUESTS, COLUMNS["requests"], EYES["requests"])
    uploaded(by, LOCATED, side="located")
    one = PeopleList.objects.get(state="brought")
    text = page(by, f"/lists/{one.id}/columns/").content.decode()
    assert '<datalist id="labels"><option value="очі">the same or not</option></datalist>' in text
    form = {"column-0": "id", "column-1": "name", "label-3": "очі", "how-3": "text"}
    answer = client_of(by).post(f"/lists/{one.id}/columns/", form, headers=ENGLISH)
    assert "“очі” is compared as “the same or not” in another list" in answer.content.decode()
    one.refresh_from_db()
    assert (one.state, one.mapping, one.compared) == ("brought", {}, None)


def test_a_date_that_cannot_be_read_is_not_shown_to_who_may_not_see_whole_rows(
    member, imported, client_of, page
):
    by = member()
    text = "ПІБ;Щеплення\nВигаданчук Іван;31.02.2021\nТкачук Софія;01.03.2021\n"
    one = imported(by, text, {"name": ["ПІБ"]}, {"щеплення": OtherColumn("Щеплення", "date")})
    address = f"/lists/{one.id}/rejected/"
    assert page(by, address).content.decode().count("31.02.2021") == 2  # as written, and in the reason
    other = page(member("mediator"), address).content.decode()
    assert "31.02.2021" not in other
    assert "<td>Щеплення</td>" in other
    assert Record.objects.get(row=2).people["other:щеплення"] == "2021-03-01"


def test_a_file_that_was_imported_already_is_told_before_it_is_imported_again(
    member, imported, uploaded, page
):
    by = member()
    imported(by, name="Липень")
    uploaded(by)
    one = PeopleList.objects.get(state="brought")
    text = page(by, f"/lists/{one.id}/columns/").content.decode()
    first = PeopleList.objects.get(state="ready")
    assert f'This very file was imported already, as <a href="/lists/{first.id}/">Липень</a>.' in text
    uploaded(by, "№;ПІБ\n7;Лис Яна\n", "other.csv")
    other = PeopleList.objects.get(file_name="other.csv")
    assert "imported already" not in page(by, f"/lists/{other.id}/columns/").content.decode()


@pytest.mark.parametrize(("called", "offered"), [("requests.csv", False), ("persons.XML", True)])
def test_what_a_pfif_file_says_is_gone_is_offered_beside_such_files_alone(
    member, imported, page, called, offered
):
    by = member()
    one = imported(by, file_name=called)
    assert (f"/lists/{one.id}/gone/" in page(by, f"/lists/{one.id}/").content.decode()) is offered
