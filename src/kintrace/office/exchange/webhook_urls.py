"""Addresses of webhooks."""

from django.urls import path

from kintrace.office.exchange import webhook_pages

urlpatterns = [
    path("webhooks/", webhook_pages.webhook_list, name="webhooks"),
    path("webhooks/<int:number>/end/", webhook_pages.webhook_end, name="webhook-end"),
]
