"""Why a job came or did not, and what is known of any job that somebody comes across."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import discord
import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.posting import UnitText
from bot.jobs.query import parse
from storage import alerts, blocks, fates, marks, messages, outbox, postings, similar, sources
from storage.fates import What
from tests.factories import NOW, PERSON, alert, pay, posting, reading

DAY = timedelta(days=1)
DM = Destination(kind=DestinationKind.DM, id=PERSON.id)


def _person(actor):
    return Tenant(kind=TenantKind.USER, id=actor.id)


@pytest.fixture
async def card(town, board):
    """A card in #jobs."""
    board.post("Clown")
    await town.watch(board.url)
    await town.alert("baker", to=town.jobs)
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    return town.jobs.last_message


async def test_why_tells_what_ones_other_alerts_missed_and_offers_to_lower_a_floor(town, card):
    await town.alert('baker pay>="74k EUR"', of=town.member)
    await town.alert("baker remote", of=town.member)
    await town.alert("bakers", of=town.member, label="Bread")
    await town.alert("nurse remote", of=town.member)

    result = await town.member.click(card, label="Why?")

    told = result.response.content
    assert "✘ **#2 baker, from 74,000 EUR a year**: missed by 2,000 EUR a year" in told
    assert "✘ **#3 baker, remote**: fits, except remote work: not stated" in told
    assert "✔ **#4 Bread**: fits" in told
    assert "#5" not in told
    shown = await town.member.click(result.response.message, label="Show such jobs")
    assert "from 72,000 EUR a year" in shown.response.content
    await town.member.click(shown.response.message, label="Change it")
    changed = (await town.bot.storage.read(alerts.of, _person(town.member)))[0]
    assert str(changed.query) == 'baker pay>="72000 EUR a year"'


async def test_a_near_miss_that_was_hidden_counts_all_the_same(town, card, board):
    mine = await town.alert('baker pay>="74k EUR"', of=town.member)
    row = await town.bot.storage.read(sources.named, board.name)
    now = town.bot.now()
    await town.bot.storage.run(sources.follow, mine.tenant, row.id, now=now)
    await town.member.click(card, label="Not for me")

    result = await town.member.click(card, label="Why?")
    shown = await town.member.click(result.response.message, label="Show such jobs")

    assert "it would have sent 1 job instead of 0" in shown.response.content


async def test_a_floor_that_changed_meanwhile_is_not_lowered(town, card):
    mine = await town.alert('baker pay>="74k EUR"', of=town.member)
    result = await town.member.click(card, label="Why?")
    await town.bot.storage.run(alerts.edit, mine.tenant, mine.id, parse('baker pay>="90k EUR"'))

    late = await town.member.click(result.response.message, label="Show such jobs")

    assert "changed meanwhile" in late.response.content
    assert_error(town.env, UserError)


# What becomes of a posting, one row for each fate. `before` the alert is made, then `after`.
def _heard(tx):
    source = sources.add(tx, "greenhouse:acme", "Acme", now=NOW)
    sources.follow(tx, PERSON, source.id, now=NOW)
    return source


def _seen(tx, source, at=NOW + DAY, **fields):
    return postings.add(tx, source.id, reading(posting(first_seen=at, **fields)))


def _mine(tx, text="baker", **fields):
    made = alert(text, tenant=PERSON, owner_id=PERSON.id, destination=DM, **fields)
    return alerts.add(tx, made, now=NOW + DAY / 2)


def _sent(tx):
    [message] = outbox.claim(tx, NOW + DAY, lease=DAY, limit=9)
    outbox.settle(tx, message, now=NOW + DAY, channel_id=5, message_id=6)


def _before(tx, source):
    _seen(tx, source, NOW - DAY, title="Clown")


def _was_sent(tx, mine, seen):
    messages.owe(tx, seen, [mine.id], now=NOW + DAY)
    _sent(tx)


def _was_told(tx, mine, seen):
    other = _mine(tx, "bakers")
    _was_sent(tx, other, seen)


def _is_held(tx, mine, seen):
    tx.run(
        "INSERT INTO held VALUES (:alert, :job, :posting, 'quiet', 1)",
        alert=mine.id,
        job=seen.job_id,
        posting=seen.id,
    )


def _owed(tx, mine, seen):
    messages.owe(tx, seen, [mine.id], now=NOW + DAY)


def _set_aside(tx, mine, seen):
    _owed(tx, mine, seen)
    tx.run("UPDATE messages SET state = 'dead', aside = 'aside.refused'")


def _hide(tx, mine, seen):
    marks.hide(tx, PERSON.id, seen, now=NOW)


def _block(tx, mine, seen):
    blocks.add_job(tx, PERSON, seen, PERSON.id, now=NOW)


def _leave(tx, mine, seen):
    tx.run("DELETE FROM follows")


def _pause(tx, mine, seen):
    alerts.pause(tx, PERSON, mine.id)


def _ask_else(tx, mine, seen):
    alerts.edit(tx, PERSON, mine.id, parse("nurse"))


@pytest.mark.parametrize(
    ("happens", "what"),
    [
        (_was_sent, What.SENT),
        (_owed, What.COMING),
        (_set_aside, What.ASIDE),
        (_is_held, What.HELD),
        (_was_told, What.TOLD),
        (_ask_else, What.UNFIT),
        (_leave, What.UNHEARD),
        (_hide, What.HIDDEN),
        (_block, What.BLOCKED),
        (_pause, What.PAUSED),
        (lambda _tx, _mine, _seen: None, What.CHANGED),
    ],
)
async def test_each_fate_of_a_posting_is_known(storage, happens, what):
    def fate(tx):
        source = _heard(tx)
        _before(tx, source)
        mine, seen = _mine(tx), _seen(tx, source)
        happens(tx, mine, seen)
        return fates.of(tx, alerts.one(tx, PERSON, mine.id), seen)

    assert (await storage.run(fate)).what is what


async def test_what_was_there_before_is_told_so(storage):
    def told(tx):
        source = _heard(tx)
        first = _seen(tx, source, NOW, title="Baker", url="https://acme.example/jobs/77")
        mine = _mine(tx)
        again = replace(
            posting(title="Baker", url="https://acme.example/jobs/77"), first_seen=NOW + DAY
        )
        other = sources.add(tx, "lever:acme", "Acme at Lever", now=NOW)
        sources.follow(tx, PERSON, other.id, now=NOW)
        second = postings.add(tx, other.id, reading(again))
        new = sources.add(tx, "ashby:acme", "New", now=NOW)
        sources.follow(tx, PERSON, new.id, now=NOW)
        fresh = _seen(tx, new, title="Baker of rolls", url="https://acme.example/jobs/78")
        return [fates.of(tx, mine, each) for each in (first, second, fresh)]

    earlier, known, first_look = await storage.run(told)

    assert earlier.what is What.EARLIER
    assert known.what is What.KNOWN
    assert known.as_other.source_title == "Acme"
    assert first_look.what is What.FIRST_LOOK


async def test_why_of_a_link_answers_for_each_alert_with_the_value_seen(town, card, board):
    await town.alert('baker pay>="90k EUR"', of=town.member)
    await town.alert("baker", of=town.member)
    link = board.jobs[1]["url"]

    mine = await town.member.slash(town.jobs, "alert why", link=f"<{link}?utm_source=x>")
    theirs = await town.manager.slash(town.jobs, "alert why", link=card.jump_url)

    assert mine.ephemeral
    told = mine.response.embeds[0].description
    assert "pay: 60,000–72,000 EUR a year" in told
    assert "its source is not followed" in told
    assert "sent <t:" in theirs.response.embeds[0].description
    assert card.jump_url in theirs.response.embeds[0].description


async def test_a_card_that_was_taken_back_is_told_as_deleted(town, card, board):
    await town.bot.storage.run(lambda tx: tx.run("UPDATE messages SET message_id = NULL"))

    told = await town.manager.slash(town.jobs, "alert why", link=board.jobs[1]["url"])

    assert "Its card was deleted since." in told.response.embeds[0].description


async def test_a_posting_that_no_source_has_shown_is_asked_for(town, board):
    board.post("Baker", url=f"{board.url}?job=5")
    await town.alert("baker", of=town.member)
    await town.alert("nurse", of=town.member)

    result = await town.member.slash(town.jobs, "alert why", link=f"{board.url}?job=5")

    told = result.response.embeds[0].description
    assert "none of my sources has shown it" in told
    assert "does not mention “nurse”" in told
    assert await town.bot.storage.read(lambda tx: tx.rows("SELECT * FROM postings")) == []


@pytest.mark.parametrize(
    ("link", "answer"),
    [
        ("https://discord.com/channels/1/2/3", "no longer know this card"),
        ("nonsense", "nonsense"),
        ("http://127.0.0.1:1/jobs/5", "127.0.0.1"),
    ],
)
async def test_a_link_that_leads_nowhere_is_told_so(town, link, answer):
    await town.alert("baker", of=town.member)

    result = await town.member.slash(town.jobs, "alert why", link=link)

    assert answer in result.response.content
    assert_error(town.env, UserError)


async def test_a_card_in_a_channel_that_one_cannot_see_is_not_told_of(town, board):
    board.post("Clown")
    await town.watch(board.url)
    hidden, open_ = (discord.PermissionOverwrite(view_channel=each) for each in (False, True))
    secret = town.guild.create_text_channel(
        "secret", overwrites={town.guild.default_role: hidden, town.guild.me: open_}
    )
    await town.alert("baker", to=secret)
    await town.alert("baker", of=town.member)
    board.post("Baker")
    await town.round()

    result = await town.member.slash(town.jobs, "alert why", link=secret.last_message.jump_url)

    assert "no longer know this card" in result.response.content
    assert_error(town.env, UserError)


async def test_a_message_with_a_link_is_checked_in_private(town, card, board):
    await town.alert("baker remote", of=town.member)
    await town.alert("baker", of=town.member)
    message = await town.manager.send(town.jobs, f"look! ({board.jobs[1]['url']}) great")

    result = await town.member.context_menu(town.jobs, "Check this job", message)

    assert result.ephemeral
    told = result.response.content
    assert "60,000–72,000 EUR a year" in told
    assert "Who may apply: not stated" in told
    assert "Open when I looked <t:" in told
    assert "✘ **#2 baker, remote**: fits, except remote work: not stated" in told
    assert "✔ **#3 baker**: fits" in told
    assert "similar jobs" not in told
    saved = await town.member.click(result.response.message, label="Save")
    assert "Only you see this" in saved.response.content


@pytest.mark.parametrize("around", ["I like {}.", "**{}**, see?", "||{}||", "[Baker](<{}>)!"])
async def test_a_link_is_read_as_discord_shows_it(town, board, around):
    board.post("Baker")
    await town.watch(board.url)
    message = await town.manager.send(town.jobs, around.format(board.jobs[0]["url"]))

    result = await town.member.context_menu(town.jobs, "Check this job", message)

    assert "**[Baker](" in result.response.content


async def test_a_card_of_ours_is_checked_too_and_a_closed_job_is_told(town, card):
    await town.bot.storage.run(lambda tx: tx.run("UPDATE postings SET closed_at = 1"))

    result = await town.member.context_menu(town.jobs, "Check this job", card)

    assert "Baker" in result.response.content
    assert "Closed <t:0:R>" in result.response.content


async def test_it_works_for_whoever_has_the_bot_installed_for_themselves(town):
    told = town.bot.tree.get_command("Check this job", type=discord.AppCommandType.message)

    payload = told.to_dict(town.bot.tree)
    assert payload["integration_types"] == [0, 1]
    assert payload["contexts"] == [0, 1, 2]


async def test_a_message_without_a_job_is_told_so(town):
    message = await town.manager.send(town.jobs, "hello")

    result = await town.member.context_menu(town.jobs, "Check this job", message)

    assert "no link to a job" in result.response.content
    assert_error(town.env, UserError)


async def test_pay_is_compared_with_that_of_ten_similar_jobs_or_more(town, board):
    for number in range(12):
        text = f"<p>You bake. {40 + number}k EUR a year.</p>"
        board.post("Baker", description=text, hiringOrganization={"name": f"Company {number}"})
    board.post("Senior Baker", description="<p>You bake. 50k EUR a year.</p>")
    await town.watch(board.url)
    message = await town.manager.send(town.jobs, board.jobs[-1]["url"])

    result = await town.member.context_menu(town.jobs, "Check this job", message)

    # 40 to 49 of 40 to 51 pay less.
    assert "(50,000 EUR a year), above 83 % of 12 similar jobs" in result.response.content


async def test_only_jobs_of_the_trade_the_currency_and_the_year_are_compared(storage):
    def pays(tx):
        source = _heard(tx)
        shown = [
            ("Baker", pay(40_000, 50_000, "EUR"), NOW),
            ("Senior Bakers", pay(60_000, None, "EUR"), NOW),
            ("Baker at night", pay(20, 25, "EUR", UnitText.HOUR), NOW),
            ("Baker abroad", pay(1, 2, "USD"), NOW),
            ("Cook", pay(1, 2, "EUR"), NOW),
            ("Baker of old", pay(1, 2, "EUR"), NOW - 400 * DAY),
            ("Baker unpaid", None, NOW),
        ]
        for title, amount, at in shown:
            _seen(tx, source, at, title=title, base_salary=amount, hiring_organization=title)
        return similar.pays(tx, ("baker",), "EUR", NOW - 365 * DAY)

    assert sorted(await storage.run(pays)) == [Decimal(50_000), Decimal(52_000), Decimal(60_000)]
