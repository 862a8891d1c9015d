"""Whoever saved a job or applied to it hears of each change once, and of nothing that is undone."""

from datetime import timedelta

import pytest

from bot.jobs.alert import CATALOGUE, Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.posting import Place
from storage import marks, messages, news, outbox, postings, presence, privacy, sources
from storage.outbox import Refusal
from tests.factories import GUILD, NOW, pay, posting, reading

DAY = timedelta(days=1)
LEASE = timedelta(minutes=10)
ANN, BEN = 701, 702
TEXT = " ".join(f"bread{number}" for number in range(60))
BAKER = {"identifier": "1", "title": "Baker", "description": TEXT, "base_salary": pay(50_000)}


class World:
    """One board, a job on it that Ann saved, and what is done to it; each step is a day later."""

    def __init__(self, storage, source_id):
        self.storage, self.source, self.now = storage, source_id, NOW

    async def run(self, steps):
        for step in steps.split():
            self.now += DAY
            await getattr(self, step)()

    async def close(self, *identifiers):
        for _ in range(2):
            await self.storage.run(presence.absent, self.source, identifiers or ["1"], now=self.now)

    async def open(self):
        await self.storage.run(presence.present, self.source, ["1"], now=self.now)

    async def say(self, **fields):
        said = reading(posting(**BAKER | fields))
        await self.storage.run(postings.change, self.source, said, now=self.now)

    async def raise_(self):
        await self.say(base_salary=pay(60_000))

    async def lower(self):
        await self.say()

    async def hide(self):
        await self.say(base_salary=None)

    async def again(self):
        said = posting(**BAKER | {"identifier": "2", "first_seen": self.now})
        return await self.storage.run(postings.add, self.source, reading(said))

    async def send(self):
        def all_(tx):
            for _ in range(5):
                for message in outbox.claim(tx, self.now, lease=LEASE, limit=9):
                    outbox.settle(tx, message, now=self.now, channel_id=1, message_id=1)

        await self.storage.run(all_)

    async def notices(self, person=ANN):
        """What they were or are to be told, oldest first."""
        rows = await self.storage.read(
            lambda tx: tx.rows(
                "SELECT nonce FROM messages WHERE kind = 'notice' AND destination_id = :id"
                " ORDER BY id",
                id=person,
            )
        )
        return [await self.storage.read(messages.content, row["nonce"]) for row in rows]

    async def keys(self, person=ANN):
        return [each.key for each in await self.notices(person)]


@pytest.fixture
async def world(storage, source_id):
    made = World(storage, source_id)
    seen = await storage.run(postings.add, source_id, reading(posting(first_seen=NOW, **BAKER)))
    await storage.run(marks.save, ANN, seen, now=NOW)
    return made


@pytest.mark.parametrize(
    ("steps", "keys"),
    [
        ("close", [news.CLOSED]),
        ("close close", [news.CLOSED]),
        ("close send open", [news.CLOSED, news.OPEN]),
        ("close send open send close", [news.CLOSED, news.OPEN, news.CLOSED]),
        ("close send again", [news.CLOSED, news.AGAIN]),
        ("close send open close", [news.CLOSED]),
        ("close open", []),
        ("close again", []),
        ("open", []),
        ("again", []),
        ("again close", []),
        ("raise_", [news.PAY]),
        ("raise_ raise_ send raise_", [news.PAY]),
        ("raise_ lower", []),
        ("raise_ send lower", [news.PAY, news.PAY]),
        ("hide send raise_", [news.PAY]),
        ("raise_ close", [news.PAY, news.CLOSED]),
    ],
)
async def test_each_change_is_told_once(world, steps, keys):
    await world.run(steps)

    assert await world.keys() == keys


async def test_pay_that_changed_twice_is_told_from_the_first_to_the_last(world):
    await world.raise_()
    await world.say(base_salary=pay(70_000))

    [notice] = await world.notices()
    assert ("50000" in notice.values["before"], "70000" in notice.values["after"]) == (True, True)


async def test_the_same_change_on_another_board_is_no_news(world, storage):
    other = await storage.run(sources.add, "lever:acme", "Acme on Lever", now=NOW)
    await storage.run(sources.follow, Tenant(kind=TenantKind.USER, id=ANN), other.id, now=NOW)
    copy = {**BAKER, "identifier": "9", "source": "lever:acme"}
    await storage.run(postings.add, other.id, reading(posting(first_seen=NOW, **copy)))

    await world.run("raise_ send")
    said = reading(posting(**copy | {"base_salary": pay(60_000)}))
    await storage.run(postings.change, other.id, said, now=NOW + 9 * DAY)
    await world.close()

    assert await world.keys() == [news.PAY]  # it is open there still


async def test_what_is_not_theirs_to_hear_of_is_no_news(world, storage):
    """Of a source that they do not follow they see nothing."""
    secret = await storage.run(sources.add, "lever:acme", "Acme on Lever", now=NOW)
    await storage.run(sources.follow, GUILD, secret.id, now=NOW)
    copy = {**BAKER, "identifier": "9", "source": "lever:acme"}
    await storage.run(postings.add, secret.id, reading(posting(first_seen=NOW, **copy)))

    await world.close()

    assert await world.keys() == [news.CLOSED]


@pytest.mark.parametrize("state", ["applied", "hidden"])
async def test_who_hears_of_it(world, storage, state):
    def change(tx):
        tx.run("UPDATE marks SET state = :state, applied_at = 5", state=state)

    await storage.run(change)
    await world.close()

    told = await world.notices()
    assert [(each.key, each.values["since"]) for each in told] == (
        [(news.CLOSED, "5")] if state == "applied" else []
    )
    assert await world.keys(BEN) == []


async def test_whoever_takes_no_direct_messages_is_owed_none(world, storage):
    dm = Destination(kind=DestinationKind.DM, id=ANN)
    await storage.run(messages.owe_notice, dm, "notice.gone", {"title": "x", "name": "y"}, now=NOW)

    def refuse(tx):
        [message] = outbox.claim(tx, NOW, lease=LEASE, limit=1)
        outbox.refuse(tx, message, Refusal(reason="pause.dm_closed", error="no"), now=NOW)

    await storage.run(refuse)
    await world.close()

    assert await world.keys() == ["notice.gone"]


async def test_a_closed_job_comes_with_open_ones_like_it(world, storage):
    await storage.run(sources.follow, CATALOGUE, world.source, now=NOW)
    for number, title in enumerate(["Baker of bread", "Baker", "Pilot", "Baker of cakes"]):
        company = f"Company {number}"
        each = posting(first_seen=NOW, title=title, hiring_organization=company)
        seen = await storage.run(postings.add, world.source, reading(each))
        if number == 0:
            await storage.run(marks.save, ANN, seen, now=NOW)

    await world.close()

    [notice] = await world.notices()
    assert notice.about.seen.posting.title == "Baker"
    assert sorted(each.posting.title for each in notice.about.like) == ["Baker", "Baker of cakes"]


async def test_a_job_that_came_back_leads_to_where_it_is_open(world, storage):
    await storage.run(sources.follow, CATALOGUE, world.source, now=NOW)

    await world.run("close send again")

    assert (await world.notices())[-1].about.seen.posting.identifier == "2"


async def test_another_city_is_another_opening_of_the_same_job(world):
    """Saved in Berlin, it is open in Paris: the job has not closed."""
    there = Place(address_locality="Paris", address_country="FR")
    said = posting(**BAKER | {"identifier": "3", "first_seen": NOW, "job_location": (there,)})
    await world.storage.run(postings.add, world.source, reading(said))

    await world.close()
    assert await world.keys() == []

    await world.close("3")
    assert await world.keys() == [news.CLOSED]


async def test_what_somebody_was_told_is_exported_and_erased_with_them(world, storage):
    ann = Tenant(kind=TenantKind.USER, id=ANN)
    await world.close()

    [told] = (await storage.read(privacy.export, ann))["messages"]
    await storage.run(privacy.erase, ann, now=NOW)

    assert (told["job"]["title"], told["payload"]["key"]) == ("Baker", news.CLOSED)
    assert await world.keys() == []
    await world.run("open close")
    assert await world.keys() == []
