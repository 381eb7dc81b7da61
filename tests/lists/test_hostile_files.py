"""Files made to hurt are refused with a sentence, within seconds and a bounded memory.

The bounds leave room for a busy machine; the figures themselves are printed by `pytest -rP`.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kintrace import lists
from kintrace.errors import KintraceError

SECONDS = 30
MEGABYTES = 700  # of the reader or its child, whichever is larger; Python with Arrow alone is 80 to 120


def must_be_cheap(cost):
    print(f"{cost.seconds:.2f} s, {cost.peak_mb:.0f} MB: {cost.out}")
    assert cost.seconds < SECONDS
    assert cost.peak_mb < MEGABYTES


@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ1048576"])
def test_two_cells_in_far_corners_do_not_take_the_memory(tmp_path, raw_xlsx, cell, cost_of_reading, corner):
    rows = ['<row r="1">' + cell("A1", "ПІБ") + '</row><row r="1048576">' + cell(corner, "x") + "</row>"]
    cost = cost_of_reading(raw_xlsx(tmp_path / "far.xlsx", rows))
    must_be_cheap(cost)
    assert cost.out.strip() == (
        "far.xlsx needs more than 2 GB of memory to open: its cells are spread over a sheet far larger than "
        "a list of people. Save the list itself as CSV."
    )


def test_a_gigabyte_in_a_megabyte_is_not_unpacked(tmp_path, raw_xlsx, cost_of_reading):
    block = "a" * (1 << 20)
    rows = ['<row r="1"><c r="A1" t="inlineStr"><is><t>', *[block] * 1000, "</t></is></c></row>"]
    cost = cost_of_reading(raw_xlsx(tmp_path / "bomb.xlsx", rows))
    must_be_cheap(cost)
    assert "to 1,000 MB: more than any list of people, so it is not opened." in cost.out


def test_one_cell_of_sixty_megabytes_is_refused(tmp_path, raw_xlsx, cost_of_reading):
    rows = ['<row r="1"><c r="A1" t="inlineStr"><is><t>', *["a" * (1 << 20)] * 60, "</t></is></c></row>"]
    cost = cost_of_reading(raw_xlsx(tmp_path / "cell.xlsx", rows))
    must_be_cheap(cost)
    assert "one cell holds 62,914,560 characters; spreadsheets allow 32,767" in cost.out


def test_entities_in_a_sheet_are_not_expanded(tmp_path, raw_xlsx, cell, cost_of_reading):
    path = raw_xlsx(tmp_path / "lol.xlsx", ['<row r="1">' + cell("A1", "&lol;") + "</row>"])
    cost = cost_of_reading(path)
    must_be_cheap(cost)
    assert "unrecognized entity" in cost.out


def test_a_sheet_of_very_many_columns_is_refused(tmp_path, raw_xlsx, cell, cost_of_reading):
    cost = cost_of_reading(raw_xlsx(tmp_path / "wide.xlsx", ['<row r="1">' + cell("XFD1", "ПІБ") + "</row>"]))
    must_be_cheap(cost)
    assert cost.out.startswith("wide.xlsx")


def test_a_line_of_two_hundred_megabytes_is_refused(tmp_path, cost_of_reading):
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write(b"name\n")
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    cost = cost_of_reading(path)
    must_be_cheap(cost)
    assert cost.out.startswith("line.csv, line 2, runs on for more than 16 MB.")


def test_a_quote_that_swallows_two_hundred_megabytes_is_refused(tmp_path, cost_of_reading):
    path = tmp_path / "quote.csv"
    with path.open("wb") as file:
        file.write(b'id,name\n1,"Lys\n')
        for _ in range(200):
            file.write(b"2,Koval Oleh\n" * 80_000)
    cost = cost_of_reading(path)
    print(f"{cost.seconds:.2f} s, {cost.peak_mb:.0f} MB: {cost.out}")
    assert cost.seconds < SECONDS
    assert "quotation mark" in cost.out


def test_json_of_two_hundred_megabytes_in_one_line_is_refused(tmp_path, cost_of_reading):
    path = tmp_path / "line.json"
    with path.open("wb") as file:
        file.write(b'[{"name": "')
        for _ in range(200):
            file.write(b"x" * (1 << 20))
        file.write(b'"}]')
    cost = cost_of_reading(path)
    must_be_cheap(cost)
    assert cost.out.startswith("line.json, line 1, runs on for more than 64 MB.")


@pytest.mark.parametrize("start", ["[", '{"name":'])
def test_json_nested_a_hundred_thousand_deep_is_refused(tmp_path, cost_of_reading, start):
    path = tmp_path / "deep.json"
    path.write_text(start * 100_000)
    cost = cost_of_reading(path)
    must_be_cheap(cost)
    assert "deep" in cost.out


def test_more_than_two_thousand_columns_are_refused(tmp_path, cost_of_reading):
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"c{n}" for n in range(4000)) + "\n" + "," * 3999 + "\n")
    cost = cost_of_reading(path)
    must_be_cheap(cost)
    assert cost.out.startswith("The list has 4,000 columns; no list of people has more than 2,000.")


listlike = st.lists(
    st.sampled_from([*'"\r\n,;\t|\0{}[]:=', "name", "id", "Лис", "2015", "7", " ", "\ufeff", "є"])
).map("".join)
starts = st.sampled_from(
    [b"", b"PAR1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xfe\xff", b"{", b"["]
)
codecs = st.sampled_from(["utf-8", "cp1251", "utf-16", "utf-16-le"])
contents = st.builds(
    lambda start, text, codec, tail: start + text.encode(codec, "replace") + tail,
    starts,
    listlike,
    codecs,
    st.binary(max_size=9),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(contents)
def test_any_bytes_are_read_or_refused_never_a_crash(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        read = lists.read(path)
    except KintraceError as refused:
        assert str(refused).endswith(".")
        return
    assert read.table.num_rows == read.original.num_rows > 0
    assert len(set(read.table["id"].to_pylist())) == read.table.num_rows
    assert read.as_written.num_rows == read.table.num_rows
