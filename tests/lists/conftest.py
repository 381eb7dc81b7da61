"""Ways to write the files that people, programs and enemies make."""

import sys
import zipfile

import apart
import pytest

from kintrace import lists
from kintrace.errors import KintraceError

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MAIN}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{REL}"><sheets>'
    '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def xml_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def write_xlsx(path, rows, more_parts=()):
    """Write an XLSX by hand; `rows` is an iterable of XML text, written as it comes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in [*PARTS.items(), *more_parts]:
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{SHEET}"><sheetData>'.encode())
            for row in rows:
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


def read_apart(path):
    """Read the file in a process of its own; return what it said and what the whole family of it cost."""
    program = (
        "import sys\nfrom kintrace import lists\nfrom kintrace.errors import KintraceError\n"
        "try: print(lists.read(sys.argv[1]).table.num_rows)\nexcept KintraceError as error: print(error)\n"
    )
    cost = apart.run([sys.executable, "-c", program, str(path)])
    assert (cost.code, cost.err) == (0, "")
    return cost


@pytest.fixture
def refusal():
    """Return the sentence with which a list is refused."""

    def read(path, mapping=None):
        with pytest.raises(KintraceError) as raised:
            lists.read(path, mapping)
        return str(raised.value)

    return read


@pytest.fixture
def cell():
    return xml_cell


@pytest.fixture
def raw_xlsx():
    return write_xlsx


@pytest.fixture
def cost_of_reading():
    return read_apart
