"""What becomes due by itself, as it arrives: held jobs, lines about silence, each in a language."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.client import create_bot
from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Hours, Manner, Often, Ping, Quiet, Tag
from bot.languages import language, language_at
from storage import alerts, blocks, owing, postings, sources, tenants
from storage.messages import Notice
from tests.factories import GUILD, PERSON, alert, channel, owe_digest, pay, posting, reading
from tests.standin import form

NOW = datetime(2026, 6, 1, 12, 20, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAILY = Manner(often=Often.DAILY)


@pytest.fixture
async def bot(standin, config):
    async with create_bot(config, [], ticking=False) as bot:
        await bot.login("token")
        yield bot


@pytest.fixture
async def source(bot):
    row = await bot.storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)
    await bot.storage.run(sources.follow, GUILD, row.id, now=NOW)
    await bot.storage.run(sources.follow, PERSON, row.id, now=NOW)
    return row.id


@pytest.fixture
def save(bot):
    async def save(text, destination, **fields):
        made = alert(text, destination=destination, **fields)
        return await bot.storage.run(alerts.add, made, now=NOW - 30 * DAY)

    return save


@pytest.fixture
def found(bot, source):
    """A poll finds jobs, for these alerts."""

    async def found(*titles, by=(), at=NOW, **fields):
        def both(tx):
            each = [posting(**{"title": title, "first_seen": at} | fields) for title in titles]
            wanted = [postings.add(tx, source, reading(one)) for one in each]
            return owing.owe(tx, [(one, [who.id for who in by]) for one in wanted], now=at)

        return await bot.storage.run(both)

    return found


def texts(standin, room):
    return [
        [*filter(None, [each.content]), *form.texts(each.components)]
        for each in standin.world.messages(room)
    ]


async def test_what_was_held_arrives_once_as_one_message(bot, standin, save, found, jobs):
    daily = await save("baker", channel(jobs.id), manner=DAILY)
    await found("Baker", "Head baker", by=[daily])

    for at in (NOW, NOW + DAY, NOW + DAY, NOW + 9 * DAY):
        await bot.deliver_due(at)

    [[title, lines, _]] = texts(standin, jobs)
    assert title == "### Acme: 2 new jobs"
    assert lines.count("baker") + lines.count("Baker") == 2


@pytest.mark.parametrize(
    ("query", "missed"),
    [
        ("baker remote", "; nearest miss: remote work: not stated, you asked for remote"),
        ("baker pay>=90kUSD", "; nearest miss: pay 50,000–60,000 USD a year"),
        ("plumber", ""),
    ],
)
async def test_an_alert_that_sent_nothing_says_why_once_a_week(
    bot, standin, save, found, jobs, query, missed
):
    await save(query, channel(jobs.id), manner=Manner(silence=True), label="Mine")
    await bot.deliver_due(NOW)
    await found("Baker", "Pilot", at=NOW + DAY, base_salary=pay(50_000, 60_000))
    line = f"Mine, this week: 0 of 2 new jobs{missed}; 0 of 1 source healthy"

    for at in (NOW + 6 * DAY, NOW + 7 * DAY, NOW + 7 * DAY):
        await bot.deliver_due(at)

    assert [each for [each] in texts(standin, jobs)] == [line]
    await bot.deliver_due(NOW + 14 * DAY)
    assert len(texts(standin, jobs)) == 2


async def test_a_line_tells_of_what_was_hidden(bot, standin, save, found, jobs):
    saved = await save("baker", channel(jobs.id), manner=Manner(silence=True))
    await bot.storage.run(blocks.shut_company, saved.tenant, "Acme", 9, now=NOW)
    await bot.deliver_due(NOW)
    await found("Baker", "Pilot", at=NOW + DAY)

    await bot.deliver_due(NOW + 7 * DAY)

    [[line]] = texts(standin, jobs)
    assert "this week: 0 of 2 new jobs; 1 that fits is hidden; 0 of 1 source" in line


async def test_only_in_private_it_names_a_pay_floor(bot, standin, save, found, jobs):
    ann = standin.world.user("ann")
    dm = Destination(kind=DestinationKind.DM, id=ann.id)
    for where in (channel(jobs.id), dm):
        await save("baker pay>=90kUSD", where, manner=Manner(silence=True))
    await bot.deliver_due(NOW)
    await found("Baker", at=NOW + DAY, base_salary=pay(50_000, 60_000))

    await bot.deliver_due(NOW + 7 * DAY)

    [[public]], [[private]] = texts(standin, jobs), texts(standin, standin.world.dm(ann))
    assert public.startswith("Alert 1, this week: 0 of 1 new job; nearest miss: pay 50,000")
    assert "90" not in public
    assert private.startswith("baker, from 90,000 USD a year, this week")


@pytest.mark.parametrize("query", ["baker (pay>=90kUSD or remote)", "baker -(pay>=40kUSD remote)"])
async def test_a_floor_among_other_things_is_not_public_either(
    bot, standin, save, found, jobs, query
):
    await save(query, channel(jobs.id), manner=Manner(silence=True))
    await bot.deliver_due(NOW)
    fields = {"base_salary": pay(50_000, 60_000), "telecommute": True}
    await found("Baker", at=NOW + DAY, **(fields if " -" in query else {}))

    await bot.deliver_due(NOW + 7 * DAY)

    [[public]] = texts(standin, jobs)
    assert public == "Alert 1, this week: 0 of 1 new job; 0 of 1 source healthy"


async def test_a_line_that_cannot_be_made_holds_up_nothing(bot, standin, save, found, jobs):
    await save("baker remote", channel(jobs.id), manner=Manner(silence=True))
    daily = await save("pilot", channel(jobs.id), manner=DAILY)
    await bot.deliver_due(NOW)
    await found("Baker", at=NOW + DAY)
    await bot.storage.run(lambda tx: tx.run("UPDATE postings SET read = '{}'"))
    await found("Pilot", by=[daily], at=NOW + 6 * DAY)

    await bot.deliver_due(NOW + 7 * DAY)

    [[card]] = texts(standin, jobs)
    assert card.startswith("Pilot at Acme")


async def test_a_line_in_a_forum_that_wants_a_tag_has_the_one_for_all(
    bot, standin, guild, save, source
):
    forum = guild.forum_channel("roles", tags=["Remote", "Any"])
    forum.tag_required = True
    remote, anything = (tag.id for tag in forum.available_tags)
    manner = Manner(silence=True, tags=(Tag(remote, "remote"), Tag(anything)))
    where = Destination(kind=DestinationKind.FORUM, id=forum.id)
    await save("baker", where, manner=manner, label="Mine")

    for at in (NOW, NOW + 7 * DAY):
        await bot.deliver_due(at)

    [post] = guild.threads
    assert post.applied_tags == [str(anything)]
    assert post.name.startswith("Mine, this week")


async def test_an_alert_that_sent_something_says_nothing(bot, standin, save, found, jobs):
    saved = await save("baker", channel(jobs.id), manner=Manner(silence=True))
    paused = await save("pilot", channel(jobs.id), manner=Manner(silence=True))
    await bot.storage.run(alerts.pause, GUILD, paused.id)
    await bot.deliver_due(NOW)
    await found("Baker", by=[saved], at=NOW + DAY)

    await bot.deliver_due(NOW + 7 * DAY)

    assert len(standin.world.messages(jobs)) == 1


@pytest.mark.parametrize(
    ("hours", "at"),
    [
        (Hours(digest_day=3, digest_at=0), NOW.replace(hour=0, minute=0) + 3 * DAY),
        (
            Hours(zone="UTC", digest_day=3, digest_at=0, quiet=Quiet()),
            NOW.replace(hour=8, minute=0) + 3 * DAY,
        ),
    ],
)
async def test_the_line_comes_when_its_tenants_week_ends(bot, standin, save, jobs, hours, at):
    await save("baker", channel(jobs.id), manner=Manner(silence=True))
    await bot.deliver_due(NOW)

    await bot.storage.run(tenants.put_hours, GUILD, hours)
    for each in (NOW, at - HOUR / 60):
        await bot.deliver_due(each)
    assert standin.world.messages(jobs) == []
    await bot.deliver_due(at)

    assert len(standin.world.messages(jobs)) == 1


async def test_each_reads_it_in_their_language(bot, standin, save, found, jobs):
    ann = standin.world.user("ann")
    dm = Destination(kind=DestinationKind.DM, id=ann.id)
    german = PERSON.__class__(kind=PERSON.kind, id=ann.id)
    await bot.storage.run(tenants.put_language, german, "de")
    theirs = await save("baker", channel(jobs.id), manner=DAILY)
    hers = await save("baker", dm, manner=DAILY, tenant=PERSON)
    await found("Baker", "Head baker", by=[theirs, hers])

    await bot.deliver_due(NOW + DAY)

    said = [
        each.components[-1]["components"][0]["label"]
        for room in (jobs, standin.world.dm(ann))
        for each in standin.world.messages(room)
    ]
    assert said == ["Go through the list", "Liste durchgehen"]


async def test_a_role_is_mentioned_and_at_night_nobody_is(bot, standin, save, found, jobs):
    ping = Manner(ping=Ping.EVERY, role_id=7)
    saved = await save("baker", channel(jobs.id), manner=ping)
    await found("Baker", by=[saved])
    await bot.deliver_due(NOW)
    await found("Night baker", by=[saved], at=NOW + 2 * HOUR)
    hours = Hours(zone="UTC", quiet=Quiet(13 * 60, 20 * 60))
    await bot.storage.run(tenants.put_hours, GUILD, hours)

    await bot.deliver_due(NOW + 2 * HOUR)

    loud, silent = standin.world.messages(jobs)
    assert loud.content.startswith("<@&7> Baker at Acme")
    assert loud.allowed_mentions == {"parse": [], "roles": [7]}
    assert (loud.flags, silent.flags) == (0, 1 << 12)
    assert silent.content.startswith("Night baker")
    assert silent.allowed_mentions == {"parse": []}


async def test_a_test_mentions_nobody(bot, standin, save, jobs):
    saved = await save("baker", channel(jobs.id), manner=Manner(ping=Ping.EVERY, role_id=7))

    await bot.delivery.send_test(saved, [posting()], now=NOW)

    [sent] = standin.world.messages(jobs)
    assert sent.content.startswith("Test: ")
    assert sent.allowed_mentions == {"parse": []}


async def test_a_server_reads_its_own_language_and_may_choose_another(simcord_env):
    bot, guild = simcord_env.bot, simcord_env.create_guild(preferred_locale="de")
    room, tenant = guild.create_text_channel("jobs"), Tenant(kind=TenantKind.GUILD, id=guild.id)
    row = await bot.storage.run(sources.add, "greenhouse:acme", "Acme", now=NOW)
    saved = await bot.storage.run(
        alerts.add, alert("baker", tenant=tenant, destination=channel(room.id)), now=NOW
    )

    def owed(tx):
        made = (posting(title=f"Baker {n}", first_seen=NOW) for n in range(2))
        seen = [postings.add(tx, row.id, reading(each)) for each in made]
        return owe_digest(tx, [(each, [saved.id]) for each in seen], now=NOW)

    said = []
    for chosen in (None, "en-US"):
        await bot.storage.run(tenants.put_language, tenant, chosen)
        assert await bot.storage.run(owed) == 1
        await bot.deliver_due(NOW)
        [button] = room.last_message.components[-1].children
        said.append(button.label)

    assert said == ["Liste durchgehen", "Go through the list"]
    await bot.storage.run(tenants.put_language, tenant, None)
    forgotten = Destination(kind=DestinationKind.THREAD, id=404)  # archived, say
    assert await language_at(bot, bot.storage, forgotten, tenant) == "de"
    line = Notice(destination=forgotten, key="silence.line", values={"tenant": str(tenant)})
    assert await language(bot, bot.storage, line) == "de"
    assert await language_at(bot, bot.storage, forgotten) == "en-US"
