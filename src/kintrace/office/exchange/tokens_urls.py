"""Addresses of tokens."""

from django.urls import path

from kintrace.office.exchange import tokens_pages

urlpatterns = [
    path("tokens/", tokens_pages.token_list, name="tokens"),
    path("tokens/<int:number>/revoke/", tokens_pages.token_revoke, name="token-revoke"),
]
