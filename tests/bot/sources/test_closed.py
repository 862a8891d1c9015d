"""Sites that let no bot read them, wherever in the world they are."""

import pytest
from yarl import URL

from bot.directory.packs import PACKS
from bot.sources.closed import _ONLY, _SITES, closed


@pytest.mark.parametrize(
    ("url", "name", "pack"),
    [
        ("https://www.indeed.com/viewjob?jk=1", "Indeed", "remote-world"),
        ("https://www.indeed.co.uk/jobs", "Indeed", "remote-world"),
        ("https://de.indeed.com/jobs?q=koch", "Indeed", "de"),
        ("https://www.indeed.com.br/", "Indeed", "br"),
        ("https://in.linkedin.com/jobs/view/1", "LinkedIn", "in"),
        ("https://www.linkedin.com/jobs/view/1", "LinkedIn", "remote-world"),
        ("https://WWW.Naukri.COM/python-jobs", "Naukri", "in"),
        ("https://www.naukri.com./x", "Naukri", "in"),
        ("https://www.glassdoor.de/Job", "Glassdoor", "de"),
        ("https://www.glassdoor.com.au/Job", "Glassdoor", "remote-world"),
        ("https://www.monster.com/jobs", "Monster", "remote-world"),
        ("https://www.stepstone.de/jobs", "StepStone", "de"),
        ("https://www.xing.com/jobs/x", "XING", "de"),
        ("https://www.ziprecruiter.co.uk/jobs", "ZipRecruiter", "remote-world"),
        ("https://wellfound.com/company/acme/jobs", "Wellfound", "remote-world"),
        ("https://www.welcometothejungle.com/en", "Welcome to the Jungle", "remote-world"),
        ("https://www.pracuj.pl/praca", "Pracuj.pl", "pl"),
        ("https://app.joinhandshake.com/jobs", "Handshake", "us-students"),
    ],
)
def test_a_closed_site_is_known_with_the_pack_that_helps(url, name, pack):
    site = closed(URL(url))

    assert (site.name, site.pack) == (name, pack)


@pytest.mark.parametrize(
    "url",
    [
        "https://boards.greenhouse.io/glassdoor",
        "https://indeed.example.com/jobs",
        "https://indeed.jobs/",
        "https://notindeed.com/",
        "https://indeed.com.evil.example/",
        "https://monster.energy/careers",
        "https://talent.acme.com/",
        "https://www.seek.energy/",
        "https://remoteok.com/",
        "https://localhost/",
        "https://[::1]/",
        "/no/host",
    ],
)
def test_an_address_elsewhere_is_not_taken_for_one(url):
    assert closed(URL(url)) is None


def test_every_closed_site_has_a_pack_that_exists():
    assert {site.pack for site in _SITES.values()} <= PACKS.keys()
    assert _ONLY.keys() <= _SITES.keys()
