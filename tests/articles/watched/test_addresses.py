"""Whom on the network nobody is asked for."""

import pytest

from articles.watched.addresses import AddressError, checked, is_public, target_of

INSIDE = """
    127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 192.0.2.1
    198.18.0.1 224.0.0.1 224.0.1.1 239.255.255.250 240.0.0.1 255.255.255.255
    ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 fec0::1 ff02::1 ff0e::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::10.0.0.1
    64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::a9fe:a9fe 2002:7f00:1:: 2002:a00:1:: 2001:0:7f00:1::
"""


@pytest.mark.parametrize("address", [*INSIDE.split(), "no address", ""])
def test_what_is_not_open_to_all_of_the_internet_is_refused(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808"]
)
def test_what_is_open_to_all_is_not(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/", "gopher://example.org", "example.org/feed"),
        *("http://", "http:///feed", "http://exa mple.org/", "http://example.org:99999/", "//x/"),
        *(
            "http://user:secret@example.org/",
            "http://user@example.org/",
            "http://[::1",
            "javascript:1",
        ),
        "https://example.org/" + "x" * 2000,
    ],
)
def test_what_is_no_address_of_the_web_is_refused_in_a_sentence(url):
    with pytest.raises(AddressError, match=r"is no address of the web|user name or password"):
        target_of(url)


def test_an_address_is_read_as_it_is_asked():
    target = target_of("HTTPS://Bücher.Example:8443/täg?q=a b\r\nX: y#part")
    assert target.host == "xn--bcher-kva.example"
    assert target.header == "xn--bcher-kva.example:8443"
    assert target.path == "/t%C3%A4g?q=a%20bX:%20y"
    assert target_of("http://[2001:DB8::1]/").header == "[2001:db8::1]"


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::ffff:127.0.0.1]"]
)
def test_however_a_host_is_written_its_addresses_are_judged(host):
    with pytest.raises(AddressError, match=r"not open to all of the Internet|no host named"):
        checked(target_of(f"http://{host}/"))


def test_one_private_address_among_public_ones_is_enough():
    target = target_of("http://example.org/")
    assert checked(target, lambda host, port: ["8.8.8.8", "8.8.4.4"]) == "8.8.8.8"
    with pytest.raises(AddressError, match=r"is at 10\.0\.0\.1"):
        checked(target, lambda host, port: ["8.8.8.8", "10.0.0.1"])


def test_an_administrator_allows_hosts_by_name_and_port(settings):
    def inside(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    settings.GANGINTEL_PRIVATE_HOSTS = ["Intranet.example", "10.0.0.1:8080"]
    assert checked(target_of("http://intranet.example:81/"), inside) == "10.0.0.1"
    assert checked(target_of("http://10.0.0.1:8080/"), inside) == "10.0.0.1"
    for other in ("http://10.0.0.1/", "http://sub.intranet.example/"):
        with pytest.raises(AddressError):
            checked(target_of(other), inside)
