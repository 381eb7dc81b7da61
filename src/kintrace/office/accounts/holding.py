"""Hold an organisation: those who must not meet do so first, before any row of theirs and the journal."""

from kintrace.office.accounts.models import Organisation


def hold(organisation: int) -> Organisation:
    """Let nobody else hold this organisation until the transaction ends; return it.

    Its key is left free, so that others go on writing rows that point to it.
    """
    return Organisation.objects.select_for_update(no_key=True).get(id=organisation)
