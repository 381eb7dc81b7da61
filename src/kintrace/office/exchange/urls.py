"""Addresses of what goes out and comes in."""

from django.urls import include, path

from kintrace.office.exchange import in_pages, out_pages

urlpatterns = [
    path("out/", out_pages.out, name="out"),
    path("cases/<int:number>/letter/", out_pages.letter, name="case-letter"),
    path("cases/<int:number>/poster/", out_pages.poster, name="case-poster"),
    path("in/primero/", in_pages.primero, name="primero-in"),
    path("in/pfif-gone/", in_pages.gone, name="pfif-gone"),
    path("lists/<int:number>/gone/", in_pages.list_gone, name="list-gone"),
    path("", include("kintrace.office.exchange.erasure_urls")),
    path("", include("kintrace.office.exchange.retention_urls")),
    path("", include("kintrace.office.exchange.tokens_urls")),
    path("", include("kintrace.office.exchange.webhook_urls")),
    path("api/v1/", include("kintrace.office.exchange.api_urls")),
]
