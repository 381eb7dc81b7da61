"""`kintrace pfif check` says what is wrong in a file, line by line. Nobody in it is real."""

import json

import pytest

GOOD = """<pfif xmlns="http://zesty.ca/pfif/1.4">
<person><person_record_id>e.org/1</person_record_id>
<source_date>2022-03-16T10:00:00Z</source_date>
<full_name>Вигадана Яна</full_name></person>
</pfif>"""


@pytest.fixture
def records(tmp_path):
    def save(text=GOOD):
        (tmp_path / "records.xml").write_text(text, "utf-8")
        return tmp_path / "records.xml"

    return save


def test_a_good_file_is_said_to_be_good(run, records):
    said = run("pfif", "check", records())
    assert (said.code, said.err) == (0, "")
    assert said.out == "records.xml: PFIF 1.4, persons: 1, notes: 0, errors: 0, warnings: 0.\n"


def test_warnings_alone_do_not_fail(run, records):
    said = run("pfif", "check", records(GOOD.replace("</person>", "\n<x/></person>")))
    assert said.code == 0
    assert said.out.splitlines() == [
        "records.xml, line 5: warning: A person of PFIF 1.4 has no field x; readers pass it over.",
        "records.xml: PFIF 1.4, persons: 1, notes: 0, errors: 0, warnings: 1.",
    ]


def test_errors_have_their_line_and_an_exit_code(run, records):
    said = run("pfif", "check", records(GOOD.replace("2022-03-16T10:00:00Z", "16.03.2022")))
    assert said.code == 1
    assert said.out.splitlines()[0] == (
        'records.xml, line 3: error: source_date is "16.03.2022", but it must be a time in UTC such as '
        "2022-03-16T10:00:00Z."
    )


def test_what_is_wrong_as_json(run, records):
    said = run("pfif", "check", records(GOOD.replace("full_name", "given_name")), "--json")
    assert said.code == 1
    assert json.loads(said.out) == {
        "version": "1.4",
        "persons": 1,
        "notes": 0,
        "findings": [
            {"line": 2, "kind": "error", "text": "The person has no full_name, which PFIF 1.4 asks for."}
        ],
    }


def test_what_is_no_pfif_is_refused(run, records):
    said = run("pfif", "check", records("<html/>"))
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "kintrace: records.xml, line 1: the file begins with html, not with the pfif element of "
        "PFIF 1.1, 1.2, 1.3, 1.4.\n"
    )


def test_a_trace_takes_pfif_and_csv(run, records, tmp_path):
    other = tmp_path / "located.csv"
    other.write_text("id,ПІБ\nL-1,Выгадана Яна\n", "utf-8")
    said = run("trace", records(), other, "--out", tmp_path / "out", "--all", "--no-report")
    assert said.code == 0
    assert "records.xml: 1 person in 1 row." in said.err
    assert (tmp_path / "out" / "pairs.csv").read_text("utf-8-sig").splitlines()[1].startswith("e.org/1,L-1,")
