import ast
import asyncio
import gzip
import socket
import struct
import tracemalloc
import zlib
from collections import Counter
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError
from ipaddress import ip_network
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot import guard
from bot.errors import SourceError, SourceRefused, SourceThrottled, SourceUnavailable
from bot.fetch import Fetcher, Validators, _Redirect, _redirected, _Turns, _unpacked, retry_after
from bot.sources.base import Request

ROOT = Path(__file__).parents[2]
HOME = (ip_network("127.0.0.1/32"),)
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def fetcher(**changes):
    return Fetcher(**({"allow_nets": HOME, "spacing": 0} | changes))


async def ask(url, validators=None, **changes):
    request = url if isinstance(url, Request) else Request(url=str(url))
    most = changes.pop("most", None)
    async with fetcher(**changes) as fetching:
        return await fetching.fetch(request, validators=validators, most=most)


class Names(AbstractResolver):
    """DNS as its owner likes it: every look-up takes the next answer, and the last one stays."""

    def __init__(self, names):
        self.names = {name: [answer.split() for answer in names[name]] for name in names}
        self.lookups = Counter()
        self.system = ThreadedResolver()

    async def resolve(self, host, port=0, family=socket.AF_INET):
        self.lookups[host] += 1
        if host not in self.names:
            return await self.system.resolve(host, port, family)
        answers = self.names[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        rest = {"hostname": host, "port": port, "family": family, "proto": 0, "flags": 0}
        return [{"host": address} | rest for address in found]

    async def close(self):
        pass


@dataclass
class Wire:
    """A server that says these bytes to whoever connects, and then closes, hangs or resets."""

    said: bytes
    then: str
    forever: bytes
    hits: int = 0
    port: int = 0

    async def __call__(self, reader, writer):
        self.hits += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(self.said)
            while self.forever:
                writer.write(self.forever)
                await writer.drain()
            if self.then == "hang":
                await reader.read()
        if self.then == "reset":
            abruptly = struct.pack("ii", 1, 0)
            connection = writer.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, abruptly)
        writer.close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/"


@pytest.fixture
async def wire():
    servers = []

    async def start(said=b"", *, then="close", forever=b"", hosts=("127.0.0.1",)):
        answer = Wire(said, then, forever)
        for host in hosts:
            # Not every machine that runs tests has IPv6; the first host must be there.
            with suppress(OSError) if answer.port else nullcontext():
                servers.append(await asyncio.start_server(answer, host, answer.port))
                answer.port = servers[-1].sockets[0].getsockname()[1]
        return answer

    yield start
    for server in servers:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def site():
    """Serve one handler, and give the address."""
    runners = []

    async def start(handler):
        runner = web.ServerRunner(web.Server(handler, handler_cancellation=True))
        runners.append(runner)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return URL(f"http://127.0.0.1:{runner.addresses[0][1]}/")

    yield start
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def any_port(monkeypatch):
    """Leave the guard its addresses only, so that its ports cannot hide a hole in those."""
    monkeypatch.setattr(guard, "_PORTS", frozenset(range(65536)))


def says(text="", status=200, **headers):
    async def handler(request):
        dashed = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(text=text, status=status, headers=dashed)

    return handler


def redirects(targets, status=302):
    """`/` leads to the first target, the first's path to the second, and so on."""

    async def handler(request):
        step = int(request.path.strip("/") or 0)
        if step == len(targets):
            return web.Response(text="arrived")
        return web.Response(status=status, headers={"Location": targets[step]})

    return handler


# Where it may go

HOSTILE_NAMES = {
    "localhost.": ["127.0.0.1"],
    "loop4.test": ["127.0.0.1"],
    "loop6.test": ["::1"],
    "both.test": ["127.0.0.1 ::1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "nat64.test": ["64:ff9b::7f00:1"],
    "6to4.test": ["2002:7f00:1::"],
    "metadata.test": ["169.254.169.254"],
    "cgnat.test": ["100.64.0.1"],
    "alias.test": ["localhost"],
}
HOSTILE = [
    "http://127.0.0.1:{port}/",
    "http://[::1]:{port}/",
    "http://localhost:{port}/",
    "http://localhost.:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7f000001:{port}/",
    "http://2130706433:{port}/",
    "http://127.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.0.1/",
    "http://168.63.129.16/",
    "http://[fd00::1]/",
    "http://[fec0::1]/",
    "http://[fe80::1%25lo]:{port}/",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http://someone:secret@127.0.0.1:{port}/",
    "http://93.184.215.14@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@93.184.215.14/",
    "http://127.0.0.1:{port}/\r\nHost: internal",
    "http://127.0.\t0.1:{port}/",
    "http://[::1:{port}/",
    "http://127.0.0.1:99{port}/",
    *(f"http://{name}:{{port}}/" for name in HOSTILE_NAMES),
]


def test_nothing_private_may_be_reached_unless_the_operator_says_so():
    assert Fetcher().allow_nets == ()


@pytest.mark.parametrize("url", HOSTILE)
async def test_a_hostile_address_is_refused_and_nobody_is_called(url, wire, any_port):
    secret = await wire(b"HTTP/1.1 200 OK\r\n\r\nSECRET", hosts=["127.0.0.1", "::1"])

    with pytest.raises(SourceRefused):
        await ask(url.format(port=secret.port), allow_nets=(), resolver=Names(HOSTILE_NAMES))

    assert secret.hits == 0


@pytest.mark.parametrize("url", ["{url}\r\nHost: internal", "{url}\t", "{url}\x7f", "\n{url}"])
async def test_control_characters_are_not_dropped_in_silence(url, wire):
    server = await wire(b"HTTP/1.1 200 OK\r\n\r\n")

    with pytest.raises(SourceRefused):
        await ask(url.format(url=server.url))

    assert server.hits == 0


@pytest.mark.parametrize("host", ["é" * 100 + ".test", "a..test"])
async def test_what_cannot_be_the_name_of_a_host_is_refused(host):
    with pytest.raises(SourceRefused):
        await ask(f"http://{host}/")


async def test_a_header_that_would_start_another_is_refused(wire):
    server = await wire(HEAD + b"\r\n")

    with pytest.raises(SourceRefused):
        await ask(Request(url=server.url, headers={"Accept": "text/xml\r\nHost: internal"}))


async def test_the_same_server_answers_where_the_operator_allows_it(wire):
    secret = await wire(b"HTTP/1.1 200 OK\r\n\r\nSECRET")

    answer = await ask(f"http://loop4.test:{secret.port}/", resolver=Names(HOSTILE_NAMES))

    assert answer.body == b"SECRET"
    assert secret.hits == 1


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2:{port}/",
        "//127.0.0.2:{port}/",
        "http://0x7f.2:{port}/",
        "http://private.test:{port}/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://someone@127.0.0.1:{port}/",
    ],
)
async def test_a_redirect_is_checked_like_any_address(target, wire, site, any_port):
    secret = await wire(b"HTTP/1.1 200 OK\r\n\r\nSECRET", hosts=["127.0.0.2"])
    lure = await site(redirects([target.format(port=secret.port)]))

    with pytest.raises(SourceRefused):
        await ask(lure, resolver=Names({"private.test": ["127.0.0.2"]}))

    assert secret.hits == 0


async def test_a_name_that_changes_its_mind_is_checked_where_it_is_dialled(wire, site, any_port):
    secret = await wire(b"HTTP/1.1 200 OK\r\n\r\nSECRET", hosts=["127.0.0.2"])
    lure = await site(redirects([f"http://rebind.test:{secret.port}/"]))
    names = Names({"rebind.test": ["127.0.0.1", "127.0.0.2"]})

    with pytest.raises(SourceRefused):
        await ask(lure.with_host("rebind.test"), resolver=names)

    assert names.lookups["rebind.test"] == 2
    assert secret.hits == 0


async def test_of_a_name_with_several_addresses_only_the_allowed_are_dialled(wire, any_port):
    secret = await wire(b"HTTP/1.1 200 OK\r\n\r\nSECRET", hosts=["127.0.0.2"])
    names = Names({"mixed.test": ["127.0.0.2 127.0.0.1"]})

    with pytest.raises(SourceUnavailable):  # nobody listens on that port of 127.0.0.1
        await ask(f"http://mixed.test:{secret.port}/", resolver=names)

    assert secret.hits == 0


async def test_the_default_ports_are_the_only_ones_open():
    with pytest.raises(SourceRefused, match=r"^8\.8\.8\.8:8080 "):
        await ask("http://8.8.8.8:8080/", allow_nets=())


def test_nothing_else_in_the_project_opens_a_session():
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("bot", "cogs", "storage")
        for path in (ROOT / folder).rglob("*.py")
        if opens_a_session(path.read_text(encoding="utf-8"))
    }

    assert found == {"bot/fetch.py"}


def opens_a_session(code):
    calls = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    names = {getattr(call, "attr", getattr(call, "id", None)) for call in calls}
    return not names.isdisjoint({"ClientSession", "urlopen", "urlretrieve"})


# Redirects


async def test_up_to_five_redirects_are_followed(site):
    url = await site(redirects(["/1", "2", "/3", "/4", "/5"]))

    answer = await ask(url)

    assert answer.body == b"arrived"
    assert answer.url == str(url / "5")


@pytest.mark.parametrize(
    ("targets", "reason"),
    [
        (["/1", "/2", "/3", "/4", "/5", "/6"], "redirected more than 5 times"),
        (["/"], "redirected more than 5 times"),
        ([""], "redirected to nowhere"),
        (["http://[::1"], "redirected to what is no address"),
    ],
)
async def test_redirects_that_lead_nowhere_are_given_up(targets, reason, site):
    url = await site(redirects(targets))

    with pytest.raises(SourceUnavailable, match=reason):
        await ask(url)


@pytest.mark.parametrize(
    ("status", "method", "body"),
    [
        (301, "GET", None),
        (302, "GET", None),
        (303, "GET", None),
        (307, "POST", b"query"),
        (308, "POST", b"query"),
    ],
)
async def test_a_redirected_post_becomes_what_the_status_says(status, method, body):
    post = Request(url="https://a.test/", method="POST", body=b"query")

    followed = _redirected(post, URL(post.url), _Redirect(status, "/next"))

    assert (followed.url, followed.method, followed.body) == ("https://a.test/next", method, body)


def test_a_redirect_out_of_https_is_refused():
    with pytest.raises(SourceRefused, match=r"^a\.test redirected from https to http$"):
        _redirected(Request(url=""), URL("https://a.test/"), _Redirect(302, "http://a.test/"))


@pytest.mark.parametrize(
    ("url", "target", "kept"),
    [
        ("https://a.test/", "/other", True),
        ("http://a.test/", "https://a.test/", True),
        ("https://a.test/", "https://b.test/", False),
        ("https://a.test/", "https://sub.a.test/", False),
        ("https://a.test/", "https://a.test:8443/", False),
    ],
)
def test_only_the_host_it_was_meant_for_gets_a_secret(url, target, kept):
    secrets = {"Authorization": "t0ken", "X-Key": "t0ken", "Cookie": "t0ken", "Accept": "text/xml"}
    request = Request(url=url, headers=secrets)

    followed = _redirected(request, URL(url), _Redirect(302, target))

    assert followed.headers == (secrets if kept else {"Accept": "text/xml"})


def test_a_body_is_not_carried_to_another_host():
    post = Request(url="https://a.test/", method="POST", body=b"t0ken")

    with pytest.raises(SourceRefused):
        _redirected(post, URL(post.url), _Redirect(307, "https://b.test/"))


async def test_a_secret_stays_away_from_the_second_host_on_the_wire(site):
    seen = {}

    async def handler(request):
        seen[request.url.host] = request.headers.get("X-Key")
        away = {"Location": str(request.url.with_host("b.test"))}
        first = request.url.host == "a.test"
        return web.Response(status=302, headers=away) if first else web.Response()

    url = await site(handler)
    names = Names({"a.test": ["127.0.0.1"], "b.test": ["127.0.0.1"]})

    await ask(Request(url=str(url.with_host("a.test")), headers={"X-Key": "1"}), resolver=names)

    assert seen == {"a.test": "1", "b.test": None}


# What it sends and what comes back


async def test_a_request_is_sent_as_the_source_wrote_it(site):
    async def handler(request):
        return web.json_response([request.method, request.path_qs, await request.text()])

    url = await site(handler)

    answer = await ask(Request(url=f"{url}jobs?q=%C3%A9&p=2", method="POST", body=b"hello"))

    assert answer.body == '["POST", "/jobs?q=é&p=2", "hello"]'.encode().replace(
        b"\xc3\xa9", b"%C3%A9"
    )
    assert answer.content_type == "application/json; charset=utf-8"
    assert answer.status == 200


async def test_it_says_who_asks_and_offers_what_it_can_unpack(site):
    async def handler(request):
        return web.json_response(dict(request.headers))

    answer = await ask(Request(url=str(await site(handler)), headers={"accept-encoding": "br"}))

    assert b'"User-Agent": "Tipoff/' in answer.body
    assert b" (Discord job alerts)" in answer.body
    assert b'"gzip, deflate"' in answer.body
    assert b"br" not in answer.body


async def test_a_source_may_say_who_asks(site):
    async def handler(request):
        return web.Response(text=request.headers["User-Agent"])

    url = str(await site(handler))

    assert (await ask(Request(url=url, headers={"user-agent": "me"}))).body == b"me"


def test_a_checkout_that_was_never_installed_still_has_a_name(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr("bot.fetch.version", missing)

    assert Fetcher().user_agent == "Tipoff/0 (Discord job alerts)"


async def test_no_proxy_of_the_environment_is_used(monkeypatch, wire, site):
    proxy = await wire(b"HTTP/1.1 200 OK\r\n\r\nproxied")
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)

    answer = await ask(await site(says("direct")))

    assert (answer.body, proxy.hits) == (b"direct", 0)


async def test_cookies_are_not_kept(site):
    async def handler(request):
        return web.Response(text=request.headers.get("Cookie", ""), headers={"Set-Cookie": "a=b"})

    request = Request(url=str((await site(handler)).with_host("a.test")))
    async with fetcher(resolver=Names({"a.test": ["127.0.0.1"]})) as fetching:
        answers = [await fetching.fetch(request) for _ in range(2)]

    assert [answer.body for answer in answers] == [b"", b""]


VERSIONED = {"ETag": 'W/"v,1"', "Last-Modified": "Sun, 22 Nov 2026 08:00:00 GMT"}


async def test_an_unchanged_answer_has_no_body_and_keeps_its_validators(site):
    async def handler(request):
        sent = request.headers
        same = (
            sent.get("If-None-Match") == VERSIONED["ETag"]
            and sent.get("If-Modified-Since") == VERSIONED["Last-Modified"]
        )
        return web.Response(status=304) if same else web.Response(text="jobs", headers=VERSIONED)

    url = await site(handler)

    first = await ask(url)
    second = await ask(url, first.validators)

    assert first.validators == Validators(
        etag=VERSIONED["ETag"], last_modified=VERSIONED["Last-Modified"]
    )
    assert (first.body, second.body, second.status) == (b"jobs", None, 304)
    assert second.validators == first.validators


async def test_a_new_answer_does_not_inherit_old_validators(site):
    answer = await ask(await site(says("new")), Validators(etag='"old"'))

    assert answer.validators == Validators()


@pytest.mark.parametrize("validators", [None, Validators()])
async def test_unchanged_since_never_is_no_answer(validators, site):
    with pytest.raises(SourceUnavailable, match="answered 304"):
        await ask(await site(says(status=304)), validators)


async def test_a_validator_that_cannot_be_stored_is_dropped(wire):
    server = await wire(b'HTTP/1.1 200 OK\r\nETag: "\xff"\r\nContent-Type: \xfe\r\n\r\n')

    answer = await ask(server.url)

    assert (answer.validators, answer.content_type) == (Validators(), None)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
async def test_these_statuses_mean_stop_asking(status, site):
    with pytest.raises(SourceRefused, match=rf"^127\.0\.0\.1:[0-9]+ answered {status}$"):
        await ask(await site(says(status=status)))


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 429},
        {"status": 503, "Retry_After": "120"},
        {"status": 403, "Retry_After": "120"},
        {"status": 403, "X_RateLimit_Remaining": "0"},
    ],
)
async def test_who_asked_too_often_is_told_so_in_several_ways(answer, site):
    with pytest.raises(SourceThrottled):
        await ask(await site(says(**answer)))


@pytest.mark.parametrize("status", [300, 305, 400, 418, 429, 451, 500, 502, 503])
async def test_all_others_mean_ask_later_and_when(status, site):
    with pytest.raises(SourceUnavailable, match=rf"answered {status}$") as caught:
        await ask(await site(says(status=status, Retry_After="120")))

    assert caught.value.retry_after == timedelta(minutes=2)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("1.5", None),
        ("nan", None),
        ("1e3", None),
        ("0x10", None),
        ("٣", None),
        ("0", 0),
        ("-5", 0),
        ("120", 120),
        (" 120 ", 120),
        ("86400", 86400),
        ("315360000", 86400),
        ("9" * 6000, 86400),
        ("-" + "9" * 6000, 0),
        ("Mon, 23 Nov 2026 12:05:00 GMT", 300),
        ("Mon, 23 Nov 2026 12:05:00", 300),
        ("Mon, 23 Nov 2026 12:05:00 -0000", 300),
        ("Monday, 23-Nov-26 12:05:00 GMT", 300),
        ("Mon, 23 Nov 2026 13:05:00 +0100", 300),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ("Fri, 23 Nov 2035 12:00:00 GMT", 86400),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("Fri, 31 Dec 1999 23:59:59 +99999999999999", None),
    ],
)
def test_the_wait_a_host_asks_for_is_read_and_bounded(header, seconds):
    expected = None if seconds is None else timedelta(seconds=seconds)

    assert retry_after(header, NOW) == expected


@given(st.text() | st.text("0123456789 -:+").map("Mon, 23 Nov {}".format))
def test_no_wait_a_host_can_ask_for_breaks_anything(header):
    wait = retry_after(header, NOW)

    assert wait is None or timedelta() <= wait <= timedelta(days=1)


# Bodies


def raw_deflate(data):
    pack = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return pack.compress(data) + pack.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("GZIP ", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", raw_deflate),
        ("gzip", lambda data: gzip.compress(data, mtime=0) + b"\0" * 100_000),
    ],
)
async def test_packed_answers_are_unpacked(encoding, pack, site):
    text = b"".join(b"job %d\n" % number for number in range(100_000))

    async def handler(request):
        return web.Response(body=pack(text), headers={"Content-Encoding": encoding})

    assert (await ask(await site(handler))).body == text


async def test_an_empty_answer_may_call_itself_packed(wire):
    server = await wire(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n")

    assert (await ask(server.url)).body == b""


def test_what_follows_a_packed_answer_is_not_kept():
    inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)

    pieces = [*_unpacked(inflate, gzip.compress(b"jobs", mtime=0)), *_unpacked(inflate, b"padding")]

    assert (b"".join(pieces), inflate.unused_data) == (b"jobs", b"")


async def test_a_bomb_is_cut_before_it_unfolds(site):
    pack = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    bomb = b"".join(pack.compress(bytes(2**20)) for _ in range(200)) + pack.flush()

    async def handler(request):
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip"})

    url = await site(handler)
    tracemalloc.start()
    try:
        with pytest.raises(SourceUnavailable, match="answered more than 1000000 bytes"):
            await ask(url, max_bytes=1_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(bomb) < 250_000
    assert peak < 6_000_000


HEAD = b"HTTP/1.1 200 OK\r\n"
GZIPPED = HEAD + b"Content-Encoding: gzip\r\n\r\n"


@pytest.mark.parametrize(
    ("said", "forever"),
    [
        (HEAD + b"\r\n", b"x" * 65536),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        # Blocks that hold nothing: without a limit on the wire no limit would ever be reached.
        (GZIPPED + gzip.compress(b"", mtime=0)[:10], b"\x00\x00\x00\xff\xff" * 10_000),
        (GZIPPED + gzip.compress(b"jobs", mtime=0), b"padding" * 10_000),
    ],
)
async def test_an_endless_answer_is_cut(said, forever, wire):
    server = await wire(said, forever=forever)

    with pytest.raises(SourceUnavailable, match="answered more than 500000 bytes"):
        await ask(server.url, max_bytes=500_000)


def _flushed(data):
    """Packed so that more may follow."""
    pack = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return pack.compress(data) + pack.flush(zlib.Z_FULL_FLUSH)


@pytest.mark.parametrize(
    ("said", "forever"),
    [
        (HEAD + b"\r\n", b"x" * 65536),
        (GZIPPED + gzip.compress(b"", mtime=0)[:10], _flushed(b"x" * 65536)),
    ],
)
async def test_of_an_answer_without_end_the_beginning_is_enough_for_some(said, forever, wire):
    server = await wire(said, forever=forever)

    assert (await ask(server.url, most=500_000)).body == b"x" * 500_000


async def test_a_beginning_that_never_comes_is_not_waited_for(wire):
    server = await wire(
        GZIPPED + gzip.compress(b"", mtime=0)[:10], forever=b"\x00\x00\x00\xff\xff" * 10_000
    )

    with pytest.raises(SourceUnavailable, match="answered more than 500000 bytes"):
        await ask(server.url, most=500_000)


@pytest.mark.parametrize(
    ("said", "then"),
    [
        (b"", "close"),
        (b"", "reset"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "close"),
        (HEAD + b"Content-Length: 100\r\n\r\nshort", "close"),
        (HEAD + b"Content-Length: 100\r\n\r\nshort", "reset"),
        (HEAD + b"Content-Length: -1\r\n\r\n", "close"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nshort", "close"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n", "close"),
        (HEAD + b"X: " + b"y" * 20_000 + b"\r\n\r\n", "close"),
        (HEAD + b"X: y\r\n" * 1000 + b"\r\n", "close"),
        (GZIPPED + gzip.compress(b"jobs" * 100, mtime=0)[:-12], "close"),
        (GZIPPED + gzip.compress(b"jobs" * 100, mtime=0)[:-4] + b"\0\0\0\0", "close"),
        (GZIPPED + b"not packed at all", "close"),
        (HEAD + b"Content-Encoding: br\r\n\r\npacked", "close"),
        (HEAD + b"Content-Encoding: gzip, gzip\r\n\r\npacked", "close"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "close"),
    ],
)
async def test_a_broken_answer_is_worth_asking_again(said, then, wire):
    server = await wire(said, then=then)

    with pytest.raises(SourceUnavailable):
        await ask(server.url)


@pytest.mark.parametrize("said", [b"", HEAD, HEAD + b"Content-Length: 9\r\n\r\n"])
@pytest.mark.parametrize(
    ("limit", "reason"), [("read_seconds", "SocketTimeoutError"), ("total_seconds", "TimeoutError")]
)
async def test_a_host_that_falls_silent_is_hung_up_on(said, limit, reason, wire):
    server = await wire(said, then="hang")

    with pytest.raises(SourceUnavailable, match=rf"could not be read: {reason}$"):
        await ask(server.url, **{limit: 0.05})


async def test_a_look_up_that_takes_too_long_is_given_up():
    class Silence(Names):
        async def resolve(self, *_, **__):
            await asyncio.Event().wait()

    with pytest.raises(SourceUnavailable, match=r"ConnectionTimeoutError$"):
        await ask("http://silent.test/", resolver=Silence({}), connect_seconds=0.05)


async def test_redirects_share_the_time_of_one_request(site):
    async def handler(request):
        loop = asyncio.get_running_loop()
        dawdled = loop.create_future()
        loop.call_later(0.06, dawdled.set_result, None)
        await dawdled
        step = int(request.path.strip("/") or 0)
        return web.Response(status=302 if step < 5 else 200, headers={"Location": f"/{step + 1}"})

    with pytest.raises(SourceUnavailable, match=r"TimeoutError$"):
        await ask(await site(handler), total_seconds=0.2)


async def test_a_host_without_tls_behind_https_is_unavailable(site):
    with pytest.raises(SourceUnavailable) as caught:
        await ask((await site(says())).with_scheme("https"))

    assert isinstance(caught.value.__cause__, aiohttp.ClientConnectorSSLError)


# What it says when it fails


async def test_no_failure_repeats_more_of_an_address_than_the_host(site, wire):
    gone = await site(says(status=404))
    broken = await wire(b"nonsense\r\n\r\n")
    secrets = [
        f"{gone}k3y/?key=k3y#k3y",
        f"{broken.url}k3y?key=k3y",
        "http://user:k3y@a.test/",
        "http://2130706433/?key=k3y",
        "http://127.0.0.2/?key=k3y",
        "http://h:k3y/",
        "k3y:what",
    ]

    for secret in secrets:
        with pytest.raises(SourceError) as caught:
            await ask(secret)
        assert "k3y" not in str(caught.value)


async def test_the_cause_is_kept(wire):
    server = await wire(HEAD + b"Content-Length: 100\r\n\r\nshort")

    with pytest.raises(SourceUnavailable) as caught:
        await ask(server.url)

    assert isinstance(caught.value.__cause__, aiohttp.ClientPayloadError)


# One at a time


async def test_a_host_is_asked_one_thing_at_a_time_and_others_meanwhile(site):
    now, most = Counter(), Counter()
    pair = asyncio.Barrier(2)  # filled only while two hosts are asked at once

    async def handler(request):
        host = request.url.host
        now[host] += 1
        most[host] = max(most[host], now[host])
        await pair.wait()
        now[host] -= 1
        return web.Response()

    url = await site(handler)
    names = Names({"a.test": ["127.0.0.1"], "b.test": ["127.0.0.1"]})
    async with fetcher(resolver=names) as fetching:
        await asyncio.gather(
            *(
                fetching.fetch(Request(url=str(url.with_host(host) / str(number))))
                for host in names.names
                for number in range(4)
            )
        )

    assert most == {"a.test": 1, "b.test": 1}


async def test_a_pause_lies_between_two_requests_to_one_host_and_costs_no_patience(site):
    asked = []

    async def handler(request):
        asked.append(asyncio.get_running_loop().time())
        return web.Response()

    ports = [await site(handler), await site(handler)]
    async with fetcher(spacing=0.3, total_seconds=0.25) as fetching:
        await asyncio.gather(*(fetching.fetch(Request(url=str(port))) for port in ports))

    assert asked[1] - asked[0] >= 0.3


async def test_the_turn_passes_on_when_a_request_is_given_up(site):
    asked = asyncio.Queue()

    async def handler(request):
        await asked.put(request.path)
        if request.path == "/stuck":
            await asyncio.Event().wait()
        return web.Response(text="answer")

    url = await site(handler)
    async with fetcher() as fetching:
        stuck = asyncio.create_task(fetching.fetch(Request(url=f"{url}stuck")))
        assert await asked.get() == "/stuck"
        given_up = asyncio.create_task(fetching.fetch(Request(url=f"{url}given-up")))
        patient = asyncio.create_task(fetching.fetch(Request(url=f"{url}patient")))
        given_up.cancel()
        stuck.cancel()

        assert (await patient).body == b"answer"
        assert await asked.get() == "/patient"


async def test_hosts_nobody_waits_for_are_forgotten():
    turns = _Turns()

    for number in range(100):
        async with turns.at(f"{number}.test", 0):
            pass

    assert not turns._lines


async def test_a_host_is_remembered_while_it_is_asked_and_for_the_pause():
    turns = _Turns()
    async with turns.at("slow.test", 0):
        async with turns.at("quick.test", 0):
            pass
        assert list(turns._lines) == ["slow.test"]

    turns = _Turns()
    async with turns.at("a.test", 60):
        pass

    assert list(turns._lines) == ["a.test"]
