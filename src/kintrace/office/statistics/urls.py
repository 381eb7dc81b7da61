"""The address of the statistics."""

from django.urls import path

from kintrace.office.statistics import pages

urlpatterns = [path("statistics/", pages.statistics, name="statistics")]
