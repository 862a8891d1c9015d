"""No address inside of our network is dialled, however it is written, found or led to."""

import asyncio
import socket
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_network
from urllib.parse import quote

import pytest
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver

from bot import guard
from bot.errors import SourceError, SourceRefused, UserError
from bot.fetch import Fetcher
from bot.following import find
from bot.guard import allowed, dialable
from bot.sources.base import Request

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


# The whole way, against a server that counts who comes

EVERYWHERE = (ip_network("0.0.0.0/0"), ip_network("::/0"))
PUBLIC = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nPUBLIC"
SECRET = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nSECRET"
LOOPBACK = [
    "127.0.0.1", "127.0.0.2", "localhost", "LOCALHOST", "[::1]", "[0:0:0:0:0:0:0:1]", "0.0.0.0",
    "[::]", "0x7f.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:127.0.0.1]",
    "[0:0:0:0:0:ffff:7f00:1]", "①②⑦.⓪.⓪.①", "127。0。0。1", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "４.loop.test",
    "v4.loop.test", "v6.loop.test", "mapped.loop.test", "both.loop.test", "alias.loop.test",
]  # fmt: skip
INSIDE = [
    "0x7f000001", "2130706433", "127.1", "0177.0.0.1", "0", "017700000001", "127.0.0.1.",
    "localhost.", "169.254.169.254", "[::ffff:169.254.169.254]", "168.63.129.16", "10.0.0.1",
    "172.16.0.1", "192.168.0.1", "100.64.0.1", "100.100.100.200", "192.0.0.192", "198.18.0.1",
    "224.0.0.1", "255.255.255.255", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]", "[2002:7f00:1::1]", "[2002:a9fe:a9fe::]", "[2002:c0a8:1::]",
    "[2001:0:7f00:1::1]", "[fe80::1%25lo]", "[fe80::5efe:127.0.0.1]", "[::1%25lo]", "[fec0::1]",
    "[fc00::1]", "[fd00::1]", "[fd00:ec2::254]", "[ff02::1]", "nat64.test", "6to4.test",
    "metadata.test", "cgnat.test", "private.test", "teredo.test", "site.test",
]  # fmt: skip
NAMES = {
    "v4.loop.test": ["127.0.0.1"],
    "4.loop.test": ["127.0.0.1"],
    "v6.loop.test": ["::1"],
    "mapped.loop.test": ["::ffff:127.0.0.1"],
    "both.loop.test": ["127.0.0.1", "::1"],
    "alias.loop.test": ["localhost"],
    "localhost.": ["127.0.0.1"],
    "nat64.test": ["64:ff9b::7f00:1"],
    "6to4.test": ["2002:7f00:1::"],
    "metadata.test": ["169.254.169.254"],
    "cgnat.test": ["100.64.0.1"],
    "private.test": ["10.0.0.1", "fd00::1"],
    "teredo.test": ["2001:0:7f00:1::1"],
    "site.test": ["fec0::1"],
}
WRITTEN = [
    *(f"http://{host}:{{port}}/" for host in LOOPBACK + INSIDE),
    "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "gopher://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/", "http:///127.0.0.1:{port}/", "http://someone:word@127.0.0.1:{port}/",
    "http://93.184.215.14@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@93.184.215.14/",
    "http://127.0.0.1:{port}/\r\nHost: internal", "http://127.0.\t0.1:{port}/",
    "http://[::1:{port}/", "http://127.0.0.1:99{port}/", "https://127.0.0.1:{port}/",
]  # fmt: skip
STATUSES = (301, 302, 303, 307, 308)


class Names(AbstractResolver):
    """DNS in the hands of somebody hostile; `rebind.test` is well until it was looked up once."""

    def __init__(self):
        self.system = ThreadedResolver()
        self.rebound = False

    async def resolve(self, host, port=0, family=socket.AF_INET):
        if host == "rebind.test":
            answers = ["127.0.0.1"] if self.rebound else ["127.0.0.9"]
            self.rebound = True
        elif host in NAMES:
            answers = NAMES[host]
        else:
            return await self.system.resolve(host, port, family)
        rest = {"hostname": host, "port": port, "family": family, "proto": 0, "flags": 0}
        return [{"host": answer} | rest for answer in answers]

    async def close(self):
        pass


@dataclass
class Inside:
    """A server that nobody may reach, and one at 127.0.0.9, allowed, that leads to it."""

    port: int = 0
    lure: int = 0
    hits: int = 0
    status: int = 302
    servers: list = field(default_factory=list)

    async def secret(self, reader, writer):
        self.hits += 1
        await self._say(reader, writer, SECRET)

    async def lead_on(self, reader, writer):
        with suppress(asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            target = head.split(b" ", 2)[1].partition(b"?")[2]
            where = b"HTTP/1.1 %d X\r\nContent-Length: 0\r\nLocation: " % self.status
            writer.write(where + target + b"\r\n\r\n" if target else PUBLIC)
        writer.close()

    async def _say(self, reader, writer, said):
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(said)
        writer.close()

    def led(self, url):
        return f"http://127.0.0.9:{self.lure}/?{url}"


@asynccontextmanager
async def inside():
    """On every loopback address of one port: what is dialled there is counted."""
    it = Inside()
    first = await asyncio.start_server(it.secret, "0.0.0.0", 0)
    it.port = first.sockets[0].getsockname()[1]
    it.servers = [first, await asyncio.start_server(it.lead_on, "127.0.0.9", 0)]
    it.lure = it.servers[1].sockets[0].getsockname()[1]
    with suppress(OSError):  # not every machine that runs tests has IPv6
        it.servers.append(await asyncio.start_server(it.secret, "::1", it.port))
    yield it
    for server in it.servers:
        server.close()
        await server.wait_closed()


@pytest.fixture
def any_port(monkeypatch):
    """Leave the guard its addresses only, so that its ports cannot hide a hole in those."""
    monkeypatch.setattr(guard, "_PORTS", frozenset(range(65536)))


async def _reached(fetcher, urls):
    """Those that answered; every other must have been refused in our own words."""
    reached = []
    for url in urls:
        try:
            answer = await fetcher.fetch(Request(url=url))
        except SourceError:
            continue
        reached.append((url, answer.body))
    return reached


async def test_nothing_inside_is_reached_however_it_is_written(any_port):
    async with inside() as it, Fetcher(spacing=0, resolver=Names()) as fetcher:
        tried = [each.format(port=it.port) for each in WRITTEN]
        reached = await _reached(fetcher, tried)

    assert len(tried) >= 39
    assert (reached, it.hits) == ([], 0)


async def test_the_same_addresses_are_reached_without_the_guard():
    async with (
        inside() as it,
        Fetcher(spacing=0, resolver=Names(), allow_nets=EVERYWHERE) as fetcher,
    ):
        tried = [f"http://{host}:{it.port}/" for host in LOOPBACK if "6" not in host]
        reached = await _reached(fetcher, tried)

    assert it.hits == len(reached) >= 14
    assert {body for _, body in reached} == {b"SECRET"}


@pytest.mark.parametrize("status", STATUSES)
async def test_nothing_inside_is_reached_through_a_redirect(any_port, status):
    allow = (ip_network("127.0.0.9/32"),)
    async with inside() as it, Fetcher(spacing=0, resolver=Names(), allow_nets=allow) as fetcher:
        it.status = status
        targets = [each.format(port=it.port) for each in WRITTEN if each.isprintable()]
        reached = await _reached(fetcher, [it.led(quote(t, safe=":/?[]@%")) for t in targets])
        [(_, allowed_one)] = await _reached(fetcher, [it.led(f"http://127.0.0.9:{it.lure}/")])

    assert len(targets) >= 7
    assert it.hits == 0
    assert b"SECRET" not in dict(reached).values()
    assert allowed_one == b"PUBLIC"


async def test_a_name_that_is_bound_anew_after_it_was_looked_up_leads_nowhere(any_port):
    allow, names = (ip_network("127.0.0.9/32"),), Names()
    async with inside() as it, Fetcher(spacing=0, resolver=names, allow_nets=allow) as fetcher:
        again = f"http://rebind.test:{it.port}/"
        with pytest.raises(SourceRefused):
            await fetcher.fetch(Request(url=f"http://rebind.test:{it.lure}/?{again}"))

    assert names.rebound
    assert it.hits == 0


# What people are told


async def _hang(reader, writer):
    await reader.read()
    writer.close()


async def _drop(_reader, writer):
    writer.transport.abort()


async def test_blocked_refused_and_silent_are_one_to_whoever_asks():
    servers = [await asyncio.start_server(each, "127.0.0.1", 0) for each in (_hang, _drop)]
    hung, dropped = (server.sockets[0].getsockname()[1] for server in servers)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        closed = nobody.getsockname()[1]
        hosts = ["10.0.0.1", "[::1]", "metadata.test", "127.0.0.1:22", "nowhere.invalid"]
        hosts += [f"127.0.0.9:{port}" for port in (1, closed)]
        hosts += [f"127.0.0.1:{port}" for port in (hung, dropped, closed)]
        allow = (ip_network("127.0.0.1/32"),)
        told = set()
        async with Fetcher(
            spacing=0, resolver=Names(), allow_nets=allow, read_seconds=0.05
        ) as fetcher:
            for host in hosts:
                with pytest.raises(UserError) as caught:
                    await find(fetcher, f"http://{host}/jobs")
                shown = caught.value.values | {"link": "-"}
                told.add((caught.value.key, *shown.items()))
    for server in servers:
        server.close()
        await server.wait_closed()

    assert told == {("source.unreachable", ("link", "-"))}
