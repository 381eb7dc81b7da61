"""Sheets of cases: in the reader's words, a child once."""

from django.utils.translation import override

from kintrace.office.exchange import case_sheets
from kintrace.office.exchange.going_out import let_out


def test_a_row_speaks_the_readers_language(member, full_case, consented):
    by = member()
    case = full_case(by)
    consented(by, case, withheld=["photo"])
    leaving = let_out(by, [case], "Red Cross", "sharing")
    with override("en"):
        row = dict(zip(case_sheets.header("cases"), next(case_sheets.rows("cases", leaving)), strict=True))
    assert (row["Case"], row["Sex"], row["Tracing status"]) == ("K-000001", "female", "relationship verified")
    assert row["Care"] == "foster care, Caregiverova, Campivka, 2023 – …"
    assert row["Family"] == "mother: Relativov, +380001112233, Whereivka, Noteova"
    assert (row["Last known place"], row["Withheld"]) == ("Campivka", "photo")


def test_a_child_with_two_cases_stands_once_in_the_sheet_of_children(member, full_case, consented):
    by = member()
    case = full_case(by)
    consented(by, case)
    leaving = let_out(by, [case], "Red Cross", "sharing")
    assert len(list(case_sheets.rows("children", [*leaving, *leaving]))) == 1
    assert len(list(case_sheets.rows("cases", [*leaving, *leaving]))) == 2
