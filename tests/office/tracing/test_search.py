import pytest

from kintrace.office import sounds
from kintrace.office.tracing import search

WRITTEN = "ПІБ\nШевченко Олена Іванівна\nКоваль Олексій Петрович\nБондар Микита Сергійович\n"


def found(by, query):
    return [one.record.name for one in search.find(by, query).found]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "Шевченко Олена",
            "шевченко",
            "Shevchenko Alena",
            "Szewczenko Helena",
            "Олена Шевченко",
            "Єлєна Шевченкo",
        ),
        *("Schewtschenko Elena", "Шевченко О.І.", "Шевчинко Лена", "ШЕВЧЕНКО ЕЛЕНА ИВАНОВНА"),
    ],
)
def test_a_child_is_found_by_any_spelling_or_script(member, imported, query):
    by = member()
    imported(by, WRITTEN)
    assert found(by, query)[0] == "Шевченко Олена Іванівна"


def test_a_child_is_found_by_another_name(member, imported):
    by = member()
    imported(
        by,
        "ПІБ,Інші імена\nШевченко Олена,Дорошенко Алена\n",
        {"name": ["ПІБ"], "other_names": ["Інші імена"]},
    )
    assert found(by, "Doroshenko") == ["Шевченко Олена"]


def test_the_likest_come_first(member, imported):
    by = member()
    imported(by, "ПІБ\nКоваль Ганна\nКоваль Олексій\nКовальчук Олексій\n")
    assert found(by, "Коваль Алексей")[0] == "Коваль Олексій"


@pytest.mark.parametrize(
    "query", ["", "Ш", "12", "%%", "' OR 1=1 --", "'; DROP TABLE tracing_record; --", "_" * 200]
)
def test_what_is_no_name_finds_nobody(member, imported, query):
    by = member()
    imported(by, WRITTEN)
    assert found(by, query) == []


def test_nobody_finds_the_children_of_another_organisation(member, another, imported):
    imported(member(), WRITTEN)
    assert found(another, "Шевченко Олена") == []


def test_a_member_finds_within_their_scope(member, imported):
    imported(member(), WRITTEN)
    assert found(member(scope="own"), "Шевченко Олена") == []


def test_no_more_are_found_than_can_be_looked_at(member, imported):
    by = member()
    imported(by, "ПІБ\n" + "Шевченко Олена\n" * 60)
    assert len(search.find(by, "Шевченко").found) == 50


def test_a_child_is_found_among_hundreds_who_share_all_but_the_patronymic(member, imported):
    by = member()
    many = "Коваленко Олександр Іванович\n" * 320
    imported(by, f"ПІБ\n{many}Коваленко Олександр Петрович\n")
    answer = search.find(by, "Коваленко Олександр Петрович")
    assert ([one.record.name for one in answer.found], answer.cut) == (
        ["Коваленко Олександр Петрович"],
        False,
    )


def test_whoever_searches_is_told_that_not_all_were_compared(member, imported, client_of, monkeypatch):
    by = member()
    imported(by, "ПІБ\nШевченко Олена\nШевченко Іван\nШевченко Ганна\n")
    monkeypatch.setattr(sounds, "WEIGHED_FIRST", 2)
    answer = search.find(by, "Шевченко")
    assert ([one.record.name for one in answer.found], answer.cut) == (
        ["Шевченко Олена", "Шевченко Іван"],
        True,
    )
    assert search.find(by, "Шевченко Олена").cut is False
    page = client_of(by).get("/records/?q=Шевченко", headers={"accept-language": "en"}).content.decode()
    assert "Not all records with such names were compared; add a word of the name." in page
