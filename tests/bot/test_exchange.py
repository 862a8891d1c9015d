"""The day's rates: fetched once a day, and kept with the postings of that day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from aiohttp import web

from bot import exchange
from bot.jobs.currency import BUNDLED, read_ecb
from storage import postings, rates
from tests.factories import GUILD, NOW, posting, reading

DAILY = b"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <Cube><Cube time='2026-11-20'>
    <Cube currency='USD' rate='1.2345'/><Cube currency='JPY' rate='170'/>
  </Cube></Cube>
</gesmes:Envelope>"""


@pytest.fixture
async def bank():
    """The bank's file on loopback; `answers` is what it says, `asked` how often it was asked."""

    async def daily(_request):
        bank["asked"] += 1
        return web.Response(body=bank["body"], status=bank["status"])

    bank = {"body": DAILY, "status": 200, "asked": 0}
    app = web.Application()
    app.router.add_get("/daily.xml", daily)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    bank["url"] = f"http://{host}:{port}/daily.xml"
    yield bank
    await runner.cleanup()


async def test_the_rates_are_fetched_once_a_day(storage, fetcher, bank):
    for hours in (0, 1, 23, 24, 25):
        await exchange.refresh(storage, fetcher, bank["url"], NOW + timedelta(hours=hours))

    found = await storage.read(rates.newest)
    assert bank["asked"] == 2
    assert found.date == date(2026, 11, 20)
    assert found.per_euro["USD"] == Decimal("1.2345")
    assert found.per_euro["HRK"] == BUNDLED.per_euro["HRK"]


@pytest.mark.parametrize(
    ("status", "body"), [(503, b""), (200, b"<html>maintenance</html>"), (200, b""), (404, DAILY)]
)
async def test_a_day_without_rates_keeps_the_last_and_asks_again_in_an_hour(
    storage, fetcher, bank, status, body
):
    bank |= {"status": status, "body": body}

    assert not await exchange.refresh(storage, fetcher, bank["url"], NOW)
    assert not await exchange.refresh(storage, fetcher, bank["url"], NOW + timedelta(minutes=59))
    assert await storage.read(rates.newest) == BUNDLED
    bank |= {"status": 200, "body": DAILY}
    assert await exchange.refresh(storage, fetcher, bank["url"], NOW + timedelta(hours=1))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<x/>",
        DAILY.replace(b"USD", b"usd"),
        DAILY.replace(b"1.2345", b"0"),
        DAILY.replace(b"2026-11-20", b"yesterday"),
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + DAILY,
    ],
)
def test_what_is_not_the_banks_file_is_refused(body):
    with pytest.raises(ValueError, match=r"bank|isoformat"):
        read_ecb(body)


async def test_a_posting_keeps_the_rates_of_its_day(storage, source_id):
    today = read_ecb(DAILY)
    await storage.run(rates.add, today)
    each = posting(first_seen=NOW, rates=today)
    await storage.run(postings.add, source_id, reading(each))
    later = read_ecb(DAILY.replace(b"2026-11-20", b"2026-11-21").replace(b"1.2345", b"2"))
    await storage.run(rates.add, later)

    [seen] = await storage.read(postings.heard_by, GUILD, [], 9)

    assert seen.posting.rates == today
    assert await storage.read(rates.newest) == later
