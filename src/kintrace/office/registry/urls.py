"""Addresses of children, places, programmes, transfers."""

from django.urls import path

from kintrace.office.registry import pages, place_pages, transfer_pages

urlpatterns = [
    path("children/", pages.children, name="children"),
    path("children/new/", pages.child_new, name="child-new"),
    path("children/<int:number>/", pages.child, name="child"),
    path("children/<int:number>/change/", pages.child_change, name="child-change"),
    path("children/<int:number>/photo/", pages.child_photo, name="child-photo"),
    path("children/<int:number>/photo/change/", pages.child_photo_change, name="child-photo-change"),
    path("children/<int:number>/transfer/", transfer_pages.child_transfer, name="child-transfer"),
    path("transfers/<int:number>/correct/", transfer_pages.transfer_correct, name="transfer-correct"),
    path("transfers/<int:number>/withdraw/", transfer_pages.transfer_withdraw, name="transfer-withdraw"),
    path("transfers/<int:number>/indicator/", transfer_pages.transfer_indicator, name="transfer-indicator"),
    path("indicators/<int:number>/withdraw/", transfer_pages.indicator_withdraw, name="indicator-withdraw"),
    path("places/", place_pages.places, name="places"),
    path("places/new/", place_pages.place_new, name="place-new"),
    path("places/<int:number>/", place_pages.place, name="place"),
    path("places/<int:number>/change/", place_pages.place_change, name="place-change"),
    path("programmes/", place_pages.programmes, name="programmes"),
    path("programmes/new/", place_pages.programme_new, name="programme-new"),
    path("programmes/<int:number>/", place_pages.programme, name="programme"),
    path("programmes/<int:number>/change/", place_pages.programme_change, name="programme-change"),
    path("map/", pages.transfers_map, name="map"),
]
