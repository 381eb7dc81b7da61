"""Spreadsheets are read as people see them; what a spreadsheet can do besides is not done."""

import datetime as dt
import shutil
import zipfile

import openpyxl

from kintrace import lists


def workbook(tmp_path, rows, title="Діти"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book, tmp_path / "camp.xlsx"


def saved(book, path):
    book.save(path)
    return path


HEADER = ["№", "П.І.Б.\nдитини", "Дата народження", "Стать"]


def test_a_sheet_with_a_title_dates_numbers_and_gaps_is_read(tmp_path):
    rows = [
        ["Список дітей"],
        [],
        HEADER,
        [1, "Шевченко Іван", dt.datetime.fromisoformat("2015-03-07"), "ч"],
        [],
        [2.0, "Лис  Яна", 42070, "ж"],
        [3, 'Коваль «Оля», "молодша"', dt.date(2016, 2, 29), None],
    ]
    read = lists.read(saved(*workbook(tmp_path, rows)))
    assert read.table.to_pylist() == [
        {"row": 1, "id": "1", "name": "Шевченко Іван", "sex": "m", "birth": "2015-03-07"},
        {"row": 3, "id": "2", "name": "Лис Яна", "sex": "f", "birth": "2015-03-07"},
        {"row": 4, "id": "3", "name": 'Коваль «Оля», "молодша"', "sex": None, "birth": "2016-02-29"},
    ]
    assert read.mapping.columns["name"] == ["П.І.Б. дитини"]
    assert read.as_written_row(1)["П.І.Б. дитини"] == "Лис  Яна"
    assert read.rows_read == 4


def test_the_name_of_the_file_does_not_matter(tmp_path):
    path = saved(*workbook(tmp_path, [HEADER, [1, "Лис Яна", "2015", "ж"]]))
    shutil.copy(path, tmp_path / "camp.csv")
    assert lists.read(tmp_path / "camp.csv").table["name"].to_pylist() == ["Лис Яна"]


def test_the_first_visible_sheet_with_cells_is_read_and_the_others_are_named(tmp_path):
    book, path = workbook(tmp_path, [HEADER, [1, "Лис Яна", "2015", "ж"]])
    book.create_sheet("Порожній", 0)
    hidden = book.create_sheet("Схований", 0)
    hidden.append(["ПІБ"])
    hidden.sheet_state = "hidden"
    book.create_sheet("Довідка").append(["x"])
    read = lists.read(saved(book, path))
    assert read.table["name"].to_pylist() == ["Лис Яна"]
    assert 'Read from the sheet "Діти"; not read: Порожній, Довідка.' in read.notes


def test_merged_cells_speak_for_all_their_rows_and_that_is_told(tmp_path):
    rows = [
        ["№", "Дані про дитину", None, "Область"],
        [None, "ПІБ", "Стать", None],
        ["К-1", "Лис Яна", "ж", "Донецька"],
        ["К-2", "Бо Олег", "ч", None],
        ["К-3", "Коваль Іван", "ч", "Київська"],
    ]
    book, path = workbook(tmp_path, rows)
    for cells in ("A1:A2", "B1:C1", "D1:D2", "D3:D4"):
        book.active.merge_cells(cells)
    read = lists.read(saved(book, path))
    assert read.table.to_pylist() == [
        {"row": 1, "id": "К-1", "name": "Лис Яна", "sex": "f", "place": "Донецька"},
        {"row": 2, "id": "К-2", "name": "Бо Олег", "sex": "m", "place": "Донецька"},
        {"row": 3, "id": "К-3", "name": "Коваль Іван", "sex": "m", "place": "Київська"},
    ]
    assert read.notes[1:] == [
        "Merged cells: 4. A cell merged over several rows speaks for each of them, unless these rows "
        "hold little of their own.",
    ]


def test_a_person_on_two_rows_is_not_made_two(tmp_path):
    rows = [["№", "ПІБ", "Батьки"], [1, "Лис Яна", "Лис Ганна"], [None, None, "Лис Іван"]]
    book, path = workbook(tmp_path, rows)
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    read = lists.read(saved(book, path))
    assert read.table["name"].to_pylist() == ["Лис Яна", None]
    assert read.table["id"].to_pylist() == ["1", "row 2"]


def test_formulas_are_not_run_and_their_saved_values_are_used(tmp_path, raw_xlsx, cell):
    rows = [
        '<row r="1">' + cell("A1", "№") + cell("B1", "ПІБ") + cell("C1", "Стать") + "</row>",
        '<row r="2"><c r="A2"><f>1+0</f><v>1</v></c>' + cell("B2", "Лис Яна") + "</row>",
        '<row r="3"><c r="A3"><v>2</v></c>' + cell("B3", "Бо Олег") + '<c r="C3"><f>TODAY()</f></c></row>',
    ]
    read = lists.read(raw_xlsx(tmp_path / "camp.xlsx", rows))
    assert read.table.to_pylist() == [
        {"row": 1, "id": "1", "name": "Лис Яна", "sex": None},
        {"row": 2, "id": "2", "name": "Бо Олег", "sex": None},
    ]
    assert "Cells with formulas: 2; the values saved last are used." in read.notes
    assert (
        "Formulas saved without a value, read as empty: 1. "
        "Open the file in a spreadsheet program and save it again." in read.notes
    )


def test_other_files_a_workbook_points_to_are_not_opened(tmp_path, raw_xlsx, cell):
    rows = ['<row r="1">' + cell("A1", "ПІБ") + "</row>", '<row r="2">' + cell("A2", "Лис Яна") + "</row>"]
    link = (
        "xl/externalLinks/externalLink1.xml",
        '<externalLink><oleLink r:id="file:///etc/passwd"/></externalLink>',
    )
    read = lists.read(raw_xlsx(tmp_path / "camp.xlsx", rows, [link]))
    assert read.table["name"].to_pylist() == ["Лис Яна"]
    assert (
        "The workbook points to other files; they are not opened, the values saved last are used."
        in read.notes
    )


def test_a_workbook_behind_a_password_says_so(tmp_path, refusal):
    path = tmp_path / "camp.xlsx"
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * ((1 << 20) - 14) + name + b"\0" * 512)
    assert refusal(path) == (
        "camp.xlsx is protected by a password. Open it, remove the password or save the sheet as CSV, "
        "and try again."
    )


def test_a_damaged_old_spreadsheet_is_refused(tmp_path, refusal):
    path = tmp_path / "camp.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)
    assert refusal(path).startswith("camp.xls cannot be read as a spreadsheet (")


def test_an_archive_of_something_else_is_refused(tmp_path, refusal):
    shutil.make_archive(str(tmp_path / "camp"), "zip", tmp_path, ".")
    assert refusal(tmp_path / "camp.zip") == (
        "camp.zip is a ZIP archive, not a spreadsheet. Unpack it and name the list inside."
    )


def test_a_spreadsheet_cut_short_is_refused(tmp_path, refusal):
    path = saved(*workbook(tmp_path, [HEADER, [1, "Лис Яна", "2015", "ж"]]))
    path.write_bytes(path.read_bytes()[:2000])
    assert refusal(path) == ("camp.xlsx is a damaged spreadsheet. Copy it again, or save it as CSV.")


def test_a_workbook_without_a_cell_is_refused(tmp_path, refusal):
    assert refusal(saved(*workbook(tmp_path, []))) == (
        "camp.xlsx cannot be read as a spreadsheet (no visible sheet holds a cell). Save its sheet as CSV."
    )


def test_an_open_document_sheet_is_read_too(tmp_path):
    office = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    rows = "".join(
        '<table:table-row><table:table-cell office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell></table:table-row>"
        for text in ("ПІБ", "Лис Яна")
    )
    spaces = " ".join(f'xmlns:{name}="{office}:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(tmp_path / "camp.ods", "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert lists.read(tmp_path / "camp.ods").table["name"].to_pylist() == ["Лис Яна"]
