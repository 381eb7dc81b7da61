"""Addresses of the API, one for each operation of the table."""

from django.urls import path

from kintrace.office.exchange import api_pages
from kintrace.office.exchange.api_operations import OPERATIONS

urlpatterns = [
    *(path(one.path, api_pages.page_of(one), name=one.name) for one in OPERATIONS),
    path("openapi.json", api_pages.openapi, name="api-openapi"),
    path("<path:rest>", api_pages.nowhere, name="api-nowhere"),
]
