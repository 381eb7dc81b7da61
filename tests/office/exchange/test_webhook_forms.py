"""The form of a webhook."""

from kintrace.office.exchange.webhook import EVENTS
from kintrace.office.exchange.webhook_forms import NewWebhook


def test_it_asks_for_an_address_and_at_least_one_event():
    assert sorted(NewWebhook({"address": "", "events": []}).errors) == ["address", "events"]
    assert NewWebhook({"address": "https://hooks.example/", "events": list(EVENTS)}).is_valid()
    assert not NewWebhook({"address": "https://x/", "events": ["person.born"]}).is_valid()
