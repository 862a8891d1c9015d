"""By DM: what became of a job that somebody saved or applied to, and where another one is."""

import re

import pytest

from bot.jobs.alert import CATALOGUE
from bot.reminders import remind as remind_
from storage import marks, outbox, postings, presence, sources
from tests.factories import NOW, pay, posting, reading
from tests.standin import Fault

TEXT = " ".join(f"bread{number}" for number in range(60))
BAKER = {
    "identifier": "1",
    "title": "Baker *",
    "description": TEXT,
    "base_salary": pay(50_000),
}


@pytest.fixture
def ann(standin):
    return standin.world.user("ann")


@pytest.fixture
async def run(storage, source_id, ann):
    """Do something to a job that Ann saved or applied to."""
    await storage.run(sources.follow, CATALOGUE, source_id, now=NOW)

    def saved(tx):
        seen = postings.add(tx, source_id, reading(posting(first_seen=NOW, **BAKER)))
        marks.save(tx, ann.id, seen, now=NOW)
        return seen

    seen = await storage.run(saved)

    async def run(*steps):
        def all_(tx):
            for step in steps:
                step(tx, source_id, seen, ann)

        await storage.run(all_)

    return run


def apply(tx, _source, seen, ann):
    marks.apply(tx, ann.id, seen.job_id, NOW)


def close(tx, source, _seen, _ann):
    for _ in range(2):
        presence.absent(tx, source, ["1"], now=NOW)


def closed_before(tx, source, seen, ann):
    """And Ann knows."""
    close(tx, source, seen, ann)
    tx.run("UPDATE messages SET state = 'sent'")


def reopen(tx, source, _seen, _ann):
    presence.present(tx, source, ["1"], now=NOW)


def repost(tx, source, _seen, _ann):
    postings.add(tx, source, reading(posting(first_seen=NOW, **BAKER | {"identifier": "2"})))


def pays(amount):
    def change(tx, source, _seen, _ann):
        said = posting(**BAKER | {"base_salary": amount})
        postings.change(tx, source, reading(said), now=NOW)

    return change


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([close], "You saved {job} <>; it closed <>."),
        ([apply, close], "You applied to {job} <>; it closed <>."),
        ([closed_before, reopen], "You saved {job} <>; it is open again."),
        ([apply, closed_before, repost], "You applied to {job} <>; it was posted again <>."),
        (
            [pays(pay(30_000, 45_000))],
            "You saved {job} <>; its pay changed: {less}, before from 50,000 USD a year.",
        ),
        (
            [pays(None), pays(pay(30_000, 45_000))],
            "You saved {job} <>; its pay is now stated: {less}.",
        ),
    ],
    ids=["closed", "applied", "open again", "posted again", "pay", "pay after none"],
)
async def test_a_change_is_told_in_one_sentence(delivery, standin, ann, run, steps, said):
    await run(*steps)

    await delivery.deliver(NOW)

    [notice] = standin.world.messages(standin.world.dm(ann))
    assert re.sub(r"<t:\d+:R>", "<>", notice.content) == said.format(
        job=r"Baker \* at Acme", less="30,000–45,000 USD a year"
    )
    assert "[Baker" in notice.embeds[0]["description"]


async def test_open_ones_like_it_stand_below(delivery, standin, ann, run, storage, source_id):
    other = posting(first_seen=NOW, title="Baker of bread", hiring_organization="Harbour")
    await storage.run(postings.add, source_id, reading(other))
    await run(close)

    await delivery.deliver(NOW)

    [notice] = standin.world.messages(standin.world.dm(ann))
    lines = notice.embeds[0]["description"].split("\n")
    assert lines[1:3] == ["", "Open, and like it:"]
    assert lines[3].startswith("- **[Baker of bread](<https://acme.example/")


async def test_what_discord_finds_fault_with_is_told_without_links(delivery, standin, ann, run):
    standin.faults.append(Fault("error", status=400, code=50035))
    await run(close)

    await delivery.deliver(NOW)

    [notice] = standin.world.messages(standin.world.dm(ann))
    assert notice.content.startswith("You saved ")
    assert notice.embeds == []


@pytest.mark.parametrize("let_go", [marks.hide, marks.forget])
async def test_of_a_job_that_its_reader_let_go_of_nothing_more_is_said(
    delivery, standin, ann, run, storage, let_go
):
    def gone(tx, _source, seen, ann):
        more = (seen.job_id,) if let_go is marks.forget else (seen,)
        let_go(tx, ann.id, *more, **({} if let_go is marks.forget else {"now": NOW}))

    def remind(tx, _source, seen, ann):
        marks.remind(tx, ann.id, seen.job_id, NOW)

    await run(close, remind)
    await remind_(storage, NOW)
    await run(gone)

    await delivery.deliver(NOW)

    assert standin.world.messages(standin.world.dm(ann)) == []
    assert await storage.read(outbox.counts) == {"dead": 2}


async def test_the_job_opens_by_a_button(delivery, standin, ann, run):
    await run(close)

    await delivery.deliver(NOW)

    [notice] = standin.world.messages(standin.world.dm(ann))
    [row] = notice.components
    assert [each["custom_id"].partition(":")[0] for each in row["components"]] == ["job"]
