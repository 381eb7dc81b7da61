"""How passwords are kept.

Argon2id with 19 MiB, two passes and one lane (OWASP Password Storage Cheat Sheet, 2024). Django's own 100 MiB
let fifty people who sign in together hold up everybody for seconds.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id at the cost above."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
