"""Every place we look for jobs. A new source is one module here and one line in SOURCES."""

from collections.abc import Collection, Iterable, Mapping

from yarl import URL

from bot.errors import UserError
from bot.sources.adzuna import Adzuna
from bot.sources.arbeitnow import Arbeitnow
from bot.sources.arbeitsagentur import Arbeitsagentur
from bot.sources.ashby import Ashby
from bot.sources.bamboohr import BambooHR
from bot.sources.base import Page, Request, Source, name
from bot.sources.breezy import Breezy
from bot.sources.embedded import addresses
from bot.sources.githubissues import GithubIssues
from bot.sources.greenhouse import Greenhouse
from bot.sources.hackernews import HackerNews
from bot.sources.himalayas import Himalayas
from bot.sources.jobicy import Jobicy
from bot.sources.jsonfeed import JsonFeed
from bot.sources.lever import Lever
from bot.sources.personio import Personio
from bot.sources.pinpoint import Pinpoint
from bot.sources.recruitee import Recruitee
from bot.sources.reed import Reed
from bot.sources.remoteok import RemoteOk
from bot.sources.remotive import Remotive
from bot.sources.rippling import Rippling
from bot.sources.rss import Rss
from bot.sources.saved import Saved
from bot.sources.schemaorg import SchemaOrg
from bot.sources.simplify import Simplify
from bot.sources.smartrecruiters import SmartRecruiters
from bot.sources.teamtailor import Teamtailor
from bot.sources.themuse import TheMuse
from bot.sources.usajobs import UsaJobs
from bot.sources.weworkremotely import WeWorkRemotely
from bot.sources.workable import Workable
from bot.sources.workday import Workday
from bot.sources.workingnomads import WorkingNomads

__all__ = ["SOURCES", "Page", "Request", "Source", "detect", "name", "source"]

# In the order in which they look at a page: the surest first.
SOURCES: Mapping[str, type[Source]] = {
    "greenhouse": Greenhouse,
    "lever": Lever,
    "ashby": Ashby,
    "weworkremotely": WeWorkRemotely,
    "arbeitnow": Arbeitnow,
    "himalayas": Himalayas,
    "jobicy": Jobicy,
    "remoteok": RemoteOk,
    "remotive": Remotive,
    "themuse": TheMuse,
    "workingnomads": WorkingNomads,
    "workable": Workable,
    "smartrecruiters": SmartRecruiters,
    "recruitee": Recruitee,
    "personio": Personio,
    "teamtailor": Teamtailor,
    "bamboohr": BambooHR,
    "breezy": Breezy,
    "pinpoint": Pinpoint,
    "rippling": Rippling,
    "workday": Workday,
    "simplify": Simplify,
    "githubissues": GithubIssues,
    "hackernews": HackerNews,
    "arbeitsagentur": Arbeitsagentur,
    "usajobs": UsaJobs,
    "adzuna": Adzuna,
    "reed": Reed,
    "jsonfeed": JsonFeed,
    "rss": Rss,
    "schemaorg": SchemaOrg,
    "saved": Saved,
}

# Whoever links to one of these has jobs there among everybody else's.
_OF_EVERYBODY = frozenset(
    {
        "adzuna",
        "arbeitnow",
        "arbeitsagentur",
        "githubissues",
        "hackernews",
        "himalayas",
        "jobicy",
        "reed",
        "remoteok",
        "remotive",
        "simplify",
        "themuse",
        "usajobs",
        "weworkremotely",
        "workingnomads",
    }
)
_OF_ONE_EMPLOYER = SOURCES.keys() - _OF_EVERYBODY - {"rss"}


def source(name: str) -> Source:
    """The source called `kind:board`, such as `greenhouse:acme`; raises UserError."""
    kind, _, board = name.partition(":")
    if kind not in SOURCES:
        raise UserError("source.kind", kind=kind, known=", ".join(SOURCES))
    return SOURCES[kind](board)


def detect(url: str, body: bytes | None = None) -> Source | None:
    """
    The source behind an address, as somebody pasted it, or behind what that address answered.

    The address decides where it can; then the content itself; then the board or the feed that
    a page of the employer's own embeds or points to.
    """
    try:
        address = _url(url)
    except ValueError:
        return None
    return _by_address(address) or (None if body is None else _by_content(address, body))


def _url(text: str) -> URL:
    """What people paste: with <> around it against Discord's preview, or without https://."""
    bare = text.strip().removeprefix("<").removesuffix(">")
    url = URL(bare if ":" in bare.partition("/")[0] else f"https://{bare}")
    _ = url.host  # decoded only when it is asked for, and then it may be no name: a ValueError
    return url


def _by_address(url: URL) -> Source | None:
    found = (kind.recognise(url) for kind in SOURCES.values())
    return next((source for source in found if source), None)


def _by_content(url: URL, body: bytes) -> Source | None:
    found = (kind.recognise(url, body) for kind in SOURCES.values())
    return next((source for source in found if source), None) or _by_page(url, body)


def _by_page(url: URL, body: bytes) -> Source | None:
    """One board that a page loads, or the only one that it links to, or its feed."""
    page = addresses(url, body)
    loaded = _boards(page.loaded)
    if loaded:
        return loaded[0]
    linked = _boards(page.linked)
    if linked:
        return linked[0] if len(linked) == 1 else None
    found = [Rss(str(feed)) for feed in page.feeds] or _boards(page.linked, of=frozenset({"rss"}))
    return found[0] if found else None


def _boards(urls: Iterable[URL], of: Collection[str] = _OF_ONE_EMPLOYER) -> list[Source]:
    """Each once, in whatever case its name is written."""
    found: dict[tuple[str, str], Source] = {}
    for source in map(_by_address, urls):
        if source and source.kind in of:
            found.setdefault((source.kind, source.board.casefold()), source)
    return list(found.values())
