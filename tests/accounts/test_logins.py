"""A login is a row: ended there, it is ended everywhere."""

from diary.accounts.queries import phones_of


def test_the_cast_is_there(app, alice, phone, bob, charlie, reception, administrator, alice_browser, carer_browser, bob_browser):
    assert phones_of(alice.id)
