"""The outbox: one message for each destination and real job, kept until it is settled."""

from datetime import timedelta

import pytest

from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.posting import Hirer, Place
from storage import alerts, messages, outbox, postings, presence, sources, troubles
from tests.factories import GUILD, NOW, PERSON, alert, channel, owe_digest, posting, reading


def _remove(tx, tenant, alert_id):
    return alerts.remove(tx, tenant, alert_id, now=NOW)


LEASE = timedelta(seconds=90)


@pytest.fixture
async def wanting(storage):
    return await storage.run(alerts.add, alert("baker"), now=NOW)


async def _owe(storage, source_id, *alert_ids, at=NOW, **fields):
    each = posting(first_seen=at, **fields)

    def both(tx):
        seen = postings.add(tx, source_id, reading(each))
        return messages.owe(tx, seen, alert_ids, now=at)

    return await storage.run(both)


def _refusal(reason):
    return outbox.Refusal(reason=reason, error="403", after=3, within=timedelta(minutes=15))


async def _due(storage, now=NOW, limit=10):
    return await storage.run(outbox.claim, now, lease=LEASE, limit=limit)


async def test_two_alerts_of_one_channel_share_one_card(storage, source_id, wanting):
    other = await storage.run(alerts.add, alert("bread"), now=NOW)

    made = await _owe(storage, source_id, wanting.id, other.id)
    [message] = await _due(storage)
    owed = await storage.read(messages.content, message.nonce)

    assert made == 1
    assert [each.id for each in owed.alerts] == [wanting.id, other.id]
    assert owed.destination == channel()


async def test_two_destinations_get_a_card_each(storage, source_id, wanting):
    other = await storage.run(alerts.add, alert("bread", destination=channel(3)), now=NOW)

    assert await _owe(storage, source_id, wanting.id, other.id) == 2
    first, second = await _due(storage)
    assert first.nonce != second.nonce
    assert len(first.nonce) <= 25


async def test_the_same_job_in_another_city_adds_no_message(storage, source_id, wanting):
    made = [
        await _owe(storage, source_id, wanting.id, title="Baker", description="Bread. " * 20)
        for _ in range(3)
    ]

    assert made == [1, 0, 0]
    [message] = await _due(storage)
    assert len((await storage.read(messages.content, message.nonce)).seen) == 3


async def test_the_same_title_with_another_text_is_another_job(storage, source_id, wanting):
    one = " ".join(f"word{number}" for number in range(40))
    two = " ".join(f"other{number}" for number in range(40))

    assert await _owe(storage, source_id, wanting.id, description=one) == 1
    assert await _owe(storage, source_id, wanting.id, description=two) == 1


async def test_a_job_posted_again_after_two_months_is_a_new_one(storage, source_id, wanting):
    assert await _owe(storage, source_id, wanting.id) == 1
    assert await _owe(storage, source_id, wanting.id, at=NOW + timedelta(days=61)) == 1


TEXT = {"description": " ".join(f"word{number}" for number in range(40))}
BERLIN, PARIS = (
    {"job_location": (Place(address_locality=city, address_country=country),)}
    for city, country in (("Berlin", "DE"), ("Paris", "FR"))
)
AGENCY = {"hiring_organization": "Harbour Staffing", "hirer": Hirer.AGENCY}


def _close_all(tx, source_id):
    for _ in range(2):
        presence.absent(tx, source_id, [f"old{number}" for number in range(5)], now=NOW)


@pytest.mark.parametrize(
    ("closed", "again", "made"),
    [
        (True, BERLIN, 1),  # nobody could see it any more when the alert was made
        (False, BERLIN, 0),
        (False, PARIS, 1),  # it stands in another city
    ],
)
async def test_a_job_posted_again_is_news_for_who_could_not_see_it(
    storage, source_id, wanting, closed, again, made
):
    before = NOW - timedelta(days=20)
    await _owe(storage, source_id, at=before, identifier="old1", **TEXT | BERLIN)
    if closed:
        await storage.run(_close_all, source_id)
    at = NOW + timedelta(days=4)

    assert await _owe(storage, source_id, wanting.id, at=at, date_posted=at, **TEXT | again) == made


@pytest.mark.parametrize("closed", [True, False])
async def test_a_job_posted_again_where_its_card_was_sent_is_no_news(
    storage, source_id, wanting, closed
):
    await _owe(storage, source_id, wanting.id, identifier="old1", **TEXT)
    [card] = await _due(storage)
    await storage.run(outbox.settle, card, now=NOW)
    if closed:
        await storage.run(_close_all, source_id)

    assert await _owe(storage, source_id, wanting.id, at=NOW + timedelta(days=24), **TEXT) == 0


async def test_the_card_of_a_job_posted_again_has_the_time_it_was_first_seen(
    storage, source_id, wanting
):
    before, at = NOW - timedelta(days=20), NOW + timedelta(days=4)
    await _owe(storage, source_id, at=before, identifier="old1", **TEXT)
    await storage.run(_close_all, source_id)
    await _owe(storage, source_id, wanting.id, at=at, date_posted=at, **TEXT)

    [card] = await _due(storage, at)
    lead = (await storage.read(messages.content, card.nonce)).seen[0].posting

    assert (lead.first_seen, lead.date_posted) == (before, at)


async def test_a_card_that_was_never_sent_is_sent_when_its_job_is_posted_again(
    storage, source_id, wanting
):
    await _owe(storage, source_id, wanting.id, identifier="old1", **TEXT)
    [unsent] = await _due(storage)
    await storage.run(_close_all, source_id)
    await storage.run(outbox.set_aside, unsent, error="closed")
    at = NOW + timedelta(days=9)

    assert await _owe(storage, source_id, wanting.id, at=at, identifier="new", **TEXT) == 1

    [card] = await _due(storage, at)
    lead = (await storage.read(messages.content, card.nonce)).seen[0].posting
    assert (lead.identifier, card.attempts) == ("new", 1)


@pytest.mark.parametrize("order", [({}, AGENCY), (AGENCY, {})])
async def test_an_agencys_copy_and_the_employers_posting_are_one_card_the_employer_leads(
    storage, source_id, wanting, order
):
    agency = await storage.run(sources.add, "lever:harbour", "Harbour", now=NOW)
    await storage.run(sources.follow, GUILD, agency.id, now=NOW)

    made = [
        await _owe(storage, agency.id if fields else source_id, wanting.id, **TEXT | fields)
        for fields in order
    ]

    [card] = await _due(storage)
    owed = await storage.read(messages.content, card.nonce)
    assert made == [1, 0]
    assert [each.posting.hirer for each in owed.seen] == [None, Hirer.AGENCY]
    assert owed.sources == ("Acme", "Harbour")


async def test_a_digest_lists_a_job_once_and_no_card_of_it_follows(storage, source_id, wanting):
    def several(tx):
        each = (posting(first_seen=NOW, **TEXT | place) for place in (BERLIN, PARIS))
        seen = [postings.add(tx, source_id, reading(one)) for one in each]
        return owe_digest(tx, [(one, [wanting.id]) for one in seen], now=NOW)

    assert await storage.run(several) == 1
    assert await _owe(storage, source_id, wanting.id, **TEXT) == 0

    [digest] = await _due(storage)
    assert len((await storage.read(messages.content, digest.nonce)).seen) == 1


@pytest.mark.parametrize("action", [alerts.pause, _remove])
async def test_an_alert_that_went_quiet_meanwhile_is_owed_nothing(
    storage, source_id, wanting, action
):
    await storage.run(action, GUILD, wanting.id)

    assert await _owe(storage, source_id, wanting.id) == 0
    assert await _due(storage) == []


async def test_a_job_that_could_be_seen_before_the_alert_was_made_is_no_news(
    storage, source_id, wanting
):
    other = await storage.run(sources.add, "lever:acme", "Acme", now=NOW)
    await storage.run(sources.follow, GUILD, other.id, now=NOW)
    await _owe(storage, source_id, at=NOW - timedelta(days=1), description="Bread. " * 20)

    assert await _owe(storage, other.id, wanting.id, description="Bread. " * 20) == 0


async def test_a_strangers_copy_neither_hides_a_job_nor_shows_on_its_card(
    storage, source_id, wanting
):
    evil = await storage.run(sources.add, "schemaorg:https://evil.example", "Evil", now=NOW)
    await storage.run(sources.follow, PERSON, evil.id, now=NOW)
    await _owe(storage, evil.id, at=NOW - timedelta(days=1), url="https://evil.example/apply")

    real = {"description": "Bread. " * 20, "url": "https://acme.example/real"}
    assert await _owe(storage, source_id, wanting.id, **real) == 1
    [message] = await _due(storage)
    owed = await storage.read(messages.content, message.nonce)
    assert [each.posting.url for each in owed.seen] == ["https://acme.example/real"]
    assert owed.sources == ("Acme",)


async def test_the_posting_that_matched_is_the_one_shown(storage, source_id):
    early = await storage.run(alerts.add, alert("baker"), now=NOW - timedelta(days=9))
    text = {"description": "Bread. " * 20}
    await _owe(storage, source_id, at=NOW - timedelta(days=5), url="https://a.example/old", **text)

    assert await _owe(storage, source_id, early.id, url="https://a.example/new", **text) == 1

    [message] = await _due(storage)
    owed = await storage.read(messages.content, message.nonce)
    urls = [each.posting.url for each in owed.seen]
    assert urls == ["https://a.example/new", "https://a.example/old"]


async def test_an_alert_that_never_was_costs_nothing(storage, source_id):
    assert await _owe(storage, source_id, 12345) == 0


async def test_a_destinations_messages_come_one_at_a_time_and_in_order(storage, source_id, wanting):
    for number in range(3):
        await _owe(storage, source_id, wanting.id, title=f"Baker {number}")

    [first] = await _due(storage)
    assert await _due(storage) == []
    await storage.run(outbox.settle, first, channel_id=2, message_id=1, now=NOW)
    [second] = await _due(storage)

    assert first.id < second.id


async def test_one_that_waits_holds_up_those_behind_it_but_no_other_lane(
    storage, source_id, wanting
):
    other = await storage.run(alerts.add, alert("bread", destination=channel(3)), now=NOW)
    await _owe(storage, source_id, wanting.id, title="Baker 1")
    await _owe(storage, source_id, wanting.id, other.id, title="Baker 2")
    first, _ = await _due(storage)
    later = NOW + timedelta(minutes=1)
    await storage.run(outbox.retry, first, at=later, error="503")

    assert await _due(storage) == []
    [again] = await _due(storage, later)
    assert (again.id, again.attempts, again.ambiguous_since) == (first.id, 2, None)


async def test_one_that_is_set_aside_lets_the_next_pass(storage, source_id, wanting):
    await _owe(storage, source_id, wanting.id, title="Baker 1")
    await _owe(storage, source_id, wanting.id, title="Baker 2")
    [first] = await _due(storage)
    await storage.run(outbox.set_aside, first, error="AutoMod")

    [second] = await _due(storage)
    assert second.id > first.id
    assert await storage.read(outbox.counts) == {"dead": 1, "sending": 1}


async def test_a_lease_that_ran_out_leaves_the_message_perhaps_sent(storage, source_id, wanting):
    await _owe(storage, source_id, wanting.id)
    [first] = await _due(storage)

    assert await _due(storage, NOW + LEASE / 2) == []
    [again] = await _due(storage, NOW + LEASE)

    assert (first.ambiguous_since, again.ambiguous_since) == (None, NOW)
    assert (again.attempts, again.first_try_at, again.nonce) == (2, NOW, first.nonce)


async def test_three_refusals_pause_the_destination_and_resuming_tries_again(
    storage, source_id, wanting
):
    await _owe(storage, source_id, wanting.id)
    paused, now = [], NOW
    for _ in range(3):
        [message] = await _due(storage, now)
        paused.append(
            await storage.run(outbox.refuse, message, _refusal("pause.no_permission"), now=now)
        )
        now += timedelta(minutes=4)

    assert paused == [False, False, True]
    assert await _due(storage, now) == []
    assert await storage.read(troubles.paused_reason, channel()) == "pause.no_permission"
    await storage.run(alerts.resume, GUILD, wanting.id)
    assert await storage.read(troubles.paused_reason, channel()) is None
    assert len(await _due(storage, now)) == 1


async def test_refusals_far_apart_pause_nothing(storage, source_id, wanting):
    await _owe(storage, source_id, wanting.id)
    now = NOW
    for _ in range(4):
        [message] = await _due(storage, now)
        assert not await storage.run(outbox.refuse, message, _refusal("pause.no_access"), now=now)
        now += timedelta(minutes=20)


async def test_a_paused_alerts_message_waits_for_it(storage, source_id, wanting):
    await _owe(storage, source_id, wanting.id)
    await storage.run(alerts.pause, GUILD, wanting.id)
    assert await _due(storage) == []

    await storage.run(alerts.resume, GUILD, wanting.id)
    assert len(await _due(storage)) == 1


async def test_a_key_that_never_was_opens_nothing(storage):
    assert await storage.read(messages.content, "x" * 16) is None


async def test_the_limit_of_a_round_starves_no_lane(storage, source_id):
    for number in range(5):
        dm = Destination(kind=DestinationKind.DM, id=number)
        each = await storage.run(alerts.add, alert("baker", destination=dm), now=NOW)
        await _owe(storage, source_id, each.id, title=f"Baker {number}")
    later = NOW + timedelta(minutes=5)
    for message in await _due(storage, limit=3):
        await storage.run(outbox.retry, message, at=later, error="503")

    assert len(await _due(storage, limit=3)) == 2


async def _digest(storage, source_id, *alert_ids, at=NOW, **fields):
    each = posting(first_seen=at, **fields)

    def both(tx):
        seen = postings.add(tx, source_id, reading(each))
        return owe_digest(tx, [(seen, alert_ids)], now=at)

    return await storage.run(both)


@pytest.mark.parametrize(("first", "then"), [(_owe, _digest), (_digest, _owe)])
async def test_what_was_set_aside_in_one_shape_comes_in_the_other(
    storage, source_id, wanting, first, then
):
    await first(storage, source_id, wanting.id, identifier="old1", **TEXT)
    [unsent] = await _due(storage)
    await storage.run(_close_all, source_id)
    await storage.run(outbox.set_aside, unsent, error="closed")
    at = NOW + timedelta(days=9)

    assert await then(storage, source_id, wanting.id, at=at, identifier="new", **TEXT) == 1

    [again] = await _due(storage, at)
    assert again.nonce != unsent.nonce
