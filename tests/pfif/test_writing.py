"""What is written is PFIF 1.4, and nothing that was read is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace import pfif
from kintrace.errors import SettingsInvalid
from kintrace.pfif.document import Document
from kintrace.pfif.tree import Element

NOTE = pfif.make_note(
    {
        "text": "Бачили",
        "note_record_id": "e.org/n1",
        "linked_person_record_id": "f.org/7",
        "author_name": "Вигадана",
    }
)
PERSON = pfif.make_person(
    {
        "full_name": "Вигадана Яна",
        "person_record_id": "e.org/1",
        "source_date": "2022-03-16T10:00:00Z",
        "age": "",
    },
    [NOTE],
)


def test_fields_stand_in_the_order_of_the_format_and_empty_ones_are_left_out():
    assert pfif.write(pfif.make_document([PERSON])) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4">\n'
        "  <pfif:person>\n"
        "    <pfif:person_record_id>e.org/1</pfif:person_record_id>\n"
        "    <pfif:source_date>2022-03-16T10:00:00Z</pfif:source_date>\n"
        "    <pfif:full_name>Вигадана Яна</pfif:full_name>\n"
        "    <pfif:note>\n"
        "      <pfif:note_record_id>e.org/n1</pfif:note_record_id>\n"
        "      <pfif:linked_person_record_id>f.org/7</pfif:linked_person_record_id>\n"
        "      <pfif:author_name>Вигадана</pfif:author_name>\n"
        "      <pfif:text>Бачили</pfif:text>\n"
        "    </pfif:note>\n"
        "  </pfif:person>\n"
        "</pfif:pfif>\n"
    )


def test_a_field_that_pfif_does_not_have_is_refused():
    with pytest.raises(
        SettingsInvalid, match=r"^A note of PFIF 1\.4 has no field full_name; it has note_record_id, "
    ):
        pfif.make_note({"full_name": "Яна"})


def test_what_is_read_is_written_back_with_nothing_lost(document):
    found = document(
        '<person a="1"><full_name>  Яна \n\n Лис </full_name><x xmlns="u:1"><y xml:lang="uk">a<z/>b</y></x>'
        "<note/><age>7</age><note><text>&lt;&amp;</text></note></person><other/><note> </note>"
    )
    assert pfif.read_bytes(pfif.write(found).encode()) == found


NAMES = st.sampled_from(["full_name", "note", "x", "{u:1}x", "{}x"])
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
)
TREES = st.recursive(
    st.builds(Element, NAMES, TEXTS),
    lambda below: st.builds(
        lambda name, children: Element(name, children=tuple(children)),
        NAMES,
        st.lists(below, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(st.lists(TREES, max_size=3))
def test_any_file_is_written_back_with_nothing_lost(trees):
    document = Document("1.4", Element("pfif", children=tuple(trees)))
    assert pfif.read_bytes(pfif.write(document).encode()) == document


def test_an_older_file_gets_the_names_of_1_4(document):
    old = document(
        "<person><first_name>Яна</first_name><last_name>Вигадана</last_name><home_zip>1</home_zip>"
        "<other>x</other><z>1</z><note><found>true</found></note></person>",
        "1.1",
    )
    new = pfif.in_1_4(old)
    assert new.version == "1.4"
    assert [(one.name, one.text) for one in new.persons[0].element.children] == [
        ("given_name", "Яна"),
        ("family_name", "Вигадана"),
        ("home_postal_code", "1"),
        ("description", "x"),
        ("z", "1"),
        ("note", ""),
        ("full_name", "Яна Вигадана"),
    ]
    assert new.persons[0].notes[0].value("author_made_contact") == "true"
    assert pfif.in_1_4(new) is new


def test_a_full_name_that_is_there_is_kept(document):
    old = document("<person><full_name>Яна</full_name><last_name>Лис</last_name></person>", "1.3")
    assert pfif.in_1_4(old).persons[0].value("full_name") == "Яна"
