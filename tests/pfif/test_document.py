"""Persons and notes are found where the versions, and feeds, put them."""

import pytest

from kintrace import pfif
from kintrace.pfif.document import element_of

PERSON = "<person><person_record_id> e.org/1 </person_record_id><note/></person>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:p="http://zesty.ca/pfif/1.3">
<title>made up</title>
<entry><p:person><p:person_record_id>e.org/1</p:person_record_id></p:person></entry>
<entry><title>t</title><p:note><p:person_record_id>e.org/1</p:person_record_id></p:note></entry>
</feed>"""
RSS = """<rss version="2.0" xmlns:p="http://zesty.ca/pfif/1.2"><channel><title>t</title>
<item><p:person><p:first_name>Яна</p:first_name></p:person></item></channel></rss>"""


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
def test_persons_and_notes_of_each_version_are_found(document, version):
    found = document(f"{PERSON}<note><person_record_id>e.org/2</person_record_id></note>", version)
    assert found.version == version
    assert [person.id for person in found.persons] == ["e.org/1"]
    assert [note.about for note in found.notes()] == ["e.org/1", "e.org/2"]
    assert [note.line for note in found.notes()] == [2, 2]


def test_a_note_says_itself_whom_it_is_about(document):
    found = document("<person><note><person_record_id>e.org/2</person_record_id></note></person><note/>")
    assert [note.about for note in found.notes()] == ["e.org/2", ""]


def test_a_field_that_is_absent_says_nothing(document):
    assert document("<person/>").persons[0].value("full_name") == ""


def test_records_of_an_atom_feed_are_read():
    found = pfif.read_bytes(ATOM.encode())
    assert (found.version, [one.id for one in found.persons]) == ("1.3", ["e.org/1"])
    assert [(note.about, note.line) for note in found.top_notes] == [("e.org/1", 4)]


def test_records_of_an_rss_feed_are_read():
    found = pfif.read_bytes(RSS.encode())
    assert (found.version, found.persons[0].value("first_name")) == ("1.2", "Яна")


def test_a_feed_without_records_is_refused(refusal):
    assert refusal("<rss><channel/></rss>") == (
        "small.xml is a feed without PFIF records; no entry holds a person or a note."
    )


def test_a_feed_of_two_versions_is_refused(refusal):
    mixed = ATOM.replace("<p:note>", '<n:note xmlns:n="http://zesty.ca/pfif/1.4">').replace(
        "</p:note>", "</n:note>"
    )
    assert refusal(mixed) == (
        "small.xml, line 4: the feed mixes records of PFIF 1.3 and 1.4. Ask for one version."
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("\n<pfif><person/></pfif>", "pfif"),
        ('\n<pfif xmlns="http://zesty.ca/pfif/9.9"/>', "{http://zesty.ca/pfif/9.9}pfif"),
        ('\n<pfif xmlns="http://zesty.com/pfif/1.2"/>', "{http://zesty.com/pfif/1.2}pfif"),
        ('\n<html xmlns="http://zesty.ca/pfif/1.2"/>', "{http://zesty.ca/pfif/1.2}html"),
    ],
)
def test_what_is_no_pfif_that_we_know_is_refused(refusal, content, name):
    assert refusal(content) == (
        f"small.xml, line 2: the file begins with {name}, not with the pfif element of PFIF 1.1, 1.2, 1.3, "
        "1.4."
    )


def test_names_of_others_keep_their_namespace(document):
    found = document('<person><x xmlns="u:1"/><y xmlns=""/><full_name/></person>')
    assert [one.name for one in found.persons[0].element.children] == ["{u:1}x", "{}y", "full_name"]
    assert [one.name for one in element_of(found).walk()] == [
        "{http://zesty.ca/pfif/1.4}pfif",
        "{http://zesty.ca/pfif/1.4}person",
        "{u:1}x",
        "y",
        "{http://zesty.ca/pfif/1.4}full_name",
    ]
