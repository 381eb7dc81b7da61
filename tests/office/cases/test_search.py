import pytest
from django.db.models import Q

from kintrace.office import sounds
from kintrace.office.cases import family_actions, move_actions, search
from kintrace.office.cases.models import Case
from kintrace.office.cases.search import Asked
from kintrace.office.registry.models import Child


def found(by, words="", page=1, **said):
    return search.cases(by, Asked(words=words, **said), page).cases


def test_cases_are_asked_for_by_status_keeper_and_risk(member, opened, brought):
    by = member()
    one, other = opened(by, risk_level="high"), brought(member(), "located")
    assert found(by) == [other, one]
    assert found(by, tracing_status="located") == [other]
    assert found(by, whose="mine") == [one]
    assert found(by, risk_level="high") == [one]
    assert found(by, whose="sent") == found(by, whose="away") == []


@pytest.mark.parametrize(
    "words",
    ["Шевченко Олена", "шевченко", "Shevchenko Alena", "Szewczenko Helena", "ШЕВЧЕНКО ЕЛЕНА ИВАНОВНА"],
)
def test_a_case_is_found_by_any_spelling_or_script_the_likest_first(member, opened, words):
    by = member()
    one = opened(by)
    opened(by, name="Шевчук Ольга Петрівна")
    opened(by, name="Коваль Іван")
    assert found(by, words)[0] == one


def test_a_case_is_found_by_another_name_of_its_child(member, opened):
    from kintrace.office.registry import actions

    by = member()
    one = opened(by)
    said = actions.ChildSaid("Шевченко Олена", "synthetic", other_names="Дорошенко Алена")
    actions.change_child(by=by, number=one.child_id, said=said, why="renamed")
    assert found(by, "Doroshenko") == [one]
    assert found(by, "Шевченко Олена Іванівна") == [one]  # as it was first written


@pytest.mark.parametrize("words", ["K-000002", "k-2", "К-000002", "к 2", "2", "C-000002", "с-2", " 000002 "])
def test_a_case_is_found_by_its_number_or_that_of_its_child_on_any_keyboard(member, opened, words):
    by = member()
    opened(by)
    two = opened(by, name="Коваль Іван")
    assert (two.number, two.child.number) == ("K-000002", "C-000002")
    assert found(by, words) == [two]


def test_a_number_alone_asks_for_a_case_or_a_child():
    assert search.numbered("12") == Q(number="K-000012") | Q(child__number="C-000012")
    assert search.numbered("К-1234567") == Q(number="K-1234567")
    assert search.numbered("9" * 19) is search.numbered("Ш-1") is search.numbered("") is None


@pytest.mark.parametrize("words", ["Ш", "%%", "' OR 1=1 --", "_" * 100, "К"])
def test_what_is_neither_a_name_nor_a_number_finds_nothing(member, opened, words):
    by = member()
    opened(by)
    assert found(by, words) == []


def test_the_other_filters_hold_for_a_name_too(member, opened, brought):
    by = member()
    one, other = opened(by, risk_level="high"), brought(member(), "located")
    assert found(by, "Шевченко", tracing_status="located") == [other]
    assert found(by, "Шевченко", whose="mine", risk_level="high") == [one]
    assert found(by, "Шевченко", page=2) == []


def test_a_child_has_each_of_its_cases_found(member, opened, step):
    from kintrace.office.cases import case_actions

    by = member()
    first = opened(by)
    step(by, first, "closed", outcome="not_found")
    record = first.records.get().record_id
    second = case_actions.open_case(by=by, record=record, facts=case_actions.Facts())
    assert found(by, "Shevchenko") == [second, first]


def test_a_case_of_another_office_is_found_by_name_unless_the_name_is_withheld(member, opened, another):
    by = member()
    shown, shut, kept = (opened(by, name=f"Шевченко {name}") for name in ("Олена", "Ганна", "Іван"))
    for case, withheld in ((shown, []), (shut, ["name"])):
        consent = {"purpose": "sharing", "answer": "given", "said_by": "mother", "withheld": withheld}
        family_actions.note_consent(by=by, number=case.pk, **consent)
        sending = move_actions.Sending("refer", another.organisation_id, "family there")
        move_actions.send(by=by, number=case.pk, sending=sending)
    assert found(another, "Shevchenko") == [shown]
    assert found(another, shut.number) == [shut]
    assert found(another, kept.number) == []
    assert set(found(by, "Shevchenko")) == {shown, shut, kept}


def test_a_member_finds_within_their_scope(member, opened):
    opened(member())
    assert found(member(scope="own"), "Шевченко Олена") == found(member(scope="own"), "1") == []


def test_whoever_searches_is_told_that_not_all_were_compared(member, opened, client_of, monkeypatch):
    by = member()
    for name in ("Олена", "Іван", "Ганна"):
        opened(by, name=f"Шевченко {name}")
    monkeypatch.setattr(sounds, "WEIGHED_FIRST", 2)
    answer = search.cases(by, Asked(words="Шевченко"), 1)
    assert (len(answer.cases), answer.cut, answer.more) == (2, True, False)
    page = client_of(by).get("/cases/?words=Шевченко", headers={"accept-language": "en"}).content.decode()
    assert "Not all records with such names were compared; add a word of the name." in page


def test_pages_hold_fifty(member, opened):
    by = member()
    one = opened(by)
    child = Child.objects.get()
    for number in range(2, 53):
        child.pk, child.number = None, f"C-{number:06}"
        child.save(force_insert=True)
        one.pk, one.number, one.child = None, f"K-{number:06}", child
        one.save(force_insert=True)
    first, second = (search.cases(by, Asked(), page) for page in (1, 2))
    assert ([len(first.cases), first.more], [len(second.cases), second.more]) == ([50, True], [2, False])
    assert Case.objects.count() == 52
