"""How much there is of what, and how it goes: counts that name nobody."""
