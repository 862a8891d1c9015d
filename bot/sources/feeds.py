"""How feeds of jobs are read: RSS, Atom, and the XML that boards export for Indeed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import feedparser
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from yarl import URL

from bot.errors import SourceChanged
from bot.jobs.posting import Place, RawPosting
from bot.sources import wire
from bot.sources.base import Page, read_items
from bot.sources.headings import taken_apart

# An item as feedparser read it, and by local name all that stands in it: job fields have
# names much alike, and prefixes (job_listing:, tt:) that differ from feed to feed.
Entry = dict[str, Any]
Fields = Mapping[str, Sequence[Element]]

_ITEMS = {"rss": "item", "RDF": "item", "feed": "entry", "source": "job"}
# Other formats have a root of the same name.
_INSIDE = {"rss": {"channel"}, "RDF": {"channel"}, "source": {"publisher", "publisherurl", "job"}}
_DEEPEST = 50
_COMPANY = ("company", "company_name", "companyname", "employer", "hiringorganization")
_LOCATION = ("location", "joblocation", "job_location", "region")
_PARTS = ("city", "state", "country")
_EMPLOYMENT = ("job_type", "jobtype", "employmenttype", "employment_type", "type")
_SALARY = ("salary", "compensation")
_EXPIRY = ("expires_at", "expires", "expirationdate", "expiry_date", "validthrough", "closingdate")
_WORKPLACE = ("remotestatus", "remotetype")
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]+)""")
_EMPLOYMENT_WORD = re.compile(
    r"full[ -_]?time|part[ -_]?time|contract|freelance|temporary|intern(?:ship)?|permanent",
    re.IGNORECASE,
)


def read(body: bytes, address: str, *, company_first: bool = False) -> Page:
    """
    A whole feed. `company_first` where every title is known to begin with the company.

    Raises SourceChanged for what is not a whole feed.
    """
    body = _readable(body)
    root = _tree(body)
    elements = list(_items(root))
    if _local(root) == "source":
        title, entries = (
            next(_texts(_fields(root), ["publisher"]), None),
            list(map(_entry, elements)),
        )
    else:
        feed = _feed(body, address)
        title, entries = wire.clean(feed.feed.get("title")), feed.entries
    if len(elements) != len(entries):
        raise SourceChanged(f"{len(elements)} items, of which {len(entries)} were read")
    postings, faults = read_items(zip(entries, elements, strict=True), _posting)
    return Page(
        postings=tuple(taken_apart(postings, sure=company_first)), faults=faults, title=title
    )


def origin(url: URL, body: bytes) -> str | None:
    """Where a feed is from: where it was got, else what it says of itself; None for no feed."""
    try:
        return _address(url, _tree(body))
    except SourceChanged:
        return None


def _posting(item: tuple[Entry, Element]) -> RawPosting:
    entry, element = item
    fields = _fields(element.iter())
    title = wire.required(unescape(entry.get("title", "")))
    description = _description(entry)
    address = wire.link(entry.get("link"))
    return RawPosting(
        identifier=_guid(element) or address or _digest(title, description),
        title=title,
        hiring_organization=_company(entry, fields, title),
        url=address,
        description=description,
        job_location=tuple(_places(fields)),
        workplace=_workplace(fields),
        employment_type=tuple(_employment(entry, fields)),
        salary_text=next(_texts(fields, _SALARY), None),
        date_posted=_published(entry) or _moment(fields, ["date"]),
        valid_through=_moment(fields, _EXPIRY, end_of_day=True),
    )


def _readable(body: bytes) -> bytes:
    """
    UTF-8, where a feed says that it is, or nothing, and is not.

    What is no UTF-8 then is nearly always Windows' Western European.
    """
    declared = _DECLARED.match(body)
    utf8 = declared[1].lower() in {b"utf-8", b"utf8"} if declared else b"\0" not in body[:4]
    if not utf8:
        return body
    try:
        body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace").encode()
    return body


def _tree(body: bytes) -> Element:
    """
    The feed as XML, before feedparser sees it.

    A DOCTYPE is refused: entities expand, and feedparser's lenient parser spends seconds on
    them. XML that breaks off is refused too: half a feed would look like closed jobs.
    """
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (DefusedXmlException, ParseError, LookupError, ValueError) as error:
        raise SourceChanged(f"not a feed: {error!r}") from error
    name, inside = _local(root), {_local(child) for child in root}
    if name not in _ITEMS or (name in _INSIDE and not inside & _INSIDE[name]):
        raise SourceChanged(f"<{name}> is not a feed")
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in node]
    if level:
        raise SourceChanged("nested too deeply")
    return root


def _items(root: Element) -> Iterator[Element]:
    """Children of the root or of the channel in it: an item further down belongs to an item."""
    for parent in (root, *(child for child in root if _local(child) == "channel")):
        yield from (child for child in parent if _local(child) == _ITEMS[_local(root)])


def _entry(job: Element) -> Entry:
    """A <job> as feedparser would have it; the rest of it is read by its fields."""
    own = {_local(child).casefold(): child.text or "" for child in job}
    names = {"title": "title", "link": "url", "summary": "description"}
    return {name: own.get(written, "").strip() for name, written in names.items()}


def _feed(body: bytes, address: str) -> Any:
    """
    What feedparser makes of it. Bare bytes would be tried as the name of a file.

    Bodies stay as they are: our own reading strips them, and sanitising drops whole elements.
    """
    headers = {"content-type": "application/xml", "content-location": address}
    try:
        return feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    except (AssertionError, AttributeError, LookupError, RuntimeError) as error:
        raise SourceChanged(f"not a feed: {error!r}") from error


def _local(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _address(url: URL, root: Element) -> str:
    """Where a feed is from: where it was got, else what it says of itself, else its file name."""
    if wire.web(str(url)):
        return str(url)
    links = [node for node in root.iter() if _local(node) == "link"]
    own = [node.get("href") for node in links if node.get("rel") == "self"]
    publisher = [node.text for node in root if _local(node) == "publisherurl"]
    said = own + publisher + [node.text for node in links if not node.get("href")]
    return next(filter(None, map(wire.link, said)), wire.stem(url))


def _fields(nodes: Iterable[Element]) -> Fields:
    found: dict[str, list[Element]] = {}
    for node in nodes:
        found.setdefault(_local(node).casefold(), []).append(node)
    return found


def _guid(item: Element) -> str | None:
    """As it is written: feedparser takes a bare number for a link and puts the host before it."""
    own = {_local(child).casefold(): wire.clean(child.text) for child in item}
    return own.get("guid") or own.get("id") or own.get("referencenumber")


def _texts(fields: Fields, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from filter(None, (wire.clean(unescape(n.text or "")) for n in fields.get(name, ())))


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _description(entry: Entry) -> str:
    """The longest of the bodies; one that was escaped twice is unescaped the second time."""
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    body = str(max([*bodies, entry.get("summary") or ""], key=len))
    return unescape(body) if "<" not in body and "&lt;" in body else body


def _company(entry: Entry, fields: Fields, title: str) -> str | None:
    """An author is whoever posted; the title has to say that this is the company too."""
    if stated := next(_texts(fields, _COMPANY), None):
        return stated
    author = wire.clean(entry.get("author"))
    return author if author and title.startswith((f"{author}: ", f"{author} | ")) else None


def _places(fields: Fields) -> Iterator[Place | str]:
    """Each location as it is written, else the city and country that stand in it or beside it."""
    nodes = [node for name in _LOCATION for node in fields.get(name, ())]
    for node in nodes:
        if place := wire.clean(unescape(node.text or "")) or _joined(_fields(node)):
            yield place
    if not nodes and (place := _joined(fields)):
        yield place


def _joined(fields: Fields) -> Place | str | None:
    city, state, country = (next(_texts(fields, [part]), None) for part in _PARTS)
    return wire.place(city, state, country)


def _workplace(fields: Fields) -> str | None:
    """Teamtailor's words for it, in everybody's."""
    written = next(_texts(fields, _WORKPLACE), None)
    return {"fully": "remote", "none": "on-site"}.get(written, written) if written else None


def _employment(entry: Entry, fields: Fields) -> Iterator[str]:
    """The fields for it, and the categories that are one: most name a line of work."""
    yield from _texts(fields, _EMPLOYMENT)
    terms = (wire.clean(tag.get("term")) for tag in entry.get("tags") or ())
    yield from (term for term in terms if term and _EMPLOYMENT_WORD.match(term))


def _published(entry: Entry) -> datetime | None:
    # Asking feedparser's own dict for a missing "updated" answers "published", with a warning.
    parsed = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    if not parsed:
        return None
    year, month, day, hour, minute, second = parsed[:6]
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)


def _moment(fields: Fields, names: Iterable[str], *, end_of_day: bool = False) -> datetime | None:
    """The first that is a time: ISO 8601 or RFC 822; others write "12 novembre 2026"."""
    for text in _texts(fields, names):
        if when := wire.moment(text.replace(" UTC", "+00:00"), end_of_day=end_of_day):
            return when
        try:
            when = parsedate_to_datetime(text)
            return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
        except (OverflowError, ValueError):
            continue
    return None
