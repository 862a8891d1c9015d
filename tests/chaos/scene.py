"""Who listens: a server with every kind of destination, some people, and a database of alerts."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from storage import Storage, alerts, sources
from storage.connection import Sqlite
from storage.migrations import migrations
from tests import factories
from tests.chaos.market import TRADES


@dataclass(frozen=True)
class Listener:
    """A destination with an alert for each of some trades; `place` is the channel's id."""

    tenant: Tenant
    destination: Destination
    place: int
    trades: frozenset[str]


class Scene:
    """
    A few channels, a thread, a forum and two people, with three alerts each.

    Only one trade leads to the forum: its posts become threads, and those of many hours are more
    than a forum has.
    """

    def __init__(self, world, rng, channels=5, people=2):
        self.world, self.rng = world, rng
        self.guild = world.guild()
        self.forum = self.guild.forum_channel("forum")
        made = [self.guild.text_channel(f"jobs-{number}") for number in range(channels)]
        thread = made[0].thread("only these")
        users = [world.user(f"reader {number}") for number in range(people)]
        self.listeners = [
            *(self._in_guild(DestinationKind.CHANNEL, each, 3) for each in made),
            self._in_guild(DestinationKind.THREAD, thread, 3),
            self._in_guild(DestinationKind.FORUM, self.forum, 1),
            *(self._in_person(each) for each in users),
        ]

    def _in_guild(self, kind, channel, count):
        tenant = Tenant(kind=TenantKind.GUILD, id=self.guild.id)
        return self._listener(tenant, Destination(kind=kind, id=channel.id), channel.id, count)

    def _in_person(self, user):
        self.guild.member(user)
        tenant = Tenant(kind=TenantKind.USER, id=user.id)
        destination = Destination(kind=DestinationKind.DM, id=user.id)
        return self._listener(tenant, destination, self.world.dm(user).id, 3)

    def _listener(self, tenant, destination, place, count):
        return Listener(tenant, destination, place, frozenset(self.rng.sample(TRADES, count)))

    def places(self, posted):
        """Where a posting is owed."""
        return [each.place for each in self.listeners if each.trades & posted.trades]

    async def prepare(self, path, names):
        """Make the database: all follow all sources."""
        storage = await Storage.open(path)
        try:
            await storage.run(_filled, self.listeners, names, datetime.now(UTC))
        finally:
            await storage.close()


def _filled(tx, listeners, names, now):
    rows = [sources.add(tx, name, name, now=now) for name in names]
    for tenant in {each.tenant for each in listeners}:
        for row in rows:
            sources.follow(tx, tenant, row.id, now=now)
    for each in listeners:
        for trade in sorted(each.trades):
            alerts.add(tx, _alert(each, trade), now=now)


def _alert(listener, trade):
    made = factories.alert(trade, tenant=listener.tenant, destination=listener.destination)
    return replace(made, owner_id=listener.tenant.id)


def states(path):
    """Messages by state, beside a running bot."""
    with _beside(path) as database:
        return dict(database.execute("SELECT state, count(*) FROM messages GROUP BY state"))


def without_baseline(path):
    """How many sources have not been polled yet."""
    return _counted(path, "SELECT count(*) FROM sources WHERE NOT baselined")


def ambiguous(path):
    """How many messages may have arrived by an attempt that nobody saw the answer of."""
    return _counted(path, "SELECT count(*) FROM messages WHERE ambiguous_since IS NOT NULL")


def _counted(path, query):
    with _beside(path) as database:
        return database.execute(query).fetchone()[0]


def _beside(path):
    return closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30))


def rewind(path, step="m005_lanes"):
    """
    Put the database back to before a migration step, with all it holds.

    Later steps may only have added columns and tables.
    """
    with closing(sqlite3.connect(path)) as new:
        if migrations.pending(Database(new)):
            return
    older = path.with_suffix(".older")
    older.unlink(missing_ok=True)
    with closing(sqlite3.connect(older)) as old:
        migrations.apply(Database(old), stop_before=step)
        old.execute("ATTACH ? AS new", [str(path)])
        for table in _tables(old):
            columns = ", ".join(_columns(old, "main", table))
            old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        old.commit()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    older.replace(path)


def snooze(path, length=timedelta(seconds=3)):
    """Half of the alerts hold what they hear for so long, and release it then."""
    with closing(sqlite3.connect(path)) as database, database:
        until = int((datetime.now(UTC) + length).timestamp() * 1000)
        database.execute("UPDATE alerts SET snoozed_until = ? WHERE id % 2", [until])


GONE = Tenant(kind=TenantKind.GUILD, id=1)


def depart(path):
    """A server left long ago, and it is time to forget it."""
    database = Sqlite.writer(path)
    with database.transaction() as tx:
        tx.run("DELETE FROM settings WHERE name = 'tidied_at'")
        tx.run(
            "INSERT INTO tenants (tenant, removed_at) VALUES (:gone, 0) ON CONFLICT DO NOTHING",
            gone=str(GONE),
        )
        for row in tx.rows("SELECT id FROM sources"):
            sources.follow(tx, GONE, row["id"], now=factories.NOW)
        for trade in TRADES[len(alerts.of(tx, GONE)) :]:
            alerts.add(tx, factories.alert(trade, tenant=GONE), now=factories.NOW)
    database.close()


def _tables(database):
    """Not those that SQLite or the full-text search keep."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    names = [name for (name,) in database.execute(named)]
    return [name for name in names if not name.startswith(("sqlite_", "_", "words_"))]


def _columns(database, schema, table):
    return [row[1] for row in database.execute(f"PRAGMA {schema}.table_info({table})")]
