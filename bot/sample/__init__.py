"""A careers page of invented companies on loopback, which publishes a new job now and then."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import product
from typing import Any, Self

from aiohttp import web

_COMPANIES = ("Amberfield", "Bluewren", "Copperleaf", "Dunmore Labs", "Evenfall", "Foxglove Health")
_ROLES = (
    ("Python Developer", "Python and PostgreSQL behind a product that farmers like."),
    ("Machine Learning Engineer", "Machine learning for maps: you train it, you run it."),
    ("Product Designer", "Interfaces for people who wear gloves at work."),
    ("Go Engineer", "Services in Go, deployed twenty times a day."),
    ("Office Manager", "You make sure that the place works."),
    ("Data Engineer", "Python, Spark and a warehouse that is not a swamp."),
)
_PLACES = (["Berlin", "DE"], ["Lisbon", "PT"], None, ["Chicago", "US"], ["Warsaw", "PL"])


def _postings() -> Iterator[dict[str, Any]]:
    """The ten that were written by hand, then as many as the page stays open for."""
    yield from json.loads(files(__package__).joinpath("postings.json").read_text(encoding="utf8"))
    for number, (year, company, (role, about)) in enumerate(
        product(range(2027, 2100), _COMPANIES, _ROLES)
    ):
        place = _PLACES[number % len(_PLACES)]
        low = 52 + number * 7 % 60
        yield {
            "id": f"job-{number}",
            "title": f"{role}, Team {year}" if year > 2027 else role,
            "company": company,
            "place": place,
            "remote": None if place else "",
            "type": "FULL_TIME",
            "days": number % 3,
            "body": f"<p>{about}</p><p>Pay: {low}k - {low + 14}k EUR a year.</p>",
        }


@dataclass(kw_only=True, eq=False)
class SampleBoard:
    """The page at `url`; `publish` adds the next job to it."""

    jobs: list[dict[str, Any]] = field(default_factory=list)
    url: str = ""
    _runner: web.AppRunner = field(init=False, repr=False)
    _next: Iterator[dict[str, Any]] = field(default_factory=_postings, repr=False)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/careers", self._careers)
        app.router.add_get("/careers/{id}", self._job)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/careers"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    def publish(self, now: datetime) -> str:
        """The title of what stands on the page now."""
        job = next(self._next)
        posted = now - timedelta(days=job["days"])
        self.jobs.append(job | {"posted": posted.isoformat(), "url": f"{self.url}/{job['id']}"})
        return str(job["title"])

    async def _careers(self, _request: web.Request) -> web.Response:
        return _page("Careers", self.jobs)

    async def _job(self, request: web.Request) -> web.Response:
        found = [job for job in self.jobs if job["id"] == request.match_info["id"]]
        if not found:
            raise web.HTTPNotFound
        return _page(found[0]["title"], found)


def _page(title: str, jobs: list[dict[str, Any]]) -> web.Response:
    """A page for people and, in its JSON-LD, for us."""
    data = json.dumps([_json_ld(job) for job in jobs]).replace("<", "\\u003c")
    listed = "".join(
        f"<article><h2><a href='{html.escape(job['url'])}'>{html.escape(job['title'])}</a></h2>"
        f"<p>{html.escape(job['company'])}</p>{job['body']}</article>"
        for job in jobs
    )
    text = (
        f"<!doctype html><meta charset=utf-8><title>{html.escape(title)}</title>"
        "<style>body{font:16px system-ui;max-width:44rem;margin:2rem auto}</style>"
        f'<script type="application/ld+json">{data}</script>'
        f"<h1>{html.escape(title)}</h1>{listed}"
    )
    return web.Response(text=text, content_type="text/html")


def _json_ld(job: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": job["id"],
        "title": job["title"],
        "hiringOrganization": {"@type": "Organization", "name": job["company"]},
        "description": job["body"],
        "datePosted": job["posted"],
        "employmentType": job["type"],
        "url": job["url"],
    }
    if job["place"]:
        city, country = job["place"]
        address = {"addressLocality": city, "addressCountry": country}
        found["jobLocation"] = {"@type": "Place", "address": address}
    if job["remote"] is not None:
        found["jobLocationType"] = "TELECOMMUTE"
        countries = [{"@type": "Country", "name": c} for c in job["remote"].split(",") if c]
        found |= {"applicantLocationRequirements": countries} if countries else {}
    if pay := job.get("pay"):
        currency, low, high, unit = pay
        amount = {"minValue": low, "maxValue": high, "unitText": unit}
        found["baseSalary"] = {"currency": currency, "value": amount}
    return found
