"""The embedded database: SQLite, encrypted by SQLCipher when there is a key, behind Django's own backend."""
