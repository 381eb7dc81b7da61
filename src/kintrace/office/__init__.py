"""The office: where lists come in and people decide who is who. The only room that knows Django."""
