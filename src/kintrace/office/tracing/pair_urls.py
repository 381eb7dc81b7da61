"""Addresses of pairs, of what is said of them, and of who is who."""

from django.urls import path

from kintrace.office.tracing import pair_pages as pages

urlpatterns = [
    path("", pages.pairs, name="pairs"),
    path("decided.csv", pages.decided_sheet, name="pairs-decided-sheet"),
    path("next/", pages.pair_next, name="pair-next"),
    path("contradictions/", pages.contradictions, name="contradictions"),
    path("filters/", pages.filter_save, name="filter-save"),
    path("filters/drop/", pages.filter_drop, name="filter-drop"),
    path("identities/<int:number>/", pages.identity, name="identity"),
    path("decisions/<int:number>/undo/", pages.undo, name="undo"),
    path("<int:number>/", pages.pair, name="pair"),
    path("<int:number>/decide/", pages.decide, name="decide"),
]
