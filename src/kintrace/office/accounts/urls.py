"""Addresses of signing in, of members, and of the language."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
