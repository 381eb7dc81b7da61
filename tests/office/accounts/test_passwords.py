"""How passwords are kept."""

from kintrace.office.accounts.passwords import Argon2


def test_passwords_are_kept_with_argon2_at_the_cost_that_is_meant():
    kept = Argon2().encode("green lantern over the weir", Argon2().salt())
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert Argon2().verify("green lantern over the weir", kept)
    assert not Argon2().verify("green lantern over the wein", kept)
