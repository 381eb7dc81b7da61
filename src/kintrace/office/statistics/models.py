"""What was counted last, so that a page need not count a million records."""

from django.db import models


class Counted(models.Model):
    """All counts of what one scope of an organisation holds, and when they were made."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=60)
    """Whose scope: "organisation", or of one member (see actions.scope_of)."""
    at = models.DateTimeField()
    said = models.JSONField()
    """counting.Counts as JSON: numbers, ids and keys, no names."""

    class Meta:
        """A scope has one set of counts."""

        constraints = [models.UniqueConstraint(fields=["organisation", "scope"], name="counted_once")]
