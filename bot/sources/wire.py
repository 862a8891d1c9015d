"""What the kinds share: board names, and the JSON, times and places that answers are made of."""

import codecs
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec
from yarl import URL

from bot.errors import SourceRefused, UserError
from bot.jobs.posting import Place

Shape = TypeVar("Shape")
Kind = TypeVar("Kind")

# Dots alone would climb out of the folder of the address that the name is put into.
_SLUG = re.compile(r"(?!\.+\Z)[A-Za-z0-9_.-]{1,120}\Z")
_NOT_SLUG = re.compile(r"[^A-Za-z0-9_.-]+")
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([A-Za-z0-9_-]+)""")
_CHARSETS = re.compile(r"(?:windows|iso|koi8|euc|gb|big5|shift|sjis)[a-z0-9_-]*\Z", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Written as country codes and assigned to nobody as such.
_NOT_COUNTRIES = frozenset({"UK", "EU"})


def check_slug(kind: str, board: str, pattern: re.Pattern[str] = _SLUG) -> None:
    """Raise UserError unless `board` may stand in an address of `kind`."""
    if not pattern.match(board):
        raise UserError("source.board", kind=kind, board=board)


def check_address(kind: str, board: str) -> None:
    """Accept a page's address, or the plain name of a local copy that has none."""
    if not web(board):
        check_slug(kind, board)


def accepted(kind: Callable[[str], Kind], board: str) -> Kind | None:
    """`kind(board)`, or None where that name is refused."""
    try:
        return kind(board)
    except UserError:
        return None


def where(kind: str, board: str) -> str:
    """The address to ask. A local copy has none, and will have none tomorrow either."""
    if not web(board):
        raise SourceRefused(f"{kind}:{board} is a local copy; there is no address to ask")
    return board


def web(text: str) -> bool:
    """Whether this is an http address with a host, fit to be asked and to be linked to."""
    try:
        url = URL(text)
        return url.scheme in {"http", "https"} and bool(url.host) and not re.search(r"\s", text)
    except ValueError:
        return False


def link(text: str | None) -> str | None:
    """An address that a card may carry: never javascript:, never half an address."""
    return text if (text := clean(text)) and web(text) else None


def stem(url: URL) -> str:
    """A board name made of an address's last part, for answers that do not name their board."""
    last = url.parts[-1] if url.parts else ""
    return _NOT_SLUG.sub("-", last.rpartition(".")[0] or last).strip(".-")[:120] or "page"


def copy_stem(url: URL) -> str | None:
    """The same of a local copy; at a foreign address it would be a stranger's board."""
    return None if web(str(url)) else stem(url)


# A script that cuts a text in the middle of an emoji leaves half of it, which is no character.
_HALF_A_PAIR = re.compile(
    rb"(?<!\\)((?:\\\\)*)\\u(?:[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB]..\\u)[dD][c-fC-F][0-9a-fA-F]{2})"
)


def decode(body: bytes | msgspec.Raw, shape: type[Shape]) -> Shape:
    """JSON of this shape; anything else, cut short or absurdly deep, is a ValueError."""
    data = body
    if isinstance(body, bytes):
        data = _HALF_A_PAIR.sub(rb"\1\\ufffd", body.removeprefix(codecs.BOM_UTF8))
    try:
        return msgspec.json.decode(data, type=shape)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def fitting(items: Iterable[msgspec.Raw], shape: type[Shape]) -> Iterator[Shape]:
    """The items that have this shape; the others are somebody else's fault to report."""
    for item in items:
        try:
            yield decode(item, shape)
        except ValueError:
            continue


def characters(body: bytes) -> str:
    """The text of a page: UTF-8, else what it declares, else what browsers assume."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(body[:2000])
    named = declared[1].decode() if declared else ""
    try:
        return body.decode(named if _CHARSETS.match(named) else "cp1252", errors="replace")
    except LookupError:
        return body.decode("cp1252", errors="replace")


def clean(text: str | None) -> str | None:
    """One line without stray blanks and NULs, which databases refuse; nothing written is None."""
    return " ".join(text.replace("\0", " ").split()) or None if text else None


def required(text: str | None) -> str:
    """A title or an identifier: no posting is one without it."""
    if not (cleaned := clean(text)):
        raise ValueError("a posting without a title or an identifier")
    return cleaned


def moment(text: str | None, *, end_of_day: bool = False) -> datetime | None:
    """
    An ISO 8601 time in UTC; a time without an offset is taken to be UTC.

    A date alone is its midnight, or its last second where it is a day on which something
    still holds. What is no ISO 8601 is None: "10/11/2026" is two different days.
    """
    if not (written := clean(text)):
        return None
    try:
        when = datetime.fromisoformat(written)
        if end_of_day and _DATE.match(written):
            when = datetime.combine(when, time(23, 59, 59))
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def epoch(milliseconds: int | None) -> datetime | None:
    """Milliseconds since 1970 in UTC; raises ValueError beyond the calendar."""
    if milliseconds is None:
        return None
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError as error:
        raise ValueError(f"no time: {milliseconds}") from error


def place(locality: str | None, region: str | None, country: str | None) -> Place | str | None:
    """A Place where the country is a code, else the parts as they were written, each once."""
    locality, region, country = clean(locality), clean(region), clean(country)
    if country and re.fullmatch("[A-Za-z]{2}", country) and country.upper() not in _NOT_COUNTRIES:
        return Place(
            address_locality=locality, address_region=region, address_country=country.upper()
        )
    return ", ".join(dict.fromkeys(filter(None, (locality, region, country)))) or None


# The board of an aggregator that is asked for all it has.
ALL = "all"


def searched(parameters: Iterable[tuple[str, str]], names: Collection[str]) -> str:
    """The board that a search is: these of its parameters in one spelling, "all" without any."""
    said = {(name, value) for name, text in parameters if name in names and (value := clean(text))}
    return urlencode(sorted(said), errors="replace") or ALL


def check_search(kind: str, board: str, names: Collection[str] = ()) -> None:
    """Accept "all", or a search in the spelling that `searched` gives it."""
    if board != ALL and (len(board) > 300 or searched(parse_qsl(board), names) != board):
        raise UserError("source.board", kind=kind, board=board)


def linked(addresses: Iterable[object], hosts: Collection[str]) -> bool:
    """Whether any of these is an address on one of these hosts."""
    texts = (text for text in addresses if isinstance(text, str))
    return any(URL(text).host in hosts for text in texts if web(text))


def line(value: object) -> str | None:
    """A text on one line, where there is one."""
    return clean(value) if isinstance(value, str) else None


def lines(value: object) -> tuple[str, ...]:
    """The texts of a list, or the only one where it stands without a list; each once."""
    texts = map(line, value if isinstance(value, list) else [value])
    return tuple(dict.fromkeys(filter(None, texts)))


def listed(value: object) -> tuple[str, ...]:
    """The parts of a text that commas set apart: "EMEA,  Canada" is two areas."""
    return lines((line(value) or "").split(","))


def prose(value: object) -> str:
    """A text as it is, with its lines; none is empty."""
    return value if isinstance(value, str) else ""


def amount(value: object) -> Decimal | None:
    """A sum, as a number or as text; 0, "" and what is no number mean that it is unknown."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return number if number.is_finite() and number > 0 else None


def instant(value: object) -> datetime | None:
    """Seconds since 1970, or milliseconds where seconds would end beyond the year 5000; in UTC."""
    number = amount(value)
    if number is None or number >= 10**14:
        return None
    return epoch(int(number if number >= 10**11 else number * 1000))


def page_number(address: str, name: str, first: int = 1) -> int:
    """Which page of an answer an address asks for, by the parameter of this name."""
    try:
        written = URL(address).query.get(name, "")
    except ValueError:
        return first
    return int(written) if re.fullmatch(r"[0-9]{1,6}", written) else first


def search_words(board: str, names: Collection[str]) -> str | None:
    """What a search looks for, as a person would say it: the values of these parameters."""
    return ", ".join(text for name, text in parse_qsl(board) if name in names) or None


# A customer's name under its vendor's domain, or the host on which an employer shows the board.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SITE = re.compile(rf"(?=.{{1,120}}\Z)(?:{_LABEL}|(?:{_LABEL}\.)+(?=[a-z]){_LABEL})\Z")


def check_site(kind: str, board: str) -> None:
    """Accept "acme" and "jobs.acme.example", in lower case as hosts are."""
    check_slug(kind, board, _SITE)


def site(url: URL, domain: str, not_boards: Collection[str] = ()) -> str | None:
    """The customer on acme.<domain>, the whole host where it has more parts; else None."""
    host = (url.raw_host or "").removeprefix("www.")
    name = host.removesuffix(f".{domain}")
    if name in {host, *not_boards}:
        return None
    return host if "." in name else name


def site_stem(url: URL) -> str:
    """A name that `check_site` accepts, for a local copy that does not say whose it is."""
    return re.sub("[^a-z0-9]+", "-", stem(url).lower())[:60].strip("-") or "page"


def site_host(board: str, domain: str) -> str:
    """Where a board that `check_site` accepts is asked."""
    return board if "." in board else f"{board}.{domain}"


def shaped(value: object, shape: type[Shape]) -> Shape | None:
    """A field of this shape; one of any other costs itself only."""
    try:
        return msgspec.convert(value, shape)
    except (RecursionError, msgspec.ValidationError):
        return None


_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def flag(value: object) -> bool | None:
    """A yes or no, as JSON has it or as 0 and 1."""
    return _FLAGS.get(str(value).casefold()) if isinstance(value, (bool, int, str)) else None


HOST_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\Z")
_OF_THE_VENDOR = re.compile(
    r"(?:www|app|api|help|support|status|blog|docs|documentation|developers?|info|go|login"
    r"|marketing|marketplace|partners?|(?:[a-z-]+-)?cdn\d*|(?:assets|images|resources|static)\d*)\Z"
)


def customer(url: URL, domain: str) -> str | None:
    """Whose part of a vendor's domain an address is on: acme of acme.vendor.example."""
    label, _, rest = (url.host or "").removeprefix("www.").partition(".")
    return label if rest == domain and not _OF_THE_VENDOR.match(label) else None


def host_label(url: URL) -> str:
    """Like `stem`, for boards that are a part of a host."""
    return re.sub(r"[^A-Za-z0-9-]", "-", stem(url)).strip("-")[:63].strip("-") or "page"
