"""Which addresses may be dialled: public ones, and those the operator vouches for."""

from collections.abc import Sequence
from errno import EACCES
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Network = IPv4Network | IPv6Network

_PORTS = frozenset({80, 443})

# Not `is_global`: before Python 3.12.4 it calls loopback behind NAT64 or 6to4, site-local,
# multicast and Azure's 168.63.129.16 global. The blocks are those of IANA's special-purpose
# registries (RFC 6890 and its successors); clouds keep their metadata inside them.
_CLOSED_V4 = [
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # "this host": Linux dials loopback
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and Alibaba's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's host agent, inside a public block
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Everything IANA handed out for the public lies in here, so loopback, ::a.b.c.d, unique-local,
# link-local, site-local, multicast, 64:ff9b:1::/48 and what is yet to be invented lie outside.
_PUBLIC_V6 = IPv6Network("2000::/3")
_CLOSED_V6 = [
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: leads to any IPv4 address, and no board lives there any more
        "3fff::/20",
    )
]
# Networks without IPv4 reach public IPv4 hosts through here, so it cannot be closed as a whole.
_NAT64 = IPv6Network("64:ff9b::/96")


class Blocked(OSError):
    """
    The address is not one to dial.

    Its words are always the same: when every address of a host is blocked, the event loop
    raises one of equal errors as it is, and melts different ones into a plain OSError.
    """

    def __init__(self) -> None:
        super().__init__(EACCES, "leads to a private or reserved address")


def dialable(address: str, port: int, allow_nets: Sequence[Network] = ()) -> bool:
    """`allow_nets` lifts the rule for ports too: what stands at home rarely listens on 443."""
    return allowed(address, allow_nets) and (port in _PORTS or _lifted(address, allow_nets))


def allowed(address: str, allow_nets: Sequence[Network] = ()) -> bool:
    """Whether a numeric address is public or lies in `allow_nets`. Never looks up a name."""
    try:
        return _lifted(address, allow_nets) or _public(_plain(address))
    except ValueError:
        return False


def _lifted(address: str, allow_nets: Sequence[Network]) -> bool:
    plain = _plain(address)
    return any(plain in net for net in allow_nets)


def _public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _CLOSED_V4)
    return address in _PUBLIC_V6 and not any(address in net for net in _CLOSED_V6)


def _plain(address: str) -> IPv4Address | IPv6Address:
    """What is dialled in the end: an IPv4 address in IPv6 clothes is that IPv4 address."""
    plain = ip_address(address)
    if isinstance(plain, IPv4Address):
        return plain
    if plain in _NAT64:
        return IPv4Address(int(plain) & 0xFFFFFFFF)
    return plain.ipv4_mapped or plain
