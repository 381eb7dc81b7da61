"""What the page of a pair shows is worked out from the pair alone."""

from django.utils import translation
from office.tracing.invented import proposed

from kintrace.office.tracing.pair_actions import Word, decide
from kintrace.office.tracing.pair_view import differing, language, review, waterfall


def reason(field: str, bits: float, kind: str = "name", level: str = "same") -> dict:
    return {"field": field, "kind": kind, "level": level, "left": "", "right": "", "bits": bits}


def test_bars_begin_where_the_one_before_ended_and_end_in_their_sum():
    with translation.override("en"):
        bars = waterfall(
            [reason("prior", -2, "prior", "prior"), reason("birth", 8), reason("other:shoe", -1)], "en"
        )
    # From -2 to 6 bits are 8, drawn on 64 units behind labels of 36.
    assert [(b.label, b.bits, b.x, b.y, b.width, b.speaks) for b in bars] == [
        ("Before comparing", "−2.0", 36.0, 0.0, 16.0, "against"),
        ("Birth date", "+8.0", 36.0, 5.0, 64.0, "for"),
        ("shoe", "−1.0", 92.0, 10.0, 8.0, "against"),
        ("In all", "+5.0", 52.0, 15.0, 40.0, "sum"),
    ]


def test_no_reasons_make_one_bar_of_nothing():
    assert [(bar.width, bar.speaks) for bar in waterfall([], "uk")] == [(0.3, "sum")]


def test_what_the_comparison_found_to_differ_is_marked_on_the_cards_and_nothing_else():
    found = differing(
        [
            reason("prior", -7, "prior", "prior"),
            reason("surname", -4, level="different"),
            reason("given_name", 6, level="same_class"),
            reason("mother.given_name", 4),
            reason("father.given_name", -2, level="another"),
            reason("birth", 6, "birth", "one_digit"),
            reason("place", 0, "place", "missing"),
            reason("surname + patronymic", 3, "alteration", "adoption"),
        ]
    )
    assert found == {"surname", "name", "father", "birth"}


def test_the_language_is_the_readers():
    for code in ("uk", "ru", "en"):
        with translation.override(code):
            assert language() == code
    with translation.override("de"):
        assert language() == "uk"


def test_a_review_tells_what_stands_and_what_may_be_taken_back(member):
    by, other = member("reviewer"), member("reviewer")
    proposal = proposed(by)
    first = decide(by=by, number=proposal.id, word=Word("same", "photo"))
    proposal.refresh_from_db()
    shown, others = review(by, proposal), review(other, proposal)
    assert (shown["seen"], shown["standing"], shown["my_last"]) == (first.id, "same", first)
    assert [(s.stands, s.may_undo, s.needs_note, s.old_facts) for s in shown["history"]] == [
        (True, True, False, False)
    ]
    assert [(s.may_undo, s.needs_note) for s in others["history"]] == [(False, True)]
    assert others["my_last"] is None


def test_nine_reasons_have_a_key(member):
    by = member()
    keys = [key for key, *_ in review(by, proposed(by))["reasons"]]
    assert keys == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "", ""]


def test_what_a_role_may_not_know_is_in_no_row_and_no_reason(member):
    by = member()
    proposal = proposed(by)
    secret = "Secret 41"
    proposal.reasons = [reason("document", 9, "code") | {"left": secret, "right": secret}]
    for record in (proposal.left, proposal.right):
        record.people = {"name": "Олена", "facility": secret, "relatives": secret, "document": secret}
    assert secret in review(by, proposal)["view"].rows
    assert secret not in review(member("mediator"), proposal)["view"].rows


def test_of_a_further_column_a_role_that_may_not_know_it_is_told_the_bits_alone(member):
    by = member()
    proposal = proposed(by)
    secret = {"left": "Secret 41", "right": "Secret 42"}
    proposal.reasons = [
        reason("other:scar", 9, "text", "one_letter") | secret,
        reason("surname + other:scar", -2, "dependence", "repeated"),
    ]
    for record, text in ((proposal.left, "Secret 41"), (proposal.right, "Secret 42")):
        record.people = {"name": "Олена", "other:scar": text, "other:school": "Secret school"}
    with translation.override("en"):
        seen, hidden = review(by, proposal), review(member("mediator"), proposal)
    assert "<th>scar</th>" in seen["view"].rows
    assert "Secret school" in seen["view"].rows
    assert next(bar.label for bar in seen["bars"]) == "scar"
    assert "<th>not shown to your role</th>" in hidden["view"].rows
    assert next((bar.label, bar.bits) for bar in hidden["bars"]) == ("not shown to your role", "+9.0")
    told = hidden["view"].rows + str(hidden["left"]) + str(hidden["right"])
    assert [word for word in ("scar", "Secret", "school", "41", "42") if word in told] == []
