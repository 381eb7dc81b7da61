"""The app of the registry, for Django."""

from django.apps import AppConfig


class Registry(AppConfig):
    """Children, places, programmes, transfers, indicators."""

    name = "kintrace.office.registry"
    label = "registry"

    def ready(self) -> None:
        """Make known which files are photos of children."""
        from kintrace.office.files import POINTED_TO_BY

        POINTED_TO_BY.append(_is_photo)


def _is_photo(sha256: str) -> bool:
    """Tell whether a file is the photo of a child."""
    from kintrace.office.registry.models import Child

    return Child.objects.filter(photo=sha256).exists()
