"""`kintrace names` prints how names are read and compared."""

import json

import pytest

from kintrace.cli import main


def test_compare_prints_each_part_and_the_verdict(capsys):
    assert main(["names", "compare", "Шевченко Олена Іванівна", "Shevchenko Olha Ivanivna"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[1].split() == ["surname", "шевченко", "shevchenko", "1.00", "sound", "the", "same"]
    assert shown[2].startswith("given name  олена     olha") and shown[2].endswith("another name")
    assert shown[-1].endswith("not one person's name; against it: given name")


def test_compare_as_json(capsys):
    assert main(["names", "compare", "Коваль Іван", "Koval Ivan", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["same"] is True
    assert [part["part"] for part in found["parts"]] == ["surname", "given name", "patronymic", "gender"]


def test_read_shows_parts_sounds_and_repairs(capsys):
    assert main(["names", "read", "Itdxtyrj Jktyf Bdfysdyf"]) == 0
    shown = capsys.readouterr().out
    assert "surname     шевченко   sounds WEVQENKO" in shown
    assert "patronymic  иванівна   father's name sounds IVAN" in shown
    assert "wrong layout" in shown


def test_read_as_json(capsys):
    assert main(["names", "read", "Шевченко О.М.", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["surname"][0]["readings"] == ["WEVQENKO"]


def test_a_missing_name_is_refused():
    with pytest.raises(SystemExit) as left:
        main(["names", "compare", "Коваль"])
    assert left.value.code == 2


@pytest.mark.parametrize("nothing", ["", "  ", "123", "О.", "—"])
def test_a_name_without_a_word_is_refused_in_one_sentence(nothing, capsys):
    assert main(["names", "compare", nothing, "Коваль Іван"]) == 2
    assert main(["names", "read", nothing]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err.splitlines()
        == [f"kintrace: There is no name to read in {nothing!r}; give one with at least one whole word."] * 2
    )


def test_the_verdict_of_single_words_agrees_with_the_score(capsys):
    assert main(["names", "compare", "Аня", "Таня"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[1].split() == ["word", "аня", "таня", "0.30", "another", "word"]
    assert shown[-1] == "score 0.300: not one person's name; against it: word"
