"""What members keep of the queue for themselves: what they look at, how far they looked, what they search."""

from django.db import models


class Looking(models.Model):
    """A member is looking at a pair, so that nobody else is given it; ends by itself."""

    proposal = models.OneToOneField("tracing.Proposal", models.CASCADE, related_name="looking")
    by = models.ForeignKey("accounts.Member", models.CASCADE, related_name="+")
    until = models.DateTimeField()


class LookedThrough(models.Model):
    """How far a member has looked through the pairs of their own records."""

    by = models.OneToOneField("accounts.Member", models.CASCADE, related_name="+")
    last = models.BigIntegerField(default=0)
    """The newest pair there was when they last opened that queue."""
    run = models.BigIntegerField(null=True)
    """The newest run of the engine there was then."""


class Filter(models.Model):
    """A search that a member keeps."""

    by = models.ForeignKey("accounts.Member", models.CASCADE, related_name="filters")
    name = models.CharField(max_length=100)
    query = models.JSONField()

    class Meta:
        """A member's filter has a name of its own."""

        constraints = [models.UniqueConstraint(fields=["by", "name"], name="filter_name_once")]
