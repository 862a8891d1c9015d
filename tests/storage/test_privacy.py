"""What is kept of somebody is told whole, and forgotten whole; what is others' is not touched."""

import gzip
import json
from datetime import timedelta
from random import Random

import pytest

from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.currency import BUNDLED
from bot.jobs.manner import Hours, Quiet
from storage import (
    alerts,
    blocks,
    messages,
    outbox,
    postings,
    privacy,
    rates,
    settings,
    sources,
    tenants,
)
from storage.exporting import exports
from storage.outbox import Refusal
from storage.privacy import Told
from tests.factories import NOW, alert, owe_digest, posting, reading

DAY = timedelta(days=1)
LEASE = timedelta(seconds=90)
PERSON, STRANGER = (Tenant(kind=TenantKind.USER, id=7_000_000_000_000_000 + n) for n in (1, 2))
SERVER, ELSEWHERE = (Tenant(kind=TenantKind.GUILD, id=8_000_000_000_000_000 + n) for n in (1, 2))
CHANNELS = {SERVER: 9_100_000_000_000_000, ELSEWHERE: 9_200_000_000_000_000}
PUBLIC = (DestinationKind.CHANNEL, DestinationKind.THREAD, DestinationKind.FORUM)


def _places(tenant):
    if tenant.kind is TenantKind.USER:
        return [Destination(kind=DestinationKind.DM, id=tenant.id)]
    return [
        Destination(kind=kind, id=CHANNELS[tenant] + number) for number, kind in enumerate(PUBLIC)
    ]


def _tables(tx):
    return [row["name"] for row in tx.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _holding(tx, *ids):
    """Every table and column of the database in which one of these numbers stands."""
    return {
        (table, column["name"])
        for table in _tables(tx)
        for column in tx.rows(f"SELECT name FROM pragma_table_info('{table}')")
        for id_ in ids
        if tx.rows(
            f'SELECT 1 FROM "{table}" WHERE CAST("{column["name"]}" AS TEXT) LIKE :id LIMIT 1',
            id=f"%{id_}%",
        )
    }


def _saved(tx, tenant, owner):
    """Alerts to everywhere that they may go to, one of them removed."""
    saved = [
        alerts.add(tx, alert("bread", tenant=tenant, owner_id=owner, destination=place), now=NOW)
        for place in [*_places(tenant), _places(tenant)[0]]
    ]
    alerts.remove(tx, tenant, saved[-1].id, now=NOW)
    return [each.id for each in saved]


def _seen(tx, source_id, title):
    return postings.add(tx, source_id, reading(posting(title=title, first_seen=NOW)))


def _refused(tx, tenant):
    """One message of each place was sent, and another refused."""
    for _ in range(2):
        for message in outbox.claim(tx, NOW, lease=LEASE, limit=1000):
            if message.attempts == 1 and message.id % 2:
                outbox.settle(tx, message, now=NOW, channel_id=tenant.id, message_id=tenant.id)
            else:
                outbox.refuse(tx, message, Refusal(reason="pause.refused", error="no"), now=NOW)


def _fill(tx, tenant, owner):
    """A row in every table, as the bot itself would write it."""
    source = sources.add(tx, "greenhouse:acme", "Acme", now=NOW)
    sources.take(tx, tenant, [], owner, now=NOW)
    sources.follow(tx, tenant, source.id, now=NOW)
    sources.added_by(tx, tenant, source.id, owner)
    privacy.move_notices(tx, tenant, CHANNELS.get(tenant))
    ids = _saved(tx, tenant, owner)
    first, second = _seen(tx, source.id, "Baker"), _seen(tx, source.id, "Cook")
    messages.owe(tx, first, ids, now=NOW)
    owe_digest(tx, [(second, ids)], now=NOW)
    for place in _places(tenant):
        messages.owe_notice(tx, place, "notice.gone", {"title": "Acme", "name": "x:y"}, now=NOW)
        told = {"channel": str(place.id), "kind": str(place.kind)}
        dm = Destination(kind=DestinationKind.DM, id=STRANGER.id)
        messages.owe_notice(tx, dm, "paused.no_access", told, now=NOW)
    _refused(tx, tenant)
    _decided(tx, tenant, owner, first, ids[0])
    _fill_the_rest(tx, source.id, first.id)


def _decided(tx, tenant, owner, seen, alert_id):
    """What people made of jobs, and servers of people's."""
    blocks.shut_company(tx, tenant, "Acme", owner, now=NOW)
    tenants.put_hours(tx, tenant, Hours(zone="Europe/Berlin", quiet=Quiet()))
    for sql in (
        "INSERT INTO held VALUES (:alert, :job, :posting, 'quiet', 1)",
        "INSERT INTO test_cards VALUES (:alert + 100, :alert, :role, 1)",
        "INSERT INTO pings VALUES (:role, :tenant, 1) ON CONFLICT DO NOTHING",
        (
            "INSERT INTO marks (person_id, job_id, posting_id, state, created_at)"
            " VALUES (:owner, :job, :posting, 'saved', 1) ON CONFLICT DO NOTHING"
        ),
        (
            "INSERT INTO reports (tenant, posting_id, reported_by, reason, created_at)"
            " VALUES (:tenant, :posting, :owner, 'spam', 1)"
        ),
        (
            "INSERT INTO audit (tenant, person_id, what, created_at)"
            " VALUES (:tenant, :owner, 'audit.blocked', 1)"
        ),
        "INSERT INTO shares VALUES (:code, :alert, :owner, 1)",
    ):
        named = {
            "alert": alert_id,
            "job": seen.job_id,
            "posting": seen.id,
            "owner": owner,
            "tenant": str(tenant),
            "role": alert_id,
            "code": f"c{alert_id}",
        }
        tx.run(sql, **{name: value for name, value in named.items() if f":{name}" in sql})


def _fill_the_rest(tx, source_id, posting_id):
    """What is nobody's."""
    rates.add(tx, BUNDLED)
    settings.put(tx, "tidied_at", "1")
    for sql in (
        "INSERT INTO polls (source_id, at, health) VALUES (:source, 1, 'ok')",
        "INSERT INTO answers VALUES (:source, 1, 'u', x'00') ON CONFLICT DO NOTHING",
        "INSERT INTO changes (posting_id, at, field) VALUES (:posting, 1, 'title')",
    ):
        tx.run(sql, source=source_id, posting=posting_id)


@pytest.fixture
async def full(storage):
    """Two persons and two servers, and something of each of them in every table."""
    for tenant, owner in ((PERSON, PERSON), (STRANGER, STRANGER)):
        await storage.run(_fill, tenant, owner.id)
    await storage.run(_fill, SERVER, PERSON.id)
    await storage.run(_fill, ELSEWHERE, STRANGER.id)
    return storage


def _ids(tenant):
    return [tenant.id, *(place.id for place in _places(tenant))]


async def test_every_table_is_filled_before_it_is_emptied(full):
    def empty(tx):
        return [each for each in _tables(tx) if not tx.rows(f'SELECT 1 FROM "{each}" LIMIT 1')]

    assert await full.read(empty) == []


@pytest.mark.parametrize("tenant", [PERSON, SERVER], ids=["person", "server"])
async def test_nothing_of_who_is_erased_stands_anywhere(full, tenant):
    before = await full.read(_holding, *_ids(tenant))

    await full.run(privacy.erase, tenant, now=NOW)

    assert len(before) >= 6
    assert await full.read(_holding, *_ids(tenant)) == set()


@pytest.mark.parametrize("tenant", [PERSON, SERVER], ids=["person", "server"])
async def test_nobody_else_loses_anything(full, tenant):
    others = [each for each in (STRANGER, ELSEWHERE) if each is not tenant]
    before = [await full.read(privacy.export, each) for each in others]

    await full.run(privacy.erase, tenant, now=NOW)

    after = [await full.read(privacy.export, each) for each in others]
    mentioned = [row for row in before[0]["messages"] if _names(row, tenant)]
    before[0]["messages"] = [row for row in before[0]["messages"] if row not in mentioned]
    assert after == before


def _names(row, tenant):
    return any(str(id_) in json.dumps(row["payload"]) for id_ in _ids(tenant))


async def test_a_servers_alerts_outlive_who_made_them(full):
    before = await full.read(alerts.of, SERVER)

    await full.run(privacy.erase, PERSON, now=NOW)

    after = await full.read(alerts.of, SERVER)
    assert [each.id for each in after] == [each.id for each in before]
    assert {each.owner_id for each in after} == {0}
    assert await full.read(sources.followed, SERVER)


async def test_sources_stay_and_are_asked_no_more_when_nobody_follows_them(full):
    for tenant in (PERSON, STRANGER, SERVER, ELSEWHERE):
        await full.run(privacy.erase, tenant, now=NOW)

    assert (await full.read(sources.named, "greenhouse:acme")).title == "Acme"
    assert await full.read(sources.due, NOW + DAY, 10) == []


async def test_whoever_keeps_alerts_in_memory_hears_that_they_are_gone(full):
    kept = await full.read(alerts.of, SERVER)
    known = await full.read(alerts.revision)

    await full.run(privacy.erase, SERVER, now=NOW)
    new = await full.run(alerts.add, alert("pilot", tenant=ELSEWHERE), now=NOW)

    changed = (await full.read(alerts.changed_since, known)).alerts
    assert {each.id for each in changed if each.removed} >= {each.id for each in kept}
    assert new.id in {each.id for each in changed if not each.removed}
    assert new.id > max(each.id for each in kept)


async def test_an_export_tells_every_row_that_names_whoever_asks(full):
    for tenant in (PERSON, SERVER):
        told = await full.read(privacy.export, tenant)

        persons = {"marks"} if tenant is SERVER else set()
        assert {table for table, rows in told.items() if not rows} <= {"made_for_servers", *persons}
        assert {row["query"] for row in told["alerts"]} == {"bread"}
        assert {row["source"] for row in told["follows"]} == {"greenhouse:acme"}
        assert {row["job"]["title"] for row in told["messages"] if "job" in row} == {"Baker"}
        assert str(NOW.year) in told["alerts"][0]["created_at"]
        assert len(told["messages"]) >= 3


async def test_an_export_survives_a_reader_that_knows_only_doubles(full):
    told = await full.read(privacy.export, PERSON)

    exact = json.loads(json.dumps(told), parse_int=float)

    assert {row["owner_id"] for row in exact["alerts"]} == {PERSON.id}


async def test_a_person_is_told_where_servers_know_them_and_nothing_more_of_those(full):
    made = (await full.read(privacy.export, PERSON))["made_for_servers"]

    assert {row["tenant"] for row in made} == {str(SERVER)}
    assert not any("query" in row for row in made)
    assert (await full.read(privacy.export, SERVER))["made_for_servers"] == []


async def test_notices_of_a_channel_are_forgotten_when_others_are_told_elsewhere(full):
    first, then = 9_300_000_000_000_000, 9_400_000_000_000_000
    place = Destination(kind=DestinationKind.CHANNEL, id=first)
    await full.run(privacy.move_notices, ELSEWHERE, first)
    await full.run(messages.owe_notice, place, "notice.gone", {"title": "Acme"}, now=NOW)

    await full.run(privacy.move_notices, ELSEWHERE, then)

    assert await full.read(_holding, first) == set()


async def _purged(storage, now):
    while await storage.run(privacy.purge, now - 30 * DAY, now=now):
        pass
    return not await storage.read(_holding, *_ids(SERVER))


async def test_a_server_is_forgotten_thirty_days_after_the_bot_left_it(full):
    await full.run(privacy.left, SERVER, now=NOW)
    await full.run(privacy.left, SERVER, now=NOW + 9 * DAY)

    assert not await _purged(full, NOW + 29 * DAY)
    assert await _purged(full, NOW + 30 * DAY)
    assert await full.read(alerts.of, ELSEWHERE)


async def test_a_server_that_the_bot_returned_to_is_kept(full):
    await full.run(privacy.left, SERVER, now=NOW)
    await full.run(privacy.returned, SERVER)

    assert not await _purged(full, NOW + 90 * DAY)


async def test_until_then_nothing_of_it_changes(full):
    before = await full.read(privacy.export, SERVER)

    await full.run(privacy.left, SERVER, now=NOW)

    after = await full.read(privacy.export, SERVER)
    assert after.pop("tenants") != before.pop("tenants")
    assert after == before


async def test_an_export_is_cut_into_documents_that_fit_and_hold_every_row_once(full):
    noise = Random(1)  # for what repeats would pack to nothing
    dm = Destination(kind=DestinationKind.DM, id=PERSON.id)

    def crowd(tx):
        for _ in range(600):
            values = {"title": noise.randbytes(400).hex()}
            messages.owe_notice(tx, dm, "notice.gone", values, now=NOW)

    await full.run(crowd)
    whole = await full.read(privacy.export, PERSON)
    most = 200_000

    cut = await full.read(exports, PERSON, most=most)

    assert len(cut) > 2
    assert max(len(each.packed) for each in cut) <= most
    texts = [gzip.decompress(each.packed) for each in cut]
    assert [len(text) for text in texts] == [each.size for each in cut]
    read = [json.loads(text) for text in texts]
    assert {
        table: [row for each in read for row in each.get(table, [])] for table in whole
    } == whole


SHARDS = Told(shards=frozenset({0}), of=1)


def test_which_servers_a_shard_tells_of_is_as_discord_deals_them():
    here = Told(shards=frozenset({1, 2}), of=4)

    assert [server << 22 in here for server in range(5)] == [False, True, True, False, False]


async def test_the_servers_of_shards_elsewhere_are_nobody_elses_to_forget(full):
    there = Told(shards=frozenset({1 - (SERVER.id >> 22) % 2}), of=2)

    await full.run(privacy.found, {ELSEWHERE.id}, there, now=NOW)

    assert not await _purged(full, NOW + 90 * DAY)


async def test_servers_that_discord_does_not_tell_of_are_taken_for_left(full):
    await full.run(privacy.left, ELSEWHERE, now=NOW)

    await full.run(privacy.found, {ELSEWHERE.id}, SHARDS, now=NOW)

    assert await _purged(full, NOW + 30 * DAY)
    assert await full.read(alerts.of, ELSEWHERE)
    assert await full.read(alerts.of, PERSON)
