"""Which source is behind an address, or behind what it answered."""

from pathlib import Path

import pytest

from bot.sources import SOURCES, detect, name

PAYLOADS = Path(__file__).parents[2] / "payloads"
CAREERS = "https://acme.example/careers"
POSTING = b'<script type="application/ld+json">{"@type": "JobPosting", "title": "Baker"}</script>'
FEED = b"<rss><channel><title>Jobs</title></channel></rss>"


def found(url, body=None):
    source = detect(url, body)
    return source and name(source)


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://boards.greenhouse.io/acme", "greenhouse:acme"),
        ("https://boards.greenhouse.io/acme/", "greenhouse:acme"),
        ("http://boards.greenhouse.io/acme/jobs/4100001?gh_src=x", "greenhouse:acme"),
        ("https://job-boards.greenhouse.io/acme/jobs/4100001", "greenhouse:acme"),
        ("https://job-boards.eu.greenhouse.io/acme", "greenhouse:acme"),
        ("https://boards.eu.greenhouse.io/acme/jobs/1", "greenhouse:acme"),
        ("https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true", "greenhouse:acme"),
        ("https://api.greenhouse.io/v1/boards/acme/departments", "greenhouse:acme"),
        ("https://boards.greenhouse.io/embed/job_board?for=acme", "greenhouse:acme"),
        ("https://boards.greenhouse.io/embed/job_board/js?for=acme&b=x", "greenhouse:acme"),
        ("https://job-boards.greenhouse.io/embed/job_app?token=1&for=acme", "greenhouse:acme"),
        ("https://BOARDS.greenhouse.io/acme#top", "greenhouse:acme"),
        ("  <https://boards.greenhouse.io/acme> ", "greenhouse:acme"),
        ("boards.greenhouse.io/acme", "greenhouse:acme"),
        ("https://boards.greenhouse.io/embed/job_app?token=1", None),
        ("https://boards.greenhouse.io/", None),
        ("https://boards.greenhouse.io/a%2Fb/jobs", None),
        ("https://boards.greenhouse.io/%2e%2e%2fx", None),
        ("https://boards.greenhouse.io.evil.example/acme", None),
        ("https://www.greenhouse.io/acme", None),
        ("https://jobs.lever.co/acme", "lever:acme"),
        ("https://jobs.lever.co/Acme/0a00-4000/apply", "lever:Acme"),
        ("https://jobs.eu.lever.co/acme/0a00", "lever:eu/acme"),
        ("https://api.lever.co/v0/postings/acme?mode=json", "lever:acme"),
        ("https://api.eu.lever.co/v0/postings/acme/0a00", "lever:eu/acme"),
        ("https://jobs.lever.co", None),
        ("https://www.lever.co/acme", None),
        ("https://jobs.ashbyhq.com/acme", "ashby:acme"),
        ("https://jobs.ashbyhq.com/acme%20health/1b00/application", "ashby:acme health"),
        ("https://jobs.ashbyhq.com/acme.ai/embed?version=2", "ashby:acme.ai"),
        ("https://api.ashbyhq.com/posting-api/job-board/acme?x=1", "ashby:acme"),
        ("https://api.ashbyhq.com/other/acme", None),
        (
            "https://acme.example/categories/all.rss",
            "rss:https://acme.example/categories/all.rss",
        ),
        ("https://acme.example/jobs.atom?page=1", "rss:https://acme.example/jobs.atom?page=1"),
        ("https://acme.example/careers", None),
        ("file:///home/me/jobs.rss", None),
        ("greenhouse", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("https://acme.example:99999/", None),
        ("", None),
        ("\x00", None),
    ],
)
def test_an_address_is_enough_where_it_names_the_board(url, source):
    assert found(url) == source


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (POSTING, f"schemaorg:{CAREERS}"),
        (b'<div itemscope itemtype="http://schema.org/JobPosting"></div>', f"schemaorg:{CAREERS}"),
        (FEED, f"rss:{CAREERS}"),
        (b"\n " + FEED, f"rss:{CAREERS}"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"></feed>', f"rss:{CAREERS}"),
        (
            b'<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme">',
            "greenhouse:acme",
        ),
        (
            b'<iframe src="//boards.greenhouse.io/embed/job_board?for=acme&amp;b=1">',
            "greenhouse:acme",
        ),
        (b'<script src="https://jobs.ashbyhq.com/acme/embed?version=2"></script>', "ashby:acme"),
        (
            b'<script>fetch("https://api.lever.co/v0/postings/acme?mode=json")</script>',
            "lever:acme",
        ),
        (
            b'<a href="https://jobs.lever.co/acme/1">1</a> <a href="https://jobs.lever.co/acme/2">2</a>',
            "lever:acme",
        ),
        (
            b'<a href="https://jobs.lever.co/acme">1</a> <a href="https://jobs.lever.co/other">',
            None,
        ),
        (
            b'<link rel="alternate" type="application/rss+xml" href="/jobs/feed">',
            "rss:https://acme.example/jobs/feed",
        ),
        (b'<link rel="alternate" type="text/html" href="/jobs/feed">', None),
        (b'<link rel="alternate" type="application/rss+xml" href="javascript:x">', None),
        (
            POSTING + b'<link rel="alternate" type="application/rss+xml" href="/blog/feed">',
            f"schemaorg:{CAREERS}",
        ),
        (
            (
                b'<link rel="alternate" type="application/atom+xml" href="/blog/feed">'
                b'<script src="https://boards.greenhouse.io/embed/job_board/js?for=acme"></script>'
            ),
            "greenhouse:acme",
        ),
        (b'<script src="https://boards.greenhouse.io/embed/job_board/js?for=..">', None),
        (b'{"jobs": [], "meta": {"total": 0}}', None),
        (b'{"jobs": [], "apiVersion": "1"}', None),
        (b'{"jobs": []}', None),
        (b"[]", None),
        (b"{}", None),
        (b"", None),
        (b"A page about the JobPosting type.", None),
        (b"<urlset><url><loc>https://acme.example/</loc></url></urlset>", None),
        (b"Baker | Acme | Rome\nPosted 2026-01-01\n<p>Bread", "saved:careers"),
    ],
)
def test_content_decides_where_the_address_does_not(body, source):
    assert found(CAREERS, body) == source


LEVER = "https://jobs.lever.co/acme"


@pytest.mark.parametrize(
    "body",
    [
        f'<meta http-equiv="refresh" content="0; url={LEVER}">',
        f"<meta http-equiv='Refresh' content='3;URL=\"{LEVER}/1\"'>",
        f'<script>window.jobs = {{"url": "{LEVER.replace("/", chr(92) + "/")}"}}</script>',
        f'<object data="{LEVER}"></object>',
        f"<button onclick=\"location.href='{LEVER}/1'\">Baker</button>",
        f'<form action="{LEVER}/1/apply"></form>',
        '<a href="//jobs.lever.co/acme/1">Baker</a>',
        '<base href="https://jobs.lever.co/acme/"><a href="1">Baker</a><a href="2">Cook</a>',
        f'<a href="{LEVER}/1?lever-source=x">Baker</a> <a href="{LEVER}/2#apply">Cook</a>',
        f'<a href="{LEVER}/1">Baker</a> <a href="https://jobs.lever.co/Acme/2">Cook</a>',
    ],
)
def test_a_page_leads_to_its_board_in_whatever_way_it_says_so(body):
    assert found(CAREERS, body.encode()) == "lever:acme"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://weworkremotely.com/company/acme",
        "https://github.com/acme/vagas/issues/1",
        "https://news.ycombinator.com/submitted?id=whoishiring",
        "https://www.reed.co.uk/jobs/acme-jobs",
        "https://www.adzuna.co.uk/search?q=acme",
        "https://acme.example/blog.rss",
    ],
)
def test_a_place_with_everybodys_jobs_is_not_the_employers_board(elsewhere):
    link = f'<a href="{elsewhere}">Find us there</a>'.encode()
    own = b'<a href="https://jobs.lever.co/acme/1">Baker</a>'

    assert found(CAREERS, link + own) == "lever:acme"
    assert found(CAREERS, link) in {None, "rss:https://acme.example/blog.rss"}


OF_EMPLOYERS = {
    "greenhouse": "https://boards.greenhouse.io/acme/jobs/1",
    "lever": "https://jobs.lever.co/acme/0a00-4000",
    "ashby": "https://jobs.ashbyhq.com/acme/1b00",
    "workable": "https://apply.workable.com/acme/j/A1B2C3D4E5/",
    "smartrecruiters": "https://jobs.smartrecruiters.com/Acme/743999000000001-baker",
    "recruitee": "https://acme.recruitee.com/o/baker",
    "personio": "https://acme.jobs.personio.de/job/100001",
    "teamtailor": "https://acme.teamtailor.com/jobs/100001-baker",
    "bamboohr": "https://acme.bamboohr.com/careers/12",
    "breezy": "https://acme.breezy.hr/p/0a1b2c3d4e5f-baker",
    "pinpoint": "https://acme.pinpointhq.com/en/postings/0a00-4000",
    "rippling": "https://ats.rippling.com/acme/jobs/0a00-4000",
    "workday": "https://acme.wd5.myworkdayjobs.com/en-US/Careers/job/Rome/Baker_R1",
}


@pytest.mark.parametrize("kind", sorted(OF_EMPLOYERS.keys() & SOURCES.keys()))
def test_a_page_that_links_to_a_single_job_leads_to_its_board(kind):
    link = OF_EMPLOYERS[kind]
    body = f'<a href="/about">Us</a> <a href="{link}">Baker</a>'.encode()

    assert found(CAREERS, body) == found(link)
    assert str(found(link)).startswith(f"{kind}:")


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("greenhouse/kestrelmaps.json", "greenhouse:kestrelmaps"),
        ("lever/bramblewood.json", "lever:bramblewood"),
        ("ashby/lumen orchard.json", "ashby:lumen orchard"),
        ("rss/company_first.rss", "rss:https://anywhere-jobs.example/categories/all.rss"),
        ("rss/job_manager.rss", "rss:https://jobs.harbourtown.example/?feed=job_feed"),
        ("rss/atom.xml", "rss:https://granite.example/jobs.atom"),
        ("rss/indeed.xml", "rss:https://quarrylane.example"),
        ("schemaorg/rdfa.html", "schemaorg:copy-1"),
        ("schemaorg/graph.html", "schemaorg:https://copperline.example/careers"),
        ("schemaorg/microdata.html", "schemaorg:copy-1"),
        ("saved/engine-programmer.txt", "saved:copy-1"),
    ],
)
def test_a_local_file_is_named_after_what_it_says_of_itself(path, source):
    assert found("file:///home/me/copy%201.data", (PAYLOADS / path).read_bytes()) == source


def test_a_page_of_the_employers_own_still_leads_to_the_board():
    body = (PAYLOADS / "greenhouse/kestrelmaps.json").read_bytes()

    assert found("https://kestrel-maps.example/api/jobs", body) == "greenhouse:kestrelmaps"
