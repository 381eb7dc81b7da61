"""Addresses of lists."""

from django.urls import path

from kintrace.office.tracing import list_pages as pages

urlpatterns = [
    path("", pages.lists, name="lists"),
    path("new/", pages.list_new, name="list-new"),
    path("<int:number>/", pages.list_one, name="list"),
    path("<int:number>/columns/", pages.list_columns, name="list-columns"),
    path("<int:number>/rejected/", pages.list_rejected, name="list-rejected"),
    path("<int:number>/rejected.csv", pages.list_rejected_sheet, name="list-rejected-sheet"),
    path("<int:number>/cancel/", pages.list_cancel, name="list-cancel"),
    path("<int:number>/withdraw/", pages.list_withdraw, name="list-withdraw"),
    path("<int:number>/bring-back/", pages.list_bring_back, name="list-bring-back"),
    path("<int:number>/file/", pages.list_file, name="list-file"),
]
