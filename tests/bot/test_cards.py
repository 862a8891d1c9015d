"""A card is within every limit and harmless, whatever a posting says."""

import json
import re
from datetime import timedelta
from decimal import Decimal

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import cards
from bot.cards import Reader
from bot.jobs.history import History, Repaid
from bot.jobs.manner import Manner, Tag
from bot.jobs.posting import Band, Hirer, Origin, Place, UnitText
from bot.jobs.query import parse
from bot.jobs.text import markdown
from tests.factories import NOW, alert, pay, posting

_HOSTILE = st.text(max_size=600) | st.sampled_from(
    [
        "@everyone",
        "<@123>",
        "<@&5> <#6>",
        "</pay:1> <t:1> <:x:1> <id:customize>",
        "[win](https://evil.example)",
        "**" * 400,
        "``` ``` `",
        "# " * 300,
        "\u202e\u200b" * 50,
        "||" * 200,
        "_" * 999,
        "https://evil.example discord.gg/x",
        "a\\" * 500,
    ]
)
_maybe = st.none() | _HOSTILE
_addresses = st.none() | st.sampled_from(
    [
        "https://acme.example/1",
        "javascript:alert(1)",
        "ftp://acme.example",
        "https://user:pw@acme.example/",
        "https://" + "a" * 3000 + ".example",
        "not an address",
        "http://acme.example/" + "x" * 600,
        "https://[::1",
        "//acme.example",
    ]
)
_postings = st.builds(
    posting,
    title=_HOSTILE,
    hiring_organization=_maybe,
    url=_addresses,
    description=_HOSTILE,
    markdown=_HOSTILE.map(markdown),
    job_location=st.lists(
        st.builds(Place, address_locality=_maybe, address_country=_maybe), max_size=8
    ).map(tuple),
    telecommute=st.sampled_from([True, False, None]),
    applicant_location_requirements=st.lists(_HOSTILE, max_size=5).map(tuple),
    base_salary=st.none()
    | st.builds(
        pay,
        st.none(),
        st.decimals(0, Decimal(10) ** 30, allow_nan=False, allow_infinity=False),
        text=_HOSTILE,
        unit=st.sampled_from(UnitText),
    ),
    date_posted=st.none() | st.just(NOW),
)
_histories = st.builds(
    History,
    closed_at=st.none() | st.just(NOW),
    again_at=st.none() | st.just(NOW),
    repaid=st.none()
    | st.builds(Repaid, before=st.none() | st.just(pay(1, 10**30, text="x" * 500))),
)


def _wire(card):
    """What Discord would get."""
    return json.loads(
        json.dumps({"content": card.content, "embed": card.embed.to_dict() if card.embed else {}})
    )


def _texts(card):
    embed = card.embed
    return [card.content, embed.title, embed.description or "", embed.footer.text or ""]


@given(st.lists(_postings, min_size=1, max_size=6), st.sampled_from(Reader), _histories)
def test_any_card_is_within_discords_limits(postings, reader, history):
    wanting = [alert("baker"), alert(query=parse("remote pay>=$50k"))]
    said = {"key": "k" * 16, "sources": ["Acme"], "history": history}
    card = cards.card(postings, wanting, reader=reader, **said)
    embed = card.embed

    assert 0 < len(card.content) <= 2000
    assert 0 < len(embed.title) <= 256
    assert 0 < len(embed.description) <= (1200 if reader is Reader.OWNER_IN_BRIEF else 4096)
    assert len(embed.footer.text or "") <= 2048
    assert len(embed) <= 6000
    assert 0 < len(cards.plain(postings, wanting, **said).content) <= 2000
    for button in card.buttons:
        assert 0 < len(button.label) <= 80
        assert (button.url is None) != (button.custom_id is None)
        assert len(button.url or "") <= 512
        assert len(button.custom_id or "") <= 100


@given(_postings, _histories)
def test_no_mention_and_no_markup_of_a_posting_is_live(each, history):
    for text in _texts(cards.card([each], [alert("baker")], key="k" * 16, history=history)):
        ours = re.sub(r"<t:\d+:R>|(?<=\])\(<https?://[^<>\s]+>\)|```\n.*\n```", "", text)
        bare = re.sub(r"\\.", "", ours)
        assert not re.search(r"@(everyone|here)|<[@#:/ti]|\]\(|```|\|\||discord\.gg", bare)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


@given(_postings)
def test_only_web_addresses_become_links(each):
    card = cards.card([each], key="k" * 16)

    links = [card.embed.url, *(button.url for button in card.buttons)]
    assert all(re.match(r"https?://[\w.-]+/?", link) for link in links if link)
    assert not any("user:pw" in link for link in links if link)


def test_a_card_says_what_people_look_for():
    each = posting(
        title="Senior Baker",
        hiring_organization="Harbour Bread",
        job_location=(Place(address_locality="Berlin", address_country="DE"),),
        telecommute=True,
        applicant_location_requirements=("DE", "AT"),
        base_salary=pay(60_000, 72_000, currency="EUR", text="60-72k €"),
        first_seen=NOW + timedelta(hours=1),
    )

    card = cards.card([each], [alert("baker")], key="k" * 16, sources=["Harbour Bread"])

    assert card.embed.title == "Senior Baker"
    assert card.embed.url == each.url
    assert card.embed.description.split("\n") == [
        "**Harbour Bread** · Berlin, Germany · remote (Germany, Austria)",
        "“60-72k €” (60,000–72,000 EUR a year)",
        f"posted <t:{NOW.timestamp():.0f}:R> · seen <t:{NOW.timestamp() + 3600:.0f}:R>",
        "",
        "**Why:** mentions “baker” in the title",
    ]
    assert card.embed.footer.text == "via Harbour Bread · acme.example"
    assert card.content == "Senior Baker at Harbour Bread · 60,000–72,000 EUR a year"
    assert [button.label for button in card.buttons] == ["Apply", "Save", "Not for me", "Why?"]
    assert [button.custom_id for button in card.buttons[1:]] == [
        f"{what}:{'k' * 16}" for what in ("save", "no", "why")
    ]


_AT = f"<t:{NOW.timestamp():.0f}:R>"


def test_a_closed_job_is_grey_and_says_so_first():
    each = posting(title="Baker", hiring_organization="Acme", base_salary=pay(50_000))

    card = cards.card([each], key="k" * 16, history=History(closed_at=NOW))
    plain = cards.plain([each], key="k" * 16, history=History(closed_at=NOW))

    assert card.embed.title == "~~Baker~~"
    assert card.embed.description.startswith(f"**Closed {_AT}**\n**Acme**\nfrom 50,000 USD")
    assert card.embed.colour != cards.card([each]).embed.colour
    assert card.content == plain.content == f"Closed {_AT}: ~~Baker at Acme~~"
    assert [button.label for button in card.buttons] == ["Save", "Not for me", "Why?"]


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (pay(40_000, 48_000), "from 50,000 USD a year · was 40,000–48,000 USD a year"),
        (None, "from 50,000 USD a year · pay was not stated before"),
        (pay(50_000), "from 50,000 USD a year"),  # and back again
    ],
)
def test_what_it_paid_before_stands_behind_what_it_pays(before, said):
    history = History(repaid=Repaid(before=before))

    card = cards.card([posting(base_salary=pay(50_000))], history=history)

    assert said in card.embed.description.split("\n")


def test_pay_that_is_no_longer_stated_is_told_too():
    card = cards.card([posting()], history=History(repaid=Repaid(before=pay(50_000))))

    assert "Pay not stated · was from 50,000 USD a year" in card.embed.description


def test_several_alerts_say_why_in_one_line():
    each = posting(title="Baker of bread", telecommute=True)
    wanting = [alert("baker"), alert("bread remote"), alert("baker")]

    [line] = [
        line
        for line in cards.card([each], wanting).embed.description.split("\n")
        if "mentions" in line
    ]

    assert line.startswith("**Why:** mentions “baker” in the title, “bread” in the title; ")
    assert line.count("mentions") == 1


def test_a_card_is_read_at_a_glance_on_a_phone():
    told = markdown("".join(f"We bake <b>bread {n}</b>. Come soon. " for n in range(60)))

    shown = cards.card([posting(markdown=told)]).embed.description.rpartition("\n\n")[2]

    assert len(told) > 1000
    assert 500 < len(shown) <= 600
    assert shown.endswith(".…")


def test_a_forums_post_gets_the_tags_that_fit_and_room_is_kept_for_closed():
    tags = [Tag(1), Tag(2, "remote"), Tag(3, "pilot"), Tag(9), *(Tag(n, "baker") for n in (4, 5))]
    wanting = alert("baker", manner=Manner(tags=tuple(tags), closed_tag=9))
    each = posting(title="Baker", telecommute=True)

    opened = cards.card([each], [wanting]).tags
    shut = cards.plain([each], [wanting], key="k" * 16, history=History(closed_at=NOW)).tags

    assert opened.at_first() == [2, 4, 5, 1]
    assert shut.from_then_on([2, 4, 77, 78, 79]) == [2, 4, 77, 78, 9]
    assert opened.from_then_on([2, 4, 77, 78, 9]) == [2, 4, 77, 78]


def test_several_bands_and_a_fourteenth_salary_are_shown():
    amount = pay(
        50_000,
        90_000,
        currency="EUR",
        payments=14,
        bands=(
            Band(name="Vienna @everyone", min_value=Decimal(60_000), max_value=Decimal(90_000)),
            Band(name="Graz", min_value=Decimal(50_000), max_value=None),
        ),
    )

    assert cards.pay(amount).split("\n") == [
        "50,000–90,000 EUR a year, 14 salaries a year",
        "- Vienna ＠everyone: 60,000–90,000 EUR a year",
        "- Graz: from 50,000 EUR a year",
    ]


def test_an_estimate_is_told_from_a_statement():
    assert cards.pay(pay(50_000, origin=Origin.PREDICTED)).endswith("not the employer's word")


def test_what_is_unknown_is_said_or_left_out_but_never_made_up():
    bare = posting(
        hiring_organization=None, url=None, date_posted=None, base_salary=None, title="Baker"
    )

    card = cards.card([bare])

    assert card.embed.description == "Pay not stated"
    assert card.embed.url is None
    assert card.buttons == ()


def test_a_pay_floor_is_shown_in_private_only():
    query = parse('baker pay>="61234 USD"')
    each = posting(base_salary=pay(60_000, 72_000))

    public = cards.card([each], [alert(query=query)])
    private = cards.card([each], [alert(query=query)], reader=Reader.OWNER)

    assert "61,234" not in json.dumps(_wire(public))
    assert "61,234" in json.dumps(_wire(private))


def test_an_address_beyond_all_limits_is_no_link():
    climbing = "https://acme.example/" + "x/../" * 1000  # short, were it resolved

    assert cards.card([posting(url=climbing)]).embed.url is None


def test_many_cities_are_counted_on_one_card():
    cities = ["Berlin", "Lisbon", "Oslo", "Riga", "Turin", "Vienna"]
    found = [posting(job_location=(Place(address_locality=city),)) for city in cities]

    card = cards.card(found)

    assert "Berlin / Lisbon / Oslo / Riga and 2 more" in card.embed.description


def test_a_job_posted_again_says_so_with_both_times():
    at = NOW + timedelta(days=24)
    each = posting(first_seen=NOW, date_posted=at)

    first, again = (f"<t:{time.timestamp():.0f}:R>" for time in (NOW, at))
    assert cards.dates(each) == f"first seen {first}, posted again {again}"


@pytest.mark.parametrize(
    ("seen", "posted", "said"),
    [
        (0, None, "seen <>"),
        (None, 0, "posted <>"),
        (1, 0, "posted <> · seen <>"),
        (0, 1, "posted <> · seen <>"),  # a board's clock or time zone
        (None, None, ""),
    ],
)
def test_what_was_posted_once_is_not_said_to_be_posted_again(seen, posted, said):
    first_seen, date_posted = (
        None if days is None else NOW + timedelta(days=days) for days in (seen, posted)
    )

    dates = cards.dates(posting(first_seen=first_seen, date_posted=date_posted))

    assert re.sub(r"<t:\d+:R>", "<>", dates) == said


def test_agencies_that_copy_a_posting_are_named_behind_it():
    direct = posting(hiring_organization="Acme")
    copies = [
        posting(hiring_organization=name, hirer=Hirer.AGENCY)
        for name in ("Harbour Staffing", "Tide_Recruiting", "Harbour Staffing")
    ]

    assert "also through Harbour Staffing, Tide\\_Recruiting" in _description(direct, *copies)
    assert "also through" not in _description(direct, posting())
    assert "also through" not in _description(*copies)


def _description(*postings):
    return cards.card(postings).embed.description


def test_a_forum_post_and_a_footer_show_no_escapes():
    each = posting(title="C# Developer (m/w/d)", hiring_organization="A*B")

    card = cards.card([each], sources=["A*B [careers]"])

    assert card.name == "C# Developer (m/w/d) at A*B"
    assert card.embed.footer.text == "via A*B [careers] · acme.example"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://jobs.acme.example:8443/1", "jobs.acme.example"),
        ("https://m\N{LATIN SMALL LETTER U WITH DIAERESIS}ller.example", "m\xfcller.example"),
        # Cyrillic letters that look like "apple".
        ("https://\u0430\u0440\u0440\u04cf\u0435.example/1", "xn--80ak6aa92e.example"),
    ],
)
def test_a_footer_names_the_host_so_that_none_passes_for_another(url, host):
    assert cards.card([posting(url=url)]).embed.footer.text == host


def test_no_line_of_a_digest_leaves_a_mark_open():
    each = posting(
        title="T" * 300,
        url="https://acme.example/" + "x" * 270,
        hiring_organization="C" * 300,
        base_salary=pay(50_000),
    )

    line = cards.digest_line(each)

    assert len(line) <= 700
    assert line.count("**") == 2
    assert line.endswith("from 50,000 USD a year")


_CREDITED = ["Remotive [jobs]", "Acme"]


def test_every_form_of_a_card_says_where_its_jobs_are_from():
    jobs = [posting(title="Baker", hiring_organization="Harbour Bread")]
    plain = cards.plain(jobs, key="k" * 16, sources=_CREDITED)

    assert plain.content == r"Baker at Harbour Bread · via Remotive \[jobs\], Acme"


def test_without_sources_nobody_is_credited():
    jobs = [posting(title="Baker", hiring_organization=None)]

    assert cards.plain(jobs, key="k" * 16).content == "Baker"


@settings(max_examples=30)
@given(st.lists(_postings, min_size=1, max_size=9), st.lists(_HOSTILE, max_size=20))
def test_any_credit_is_within_discords_limits_and_harmless(postings, sources):
    text = cards.plain(postings, key="k" * 16, sources=sources).content

    assert 0 < len(text) <= 2000
    bare = re.sub(r"\\.", "", text)
    assert not re.search(r"@(everyone|here)|<[@#:/ti]|\]\(|```|\|\||discord\.gg", bare)


async def test_the_plain_rendering_still_bears_the_key():
    card = cards.plain([posting(title="Baker")], key="k" * 16)

    assert card.embed is None
    buttons = card.view().children
    assert all(isinstance(button, discord.ui.Button) for button in buttons)
    assert [button.custom_id for button in buttons] == [
        f"{what}:{'k' * 16}" for what in ("save", "no", "why")
    ]
