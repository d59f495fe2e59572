import socket

import pytest

from gangintel.services.address import Address, AddressError


@pytest.mark.parametrize(
    "bind, ip, url",
    [
        ("127.0.0.1:0", "127.0.0.1", "http://127.0.0.1:{}/"),
        ("0", "127.0.0.1", "http://127.0.0.1:{}/"),
        ("localhost:0", "127.0.0.1", "http://127.0.0.1:{}/"),
        ("0.0.0.0:0", "0.0.0.0", "http://127.0.0.1:{}/"),  # noqa: S104
    ],
)
def test_an_address_is_reserved(bind, ip, url):
    address = Address.reserve(bind)
    assert (address.ip, address.url) == (ip, url.format(address.port))
    assert address.is_local == (ip == "127.0.0.1")
    assert not address.answers()


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_the_new_kind_of_address_stands_in_brackets():
    try:
        address = Address.reserve("[::1]:0")
    except AddressError:
        pytest.skip("this machine has no IPv6")
    assert address.url == f"http://[::1]:{address.port}/"


@pytest.mark.parametrize(
    "bind, sentence",
    [
        ("", "cannot be read"),
        ("nonsense", "cannot be read"),
        ("127.0.0.1:99999", "cannot be read"),
        ("http://127.0.0.1:8000", "cannot be read"),
        ("host.invalid:8000", "The name host.invalid has no address"),
        ("192.0.2.1:8000", "does not have the address 192.0.2.1"),
    ],
)
def test_an_address_of_no_use_is_explained_in_one_sentence(bind, sentence):
    with pytest.raises(AddressError, match=sentence) as caught:
        Address.reserve(bind)
    assert "\n" not in str(caught.value) and str(caught.value).endswith(".")


def test_a_taken_port_is_explained():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(AddressError, match=f"Port {port} of 127.0.0.1 is taken"):
            Address.reserve(f"127.0.0.1:{port}")


def test_a_port_of_the_administrator_is_explained(monkeypatch):
    def refuse(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(AddressError, match="Port 80 is for programs of the administrator"):
        Address.reserve("127.0.0.1:80")
