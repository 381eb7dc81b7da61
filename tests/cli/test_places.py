"""`kintrace places` prints what a text may mean."""

import json

from kintrace.cli import main


def test_a_clear_place_is_printed_with_its_code_and_where_it_lies(capsys):
    assert main(["places", "Артемовск, Донецкая обл."]) == 0
    said, found = capsys.readouterr().out.splitlines()
    assert said == "Артемовск, Донецкая обл.: this place is meant"
    assert found.startswith(
        "  UA14020010010059145  Бахмут (Bakhmut), city  Донецька, Бахмутський, Бахмутська  48."
    )
    assert found.endswith("(exact)  former name, oblast")


def test_of_many_namesakes_ten_are_shown_unless_all_are_asked_for(capsys):
    assert main(["places", "Іванівка"]) == 0
    short = capsys.readouterr().out.splitlines()
    assert short[0] == "Іванівка: may be one of 119; a person has to choose"
    assert (len(short), short[-1]) == (12, "  and 109 more (--all shows them)")
    assert main(["places", "Іванівка", "--all"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 120


def test_json_has_every_candidate(capsys):
    assert main(["places", "Слобожанське", "Ххххх", "--within", "Кегичівська громада", "--json"]) == 0
    one, other = json.loads(capsys.readouterr().out)
    assert (one["verdict"], one["candidates"][0]["place"]["code"]) == ("certain", "UA63060030020049570")
    assert other == {"text": "Ххххх", "verdict": "unknown", "candidates": []}


def test_a_date_that_is_none_is_refused(capsys):
    assert main(["places", "Київ", "--on", "вчора"]) == 2
    assert capsys.readouterr().err == "kintrace: 'вчора' is no date; write YYYY, YYYY-MM or YYYY-MM-DD.\n"


def test_a_table_of_occupied_places_is_used(tmp_path, capsys):
    path = tmp_path / "occupied.tsv"
    path.write_text("code\tlist\tstart\tend\nUA65100150000057191\t3\t01.03.2022\t11.11.2022\n")
    assert main(["places", "Херсон", "--occupation", str(path)]) == 0
    assert "occupied 2022-03-01 to 2022-11-11" in capsys.readouterr().out
    assert main(["places", "Херсон"]) == 0
    assert "occupied" not in capsys.readouterr().out
