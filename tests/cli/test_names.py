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
