"""Addresses of retention."""

from django.urls import path

from kintrace.office.exchange import retention_pages

urlpatterns = [
    path("retention/", retention_pages.retention, name="retention"),
    path("retention/period/", retention_pages.retention_period, name="retention-period"),
    path("retention/confirm/", retention_pages.retention_confirm, name="retention-confirm"),
    path("retention/stop/", retention_pages.retention_stop, name="retention-stop"),
    path("retention/keepings/<int:number>/end/", retention_pages.keeping_end, name="keeping-end"),
    path("lists/<int:number>/retention/", retention_pages.list_retention, name="list-retention"),
    path("children/<int:number>/retention/", retention_pages.child_retention, name="child-retention"),
]
