"""Valid objects with nothing interesting about them; each test names only what it cares for."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import count

from bot.jobs.alert import Destination, DestinationKind, JobAlert, Tenant, TenantKind
from bot.jobs.posting import JobPosting, MonetaryAmount, RawPosting, UnitText
from bot.jobs.query import parse
from storage import messages, wanting
from storage.postings import Reading, raw_hash
from storage.times import to_ms

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
GUILD = Tenant(kind=TenantKind.GUILD, id=1)
PERSON = Tenant(kind=TenantKind.USER, id=7)
_numbers = count(1)


def posting(**fields) -> JobPosting:
    number = next(_numbers)
    return JobPosting(
        **{
            "source": "greenhouse:acme",
            "identifier": str(number),
            "title": "Baker",
            "hiring_organization": "Acme",
            "url": f"https://acme.example/{number}",
            "date_posted": NOW,
        }
        | fields
    )


def raw(**fields) -> RawPosting:
    number = next(_numbers)
    return RawPosting(
        **{
            "identifier": str(number),
            "title": f"Baker {number}",
            "hiring_organization": "Acme",
            "url": f"https://acme.example/{number}",
            "description": "<p>Bread.</p>",
            "date_posted": NOW,
        }
        | fields
    )


def reading(posting_: JobPosting, raw_: RawPosting | None = None, **fields) -> Reading:
    """A posting as it is stored: what its source says of it hardly matters."""
    raw_ = raw_ or raw(identifier=posting_.identifier)
    return Reading(raw=raw_, row=raw_hash(raw_), posting=posting_, **fields)


def pay(low, high=None, currency="USD", unit=UnitText.YEAR, **fields) -> MonetaryAmount:
    return MonetaryAmount(
        currency=currency,
        min_value=None if low is None else Decimal(low),
        max_value=None if high is None else Decimal(high),
        unit_text=unit,
        **fields,
    )


def channel(id_=2) -> Destination:
    return Destination(kind=DestinationKind.CHANNEL, id=id_)


def alert(text="", **fields) -> JobAlert:
    query = fields.pop("query", None) or parse(text or "remote")
    return JobAlert(
        **{"tenant": GUILD, "owner_id": 9, "destination": channel(), "query": query} | fields
    )


def owe_digest(tx, wanted, *, now):
    """Postings, and the numbers of the alerts that want each: one message at each destination."""
    listed = []
    for seen, alert_ids in wanted:
        found = (wanting.listener(tx, each) for each in alert_ids)
        listed.append((seen, [who for who in found if who and wanting.wants(tx, who, seen)]))
    return messages.digest(tx, listed, now=now)


def polled(tx, source_id, at):
    """A poll had news."""
    tx.run(
        "INSERT INTO polls (source_id, at, health, new) VALUES (:source, :at, 'ok', 1)",
        source=source_id,
        at=to_ms(at),
    )
