"""Hold the pairs of an organisation: who writes or takes out many of them does so alone.

Row by row they would meet in a deadlock, each in an order of its own. A member who decides one pair need not
hold all, nor wait for whoever does unless it is at that pair.
"""

from django.db import connection

_LOCK = 0x70616972


def hold_pairs(organisation: int) -> None:
    """Let nobody else hold the pairs of this organisation until the transaction ends.

    It comes after the organisation, where that is held, and before any row of lists, records and pairs.
    """
    if connection.vendor == "postgresql":  # in the embedded database one writes at a time
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, organisation])
