"""Ask for what an address holds: the only file that speaks HTTP to the outside."""

import asyncio
import re
import socket
import zlib
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol, Self

import aiohttp
from aiohttp.abc import AbstractResolver
from multidict import CIMultiDict
from yarl import URL

from bot import guard
from bot.errors import (
    SourceForbidden,
    SourceGone,
    SourceRefused,
    SourceThrottled,
    SourceUnavailable,
)
from bot.sources.base import Request

_MAX_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_REFUSALS = frozenset({401, 403})
_LONGEST_WAIT = timedelta(days=1)
# Of a host's other sources: what one of its pages asks for shall not silence them for a day.
_LONGEST_SILENCE = timedelta(minutes=10)
_PIECE = 2**18  # bytes unpacked at a time, so that a bomb is noticed before it has unfolded
# An API key may travel in a header of any name, so what another host gets to see is listed.
_HARMLESS_HEADERS = frozenset({"accept", "accept-language", "content-type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the answer said of its version, to be sent back as it came, `W/` and all."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`body` is None when nothing changed since `validators`; `url` is where it was found."""

    url: str
    status: int
    body: bytes | None
    validators: Validators
    content_type: str | None


@dataclass(frozen=True, slots=True)
class _Redirect:
    status: int
    location: str | None


def _user_agent() -> str:
    try:
        release = version("tipoff")
    except PackageNotFoundError:  # run from a checkout that was never installed
        release = "0"
    return f"Tipoff/{release} (Discord job alerts)"


@dataclass(kw_only=True, eq=False)
class Fetcher:
    """
    Ask hosts politely and believe nothing they answer.

    Every address is checked where it is dialled, not where it is looked up: a literal address
    skips the resolver, and a name may lead elsewhere the second time. `allow_nets` lifts that
    check for the networks in it. `resolver` replaces DNS.
    """

    allow_nets: Sequence[guard.Network] = ()
    user_agent: str = field(default_factory=_user_agent)
    max_bytes: int = 25_000_000  # on the wire, and again once unpacked
    connect_seconds: float = 10
    read_seconds: float = 15  # of silence
    total_seconds: float = 60  # over all redirects, not counting the wait for the host's turn
    spacing: float = 1  # seconds between two requests to one host; a kind may want several
    resolver: AbstractResolver | None = None
    _spent: dict[str, tuple[date, int]] = field(default_factory=dict, repr=False)
    _http: aiohttp.ClientSession = field(init=False, repr=False)
    _turns: "_Turns" = field(init=False, repr=False)

    async def __aenter__(self) -> Self:
        self._turns = _Turns()
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                socket_factory=self._socket, resolver=self.resolver, limit=0
            ),
            timeout=aiohttp.ClientTimeout(
                connect=self.connect_seconds, sock_read=self.read_seconds
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,  # a proxy would be dialled in place of the address we check
            auto_decompress=False,
        )
        return self

    def spend(self, what: str, most: int) -> None:
        """One of the requests that terms allow for a day; SourceThrottled when they are used up."""
        now = datetime.now(UTC)
        day, spent = self._spent.get(what, (now.date(), 0))
        spent = spent if day == now.date() else 0
        if spent >= most:
            tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
            raise SourceThrottled(f"{what} allows {most} a day", retry_after=tomorrow - now)
        self._spent[what] = (now.date(), spent + 1)

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()

    async def fetch(
        self,
        request: Request,
        *,
        validators: Validators | None = None,
        spacing: timedelta = timedelta(),
        most: int | None = None,
    ) -> Answer:
        """
        Ask a host when it is its turn; `spacing` is the least pause that its kind wants.

        Of what is longer than `most` bytes only so many are read, and answered.

        One that asked to be left alone is not asked: SourceThrottled, as if it had said so again.

        Raises SourceRefused and SourceUnavailable, whose words are for the operator.

        They name hosts and nothing else of an address, for paths and queries carry keys. They
        do tell a blocked address from a silent one; whoever puts them into a sentence for a
        person must not, or anybody could map the network the bot runs in.
        """
        validators = validators or Validators()
        seconds = self.total_seconds
        clock = asyncio.get_running_loop().time
        for _ in range(_MAX_REDIRECTS + 1):
            url = _checked(request.url)
            pause = self.spacing * max(1.0, spacing.total_seconds())
            async with self._turns.at(_whose(url), pause):
                started = clock()
                outcome = await self._ask(url, request, validators, seconds, most)
                seconds -= clock() - started
            if isinstance(outcome, Answer):
                return outcome
            request = _redirected(request, url, outcome)
        raise SourceUnavailable(f"{_host(url)} redirected more than {_MAX_REDIRECTS} times")

    def pause(self, host: str) -> float:
        """For how many seconds a host wants to be left alone; see `host`."""
        return self._turns.pause(host)

    async def _ask(
        self, url: URL, request: Request, validators: Validators, seconds: float, most: int | None
    ) -> Answer | _Redirect:
        with self._turns.kept(url), _our_errors(url):
            async with (
                asyncio.timeout(seconds),
                self._http.request(
                    request.method,
                    url,
                    headers=self._headers(request, validators),
                    data=request.body,
                    allow_redirects=False,
                ) as response,
            ):
                return await self._outcome(response, validators, most)

    def _headers(self, request: Request, validators: Validators) -> CIMultiDict[str]:
        headers = CIMultiDict({"User-Agent": self.user_agent})
        headers.update(request.headers)
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        headers["Accept-Encoding"] = "gzip, deflate"  # what _inflater can stop in time
        return headers

    async def _outcome(
        self, response: aiohttp.ClientResponse, validators: Validators, most: int | None
    ) -> Answer | _Redirect:
        headers = response.headers
        if response.status in _REDIRECTS:
            return _Redirect(response.status, headers.get("Location"))
        unchanged = response.status == 304 and validators != Validators()
        if not unchanged:
            _accept(response)
            validators = Validators()
        return Answer(
            url=str(response.url),
            status=response.status,
            body=None if unchanged else await self._body(response, most),
            validators=Validators(
                etag=_storable(headers.get("ETag")) or validators.etag,
                last_modified=_storable(headers.get("Last-Modified")) or validators.last_modified,
            ),
            content_type=_storable(headers.get("Content-Type")),
        )

    async def _body(self, response: aiohttp.ClientResponse, most: int | None) -> bytes:
        host = _host(response.url)
        room = self.max_bytes if most is None else most
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        inflate: _Inflate | None = None
        body = bytearray()
        received = 0
        async for chunk in response.content.iter_any():
            received += len(chunk)
            inflate = inflate or _inflater(host, encoding, chunk)
            for piece in _unpacked(inflate, chunk):
                body += piece
                if len(body) > room:
                    break
            if most is not None and len(body) >= most:
                return bytes(body[:most])
            if max(received, len(body)) > room:
                raise SourceUnavailable(f"{host} answered more than {room} bytes")
        if inflate and not inflate.eof:
            raise SourceUnavailable(f"{host} stopped in the middle of its answer")
        return bytes(body)

    def _socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, (address, port, *_) = info
        if not guard.dialable(str(address), int(port), self.allow_nets):
            raise guard.Blocked
        return socket.socket(family, kind, protocol)


@dataclass(slots=True)
class _Line:
    """Who waits for one host."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0
    free_at: float = 0  # by the loop's clock
    shut_until: float = 0  # because the host asked for it


class _Turns:
    """One request at a time to each host, and a pause before the next."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def at(self, host: str, pause: float) -> AsyncIterator[None]:
        clock = asyncio.get_running_loop().time
        line = self._lines.setdefault(host, _Line())
        line.length += 1
        try:
            async with line.lock:
                await asyncio.sleep(line.free_at - clock())
                try:
                    yield
                finally:
                    line.free_at = clock() + pause
        finally:
            line.length -= 1
            self._forget(clock())

    def pause(self, host: str) -> float:
        line = self._lines.get(host, _Line())
        now = asyncio.get_running_loop().time()
        return max(line.free_at - now, line.shut_until - now, 0.0)

    @contextmanager
    def kept(self, url: URL) -> Iterator[None]:
        """Leave a host alone that asked for it, whichever of its sources it was that it told."""
        line, now = self._lines[_whose(url)], asyncio.get_running_loop().time()
        if line.shut_until > now:
            left = timedelta(seconds=line.shut_until - now)
            raise SourceThrottled(f"{_host(url)} asked to be left alone", retry_after=left)
        try:
            yield
        except SourceThrottled as error:
            wait = min(error.retry_after or timedelta(), _LONGEST_SILENCE)
            line.shut_until = now + wait.total_seconds()
            raise

    def _forget(self, now: float) -> None:
        """People name the hosts, so those nobody waits for must not pile up."""
        idle = [
            host
            for host, line in self._lines.items()
            if not line.length and max(line.free_at, line.shut_until) <= now
        ]
        for host in idle:
            del self._lines[host]


def host(address: str) -> str:
    """Whose turn a request to an address waits for. Raises ValueError."""
    return _whose(URL(address))


def _whose(url: URL) -> str:
    return (url.raw_host or "").rstrip(".")


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """
    How long to leave a host alone: from nothing to a day, None when it did not say.

    RFC 9110 section 10.2.3, seconds or a date. Nonsense counts as not said.
    """
    text = (header or "").strip()
    try:
        if re.fullmatch(r"-?[0-9]+", text):
            # Digits beyond counting become infinity, which timedelta does not take.
            wait = timedelta(seconds=min(max(float(text), 0), _LONGEST_WAIT.total_seconds()))
        else:
            date = parsedate_to_datetime(text)
            # The format has no zone but GMT; a date without one reads as naive.
            wait = (date if date.tzinfo else date.replace(tzinfo=UTC)) - now
    except (OverflowError, ValueError):
        return None
    return min(max(wait, timedelta()), _LONGEST_WAIT)


def _checked(text: str) -> URL:
    # yarl drops line breaks and tabs in silence: what we check would not be what was written.
    if any(ord(character) < 32 or ord(character) == 127 for character in text):
        raise SourceRefused("an address with control characters in it")
    try:
        url = URL(text)
    except ValueError as error:
        raise SourceRefused("an address that cannot be read") from error
    if url.scheme not in {"http", "https"}:
        raise SourceRefused("an address that is neither http nor https")
    if not url.raw_host:
        raise SourceRefused("an address without a host")
    if url.raw_user is not None or url.raw_password is not None:
        raise SourceRefused(f"{_host(url)} was addressed with a name or password in the address")
    return url


def _redirected(request: Request, url: URL, redirect: _Redirect) -> Request:
    """The request to follow up with; `url` is what `request` asked for."""
    if not redirect.location:
        raise SourceUnavailable(f"{_host(url)} redirected to nowhere")
    try:
        target = url.join(URL(redirect.location.strip()))
    except ValueError as error:
        raise SourceUnavailable(f"{_host(url)} redirected to what is no address") from error
    if (url.scheme, target.scheme) == ("https", "http"):
        raise SourceRefused(f"{_host(url)} redirected from https to http")
    request = replace(request, url=str(target))
    if redirect.status == 303 or (redirect.status < 303 and request.method == "POST"):
        request = replace(request, method="GET", body=None)
    return request if _same_host(url, target) else _without_secrets(request)


def _same_host(one: URL, other: URL) -> bool:
    ports = (one.port, other.port)
    return one.raw_host == other.raw_host and (one.port == other.port or ports == (80, 443))


def _without_secrets(request: Request) -> Request:
    if request.body is not None:
        raise SourceRefused("a redirect would take the request's body to another host")
    kept = {k: v for k, v in request.headers.items() if k.lower() in _HARMLESS_HEADERS}
    return replace(request, headers=kept)


def _accept(response: aiohttp.ClientResponse) -> None:
    if 200 <= response.status < 300:
        return
    message = f"{_host(response.url)} answered {response.status}"
    if response.status in _GONE:
        raise SourceGone(message)
    wait = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
    spent = response.headers.get("X-RateLimit-Remaining") == "0"  # as GitHub answers, with 403
    if response.status == 429 or (response.status in {403, 503} and (spent or wait is not None)):
        raise SourceThrottled(message, retry_after=wait)
    if response.status in _REFUSALS:
        raise SourceForbidden(message)
    raise SourceUnavailable(message, retry_after=wait)


@contextmanager
def _our_errors(url: URL) -> Iterator[None]:
    host = _host(url)
    try:
        yield
    except aiohttp.InvalidURL as error:
        raise SourceRefused(f"{host} is not a host") from error
    # Before ValueError, which an expired certificate is as well.
    except (aiohttp.ClientError, OSError) as error:
        cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
        if isinstance(cause, guard.Blocked):
            raise SourceRefused(f"{host} {cause.strerror}") from error
        # Not the error's own words: some of them hold the whole address.
        raise SourceUnavailable(f"{host} could not be read: {type(cause).__name__}") from error
    except zlib.error as error:
        raise SourceUnavailable(f"{host} could not be unpacked") from error
    except ValueError as error:
        raise SourceRefused(f"{host} cannot be asked this way") from error


def _host(url: URL) -> str:
    return url.host_port_subcomponent or ""


def _storable(header: str | None) -> str | None:
    """Bytes that are no UTF-8 reach us as lone surrogates, which nothing can store or send."""
    return header if header and header.isprintable() else None


class _Inflate(Protocol):
    """What zlib.decompressobj returns; its class has no public name."""

    @property
    def eof(self) -> bool: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _inflater(host: str, encoding: str, head: bytes) -> _Inflate | None:
    if encoding in {"", "identity"}:
        return None
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if encoding == "deflate":
        # RFC 9110 means zlib's format; some servers send the bare stream inside it.
        zlib_format = head[0] & 0x0F == zlib.DEFLATED
        return zlib.decompressobj(zlib.MAX_WBITS if zlib_format else -zlib.MAX_WBITS)
    raise SourceUnavailable(f"{host} packed its answer in a way we did not offer")


def _unpacked(inflate: _Inflate | None, chunk: bytes) -> Iterator[bytes]:
    if inflate is None:
        yield chunk
        return
    while chunk and not inflate.eof:
        yield inflate.decompress(chunk, _PIECE)
        chunk = inflate.unconsumed_tail
