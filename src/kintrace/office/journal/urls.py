"""Addresses of the journal."""

from django.urls import path

from kintrace.office.journal import pages

urlpatterns = [path("", pages.journal, name="journal")]
