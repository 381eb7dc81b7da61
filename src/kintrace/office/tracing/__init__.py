"""Lists, records, proposed pairs, decisions, and who is who."""
