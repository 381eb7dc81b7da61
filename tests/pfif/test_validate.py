"""The shape of a file is checked by its version, and each fault is a sentence with its line."""

import datetime as dt

import pytest

from kintrace.pfif import validate

ID = "<person_record_id>e.org/1</person_record_id>"


def told(found):
    return [str(one) for one in found]


def test_an_empty_file_is_wrong(document):
    assert told(validate.validate_root_has_child(document(""))) == [
        "line 1: error: The pfif element is empty."
    ]


@pytest.mark.parametrize(("version", "said"), [("1.1", "no person"), ("1.4", "no person and no note")])
def test_a_file_without_records_is_wrong(document, version, said):
    assert told(validate.validate_root_has_mandatory_children(document("<x/>", version))) == [
        f"line 1: error: The pfif element holds {said}."
    ]


def test_a_person_of_1_4_needs_an_id_a_date_and_a_name(document):
    found = validate.validate_person_has_mandatory_children(document(f"<person>{ID}</person>"))
    assert told(found) == [
        "line 2: error: The person has no source_date, which PFIF 1.4 asks for.",
        "line 2: error: The person has no full_name, which PFIF 1.4 asks for.",
    ]


def test_what_is_left_of_an_expired_record_needs_no_name_but_its_id_and_source_date(document):
    at = dt.datetime(2023, 3, 16, 10, tzinfo=dt.UTC)
    expiry = "<expiry_date>2023-03-16T10:00:00Z</expiry_date>"

    def absent(fields, version="1.4", now=at):
        one = document(f"<person>{fields}</person>", version)
        return [str(each) for each in validate.validate_person_has_mandatory_children(one, now)]

    gone = f"{ID}<source_date>2023-03-16T10:00:00Z</source_date>{expiry}"
    assert absent(gone) == absent(gone, "1.3") == []
    assert absent(expiry) == [
        "line 2: error: The person has no person_record_id, which PFIF 1.4 asks for.",
        "line 2: error: The person has no source_date, which PFIF 1.4 asks for.",
    ]
    nameless = ["line 2: error: The person has no full_name, which PFIF 1.4 asks for."]
    assert absent(gone, now=at - dt.timedelta(seconds=1)) == nameless  # it has not expired yet
    assert absent(gone + "<home_city>Вигадане</home_city>") == nameless  # it still says something


def test_a_note_beside_persons_needs_to_say_whom_it_is_about(document):
    found = validate.validate_note_has_mandatory_children(document("<person><note/></person>\n<note/>"))
    assert [one.line for one in found] == [2, 2, 2, 2, 3, 3, 3, 3, 3]
    assert "The note has no person_record_id, which PFIF 1.4 asks for." in [one.text for one in found[4:]]


def test_a_wrong_value_is_shown_beside_what_it_should_be(document):
    records = (
        "<person>\n<age> 7 years </age>\n<photo_url>" + "x" * 70 + "</photo_url>\n<note>\n"
        "<author_made_contact>yes</author_made_contact></note></person>"
    )
    assert told(validate.validate_fields_have_correct_format(document(records))) == [
        'line 3: error: age is "7 years", but it must be an age such as 7, or a range such as 7-9.',
        f'line 4: error: photo_url is "{"x" * 60}...", but it must be an address such as https://example.org/17.',
        'line 6: error: author_made_contact is "yes", but it must be true or false.',
    ]


def test_1_4_allows_several_names_and_addresses_one_a_line(document):
    records = (
        "<person><full_name>Лис Яна\nЛис Іванна</full_name>"
        "<profile_urls>https://e.org/1\nhttps://e.org/2</profile_urls></person>"
    )
    assert validate.validate_fields_have_correct_format(document(records)) == []


def test_the_first_field_out_of_order_is_named(document):
    records = "<person>\n<last_name/>\n<first_name/>\n<entry_date/></person>"
    assert told(validate.validate_person_field_order(document(records, "1.1"))) == [
        "line 4: error: first_name stands after last_name; it has to stand before it."
    ]
    assert told(validate.validate_person_field_order(document(records, "1.2"))) == []
    assert told(validate.validate_person_field_order(document(records, "1.4"))) == []


def test_ids_come_first_in_notes_of_1_2(document):
    records = "<note>\n<text/>\n<note_record_id/></note>"
    assert told(validate.validate_note_field_order(document(records, "1.2"))) == [
        "line 4: error: note_record_id stands after text; it has to stand before it."
    ]


def test_fields_that_the_version_does_not_know_are_named(document):
    records = f"<person>{ID}\n<first_name/>\n<x xmlns='u:1'/>\n<y xmlns=''/></person>\n<z/>"
    assert told(validate.validate_extraneous_fields(document(records))) == [
        "line 6: warning: z does not belong beside persons in PFIF 1.4.",
        "line 3: warning: A person of PFIF 1.4 has no field first_name; readers pass it over.",
        "line 4: warning: A person of PFIF 1.4 has no field {u:1}x; readers pass it over.",
        "line 5: warning: A person of PFIF 1.4 has no field y; readers pass it over.",
    ]


def test_a_field_that_is_there_twice_is_named_but_notes_may_be_many(document):
    records = f"<person>{ID}\n{ID}<note/><note/></person>"
    assert told(validate.validate_extraneous_fields(document(records))) == [
        "line 3: warning: The person has person_record_id more than once; readers take only one."
    ]


def test_renamed_fields_belong_to_their_versions(document):
    new = "<person><given_name/><alternate_names/><note><author_made_contact/><photo_url/></note></person>"
    assert validate.validate_extraneous_fields(document(new, "1.4")) == []
    assert len(validate.validate_extraneous_fields(document(new, "1.3"))) == 4
