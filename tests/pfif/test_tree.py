"""XML of strangers becomes a plain tree, or a refusal: never a way into this machine."""

import time

import pytest

from kintrace.errors import PfifUnreadable
from kintrace.pfif import tree
from kintrace.pfif.tree import Element, parse, xml_text

BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>
<x>&c;</x>"""
THIEF = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]><x>&file;</x>'
LOADER = '<?xml version="1.0"?>\n\n<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'


def refused(content):
    with pytest.raises(PfifUnreadable) as raised:
        parse(content if isinstance(content, bytes) else content.encode(), "small.xml")
    return str(raised.value)


@pytest.mark.parametrize(("content", "line"), [(BOMB, 2), (THIEF, 1), (LOADER, 3)])
def test_a_document_type_is_refused_before_it_is_read(content, line):
    assert refused(content).startswith(
        f"small.xml, line {line}: it declares a document type (DOCTYPE), which PFIF does not need"
    )


def test_an_entity_that_nobody_declared_is_not_whole_xml():
    assert refused("<x>\n&file;</x>") == (
        "small.xml, line 2: this is not whole XML (undefined entity). Ask for the file again."
    )


def test_a_file_that_was_cut_off_names_the_line():
    assert refused("<x>\n<y>\n") == (
        "small.xml, line 3: this is not whole XML (no element found). Ask for the file again."
    )


@pytest.mark.parametrize("content", [b"", b"   ", b"\x00\x01", b"PK\x03\x04", "Лис".encode("cp1251")])
def test_what_is_no_xml_is_refused(content):
    assert refused(content).startswith("small.xml, line 1: this is not whole XML (")


def test_an_encoding_that_nobody_knows_is_refused():
    assert "small.xml" in refused('<?xml version="1.0" encoding="klingon"?><x/>')


def test_elements_in_one_another_are_bounded():
    deep = "<x>" * 40 + "</x>" * 40
    assert sum(1 for _ in parse(deep.encode(), "small.xml").walk()) == 40
    assert refused("<x>" * 100_000) == (
        "small.xml, line 1: elements stand in one another more than 40 deep. This is not PFIF."
    )


def test_the_size_is_bounded(monkeypatch):
    monkeypatch.setattr(tree, "LARGEST_BYTES", 1 << 20)
    assert refused(b"<x>" + b" " * (1 << 20) + b"</x>") == (
        "small.xml is larger than 1 MB. Ask for the records in several smaller files."
    )


def test_many_elements_take_a_moment():
    start = time.perf_counter()
    parse(b"<x>" + b"<y>a</y>" * 100_000 + b"</x>", "small.xml")
    assert time.perf_counter() - start < 5  # 0.3 s on a quiet machine


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-u"])
def test_letters_are_read_in_any_encoding_that_the_file_names(encoding):
    named = encoding.removesuffix("-sig")
    content = f'<?xml version="1.0" encoding="{named}"?><x>Лис Їжак</x>'.encode(encoding)
    assert parse(content, "small.xml").text == "Лис Їжак"


def test_an_element_has_its_namespace_its_line_and_what_stands_in_it():
    found = parse(b'<a:x xmlns:a="u:1" a:k="1" l="2">\n  <y> t </y>\n  <a:z/>\n</a:x>', "small.xml")
    assert found == Element(
        "{u:1}x", children=(Element("y", " t "), Element("{u:1}z")), attributes=(("{u:1}k", "1"), ("l", "2"))
    )
    assert [one.line for one in found.walk()] == [1, 2, 3]


@pytest.mark.parametrize(
    "content",
    [
        "<x/>",
        "<x> \n </x>",
        "<x>a<y/> <z/>b<!-- c --></x>",
        '<x xmlns:a="u:1" xmlns:b="u:2"><a:y b:k="&quot;&lt;&#10;&#9;"/><b:y>&amp;&#13;</b:y></x>',
        '<x><y xml:lang="uk">a</y></x>',
        "<x><y>  spaces\n kept </y><y><z><w/></z></y></x>",
        '<x xmlns="u:{1"><y xmlns=""/></x>',
    ],
)
def test_what_is_written_is_read_back_the_same(content):
    found = parse(content.encode(), "small.xml")
    assert parse(xml_text(found, {"u:1": "a"}).encode(), "again.xml") == found


def test_the_file_is_laid_out_for_people():
    found = Element("{u:1}x", children=(Element("{u:1}y", "1 < 2"), Element("{u:2}z")))
    assert xml_text(found, {"u:1": "a"}) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<a:x xmlns:a="u:1" xmlns:ns2="u:2">\n  <a:y>1 &lt; 2</a:y>\n  <ns2:z />\n</a:x>\n'
    )


def test_signs_that_xml_cannot_hold_are_shown_as_unknown():
    written = xml_text(Element("x", "a\0b\x0bc\ud800d\uffff"), {})
    assert parse(written.encode(), "small.xml").text == "a�b�c�d�"
