"""A careers page on loopback whose jobs and mood a test decides."""

import json
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Board:
    """What the page lists; `answer`, when set, is given instead; `asked` holds the requests."""

    url: str = ""
    jobs: list[dict] = field(default_factory=list)
    answer: web.Response | None = None
    etag: str | None = None
    asked: list[dict[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"schemaorg:{self.url}"

    def post(self, title: str, **fields) -> dict:
        """One more job on the page, in schema.org's words."""
        job = {
            "@type": "JobPosting",
            "identifier": str(len(self.jobs) + 1),
            "title": title,
            "hiringOrganization": {"name": "Acme"},
            "description": f"<p>{title} wanted.</p>",
            "url": f"https://acme.example/jobs/{len(self.jobs) + 1}",
        } | fields
        self.jobs.append(job)
        return job

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/careers", self._careers)
        return app

    async def _careers(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.headers))
        if self.answer is not None:
            return self.answer.__class__(status=self.answer.status, body=self.answer.body)
        if self.etag and request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304)
        data = json.dumps({"@context": "https://schema.org", "@graph": self.jobs})
        return web.Response(
            text=f'<html><script type="application/ld+json">{data}</script></html>',
            content_type="text/html",
            headers={"ETag": self.etag} if self.etag else {},
        )
