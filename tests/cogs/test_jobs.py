"""/jobs search and /jobs pay: everything seen on what one follows, and what it pays."""

import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from storage import alerts, marks


def told(result):
    """All texts of an answer made of components."""
    return "\n".join(_texts(result.response.message.components))


def _texts(components):
    for each in components:
        if hasattr(each, "content"):
            yield each.content
        yield from _texts(getattr(each, "children", []))


def titles(result):
    return [line for line in told(result).splitlines() if line.startswith("**[")]


async def search(town, **options):
    return await town.member.slash(town.jobs, "jobs search", **options)


async def test_a_search_pages_through_what_matches(town, board):
    for number in range(7):
        board.post(f"Baker {number}", jobLocationType="TELECOMMUTE")
    board.post("Pilot")
    await town.watch(board.url)

    result = await search(town, keywords="baker", remote="yes")
    assert result.ephemeral
    assert "Open jobs: 7" in told(result)
    assert "via " in told(result)
    assert len(titles(result)) == 5
    more = await town.member.click(result.response.message, label="More")

    assert len(titles(more)) == 2
    back = await town.member.click(more.response.message, label="Back")
    assert titles(back) == titles(result)


async def test_a_search_without_a_result_says_what_was_understood(town, board):
    board.post("Pilot")
    await town.watch(board.url)

    result = await search(town, keywords="baker or cook")

    assert "**baker** or **cook**" in result.response.content
    assert_error(town.env, UserError)


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ({}, ["Baker, new", "Baker, old", "Pilot"]),
        ({"order": "newest"}, ["Pilot", "Baker, new", "Baker, old"]),
        ({"look_in": "title"}, ["Baker, new", "Baker, old"]),
    ],
)
async def test_the_best_name_it_in_the_title_and_the_newest_come_first(town, board, options, order):
    board.post("Pilot", description="We fly with a baker.", datePosted="2026-10-30T00:00:00Z")
    board.post("Baker, old", datePosted="2026-10-01T00:00:00Z")
    board.post("Baker, new", datePosted="2026-10-20T00:00:00Z")
    await town.watch(board.url)

    result = await search(town, keywords="baker", **options)

    assert [line.partition("](")[0].removeprefix("**[") for line in titles(result)] == order


async def test_closed_jobs_are_shown_when_they_are_asked_for_and_say_so(town, board):
    board.post("Baker")
    board.post("Baker by night")
    await town.watch(board.url)
    board.jobs.pop(0)
    for _ in range(4):
        await town.round()

    still_open = await search(town, keywords="baker")
    assert len(titles(still_open)) == 1
    assert "closed" not in told(still_open)
    every = await search(town, keywords="baker", closed="all")

    assert "Jobs seen so far: 2" in told(every)
    assert told(every).count("· closed <t:") == 1
    assert told(every).count("· open") == 1


async def test_what_one_hid_is_not_shown_again_but_to_others(town, board):
    board.post("Baker")
    board.post("Baker by night", hiringOrganization={"name": "Globex"})
    await town.watch(board.url)
    await town.member.slash(town.jobs, "jobs hide", link=board.jobs[0]["url"])
    await town.member.slash(town.jobs, "jobs hide", company="Globex")

    result = await search(town, keywords="baker")
    others = await town.manager.slash(town.jobs, "jobs search", keywords="baker")

    assert "No open job here matches" in result.response.content
    assert len(titles(others)) == 2
    assert_error(town.env, UserError)


async def test_a_job_is_saved_from_the_list_and_the_search_made_an_alert(town, board):
    board.post("Baker")
    board.post("Baker by night")
    await town.watch(board.url)
    result = await search(town, keywords="baker", look_in="title")

    [select] = [each for each in _all(result) if getattr(each, "options", None)]
    await town.member.select(
        result.response.message, [select.options[1].value], custom_id=select.custom_id
    )
    preview = await town.member.click(result.response.message, label="Alert me of such jobs")
    await town.member.click(preview.response.message, label="Save")

    [mark] = await town.bot.storage.read(marks.of, town.member.id)
    [saved] = await town.bot.storage.read(
        alerts.of, Tenant(kind=TenantKind.USER, id=town.member.id)
    )
    assert mark.seen.posting.title == select.options[1].label
    assert str(saved.query) == "baker in:title"


async def test_whatever_postings_say_a_page_is_one_that_discord_takes(town, board):
    for number in range(6):
        board.post(
            f"Baker {number} " + "職_*[](" * 90,
            hiringOrganization={"name": "*" * 90 + "社" * 90},
            jobLocation=[{"address": {"addressLocality": "京" * 80}}] * 9,
            baseSalary="From 1 to 2 EUR " + "円*" * 90,
            url="https://acme.example/" + "a" * 250 + str(number),
        )
    await town.watch(board.url)

    text = told(await search(town, keywords="baker"))

    assert text.count("Baker") >= 5
    assert len(text) <= 4_000
    assert len(text.encode()) <= 8_500  # of 10,000, with the options of its menu


def _all(result):
    def walk(components):
        for each in components:
            yield each
            yield from walk(getattr(each, "children", []))

    return list(walk(result.response.message.components))


async def _paying(town, board, *pays):
    for each in pays:
        board.post("Baker", description=f"<p>You bake. {each}</p>")
    await town.watch(board.url)


async def test_pay_is_drawn_and_told_with_how_it_was_computed(town, board):
    euros = [f"Salary: {k}k - {k + 20}k EUR a year." for k in (40, 50, 60, 70, 80)]
    await _paying(town, board, *euros, "Salary: 5,000 EUR a month.", "Salary: 90k USD a year.", "")

    result = await town.member.slash(town.jobs, "jobs pay", query="baker")

    assert result.ephemeral
    text = result.response.content
    assert "EUR a year: median 65,000, half of them 60,000 to 77,500 (6 jobs)." in text
    assert "Too few to draw: USD a year (1)." in text
    assert "Pay stated: 7 of 8 jobs (88%)." in text
    assert "2,080 hours, 260 days, 52 weeks or 12 months" in text
    assert "Nothing is converted; `in:` does that." in text
    [picture] = result.response.message.attachments
    assert "median 65,000" in picture.description


async def test_pay_is_converted_into_one_currency_only_when_asked(town, board):
    pays = [f"Salary: {k}k {money} a year." for k in (50, 60, 70) for money in ("EUR", "USD")]
    await _paying(town, board, *pays)

    result = await town.member.slash(town.jobs, "jobs pay", query="baker", **{"in": "eur"})
    unknown = await town.member.slash(town.jobs, "jobs pay", query="baker", **{"in": "dollars"})

    assert "(6 jobs)" in result.response.content
    assert "In EUR by the European Central Bank's rates." in result.response.content
    assert "Try `EUR`" in unknown.response.content
    assert_error(town.env, UserError)


async def test_too_few_to_draw_are_told_instead(town, board):
    await _paying(town, board, "Salary: 50k EUR a year.", "")

    result = await town.member.slash(town.jobs, "jobs pay", query="baker")

    assert (
        "Only 1 of them states pay, too few to draw:\n50,000 EUR a year" in result.response.content
    )
    assert not result.response.message.attachments


async def test_currencies_are_offered_by_their_names(town):
    offered = await town.member.autocomplete(town.jobs, "jobs pay", "in", "swiss", query="x")

    assert offered == [{"name": "CHF · Swiss Franc", "value": "CHF"}]
