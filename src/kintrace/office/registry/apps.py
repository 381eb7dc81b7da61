"""The app of the registry, for Django."""

from collections.abc import Collection

from django.apps import AppConfig


class Registry(AppConfig):
    """Children, places, programmes, transfers, indicators."""

    name = "kintrace.office.registry"
    label = "registry"

    def ready(self) -> None:
        """Make known which files are photos of children."""
        from kintrace.office.files import POINTED_TO_BY

        POINTED_TO_BY.append(_photos)


def _photos(some: Collection[str]) -> set[str]:
    """Return which of these files are photos of children."""
    from kintrace.office.registry.models import Child

    return set(Child.objects.filter(photo__in=some).values_list("photo", flat=True))
