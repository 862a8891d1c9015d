"""What was erased is put back as it was, unless something newer stands in its place."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.settings import Quotas
from storage import alerts, forgotten, limits, privacy, tenants
from storage.privacy import OWN
from storage.times import to_ms
from tests.factories import NOW, alert
from tests.past import AT, NONCE, ROWS

SECOND = timedelta(seconds=1)
LATER = NOW + SECOND
PERSON = Tenant(kind=TenantKind.USER, id=70001)
SERVER = Tenant(kind=TenantKind.GUILD, id=80001)
OTHER = Tenant(kind=TenantKind.GUILD, id=80002)
CHANNEL, STRANGER = 90001, 70002
PLACES = {
    PERSON: {"destination_kind": "dm", "destination_id": PERSON.id},
    SERVER: {"destination_kind": "channel", "destination_id": CHANNEL},
}
OWNERS = {PERSON: PERSON.id, SERVER: STRANGER}
# What is nobody's.
BELOW = ("sources", "postings", "words", "forms")
# So that every column says something that is told from what it is by itself.
TOLD = {
    "manner": '{"cap":3}',
    "hours": '{"zone":"Europe/Berlin"}',
    "rules": '{"cap":3}',
    "payload": '{"why":"x"}',
    "details": '{"a":"b"}',
    "removed_at": None,
    "job_id": 1,
    "posting_id": 1,
    "edited": 6,
}


def _put(tx, table, row, *, whole=False):
    columns = tx.rows("SELECT name, type FROM pragma_table_info(:name)", name=table)
    other = {each["name"]: 5 if each["type"] == "INTEGER" else "x" for each in columns}
    filled = {name: TOLD.get(name, value) for name, value in other.items()} if whole else {}
    row = filled | {name: value for name, value in row.items() if name in other}
    names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
    tx.run(f"INSERT INTO {table} ({names}) VALUES ({values})", **row)


def _mine(tenant, table):
    """One row of somebody's in a table."""
    place, owner = PLACES[tenant], OWNERS[tenant]
    kind, id_ = place.values()
    own = place | {"tenant": str(tenant), "added_by": owner, "owner_id": owner}
    own |= {"person_id": owner, "reported_by": owner, "notices_id": CHANNEL}
    if table == "destinations":
        own = {"kind": kind, "id": id_}
    return ROWS[table] | {name: own[name] for name in own if name in ROWS[table] | _FILLED}


_FILLED = {"added_by": None}


def _fill(tx, tenant):
    """Of what everybody knows, and a row of this tenant's in every table that it can have one."""
    for table in BELOW:
        _put(tx, table, ROWS[table])
    _put(tx, "postings", ROWS["postings"] | {"id": 2, "job_id": 2, "identifier": "2"})
    # Another's message, so that no number begins at one.
    _put(tx, "messages", ROWS["messages"] | {"id": 1, "nonce": "other", "destination_id": 3})
    numbers = {"messages": {"id": 2}, "message_items": {"message_id": 2}}
    numbers["deliveries"] = {"message_id": 2}
    for table in ("alerts", "messages", *OWN):
        there = tx.rows(f"SELECT 1 FROM {table} WHERE tenant <> ''") if table == "alerts" else []
        again = table == "messages" and tx.rows("SELECT 1 FROM messages WHERE id = 2")
        if not there and not again:
            _put(tx, table, _mine(tenant, table) | numbers.get(table, {}), whole=True)


def _all(tx):
    """Every table but for the numbers that its rows were given, and what is counted."""
    found = {table: tx.rows(f"SELECT * FROM {table}") for table in OWN}
    nonces = {row["id"]: row["nonce"] for row in found["messages"]}
    for table in ("message_items", "deliveries"):
        for row in found[table]:
            row["message_id"] = nonces[row["message_id"]]
    for table in ("messages", "deliveries", "blocks", "reports", "audit"):
        for row in found[table]:
            del row["id"]
    for row in found["alerts"]:
        del row["revision"]
    return {table: sorted(map(repr, rows)) for table, rows in found.items()}


@pytest.fixture
async def filled(storage, request):
    await storage.run(_fill, request.param)
    return SimpleNamespace(
        tenant=request.param, run=storage.run, read=storage.read, rows=_rows_of(storage)
    )


def _rows_of(storage):
    def read(sql, **named):
        return storage.run(lambda tx: tx.rows(sql, **named))

    return read


def _of(*whose):
    names = [str(each.kind) for each in whose]
    return pytest.mark.parametrize("filled", whose, ids=names, indirect=True)


both = _of(PERSON, SERVER)


async def _erased(filled):
    return await filled.run(forgotten.erase, filled.tenant, now=LATER)


@both
async def test_all_that_was_erased_is_put_back_as_it_was(filled):
    before = await filled.read(_all)
    counted = await filled.read(privacy.counted, filled.tenant)

    kept = await _erased(filled)
    assert set((await filled.read(privacy.counted, filled.tenant)).values()) == {0}
    await filled.run(forgotten.restore, kept)

    assert await filled.read(_all) == before
    missing = {"marks"} if filled.tenant is SERVER else set()
    assert {table for table, count in counted.items() if not count} == missing


@both
async def test_whoever_keeps_alerts_in_memory_hears_that_they_are_back(filled):
    kept = await _erased(filled)
    known = await filled.read(alerts.revision)

    await filled.run(forgotten.restore, kept)

    changed = (await filled.read(alerts.changed_since, known)).alerts
    assert [(each.id, each.tenant, each.removed) for each in changed] == [(1, filled.tenant, False)]


def _others(tx):
    """What a person made for a server, and what was told of them to somebody."""
    server = {"tenant": str(OTHER)}
    made = {"alerts": {"id": 2, "revision": 2, "owner_id": PERSON.id}}
    made |= {"follows": {"added_by": PERSON.id}, "blocks": {"id": 2, "added_by": PERSON.id}}
    made |= {"audit": {"id": 2, "person_id": PERSON.id}}
    made["reports"] = {"id": 2, "reported_by": PERSON.id}
    for table, row in made.items():
        _put(tx, table, ROWS[table] | server | row)
    told = {"kind": "notice", "payload": f'{{"who":"{PERSON.id}"}}', "job_id": None}
    to = {"destination_kind": "dm", "destination_id": STRANGER, "posting_id": None}
    _put(tx, "messages", ROWS["messages"] | told | to | {"id": 9, "nonce": "told"})
    # Their own alert, to a channel of another's; and another's alert that came by their DM.
    _put(tx, "deliveries", {"alert_id": 1, "job_id": 2, "message_id": 1, "created_at": AT})
    _put(tx, "deliveries", {"alert_id": 2, "job_id": 1, "message_id": 2, "created_at": AT})


@_of(PERSON)
async def test_a_person_is_named_again_where_others_named_them(filled):
    await filled.run(_others)
    before = await filled.read(_all)

    kept = await _erased(filled)
    assert str(PERSON.id) not in repr(await filled.read(_all))
    await filled.run(forgotten.restore, kept)

    assert await filled.read(_all) == before


@_of(PERSON)
async def test_where_a_server_was_erased_since_nobody_is_named_again(filled):
    """And nothing of it is brought back by what a person has put back."""
    await filled.run(_others)
    kept = await _erased(filled)
    later = await filled.run(forgotten.erase, OTHER, now=2 * SECOND + NOW)

    await filled.run(forgotten.restore, kept, [later])

    assert str(OTHER) not in repr(await filled.read(_all))
    assert len(await filled.read(alerts.of, PERSON)) == 1


@pytest.mark.parametrize("number", [STRANGER, CHANNEL])
@_of(PERSON)
async def test_notices_to_or_of_who_was_erased_since_are_not_brought_back(filled, number):
    of_a_channel = {"kind": "notice", "payload": f'{{"channel":"{CHANNEL}"}}', "nonce": "channel"}
    await filled.run(_others)
    notice = {**ROWS["messages"], "job_id": None, "id": 10, **PLACES[PERSON], **of_a_channel}
    await filled.run(_put, "messages", notice)
    kept = await _erased(filled)
    tenant = Tenant(kind=TenantKind.USER, id=number)
    later = await filled.run(forgotten.erase, tenant, now=LATER)

    await filled.run(forgotten.restore, kept, [later])

    found = await filled.rows("SELECT nonce FROM messages WHERE kind = 'notice'")
    assert [each["nonce"] for each in found] == ["channel" if number == STRANGER else "told"]


@_of(SERVER)
async def test_who_was_erased_since_is_not_brought_back_with_their_server(filled):
    stranger = Tenant(kind=TenantKind.USER, id=STRANGER)
    kept = await _erased(filled)
    later = await filled.run(forgotten.erase, stranger, now=2 * SECOND + NOW)

    await filled.run(forgotten.restore, kept, [later])

    stands = await filled.read(_all)
    assert str(STRANGER) not in repr(stands)
    assert (await filled.read(alerts.of, SERVER))[0].owner_id == 0
    assert len(stands["audit"]) == len(stands["follows"]) == len(stands["blocks"]) == 1


@_of(PERSON)
async def test_two_erasures_of_the_same_person_are_both_put_back(filled):
    first = await _erased(filled)
    made = alert("cook", tenant=PERSON, owner_id=PERSON.id)
    await filled.run(alerts.add, made, now=NOW)
    second = await filled.run(forgotten.erase, PERSON, now=2 * SECOND + NOW)

    await filled.run(forgotten.restore, first, [second])
    await filled.run(forgotten.restore, second, [])

    assert [each.id for each in await filled.read(alerts.of, PERSON)] == [1, 2]


def _anew(tx, tenant):
    """The same things, set once more."""
    for table, told in (
        ("follows", {"created_at": AT + 1}),
        ("blocks", {"created_at": AT + 1}),
        ("marks", {"note": "newer"}),
        ("destinations", {"refusals": 7}),
    ):
        _put(tx, table, _mine(tenant, table) | told)
    tx.run("UPDATE follows SET added_by = NULL")
    tenants.put_hours(tx, tenant, tenants.Hours(zone="Asia/Tokyo"))


@_of(PERSON)
async def test_what_was_set_anew_stays_and_the_rest_comes_back(filled):
    kept = await _erased(filled)
    await filled.run(_anew, PERSON)

    await filled.run(forgotten.restore, kept)

    stands = await filled.read(_all)
    for table, told in (
        ("follows", f"'created_at': {AT + 1}"),
        ("blocks", f"'created_at': {AT + 1}"),
        ("marks", "'note': 'newer'"),
        ("destinations", "'refusals': 7"),
        ("tenants", '"zone":"Asia/Tokyo"'),
        ("tenants", "'language': 'x'"),
    ):
        mine = [each for each in stands[table] if str(PERSON.id) in each]
        assert len(mine) == 1
        assert told in mine[0]


@both
async def test_numbers_of_messages_may_have_been_given_again(filled):
    before = await filled.read(_all)
    kept = await _erased(filled)
    other = ROWS["messages"] | {"nonce": "new", "job_id": 2, "posting_id": 2}
    await filled.run(_put, "messages", other | {"id": 2})

    await filled.run(forgotten.restore, kept)

    await filled.rows("DELETE FROM messages WHERE nonce = 'new' RETURNING id")
    assert await filled.read(_all) == before


@pytest.mark.parametrize("nonce", [NONCE, "another"])
@_of(PERSON)
async def test_a_card_that_was_sent_already_is_not_sent_again(filled, nonce):
    """Though its job was found anew since; what had been sent still has its buttons' key."""
    await filled.rows("UPDATE messages SET state = 'sent' WHERE id = 2 RETURNING id")
    kept = await _erased(filled)
    await filled.run(
        _put, "messages", ROWS["messages"] | PLACES[PERSON] | {"nonce": nonce, "id": 7}
    )

    await filled.run(forgotten.restore, kept)

    card = "SELECT state, message_id, nonce FROM messages WHERE destination_kind = 'dm'"
    assert await filled.rows(card) == [{"state": "sent", "message_id": 5, "nonce": NONCE}]
    assert await filled.rows("SELECT message_id FROM deliveries") == [{"message_id": 7}]


@_of(PERSON)
async def test_a_card_whose_job_closed_since_is_to_say_so(filled):
    await filled.rows("UPDATE messages SET edits = 6 RETURNING id")
    kept = await _erased(filled)
    await filled.rows("UPDATE postings SET closed_at = :at RETURNING id", at=to_ms(LATER))

    await filled.run(forgotten.restore, kept)

    [card] = await filled.rows("SELECT edits, edited FROM messages WHERE nonce = :key", key=NONCE)
    assert card["edits"] > card["edited"]


def _remove_posting(tx):
    for table in ("words", "forms"):
        tx.run(f"DELETE FROM {table} WHERE posting_id = 1")
    tx.run("DELETE FROM messages WHERE posting_id = 1")
    tx.run("DELETE FROM postings WHERE id = 1")


def _remove_source(tx):
    _remove_posting(tx)
    tx.run("DELETE FROM postings")
    tx.run("DELETE FROM sources")


def _remove_alert(tx):
    tx.run("DELETE FROM alerts")


@pytest.mark.parametrize(
    ("remove", "left_out"),
    [
        (
            _remove_posting,
            {
                *("message_items", "deliveries", "messages"),
                *("held", "blocks", "reports", "marks"),
            },
        ),
        (_remove_alert, {"alerts", "deliveries", "held", "test_cards", "shares"}),
    ],
)
@_of(PERSON)
async def test_what_points_to_something_that_is_gone_is_left_out(filled, remove, left_out):
    kept = await _erased(filled)
    await filled.run(remove)

    await filled.run(forgotten.restore, kept)

    counted = await filled.read(privacy.counted, PERSON)
    assert {table for table, count in counted.items() if not count} == left_out


@_of(PERSON)
async def test_a_source_that_is_gone_is_not_followed_again(filled):
    kept = await _erased(filled)
    await filled.run(_remove_source)

    await filled.run(forgotten.restore, kept)

    assert (await filled.read(privacy.counted, PERSON))["follows"] == 0


@_of(PERSON)
async def test_nobody_gets_more_than_they_may_have_by_it(filled):
    kept = await _erased(filled)
    made = alert("cook", tenant=PERSON, owner_id=PERSON.id)
    await filled.run(limits.put, Quotas(alerts_person=1))
    added = await filled.run(alerts.add, made, now=NOW)
    before = await filled.read(_all)

    with pytest.raises(UserError, match=r"alert\.quota"):
        await filled.run(forgotten.restore, kept)
    assert await filled.read(_all) == before

    await filled.run(alerts.remove, PERSON, added.id, now=NOW)
    await filled.run(forgotten.restore, kept)
    assert [each.id for each in await filled.read(alerts.of, PERSON)] == [1]


@_of(SERVER)
async def test_what_was_noted_since_comes_after_what_was_noted_before(filled):
    kept = await _erased(filled)
    note = ROWS["audit"] | {"tenant": str(SERVER), "what": "audit.set"}
    await filled.run(_put, "audit", note)

    await filled.run(forgotten.restore, kept)

    noted = await filled.rows("SELECT what FROM audit ORDER BY id")
    assert [each["what"] for each in noted] == ["audit.blocked", "audit.set"]
