"""What somebody hears of a job that they saved or applied to: a line, and the job as a link."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import discord
import msgspec

from bot import cards
from bot.cards import Button, Card
from bot.jobs.posting import JobPosting, MonetaryAmount
from bot.jobs.spoken import spoken
from bot.jobs.text import escaped
from bot.texts import say
from storage import news
from storage.messages import Notice
from storage.times import from_ms

_LONGEST = 150
_amount = msgspec.json.Decoder(MonetaryAmount | None)


def card(notice: Notice, key: str) -> Card:
    """ValueError when it is about no job."""
    if notice.about is None:
        raise ValueError(f"{notice.key} is about no job")
    posting, like = notice.about.seen.posting, notice.about.like
    lines = [cards.digest_line(posting)]
    if like:
        lines += ["", say("news.like"), *(cards.digest_line(each.posting) for each in like)]
    return Card(
        name=cards.shorten(posting.title, _LONGEST),
        content=_sentence(notice.key, notice.values, posting),
        embed=discord.Embed(description="\n".join(lines)),
        buttons=(Button(label=say("notice.job"), custom_id=f"{cards.JOB}{key}"),),
    )


def plain(notice: Notice, key: str) -> Card:
    """The same without links, for when Discord finds fault with one."""
    return replace(card(notice, key), embed=None)


def _sentence(key: str, values: Mapping[str, str], posting: JobPosting) -> str:
    since = cards.when(_time(values["since"]))
    about = {"job": _named(posting), "state": values["state"], "since": since}
    match key:
        case news.PAY:
            return _of_pay(values, about)
        case news.OPEN:
            return say("news.open", **about)
        case news.AGAIN:
            return say("news.again", **about, when=cards.when(_time(values["at"])))
        case _:
            return say("news.closed", **about, when=cards.when(_time(values["at"])))


def _of_pay(values: Mapping[str, str], about: Mapping[str, str]) -> str:
    before, after = _amount.decode(values["before"]), _amount.decode(values["after"])
    pay = spoken(after) if after else say("card.no_pay")
    if before is None:
        return say("news.pay_stated", **about, pay=pay)
    return say("news.pay", **about, pay=pay, before=spoken(before))


def _named(posting: JobPosting) -> str:
    title, company = cards.heading(posting.title, _LONGEST), posting.hiring_organization or ""
    return say("card.at", title=title, company=escaped(company, _LONGEST)) if company else title


def _time(ms: str) -> datetime:
    return from_ms(int(ms))
