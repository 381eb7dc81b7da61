"""Addresses of what goes out and comes in."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
