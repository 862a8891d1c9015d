from ipaddress import ip_network

import pytest

from bot.guard import allowed, dialable

CLOSED = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",  # Alibaba's metadata
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",  # Azure's host agent
    "169.254.169.254",  # everybody else's metadata
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",  # Oracle's metadata
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:169.254.169.254",
    "::ffff:0:127.0.0.1",  # translated, RFC 2765
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
    "2001:2::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00::1",
    "fd00:ec2::254",  # Amazon's metadata
    "fe80::1",
    "fe80::1%eth0",
    "::1%lo",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "168.63.129.15",
    "168.63.129.17",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
]
NOT_NUMERIC = [
    "", "localhost", "2130706433", "0x7f.1", "127.1", "0177.0.0.1", "8.8.8.8:80", "[::1]",
    "8.8.8.8/32", " 8.8.8.8", "①.1.1.1", "%lo", "::1%", "example.com",
]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED)
def test_what_is_not_public_is_not_dialled(address):
    assert not allowed(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_and_the_neighbours_of_closed_blocks_are(address):
    assert allowed(address)


@pytest.mark.parametrize("text", NOT_NUMERIC)
def test_what_is_no_address_in_its_plain_spelling_is_not(text):
    assert not allowed(text)
    assert not dialable(text, 443)


@pytest.mark.parametrize(
    ("address", "net", "lifted"),
    [
        ("127.0.0.1", "127.0.0.1/32", True),
        ("127.0.0.2", "127.0.0.1/32", False),
        ("::ffff:127.0.0.1", "127.0.0.1/32", True),
        ("64:ff9b::127.0.0.1", "127.0.0.1/32", True),
        ("2002:7f00:1::", "127.0.0.1/32", False),
        ("::1", "127.0.0.1/32", False),
        ("::1", "::1/128", True),
        ("fd00::7", "fd00::/64", True),
        ("64:ff9b:1::8.8.8.8", "64:ff9b:1::/48", True),
    ],
)
def test_the_operator_vouches_for_networks_however_an_address_in_them_is_spelt(
    address, net, lifted
):
    assert allowed(address, [ip_network(net)]) is lifted


@pytest.mark.parametrize(
    ("address", "port", "expected"),
    [
        ("8.8.8.8", 80, True),
        ("8.8.8.8", 443, True),
        ("8.8.8.8", 22, False),
        ("8.8.8.8", 8080, False),
        ("127.0.0.1", 80, False),
        ("10.0.0.1", 8080, True),
        ("10.0.0.1", 22, True),
    ],
)
def test_ports_are_those_of_the_web_except_where_the_operator_vouches(address, port, expected):
    assert dialable(address, port, [ip_network("10.0.0.0/8")]) is expected
