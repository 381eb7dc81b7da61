"""Paper: every letter of European scripts is there, and what does not fit goes to the next page."""

import io

import pypdf
import pytest

from kintrace.office.exchange.paper import Paper, Unwritable

LETTERS = (
    "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ЁЪЫЭ ёъыэ ʼ’ №«»–—… ąćęłńóśźż ñ ğ ş"
)


def read(paper):
    pages = pypdf.PdfReader(io.BytesIO(paper.content())).pages
    return [" ".join(page.extract_text().split()) for page in pages]


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_read_back_as_they_were_written(bold):
    paper = Paper("uk", "foot")
    paper.say(LETTERS, bold=bold)
    assert LETTERS in read(paper)[0]


def test_each_page_has_its_foot_and_number():
    paper = Paper("uk", "Родина · K-000001")
    paper.points(["Запитання"] * 60)
    pages = read(paper)
    assert len(pages) == 2
    assert [f"Родина · K-000001 · {at}/2" in page for at, page in enumerate(pages, 1)] == [True, True]


def test_a_long_value_stays_beside_its_name():
    paper = Paper("uk", "foot")
    paper.pairs([("місце", "слово " * 60), ("стать", "жіноча")])
    assert "стать" in read(paper)[0]


def test_the_file_says_its_language():
    assert pypdf.PdfReader(io.BytesIO(Paper("uk", "f").content())).trailer["/Root"]["/Lang"] == "uk"


@pytest.mark.parametrize("name", ["王小明", "محمد", "ꙮ", "🙂"])
@pytest.mark.parametrize("way", ["say", "pairs", "points", "foot"])
def test_what_the_font_cannot_write_gives_no_sheet(name, way):
    paper = Paper("uk", name if way == "foot" else "foot")
    if way != "foot":
        getattr(paper, way)({"say": name, "pairs": [("імʼя", name)], "points": [name]}[way])
    with pytest.raises(Unwritable):
        paper.content()
