"""A phone may name the push services of the browsers' makers, and nothing that only looks like one."""

import pytest

from diary.errors import Invalid
from diary.push.hosts import host_of, service_at

OURS = {
    "https://fcm.googleapis.com/fcm/send/dGVz-dA_:APA91b": "fcm.googleapis.com",
    "https://jmt17.google.com/fcm/send/abc": "jmt17.google.com",
    "https://android.googleapis.com/gcm/send/abc": "android.googleapis.com",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA": "updates.push.services.mozilla.com",
    "https://eu.push.services.mozilla.com/wpush/v2/gAAAA": "eu.push.services.mozilla.com",
    "https://web.push.apple.com/QGuQyavXutnMUBt": "web.push.apple.com",
    "https://web.push.apple.com:443/QGuQ": "web.push.apple.com",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB%2bQ": "wns2-par02p.notify.windows.com",
}
HOSTILE = (
    "",
    "https://",
    "fcm.googleapis.com/fcm/send/a",
    "//fcm.googleapis.com/a",
    "http://fcm.googleapis.com/a",
    "ftp://fcm.googleapis.com/a",
    "HTTPS://fcm.googleapis.com/a",
    "javascript:alert(1)//fcm.googleapis.com/a",
    "https://fcm.googleapis.com",
    "https://fcm.googleapis.com/",
    "https://FCM.googleapis.com/a",
    "https://fcm.googleapis.com./a",
    "https://fcm.googleapis.com:8443/a",
    "https://fcm.googleapis.com:80/a",
    "https://fcm.googleapis.com:/a",
    "https://fcm.googleapis.com:0443/a",
    "https://user@fcm.googleapis.com/a",
    "https://user:word@fcm.googleapis.com/a",
    "https://fcm.googleapis.com@169.254.169.254/a",
    "https://169.254.169.254/latest/meta-data?fcm.googleapis.com/",
    "https://169.254.169.254/x.push.apple.com/",
    "https://127.0.0.1/a",
    "https://2130706433/a",
    "https://0x7f.1/a",
    "https://[::1]/a",
    "https://[::ffff:127.0.0.1]/a",
    "https://localhost/a",
    "https://metadata.google.internal/a",
    "https://fcm.googleapis.com.evil.example/a",
    "https://evilfcm.googleapis.com/a",
    "https://push.apple.com/a",
    "https://.push.apple.com/a",
    "https://evil.example/.push.apple.com/a",
    "https://evil.example#.push.apple.com/a",
    "https://evil.example?.push.apple.com/a",
    "https://evil.example\\.push.apple.com/a",
    "https://evil.example%2f.push.apple.com/a",
    "https://webpush.apple.com/a",
    "https://a..push.apple.com/a",
    "https://a_b.push.apple.com/a",
    f"https://{'a' * 64}.push.apple.com/a",
    "https://fcm.googleapis.com/a#b",
    "https://fcm.googleapis.com\\@evil.example/a",
    "https://fcm.googleapis.com/a\\b",
    "https://fcm.googleapis.com/a b",
    "https://fcm.googleapis.com/a\r\nHost: evil.example",
    "https://fcm.googleapis.com/a\n",
    "\thttps://fcm.googleapis.com/a",
    " https://fcm.googleapis.com/a",
    "https://fcm.googleapis。com/a",
    "https://ｆcm.googleapis.com/a",
    "https://fcm.googleapis.com/ä",
    "https://fcm.googleapis.com/a\0",
    "https://xn--fcm-goa.googleapis.com/a",
    "https://fcm.googleapis.com/" + "a" * 1024,
)


@pytest.mark.parametrize(("endpoint", "host"), OURS.items())
def test_the_push_services_of_browsers_are_known(endpoint, host):
    assert host_of(endpoint) == host


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_what_is_none_of_them_is_refused(endpoint):
    with pytest.raises(Invalid) as refused:
        host_of(endpoint)

    assert list(refused.value.fields) == ["endpoint"]


def test_however_many_hosts_a_service_has_it_is_counted_as_one():
    assert service_at("made-up-1.notify.windows.com") == service_at("db5.notify.windows.com") == "notify.windows.com"
    assert service_at("fcm.googleapis.com") == "fcm.googleapis.com"
