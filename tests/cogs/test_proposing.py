"""Not for me: the change of an alert, its effect, the way back; in a channel, no alert changes."""

from datetime import timedelta

import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Manner, Often, Ping
from bot.jobs.query import parse
from storage import alerts, limits, marks, notices, postings, sources


def _person(actor):
    return Tenant(kind=TenantKind.USER, id=actor.id)


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


async def _of(town, tenant):
    return await town.bot.storage.read(alerts.of, tenant)


async def _follow(town, board):
    """The member follows what the server does."""
    row = await town.bot.storage.read(sources.named, board.name)
    now = town.bot.now()
    await town.bot.storage.run(sources.follow, _person(town.member), row.id, now=now)


@pytest.fixture
async def mine(town, board):
    """A card in the member's DMs, of an alert of their own; three more jobs were there before."""
    for number in range(3):
        board.post(f"Baker {number}", hiringOrganization={"name": "Acme" if number else "Bread"})
    await town.watch(board.url)
    await _follow(town, board)
    await town.alert("baker", of=town.member)
    board.post("Night Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    return town.user.dm_channel.last_message


@pytest.fixture
async def public(town, board):
    """A card in #jobs."""
    board.post("Clown")
    await town.watch(board.url)
    manner = Manner(often=Often.AT_ONCE, cap=3, ping=Ping.EVERY, role_id=7)
    await town.alert('baker pay>="50k EUR"', to=town.jobs, manner=manner, label="Bread")
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    return town.jobs.last_message


async def _choose(town, card, label):
    """What an alert would be once something is held against a job."""
    refused = await town.user.click(card, label="Not for me")
    [select] = refused.response.message.components[0].children
    [value] = [each.value for each in select.options if each.label == label]
    return refused, await town.user.select(refused.response.message, [value])


@pytest.mark.parametrize(
    ("label", "query", "effect"),
    [
        ("Never this company: Acme", 'baker -company:"Acme"', "kept out 3 of 4 jobs in 1 day"),
        ("Never this word in a title: night", "baker -title:night", "kept out 1 of 4"),
        ("Pay too low", 'baker pay>="72100 EUR a year"', "kept out 1 of 4"),
    ],
)
async def test_what_was_wrong_changes_the_alert_once_its_effect_was_shown(
    town, mine, label, query, effect
):
    _, shown = await _choose(town, mine, label)
    assert effect in shown.response.content
    [before] = await _of(town, _person(town.member))
    assert str(before.query) == "baker"

    done = await town.user.click(shown.response.message, label="Change it")
    [changed] = await _of(town, _person(town.member))
    assert "Changed." in done.response.content
    assert str(changed.query) == query

    await town.user.click(shown.response.message, label="Undo")
    [undone] = await _of(town, _person(town.member))
    assert str(undone.query) == "baker"


async def test_those_that_one_saved_are_told_of(town, mine):
    await town.user.click(mine, label="Save")
    saved = await town.bot.storage.read(marks.of, town.member.id)
    other = saved[0].seen.id - 1  # of Acme too
    await town.bot.storage.run(_save, town.member.id, other, town.bot.now())

    _, shown = await _choose(town, mine, "Never this company: Acme")

    # The one that was refused counts no longer as saved.
    assert "kept out 3 of 4 jobs in 1 day, 1 of which you saved" in shown.response.content


def _save(tx, person, posting_id, now):
    marks.save(tx, person, postings.one(tx, posting_id), now=now)


async def test_the_job_is_hidden_until_that_is_undone(town, mine):
    refused = await town.user.click(mine, label="Not for me")
    again = await town.user.click(mine, label="Not for me")
    assert "will not see this job again" in again.response.content
    job = await town.bot.storage.read(_marked, town.member.id)
    assert job == ["hidden"]

    await town.user.click(refused.response.message, label="Undo")

    assert await town.bot.storage.read(_marked, town.member.id) == []


def _marked(tx, person):
    rows = tx.rows("SELECT state FROM marks WHERE person_id = :person", person=person)
    return [row["state"] for row in rows]


async def test_a_saved_job_that_was_refused_is_saved_again_by_undo(town, mine):
    await town.user.click(mine, label="Save")
    before = await town.bot.storage.read(marks.of, town.member.id)

    refused = await town.user.click(mine, label="Not for me")
    assert await town.bot.storage.read(marks.of, town.member.id) == []
    await town.user.click(refused.response.message, label="Undo")

    assert await town.bot.storage.read(marks.of, town.member.id) == before


async def test_undo_of_a_second_refusal_loses_no_note_and_no_application(town, mine):
    panel = (await town.user.click(mine, label="Save")).response.message
    modal = await town.user.click(panel, label="Note")
    await town.user.submit_modal(modal, {"note": "ask Ann"})
    await town.user.click(panel, label="Applied")
    [before] = await town.bot.storage.read(marks.of, town.member.id)

    first = await town.user.click(mine, label="Not for me")
    again = await town.user.click(mine, label="Not for me")
    await town.user.click(again.response.message, label="Undo")

    [after] = await town.bot.storage.read(marks.of, town.member.id)
    told = ("state", "note", "applied_at")
    assert [getattr(after, each) for each in told] == [getattr(before, each) for each in told]
    # It is hidden no longer, so what was noted since stays.
    await town.bot.storage.run(marks.note, town.member.id, after.seen.job_id, "Ann called")
    await town.user.click(first.response.message, label="Undo")
    assert [each.note for each in await town.bot.storage.read(marks.of, town.member.id)] == [
        "Ann called"
    ]


async def test_a_change_that_was_made_already_is_made_and_undone_once(town, mine):
    _, shown = await _choose(town, mine, "Pay too low")
    _, other = await _choose(town, mine, "Pay too low")
    await town.user.click(shown.response.message, label="Change it")

    again = await town.user.click(other.response.message, label="Change it")

    assert "Changed." in again.response.content
    for each in (shown, other):
        undone = await town.user.click(each.response.message, label="Undo")
        assert undone.followups == []
    [alert] = await _of(town, _person(town.member))
    assert str(alert.query) == "baker"


async def test_an_alert_that_changed_meanwhile_is_left_alone(town, mine):
    _, shown = await _choose(town, mine, "Pay too low")
    [alert] = await _of(town, _person(town.member))
    await town.bot.storage.run(alerts.edit, alert.tenant, alert.id, parse("baker cook"))

    late = await town.user.click(shown.response.message, label="Change it")

    assert "changed meanwhile" in late.followups[0].content
    [kept] = await _of(town, _person(town.member))
    assert str(kept.query) == "baker cook"
    assert_error(town.env, UserError)


async def test_a_card_of_no_alert_any_more_is_hidden_and_no_more(town, mine):
    [alert] = await _of(town, _person(town.member))
    await town.bot.storage.run(alerts.remove, alert.tenant, alert.id, now=town.bot.now())

    refused = await town.user.click(mine, label="Not for me")

    [row] = refused.response.message.components
    assert [each.label for each in row.children] == ["Undo"]


async def test_on_a_channels_card_it_hides_the_job_for_oneself_and_changes_no_alert(town, public):
    before = await _of(town, _server(town))

    refused = await town.manager.click(public, label="Not for me")

    assert refused.ephemeral
    assert "Others still see the card" in refused.response.content
    [row] = refused.response.message.components
    assert [each.label for each in row.children] == ["Undo", "Follow", "Report"]
    assert await _of(town, _server(town)) == before
    assert await town.bot.storage.read(_marked, town.manager.id) == ["hidden"]


async def test_follow_makes_a_private_copy_once_without_its_ping(town, public):
    refused = await town.member.click(public, label="Not for me")

    followed = await town.member.click(refused.response.message, label="Follow")
    again = await town.member.click(refused.response.message, label="Follow")

    assert followed.ephemeral
    assert "It hears 1 source." in followed.response.content
    assert "have this alert already" in again.response.content
    [copy] = await _of(town, _person(town.member))
    assert str(copy.query) == 'baker pay>="50k EUR"'
    assert copy.destination == Destination(kind=DestinationKind.DM, id=town.member.id)
    assert (copy.manner.ping, copy.manner.role_id, copy.manner.cap) == (Ping.NEVER, None, 10)
    assert copy.label == "Bread"
    assert_error(town.env, UserError)


async def test_follow_keeps_to_the_quota(town, public):
    quotas = await town.bot.storage.read(limits.quotas)
    for number in range(quotas.alerts_person):
        await town.alert(f"word{number}", of=town.member)
    refused = await town.member.click(public, label="Not for me")

    full = await town.member.click(refused.response.message, label="Follow")

    assert "the most I can keep" in full.response.content
    assert_error(town.env, UserError)


async def _report(town, card, who, reason="scam"):
    refused = await who.click(card, label="Not for me")
    asked = await who.click(refused.response.message, label="Report")
    return await who.select(asked.response.message, [reason])


async def test_a_report_reaches_the_managers_once_without_a_name(town, public):
    quiet = town.guild.create_text_channel("managers-only")
    await town.bot.storage.run(notices.set_channel, _server(town), quiet.id)

    thanked = await _report(town, public, town.member)
    again = await _report(town, public, town.member, "gone")
    await town.bot.deliver_due(town.bot.now() + timedelta(seconds=1))

    assert "without your name" in thanked.response.content
    assert "reported this job already" in again.response.content
    [notice] = quiet.history()
    assert "as a scam: Baker · Acme" in notice.content
    assert "ann" not in notice.content
    assert str(town.member.id) not in notice.content
    shown = await town.manager.click(notice, label="Show the job")
    assert shown.ephemeral
    assert shown.response.embeds[0].title == "Baker"


@pytest.mark.parametrize("seen", [True, False])
async def test_a_channel_for_reports_that_is_gone_reads_none(town, public, seen):
    quiet = town.guild.create_text_channel("managers-only")
    await town.bot.storage.run(notices.set_channel, _server(town), quiet.id)
    if seen:
        town.env.backend.delete_channel(quiet.id)
        await town.env.settle()
    else:  # it went while the bot was down: the next message there tells
        await town.bot.storage.run(_paused, quiet.id)

    answer = await _report(town, public, town.member)

    assert "Tell somebody who manages this server" in answer.followups[0].content
    assert_error(town.env, UserError)
    assert (await town.bot.storage.read(notices.channel, _server(town)) is None) is seen


def _paused(tx, channel):
    tx.run(
        """
        INSERT INTO destinations (kind, id, paused_reason)
        VALUES ('channel', :id, 'pause.no_access')
        """,
        id=channel,
    )


async def test_where_nobody_reads_reports_it_is_told_where_to_turn(town, public):
    answer = await _report(town, public, town.member)

    assert "Tell somebody who manages this server" in answer.followups[0].content
    assert await town.bot.storage.read(lambda tx: tx.rows("SELECT * FROM reports")) == []
    assert_error(town.env, UserError)
