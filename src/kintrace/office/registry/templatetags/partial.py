"""Show dates known in part: `{% load partial %}`, then {{ transfer.left_on|partial }}."""

from django import template

from kintrace.office.registry import dates

register = template.Library()


@register.filter
def partial(stored: str) -> str:
    """Say a date in the reader's language.

    >>> partial("2022-03-14")
    '14.03.2022'
    """
    return dates.show(stored)
