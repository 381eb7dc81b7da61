import pytest

from kintrace.errors import ListUnreadable
from kintrace.places import find, occupation
from kintrace.places.occupation import Span

ROWS = "code\tlist\tstart\tend\n"


@pytest.fixture
def learn(tmp_path):
    def write(text):
        path = tmp_path / "occupied.tsv"
        path.write_text(text, encoding="utf-8")
        return occupation.learn(path)

    yield write
    occupation.learn(None)


def test_a_row_of_a_hromada_counts_for_what_lies_in_it(learn):
    assert learn(f"{ROWS}UA65100150000057191\t3\t01.03.2022\t11.11.2022\n") == 1
    assert find("Херсон").place.occupied == (Span("2022-03-01", "2022-11-11"),)
    assert find("Маріуполь").place.occupied == ()


def test_fighting_is_not_occupation(learn):
    assert learn(f"{ROWS}UA65100150000057191\t2\t01.03.2022\t\n") == 0
    assert find("Херсон").place.occupied == ()


def test_without_a_table_nothing_is_said(learn):
    assert find("Херсон").place.occupied == ()


def test_a_file_that_is_no_such_table_is_refused_in_one_sentence(learn):
    with pytest.raises(ListUnreadable, match=r"occupied\.tsv is no table of occupied places"):
        learn("one,two\n1,2\n")
