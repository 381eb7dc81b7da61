"""The page of webhooks."""

from kintrace.office.exchange import webhook
from kintrace.office.exchange.models import Delivery


def test_it_says_why_a_message_was_not_delivered(member, client_of):
    by = member("administrator")
    made = webhook.add(by=by, address="https://hooks.example/", events=["list.imported"])
    said = {"webhook": made, "event": "list.imported", "message": {"id": 7}}
    Delivery.objects.create(tried=6, said="The name of the address is not known.", **said)
    page = client_of(by).get("/webhooks/").content.decode()
    assert "https://hooks.example/" in page
    assert "a list was imported" in page
    assert "list.imported 7" in page
    assert "waits: The name of the address is not known." in page
    assert made.secret not in page
