from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing.svg import clean, number, picture, shortened, tag, wide, words

ANY = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY, ANY)
def test_any_text_becomes_xml_that_says_the_same(title, description):
    read = ElementTree.fromstring(picture((10, 5), "test", (title, description), [words("text", title)]))
    said = [one.text for one in read]
    wanted = [clean(one).replace("\r\n", "\n").replace("\r", "\n") or " " for one in (title, description)]
    assert said[:2] == wanted
    assert read.attrib["viewBox"] == "0 0 10 5"


@given(ANY)
def test_any_attribute_is_escaped(value):
    read = ElementTree.fromstring(tag("g", {"class": value}))
    assert len(read.attrib) == 1
    assert len(read) == 0


def test_half_a_letter_is_replaced():
    assert clean("a\ud800b") == "a\N{REPLACEMENT CHARACTER}b"


def test_numbers_are_short():
    assert [number(one) for one in (1.0, 2.55, -0.04, 1200.0)] == ["1", "2.5", "0", "1200"]


def test_a_text_is_cut_to_its_room():
    assert shortened("Сімферополь", 500) == "Сімферополь"
    cut = shortened("Сімферополь і ще багато слів", 100)
    assert cut.endswith("…")
    assert wide(cut) <= 100
