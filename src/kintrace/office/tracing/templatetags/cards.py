"""Compare two cards while they are shown: `{% load cards %}`."""

from typing import Any

from django import template

register = template.Library()


@register.filter
def differs_from(field: dict[str, Any], facing: dict[str, Any] | str | None) -> bool:
    """Tell whether a field reads otherwise than the same field of the other card; empty is no difference.

    >>> differs_from({"role": "sex", "read": "m"}, {"fields": [{"role": "sex", "read": "f"}]})
    True
    """
    if not isinstance(facing, dict):
        return False
    other = {one["role"]: one["read"] for one in facing["fields"]}.get(field["role"])
    return bool(field["read"] and other and other.casefold() != field["read"].casefold())
