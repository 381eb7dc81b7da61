"""A quotation mark that is never closed is found, and an address on two lines is left alone."""

import pytest

from kintrace import lists
from kintrace.lists.quotes import swallows


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "camp.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251"])
def test_rows_swallowed_up_to_the_next_quotation_mark_refuse_the_list(tmp_path, refusal, encoding):
    text = 'id,ПІБ,рік\n0,Яна,2010\n1,"Шевченко Олена,2012\n2,Бондар Іван,2013\n3,"Мороз Ганна",2011\n'
    assert refusal(write(tmp_path, text, encoding)) == (
        'camp.csv, row 2, column "ПІБ", runs on over 3 lines: a quotation mark is opened there and never '
        "closed. Close it or take it away, or save the sheet as XLSX."
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('id,ПІБ\n1,"Лис Яна\n2,Бо Олег\n', 'row 1, column "ПІБ"'),  # up to the end of the file
        ('ПІБ\n"Лис Яна\nБо Олег\n', 'row 1, column "ПІБ"'),
        ('id,ПІБ,рік\n1,"Лис Яна,2012\n2,Бо Олег,2013\n', "row 1"),  # which has too few columns then
        ('id,ПІБ,рік\n1,"Лис Яна,2012\n2,"Бо, Олег",2013\n3,Лис,2014\n', "row 1"),  # or too many
        ('"id","ПІБ","рік"\n"1","Лис Яна,2012\n"2","Бо","2013"\n', "row 1"),
    ],
)
def test_every_place_of_an_unclosed_quotation_mark_is_named(tmp_path, refusal, text, where):
    assert refusal(write(tmp_path, text)).startswith(f"camp.csv, {where}, runs on over 2 lines:")


@pytest.mark.parametrize(
    "cell",
    [
        "м. Київ,\nвул. Миру, 5",
        "вул.Миру,5\nкв.3,під'їзд 2",
        'с. ""Нове""\nДонецька обл., Україна',
        'труба 5""\nдруга',
        "перший рядок\n\n",
    ],
)
def test_a_cell_with_lines_of_its_own_is_left_alone(tmp_path, cell):
    for text in (f'id,ПІБ,Місце\n1,Яна,"{cell}"\n', f'id,Місце,ПІБ\n1,"{cell}",Яна\n2,,Бо\n'):
        assert lists.read(write(tmp_path, text)).table["name"].to_pylist()[0] == "Яна"


def test_one_line_is_never_a_swallowed_row():
    assert not swallows('Лис Яна,2012,Київ"', ",", 2, 1)
