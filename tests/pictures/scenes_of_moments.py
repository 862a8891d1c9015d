"""What comes seldom: the first minutes, three saves alike, cards that cannot be sent, a return."""

from contextlib import contextmanager

import simcord

from bot import reminders
from bot.following import follow
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Hours, Manner, Often
from bot.sample import SampleBoard
from bot.sources.ready_made import ReadyMade
from storage import sources, tenants

MESSAGES = "/channels/*/messages"
TEXT = "<p>You keep the cranes of a port turning, with Python and patience. Pay: {}k EUR.</p>"


async def played(stage):
    await first_minutes(stage)
    await in_a_dm(stage)
    lena, member = await _who_hears(stage, "lena")
    await alike(stage, member)
    await taken_back(stage)
    await closed(stage, lena)
    await reminded(stage, lena, member)
    await held_up(stage)
    await long_digest(stage)


async def _who_hears(stage, name):
    """A new member, who follows what the server does."""
    user = stage.env.create_user(name)
    tenant = Tenant(kind=TenantKind.GUILD, id=stage.guild.id)
    for row in await stage.bot.storage.read(sources.followed, tenant):
        theirs = Tenant(kind=TenantKind.USER, id=user.id)
        await stage.bot.storage.run(sources.follow, theirs, row.id, now=stage.bot.now())
    return user, stage.guild.add_member(user)


async def first_minutes(stage):
    """Until a month has been watched, a preview tells what is open now."""
    user = stage.env.create_user("erik")
    member = stage.guild.add_member(user)
    tenant = Tenant(kind=TenantKind.USER, id=user.id)
    async with SampleBoard() as board:
        for _ in range(10):
            board.publish(stage.bot.now())
        fresh = ReadyMade(f"schemaorg:{board.url}", "Pier Nine Careers")
        await follow(stage.bot.pipeline, tenant, fresh, now=stage.bot.now())
        await stage.wait(minutes=12)
        shown = await member.slash(stage.jobs, "alert new", keywords="engineer OR developer")
        await stage.shoot("alert-new-first", shown, member)
        [row] = await stage.bot.storage.read(sources.followed, tenant)
        await stage.bot.storage.run(sources.unfollow, tenant, row.id)


@contextmanager
def _installed():
    """As when somebody has the bot on their own account, and no server has it."""
    ordinary = simcord.interactions.base_payload

    def theirs(backend, *, user_id, **about):
        record, made = ordinary(backend, user_id=user_id, **about)
        return record, made | {"authorizing_integration_owners": {"1": str(user_id)}}

    simcord.interactions.base_payload = theirs
    try:
        yield
    finally:
        simcord.interactions.base_payload = ordinary


async def in_a_dm(stage):
    user, _ = await _who_hears(stage, "dmitri")
    with _installed():
        shown = await user.slash("alert new", keywords="engineer", min_pay="70k EUR")
        dm = user.dm_channel
        await stage.shoot("dm-alert-new", shown, user, channel=dm)
        kept = await user.click(shown.response.message, label="Save")
        await stage.shoot("dm-alert-saved", kept, user, channel=dm)
        await stage.shoot("dm-help", await user.slash("help"), user, channel=dm)


def _publish(stage, number, **fields):
    return stage.publish(
        **{"id": f"crane-{number}", "title": "Crane Engineer", "company": f"Quay {number}"}
        | {"place": ["Hamburg", "DE"], "remote": None, "days": 0}
        | {"body": TEXT.format(70 + number)} | fields
    )  # fmt: skip


async def alike(stage, member):
    stage.cranes = stage.guild.create_text_channel("cranes")
    await stage.alert("crane", to=stage.cranes)
    for number in range(3):
        _publish(stage, number)
    await stage.round()
    for card in sorted(stage.cranes.history(), key=lambda each: each.id):
        saved = await member.click(card, label="Save")
    offer = saved.followups[-1]
    await stage.shoot("saved-alike", offer, member, channel=stage.cranes)
    shown = await member.click(offer, label="Alert me")
    await stage.shoot("saved-alike-alert", shown, member, channel=stage.cranes)


async def taken_back(stage):
    manager = stage.manager
    shown = await manager.slash(stage.jobs, "alert takeback", channel=stage.cranes)
    await stage.shoot("takeback", shown, manager)
    await manager.click(shown.response.message, label="Keep them")


async def closed(stage, lena):
    """A job that somebody saved is gone, and two like it are open; then it comes back."""
    for number in (7, 8):
        _publish(stage, number, title="Senior Crane Engineer")
    await stage.wait(hours=1)
    await stage.round()
    gone = next(each for each in stage.board.jobs if each["id"] == "crane-0")
    stage.board.jobs.remove(gone)
    await _polls(stage, 3)
    await _newest(stage, "news-closed", lena)
    await stage.wait(days=24)
    stage.board.jobs.append(gone)
    await _polls(stage, 2)
    await _newest(stage, "news-open-again", lena)


async def _polls(stage, count):
    for _ in range(count):
        await stage.wait(hours=2)
        await stage.round()
        await stage.bot.edit_due(stage.bot.now())


async def _newest(stage, name, user):
    latest = max(user.dm_channel.history(), key=lambda each: each.id)
    await stage.shoot(name, latest, user, channel=user.dm_channel)


async def reminded(stage, lena, member):
    shown = await member.click(max(stage.cranes.history(), key=lambda each: each.id), label="Save")
    panel = shown.response.message
    await member.click(panel, label="Remind me")
    await member.click(panel, label="Tomorrow")
    await stage.wait(days=2)
    await reminders.remind(stage.bot.storage, stage.bot.now())
    await stage.bot.deliver_due(stage.bot.now())
    await _newest(stage, "reminder", lena)


async def held_up(stage):
    """A card is refused; whose DMs are closed hears of it after the next command."""
    stage.env.inject_error("POST", MESSAGES, status=400, code=200000)
    _publish(stage, 10, title="Crane Cook", company="Wharf")
    await stage.round()
    shown = await stage.manager.slash(stage.jobs, "alert problems")
    await stage.shoot("alert-problems-held", shown, stage.manager)
    _, member = await _who_hears(stage, "petra")
    await stage.alert("wharfinger", of=member)
    stage.env.inject_error("POST", MESSAGES, status=403, code=50007)
    for number in (11, 12):
        _publish(stage, number, title=f"Wharfinger, Berth {number}", company="Wharf")
    await stage.wait(hours=1)
    await stage.round()
    shown = await member.slash(stage.jobs, "alert list")
    await stage.shoot("dms-closed", shown.followups[-1], member)


async def long_digest(stage):
    user, member = await _who_hears(stage, "mika")
    tenant = Tenant(kind=TenantKind.USER, id=user.id)
    await stage.bot.storage.run(tenants.put_hours, tenant, Hours(zone="Europe/Berlin"))
    await stage.alert("crane", of=member, manner=Manner(often=Often.DAILY))
    for number in range(20, 52):
        _publish(stage, number, title=f"Crane Engineer, Berth {number}")
    await stage.round()
    await stage.wait(days=1)
    await stage.bot.deliver_due(stage.bot.now())
    await _newest(stage, "digest-long", user)
    latest = max(user.dm_channel.history(), key=lambda each: each.id)
    shown = await user.click(latest, label="Go through the list")
    await stage.shoot("digest-long-all", shown, user, channel=user.dm_channel)
