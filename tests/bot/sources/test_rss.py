"""Feeds: whose job it is, where, and what is refused before it is read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import SourceChanged
from bot.jobs.posting import Place
from bot.sources import Request, source

PAYLOADS = Path(__file__).parents[2] / "payloads/rss"
ADDRESS = "https://acme.example/jobs.rss"


def page(body, address=ADDRESS):
    return source(f"rss:{address}").parse(Request(url=address), body)


def recorded(name, address=ADDRESS):
    return page((PAYLOADS / name).read_bytes(), address).postings


def feed(*items):
    return f"<rss><channel>{''.join(f'<item>{i}</item>' for i in items)}</channel></rss>".encode()


def titles(*written):
    return [
        (posting.title, posting.hiring_organization)
        for posting in page(
            feed(*(f"<title>{t}</title><guid>{t}</guid>" for t in written))
        ).postings
    ]


def test_most_titles_that_begin_with_a_company_make_a_pattern():
    postings = recorded("company_first.rss")

    assert [(posting.title, posting.hiring_organization) for posting in postings] == [
        ("Chandler: Night Shift", "Tallow & Sons"),
        ("Light Engineer", "Moth Labs"),
        ("Hiring: Anyone", None),
        ("Wick Tester", "Moth Labs"),
        ("Dispatcher", "Gannet Freight"),
    ]


def test_a_colon_in_some_titles_is_no_company():
    assert titles("Design: Lead", "Baker", "Cook") == [
        ("Design: Lead", None),
        ("Baker", None),
        ("Cook", None),
    ]
    assert titles("Design: Lead") == [("Design: Lead", None)]


def test_a_title_of_three_parts_is_taken_apart():
    assert titles("Baker | Acme | Rome", "C | C++", "A | B | C | D") == [
        ("Baker", "Acme"),
        ("C | C++", None),
        ("A | B | C | D", None),
    ]


def test_a_stated_company_and_an_author_are_believed_over_the_title():
    desk, rigger, diver = recorded("job_manager.rss")

    assert (desk.title, desk.hiring_organization) == ("Front desk: evenings", "Hotel Gull")
    assert (rigger.title, rigger.hiring_organization) == ("Rigger", "Rope Works")
    assert (diver.title, diver.hiring_organization) == ("Diver", "Blue Hole Oy")


def test_fields_of_any_prefix_are_read():
    desk, rigger, diver = recorded("job_manager.rss")

    assert desk.job_location == ("Split, Croatia",)
    assert desk.employment_type == ("Part Time",)
    assert desk.salary_text == "900 EUR a month"
    assert rigger.job_location == (Place(address_locality="Zadar", address_country="HR"),)
    assert diver.job_location == ("Turku, Finland",)


def test_several_locations_are_all_kept():
    [forester] = recorded("locations.rss")

    assert forester.job_location == ("Umeå, Sweden", "Oulu, Finland")
    assert forester.workplace == "remote"
    assert forester.identifier == "5f000001"


def test_the_longest_body_is_kept_whole_with_its_links_made_absolute():
    desk = recorded("job_manager.rss")[0]

    assert '<a href="https://acme.example/about">' in desk.description
    assert "<script>" in desk.description  # our own reading drops it, and needs to see it


def test_a_body_is_unescaped_as_often_as_it_was_escaped():
    chandler, _, _, tester, _ = recorded("company_first.rss")

    assert "<b>$30</b>" in chandler.description
    assert tester.description == "<p>Escaped twice.</p>"


def test_times_are_in_utc_or_unknown():
    chandler, _, anyone, tester, _ = recorded("company_first.rss")

    assert chandler.date_posted == datetime(2026, 9, 11, 5, 30, 48, tzinfo=UTC)
    assert chandler.valid_through == datetime(2026, 10, 11, 7, 30, 48, tzinfo=UTC)
    assert anyone.date_posted is None
    assert tester.date_posted is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-10-11", datetime(2026, 10, 11, 23, 59, 59, tzinfo=UTC)),
        ("Sun, 11 Oct 2026 07:30:48 +0200", datetime(2026, 10, 11, 5, 30, 48, tzinfo=UTC)),
        ("soon", None),
    ],
)
def test_the_end_of_a_posting_may_be_written_in_several_ways(written, meant):
    body = feed(f"<title>Baker</title><expires_at>{written}</expires_at>")

    assert page(body).postings[0].valid_through == meant


def test_identity_is_the_guid_else_the_link_else_the_content():
    _, light, anyone, tester, _ = recorded("company_first.rss")

    assert tester.identifier == "4711"
    assert light.identifier == "https://anywhere-jobs.example/jobs/moth-light"
    assert len(anyone.identifier) == 32
    assert anyone == recorded("company_first.rss")[2]


def test_an_address_that_a_card_may_not_carry_is_unknown():
    assert recorded("company_first.rss")[3].url is None


def test_categories_count_where_they_are_a_kind_of_employment():
    assert recorded("company_first.rss")[0].employment_type == ("Full-Time",)
    assert recorded("atom.xml")[0].employment_type == ("Internship",)


def test_atom_is_read_alike():
    body = (PAYLOADS / "atom.xml").read_bytes()

    answer = page(body)

    assert answer.title == "Granite Works"
    assert answer.postings[0].identifier == "tag:granite.example,2026:7"
    assert answer.postings[0].date_posted == datetime(2026, 9, 9, 12, tzinfo=UTC)


def test_what_boards_export_for_indeed_is_read_alike():
    answer = page((PAYLOADS / "indeed.xml").read_bytes())
    setter, estimator, cook = answer.postings

    assert answer.title == "Quarry Lane Careers"
    assert setter.identifier == "QL-881"
    assert (setter.title, setter.hiring_organization) == ("Stone & Tile Setter", "Quarry Lane Ltd")
    assert setter.url == "https://quarrylane.example/jobs/881?source=Indeed&x=1"
    assert setter.description == "<p>Set <b>stone</b>.</p>"
    assert setter.job_location == (
        Place(address_locality="Tulsa", address_region="OK", address_country="US"),
    )
    assert setter.salary_text == "$24 - $31 per hour"
    assert setter.employment_type == ("fulltime",)
    assert setter.workplace is None
    assert setter.date_posted == datetime(2026, 10, 9, 8, 15, tzinfo=UTC)
    assert setter.valid_through == datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)
    assert estimator.job_location == ("Lyon, France",)
    assert estimator.workplace == "Hybrid remote"
    assert estimator.date_posted == datetime(2026, 10, 8, 8, tzinfo=UTC)
    assert cook.identifier == cook.url == "https://quarrylane.example/jobs/883"
    assert cook.hiring_organization is None
    assert cook.date_posted is None


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (b"<source><publisher>A</publisher></source>", 0),
        (b"<source><job><title>Baker</title></job></source>", 1),
    ],
)
def test_an_export_for_indeed_may_be_empty_or_bare(body, count):
    assert len(page(body).postings) == count


@pytest.mark.parametrize("body", [b"<source></source>", b"<source><file>x</file></source>"])
def test_another_format_of_the_same_root_is_no_feed(body):
    with pytest.raises(SourceChanged):
        page(body)


def test_a_time_without_a_zone_is_taken_to_be_utc():
    body = feed("<title>Baker</title><expires_at>Sun, 11 Oct 2026 07:30:48 -0000</expires_at>")

    assert page(body).postings[0].valid_through == datetime(2026, 10, 11, 7, 30, 48, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel><title>&a;</title></channel></rss>',
        b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel></channel></rss>',
        b"<!DOCTYPE rss><rss><channel></channel></rss>",
        b"<rss><channel>" + b"<a>" * 1000 + b"</a>" * 1000 + b"</channel></rss>",
        b"<urlset><url><loc>https://acme.example/</loc></url></urlset>",
        '<!DOCTYPE rss [<!ENTITY a "aa">]><rss><channel></channel></rss>'.encode("utf-16"),
    ],
)
def test_entities_and_other_xml_are_refused_before_anything_is_read(body):
    with pytest.raises(SourceChanged):
        page(body)


def test_a_body_that_is_the_name_of_a_file_is_not_opened(tmp_path, monkeypatch):
    (tmp_path / "feed.rss").write_bytes(feed("<title>Read from disk</title>"))
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SourceChanged):
        page(b"feed.rss")
