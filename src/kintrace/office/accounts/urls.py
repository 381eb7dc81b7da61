"""Addresses of signing in, of members, and of the language."""

from django.urls import path

from kintrace.office.accounts import factor_pages, first_pages, me_pages, member_pages, pages

urlpatterns = [
    path("first/<str:token>/", first_pages.first_administrator, name="first-administrator"),
    path("sign-in/", pages.sign_in, name="sign-in"),
    path("sign-out/", pages.sign_out, name="sign-out"),
    path("language/", pages.language, name="language"),
    path("second-factor/", factor_pages.second_factor, name="second-factor"),
    path("recovery-codes/", factor_pages.recovery_codes, name="recovery-codes"),
    path("me/", me_pages.me, name="me"),
    path("me/password/", me_pages.password, name="password"),
    path("me/sign-out-of/", me_pages.sign_out_of, name="sign-out-of"),
    path("me/sign-out-everywhere/", me_pages.sign_out_everywhere, name="sign-out-everywhere"),
    path("me/tour-done/", me_pages.tour_done, name="tour-done"),
    path("members/", member_pages.members, name="members"),
    path("members/organisation/", member_pages.organisation, name="organisation"),
    path("members/organisations/new/", member_pages.organisation_new, name="organisation-new"),
    path("members/<int:number>/", member_pages.member, name="member"),
]
