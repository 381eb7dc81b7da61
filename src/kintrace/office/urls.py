"""All addresses of the office."""

from django.urls import include, path

urlpatterns = [
    path("", include("kintrace.office.desk.urls")),
    path("", include("kintrace.office.accounts.urls")),
    path("journal/", include("kintrace.office.journal.urls")),
    path("", include("kintrace.office.registry.urls")),
    path("", include("kintrace.office.tracing.urls")),
    path("", include("kintrace.office.statistics.urls")),
    path("cases/", include("kintrace.office.cases.urls")),
    path("", include("kintrace.office.exchange.urls")),
]

handler400 = "kintrace.office.accounts.pages.unreadable"
handler403 = "kintrace.office.accounts.pages.refused"
handler404 = "kintrace.office.accounts.pages.not_found"
handler500 = "kintrace.office.accounts.pages.fault"
