"""Addresses of erasure."""

from django.urls import path

from kintrace.office.exchange import erasure_pages

urlpatterns = [
    path("records/<int:number>/erase/", erasure_pages.record_erase, name="record-erase"),
    path("children/<int:number>/erase/", erasure_pages.child_erase, name="child-erase"),
    path("erasures/", erasure_pages.erasures, name="erasures"),
]
