"""Kintrace: find children whom a war has separated from their families."""
