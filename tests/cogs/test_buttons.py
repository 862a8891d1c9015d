"""The buttons under what was sent: they work after a restart, and only where it stands."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from simcord import assert_error

from bot import cards
from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Manner
from storage import alerts, deciding, messages, sources
from storage.audit import By
from tests.factories import posting


@pytest.fixture
async def card(town, board):
    """A card that was delivered to #jobs."""
    board.post("Clown")
    await town.watch(board.url)
    await town.alert('baker pay>="61k EUR"', to=town.jobs)
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    return town.jobs.last_message


async def test_why_names_each_clause_and_keeps_the_floor_to_itself(town, card):
    result = await town.member.click(card, label="Why?")

    assert result.ephemeral
    assert "✔ mentions “baker” in the title" in result.response.content
    assert "61,000" not in result.response.content


async def test_a_floor_without_keywords_is_kept_private_too(town, board):
    board.post("Clown")
    await town.watch(board.url)
    await town.alert('remote pay>="61k EUR"', to=town.jobs)
    board.post("Baker", jobLocationType="TELECOMMUTE")
    await town.round()

    result = await town.member.click(town.jobs.last_message, label="Why?")

    assert "remote" in result.response.content
    assert "61,000" not in result.response.content
    assert "61,000" not in town.jobs.last_message.embeds[0].description


@pytest.mark.parametrize(
    ("label", "answer"),
    [("Why?", "mentions “baker”"), ("Save", "Saved."), ("Not for me", "Hidden")],
)
async def test_every_button_works_after_a_restart_and_changes_no_public_card(
    town, card, restart, label, answer
):
    before = card.content, card.embeds, str(card.components), card.edited_at
    await restart()

    result = await town.member.click(card, label=label)

    now = town.jobs.last_message
    assert result.ephemeral
    assert answer in result.response.content
    assert before == (now.content, now.embeds, str(now.components), now.edited_at)


@pytest.mark.parametrize("what", ["why", "save", "no", "all", "job", "silence", "end"])
async def test_a_card_opens_nothing_where_it_does_not_stand(town, card, what):
    elsewhere = town.guild.create_text_channel("elsewhere")
    [key] = re.findall(r"why:([\w-]+)", str(card.components))
    button = cards.Button(label="?", custom_id=f"{what}:{key}")
    copy = replace(cards.card([posting()]), buttons=(button,))
    await town.bot.get_channel(elsewhere.id).send("copy", view=copy.view())

    result = await town.member.click(elsewhere.last_message, label="?")

    assert "no longer know" in result.response.content
    assert town.env.errors == [] or assert_error(town.env, UserError)


async def test_a_digest_opens_page_by_page_for_whoever_asks(town, board):
    for number in range(12):
        board.post(f"Baker {number}", identifier=f"old-{number}")
    await town.watch(board.url)
    await town.alert("baker", to=town.jobs)
    board.jobs.clear()
    for number in range(12):
        link = f"https://acme.example/{'long/' * 50}{number}"
        board.post(f"Master baker {number} {'of rye ' * 20}", identifier=f"new-{number}", url=link)
    await town.round()

    assert town.jobs.last_message.components[0].content == "### Acme: 12 new jobs"
    opened = await town.member.click(town.jobs.last_message, label="Go through the list")

    assert opened.ephemeral
    assert opened.response.embeds[0].title == "Acme: 12 new jobs"
    assert opened.response.embeds[0].footer.text == "Page 1 of 2"
    lines = opened.response.embeds[0].description.splitlines()
    assert [("Master baker" in line, "Acme" in line) for line in lines] == [(True, False)] * 9


async def test_a_digest_that_is_opened_late_says_which_of_its_jobs_have_closed(town, board):
    board.post("Clown")
    await town.watch(board.url)
    await town.alert("baker", to=town.jobs)
    for number in range(3):
        board.post(f"Baker {number}")
    await town.round()
    board.jobs.pop()
    for _ in range(2):
        await town.round()

    opened = await town.member.click(town.jobs.last_message, label="Go through the list")

    lines = opened.response.embeds[0].description.splitlines()
    assert ["closed <t:" in line for line in lines] == [False, False, True]
    assert "Baker 2" in lines[2]


async def test_whoever_manages_the_server_can_have_a_source_asked_again(town, board):
    board.post("Baker")
    await town.watch(board.url)
    storage, now = town.bot.storage, town.bot.now()
    where = Destination(kind=DestinationKind.CHANNEL, id=town.jobs.id)
    values = {"title": "Acme", "name": board.name}
    await storage.run(messages.owe_notice, where, "notice.unreachable", values, now=now)
    await town.bot.deliver_due(now)

    refused = await town.member.click(town.jobs.last_message, label="Check again")
    early = await town.manager.click(town.jobs.last_message, label="Check again")
    town.bot.now = lambda: now + timedelta(hours=2)
    asked = await town.manager.click(town.jobs.last_message, label="Check again")

    assert "Manage Server" in refused.response.content
    assert "Next" in early.response.content
    assert "Jobs listed: 1" in asked.response.content


SILENT = Manner(silence=True)


async def _week_later(town):
    """The bot looks when the line is due, and a week later says it."""
    now = town.bot.now()
    for days in (0, 7, 14):
        town.bot.now = lambda days=days: now + timedelta(days=days)
        await town.bot.deliver_due(town.bot.now())


async def test_a_line_about_silence_opens_what_was_left_out_for_managers(town, board):
    board.post("Clown")
    await town.watch(board.url)
    await town.alert('baker pay>="61k EUR"', to=town.jobs, manner=SILENT)
    await _week_later(town)
    line = town.jobs.last_message

    told = await town.manager.click(line, label="What was left out?")
    refused = await town.member.click(line, label="What was left out?")

    assert told.ephemeral
    assert "61,000" in told.response.content
    assert "61,000" not in line.content
    assert refused.ephemeral
    assert "Manage Server" in refused.response.content


async def test_and_in_a_dm_for_whoever_has_the_alert_still(town, board):
    board.post("Clown")
    await town.watch(board.url)
    own = await town.alert('baker pay>="61k EUR"', of=town.user, manner=SILENT)
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    await town.bot.storage.run(sources.follow_like, own.tenant, server, now=town.bot.now())
    await _week_later(town)
    line = town.user.dm_channel.last_message

    told = await town.user.click(line, label="What was left out?")
    await town.bot.storage.run(alerts.remove, own.tenant, own.id, now=town.bot.now())
    gone = await town.user.click(line, label="What was left out?")

    assert "61,000" in told.response.content
    assert "no such alert" in gone.response.content


async def test_managers_turn_off_the_weekly_report_under_it_and_on_again(town):
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    by = By(tenant=server, person=town.manager.id, now=town.bot.now())
    wanted = {"notices": town.jobs.id, "report": True}
    await town.bot.storage.run(deciding.decide, by, wanted)
    await town.bot.deliver_due(town.bot.now() + timedelta(days=7))

    async def is_on():
        return (await town.bot.storage.read(deciding.decided, server)).rules.report

    refused = await town.member.click(town.jobs.last_message, label="Turn off")
    assert "Manage Server" in refused.response.content
    assert await is_on()
    ended = await town.manager.click(town.jobs.last_message, label="Turn off")
    assert ended.ephemeral
    assert not await is_on()
    again = await town.manager.click(town.jobs.last_message, label="Turn off")
    assert again.response.content == ended.response.content == "Weekly report: off"
    await town.manager.click(ended.response.message, label="Undo")
    assert await is_on()
