"""The page of tokens."""

from kintrace.office.exchange.models import Token


def test_it_says_which_tokens_live_and_what_they_may(member, program, client_of):
    by = member("administrator")
    program(by, acts=["SEE_RECORDS"], name="Bridge to Nowhere")
    page = client_of(by).get("/tokens/").content.decode()
    assert "Bridge to Nowhere" in page
    assert "see records" in page
    assert 'aria-label="Revoke Bridge to Nowhere"' in page
    Token.objects.update(expires_at="2020-01-01T00:00Z")
    page = client_of(by).get("/tokens/").content.decode()
    assert "expired" in page
    assert "Revoke" not in page


def test_a_form_that_is_wrong_makes_no_token(member, client_of):
    answer = client_of(member("administrator")).post("/tokens/", {"name": "x"})
    assert "This field is required." in answer.content.decode()
    assert not Token.objects.exists()
