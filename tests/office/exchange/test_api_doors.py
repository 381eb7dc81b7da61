"""How often a token may ask."""

from kintrace.office.exchange import api_doors


def test_each_token_has_its_own_minute(monkeypatch):
    rate, now = api_doors.Rate(), [600.0]
    monkeypatch.setattr(api_doors.time, "time", lambda: now[0])
    assert [rate.allows(1, 2) for _ in range(3)] == [True, True, False]
    assert rate.allows(2, 2)
    now[0] = 659.9
    assert not rate.allows(1, 2)
    now[0] = 660.0
    assert rate.allows(1, 2)


def test_a_refusal_is_a_sentence():
    answer = api_doors.refusal(404, "Немає.")
    assert (answer.status_code, answer.content.decode()) == (404, '{"error": "Немає."}')
