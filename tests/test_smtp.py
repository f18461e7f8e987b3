"""What the setting of the mail server may say, and what an e-mail address is."""

import pytest

from diary.smtp import MailServer, is_mail_address

FROM = "diary@mail.example"


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtps://mail.example?from=diary@mail.example",
            MailServer(host="mail.example", port=465, security="tls", sender=FROM),
        ),
        (
            "smtp://mail.example:2525?from=diary@mail.example",
            MailServer(host="mail.example", port=2525, security="starttls", sender=FROM),
        ),
        (
            "smtp://diary%40mail.example:a%2Fb@mail.example",
            MailServer(host="mail.example", port=587, security="starttls", sender=FROM, user=FROM, password="a/b"),
        ),
        (
            "smtp://localhost?tls=off&from=diary@mail.example",
            MailServer(host="localhost", port=25, security="off", sender=FROM),
        ),
    ],
)
def test_an_address_names_host_port_security_and_sender(url, server):
    assert MailServer.at(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "http://mail.example?from=diary@mail.example",
        "smtp://?from=diary@mail.example",
        "smtp://mail.example/inbox?from=diary@mail.example",
        "smtp://mail.example:99999?from=diary@mail.example",
        "smtp://mail.example:port?from=diary@mail.example",
        "smtp://[mail.example?from=diary@mail.example",
        "smtp://mail.example",
        "smtp://anna:secret@mail.example",
        "smtp://mail.example?from=diary",
        "smtp://mail.example?from=diary@mail.example&tls=off",
        "smtp://localhost?from=diary@mail.example&tls=perhaps",
        "smtp://localhost?from",
    ],
)
def test_what_cannot_be_used_is_refused_without_the_password_in_it(url):
    with pytest.raises(ValueError, match=r"\.$") as refusal:
        MailServer.at(url)
    assert "secret" not in str(refusal.value)


def test_the_password_is_not_shown():
    assert "hush" not in repr(MailServer.at("smtps://anna:hush@mail.example?from=diary@mail.example"))


@pytest.mark.parametrize(
    "typed", ["alice@example.org", "a.b+diary@mail.example.org", "o'neil@x.ie", "1@2.3", f"{'a' * 64}@example.org"]
)
def test_an_address_is_one_mailbox(typed):
    assert is_mail_address(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "alice",
        "alice@example",
        "alice@.org",
        "@example.org",
        "alice@example..org",
        "alice@-example.org",
        "alice @example.org",
        "alice@example.org\n",
        "alice@example.org\r\nBcc: bob@example.org",
        "alice@example.org,bob@example.org",
        "alice@example.org;bob@example.org",
        "<alice@example.org>",
        "Alice <alice@example.org>",
        '"alice bob"@example.org',
        "alice@[127.0.0.1]",
        "alice@exämple.org",
        "älice@example.org",
        "alice@example.org\0",
        "alice@example.org%0aBcc:bob@example.org",
        f"{'a' * 65}@example.org",
        f"alice@{'a.' * 130}org",
    ],
)
def test_what_could_name_another_mailbox_or_a_header_is_no_address(typed):
    assert not is_mail_address(typed)
