"""The form of a token."""

from kintrace.office.exchange.tokens import SCOPES, Wanted
from kintrace.office.exchange.tokens_forms import NewToken

SAID = {"name": "Bridge", "acts": ["SEE_RECORDS"], "days": "30", "recipient": "Nowhere", "purpose": "tracing"}


def test_it_offers_what_a_token_may_allow_and_nothing_else():
    assert [name for name, _called in NewToken().fields["acts"].choices] == [act.name for act in SCOPES]
    form = NewToken(SAID)
    assert form.is_valid()
    assert form.wanted() == Wanted("Bridge", ["SEE_RECORDS"], 30, "Nowhere", "tracing")


def test_it_refuses_other_acts_too_many_days_and_unknown_purposes():
    wrong = NewToken(SAID | {"acts": ["MANAGE_MEMBERS"], "days": "367", "purpose": "fun"})
    assert sorted(wrong.errors) == ["acts", "days", "purpose"]
