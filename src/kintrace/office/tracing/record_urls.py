"""Addresses of records."""

from django.urls import path

from kintrace.office.tracing import record_pages as pages

urlpatterns = [
    path("", pages.records, name="records"),
    path("new/", pages.record_new, name="record-new"),
    path("<int:number>/", pages.record, name="record"),
    path("<int:number>/correct/", pages.record_correct, name="record-correct"),
    path("<int:number>/photo/", pages.record_photo, name="record-photo"),
    path("<int:number>/photo/put/", pages.record_photo_put, name="record-photo-put"),
    path("<int:number>/photo/remove/", pages.record_photo_remove, name="record-photo-remove"),
    path("<int:number>/share/", pages.record_share, name="record-share"),
    path("<int:number>/sighting/", pages.record_sighting, name="record-sighting"),
    path("sightings/<int:number>/withdraw/", pages.sighting_withdraw, name="sighting-withdraw"),
]
