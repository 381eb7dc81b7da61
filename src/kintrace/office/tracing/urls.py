"""Addresses of lists, records and pairs."""

from django.urls import include, path

urlpatterns = [
    path("lists/", include("kintrace.office.tracing.list_urls")),
    path("records/", include("kintrace.office.tracing.record_urls")),
    path("pairs/", include("kintrace.office.tracing.pair_urls")),
]
