"""The address of the first page."""

from django.urls import path

from kintrace.office.desk import pages

urlpatterns = [path("", pages.start, name="start")]
