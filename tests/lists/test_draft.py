"""A drafted mapping can be read back at once, and shows headers only."""

from kintrace import lists

CAMP = "№;ПІБ;Код;Дата народження;Телефон\n1;Лис Яна;x7;07.03.2015;0501234567\n"


def drafted(tmp_path, text):
    path = tmp_path / "camp.csv"
    path.write_text(text, encoding="utf-8")
    draft = lists.draft_mapping(path)
    (tmp_path / "columns.toml").write_text(draft, encoding="utf-8")
    return draft


def test_a_draft_is_the_guess_and_reads_back(tmp_path):
    draft = drafted(tmp_path, CAMP)
    mapping = lists.read_mapping(tmp_path / "columns.toml")
    assert mapping.columns == {"id": ["Код"], "name": ["ПІБ"], "birth": ["Дата народження"]}
    assert '# [other."Телефон"]\n# column = "Телефон"\n# compare = "text"\n' in draft
    assert '# mother = ""  # mother\'s name\n' in draft


def test_a_draft_shows_no_cell(tmp_path):
    draft = drafted(tmp_path, CAMP)
    assert not any(cell in draft for cell in ("Лис", "x7", "2015", "050"))


def test_two_ids_are_shown_and_the_first_is_taken(tmp_path):
    draft = drafted(tmp_path, "ID;Record ID;ПІБ\n1;2;Лис Яна\n")
    assert lists.read_mapping(tmp_path / "columns.toml").columns["id"] == ["ID"]
    assert "# id may be any of: ID, Record ID. Only one can be; the first is taken.\n" in draft


def test_headers_nobody_knows_are_offered_for_a_person_to_choose(tmp_path):
    draft = drafted(tmp_path, "الاسم,تاريخ الميلاد\nليلى حداد,2015-03-07\n")
    assert '# name = ""  # full name in one column\n' in draft
    assert '# column = "الاسم"\n' in draft
