"""Members of organisations: who they are, what they may do, how far they see."""
