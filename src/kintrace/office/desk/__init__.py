"""The first page: what waits for a member."""
