from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geokg.errors import FetchError
from geokg.fetch.addresses import place_of, refusal, resolve, system_resolver

REFUSED = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::10.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b::c0a8:1",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "2001:10::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2002:c0a8:1::1",
    "2002:a9fe:a9fe::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::a:b",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
ALLOWED = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.1",
    "100.63.255.255",
    "100.128.0.1",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.1",
    "192.167.255.255",
    "192.169.0.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
    "::ffff:8.8.8.8",
    "::8.8.8.8",
]


@pytest.mark.parametrize("address", REFUSED)
def test_no_address_inside_is_asked(address: str) -> None:
    assert refusal(ip_address(address))
    place = place_of("http://news.example/")
    with pytest.raises(FetchError, match="not public"):
        resolve(place, lambda *_: ["8.8.8.8", address], allow_private=False)


@pytest.mark.parametrize("address", ALLOWED)
def test_public_addresses_are_asked(address: str) -> None:
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://127.1/", "http://0x7f.1/", "http://2130706433/",
        "http://0177.0.0.1/", "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://127.0.0.1/",
        "http://①②⑦.⓪.⓪.①/",
    ],
)  # fmt: skip
def test_no_spelling_of_this_machine_is_asked(url: str) -> None:
    with pytest.raises(FetchError):
        resolve(place_of(url), system_resolver, allow_private=False)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://a.example/", "no address"), ("file:///etc/passwd", "no address"), ("gopher://a.example/", "no address"),
        ("//a.example/", "no address"), ("http://", "no address"), ("http:///x", "no address"), ("http://a.example:99999/", "no address"),
        ("http://[::1", "no address"), ("http://a.example:22/", "port 22"), ("https://a.example:8443/", "port 8443"),
        ("http://me@a.example/", "name or password"), ("http://me:pw@a.example/", "name or password"),
        ("http://a.example/\r\nHost: b", "no address"), ("http://a b.example/", "no address"), ("javascript:alert(1)", "no address"),
        ("http://a.example/" + "x" * 3000, "no address"),
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(url: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        place_of(url)


def test_names_of_other_scripts_and_odd_paths_are_encoded() -> None:
    place = place_of("HTTPS://Bücher.example:443/ä b?q=ü#part".replace(" ", "%20"))
    assert (place.scheme, place.host, place.netloc) == ("https", "xn--bcher-kva.example", "xn--bcher-kva.example")
    assert place.path == "/%C3%A4%20b?q=%C3%BC"


@given(st.text(max_size=60) | st.text(max_size=40).map("http://{}".format))
def test_any_text_is_an_address_or_refused(url: str) -> None:
    try:
        place = place_of(url)
    except FetchError:
        return
    assert place.port in (80, 443)
    assert place.host.isascii()
    assert place.path.isascii()
    assert not set(place.path) & set(" \r\n\t")


@given(st.ip_addresses(v=4))
def test_every_form_that_carries_an_address_is_judged_as_it(address: object) -> None:
    number = int(address)  # type: ignore[call-overload]
    inside = bool(refusal(ip_address(number)))
    for carrier in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, (0x2002 << 112) | number << 80):
        assert bool(refusal(ip_address(carrier.to_bytes(16)))) == inside
