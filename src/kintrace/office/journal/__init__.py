"""Who did or saw what, when and why: written once, chained, provable."""
