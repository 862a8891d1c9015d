"""Every view and form of the interface, filled with the worst that can stand in it."""

import importlib
import re
from pathlib import Path
from types import SimpleNamespace

import discord
import pytest
from simcord import components

import cogs
from bot.errors import UserError
from bot.jobs.alert import Destination, DestinationKind
from bot.jobs.manner import PUBLIC
from bot.jobs.query import parse
from bot.texts import LANGUAGES, speaking
from cogs import (
    asking,
    checking,
    composing,
    digests,
    drafting,
    following,
    forms,
    held,
    hiding,
    keeping,
    paging,
    parting,
    privacy,
    proposing,
    saved,
    setup,
    sharing,
    taking_back,
)
from storage.blocks import Block
from storage.marks import Mark, State
from storage.messages import Digest
from storage.postings import Seen
from tests.factories import GUILD, NOW, PERSON, alert, posting
from tests.standin import form

TEN_MINUTES = 600
TEXTS = {
    "long": "x" * 5_000,
    "emoji": "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}" * 1_000,
    "rtl": "\u202e" + "\u0645\u0647\u0646\u062f\u0633 " * 800,
    "blank": " \u200b\n\t ",
}
ASKED = SimpleNamespace(user=SimpleNamespace(id=PERSON.id), client=SimpleNamespace(now=lambda: NOW))
DM = Destination(kind=DestinationKind.DM, id=PERSON.id)


def _views(text):
    """One of each class, or several, of what strangers wrote and people typed."""
    many = [_seen(number, text) for number in range(1, 41)]
    one = many[0]
    mark = _mark(one, text)
    mine = alert("baker", id=7, tenant=PERSON, destination=DM, label=text[:100])
    public = alert("baker", id=8, label=text[:100], manner=PUBLIC)
    change = proposing.Change(mine, parse("cook"))
    hidden = proposing.Hidden(seen=one, before=None)
    blocks = [
        Block(id=number, title=text, job_id=number, added_by=1, created_at=NOW)
        for number in range(40)
    ]
    where = SimpleNamespace(mention="<#5>", name="wins", id=5)
    items = [setup.Proposed(parse("baker"), where, PUBLIC) for _ in range(4)]
    plan = setup.Plan(tenant=GUILD, pack="remote-world", items=items, closed=[], began=NOW)
    tags = [SimpleNamespace(name=f"{number}{text}"[:20], id=number) for number in range(20)]
    forum = SimpleNamespace(mention="<#6>", available_tags=tags)
    drafts = [drafting.Draft(base=each) for each in (mine, public)]
    outlook = composing.Outlook(SimpleNamespace(), ())

    async def then(_interaction, _draft):
        raise AssertionError

    keep = keeping.Saved(ASKED, mine, [text], best=5, zone=True)
    return [
        *(composing.Preview(ASKED, each, each.base, outlook) for each in drafts),
        *(forms.What(each, then) for each in (*drafts, *map(_typed(text), drafts))),
        *(forms.How(each, then) for each in (*drafts, *map(_typed(text), drafts))),
        *(forms.Tagged(each, discord.ForumTag(name=text[:50]), then) for each in drafts),
        forms.Correct(ASKED, lambda: None),
        keep,
        keeping.Zone(keep, text[:100]),
        held.Resend(ASKED, [PERSON]),
        hiding.Hidden(ASKED, PERSON, list(blocks)),
        hiding.Hidden(ASKED, PERSON, blocks[:1]),
        proposing.Wrongs(ASKED, hidden, [mine]),
        proposing.Apply(ASKED, [change]),
        asking.Undo(ASKED, [PERSON], then),
        proposing.Public(ASKED, hidden, [public]),
        proposing.Reasons(ASKED, one),
        saved.Mine(ASKED, mark),
        saved.When(ASKED, one.job_id),
        saved.Note(one.job_id, mark.note),
        saved.Forgotten(ASKED, mark),
        saved.Offer(ASKED, parse("baker")),
        saved.Saved(ASKED, [_mark(each, text) for each in many]),
        setup.Choose(ASKED),
        setup.Offer(ASKED, plan),
        setup.Change(ASKED, plan),
        setup.EveryPost(ASKED, plan, 0, forum),
        following.Offer(ASKED, PERSON, None),
        following.Follow(ASKED, PERSON),
        following.FollowPack(ASKED, PERSON, "remote-world"),
        following.FirstAlert(ASKED, PERSON, "remote-world"),
        following.Latest(ASKED, [public]),
        checking.Nearly(ASKED, [change] * 5, 1),
        checking.Keep(ASKED, one),
        privacy.Erase(ASKED, PERSON),
        privacy.Undo(ASKED, SimpleNamespace(tenant=PERSON), None),
        taking_back.Sure(ASKED, PERSON, DM, []),
        sharing.Shared(ASKED, mine, "abcdefgh"),
        sharing.Stopped(ASKED, mine, "abcdefgh"),
        parting.Done(ASKED, [mine], where),
        paging.Pages(text[:200], [text] * 40, per_page=10),
        digests.Jobs("k" * 16, Digest(destination=DM, seen=tuple(many), alerts=())),
    ]


def _typed(text):
    """As long as an option may be."""
    typed = {"keywords": text[:500], "place": text[:200], "min_pay": text[:200], "name": text[:200]}
    return lambda draft: draft.typing(typed)


def _seen(number, text):
    fields = {"title": text, "hiring_organization": text, "description": text, "url": None}
    return Seen(id=number, job_id=number, posting=posting(**fields), source_title=text)


def _mark(seen, text):
    return Mark(person=1, seen=seen, state=State.SAVED, created_at=NOW, note=text[:500])


# Filled from the database page by page; see tests/cogs/test_jobs.py.
ELSEWHERE = {"cogs.browsing.Results"}
BASES = {"cogs.asking.View", "cogs.forms.Form"}


def test_there_is_one_of_each():
    kinds = (discord.ui.View, discord.ui.LayoutView, discord.ui.Modal)
    for path in Path(cogs.__file__).parent.glob("*.py"):
        importlib.import_module(f"cogs.{path.stem}")
    every = {
        f"{each.__module__}.{each.__qualname__}"
        for kind in kinds
        for each in _below(kind)
        if each.__module__.startswith("cogs.")
    }

    built = {f"{type(each).__module__}.{type(each).__qualname__}" for each in _views("Baker")}
    assert every - BASES - ELSEWHERE == built


def _below(kind):
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_whatever_is_in_it_every_view_and_form_is_one_that_discord_takes(text, language):
    with speaking(language):
        for each in _views(text):
            if isinstance(each, discord.ui.Modal):
                components.validate_modal(each.to_dict())
            else:
                components.validate_components(each.to_components())
                assert form.faults({"components": each.to_components()}) == [], each


async def test_nothing_is_told_by_its_colour_alone():
    for view in _views("Baker"):
        for each in view.walk_children():
            if isinstance(each, discord.ui.Button):
                assert each.label
                assert re.search(r"[^\W\d_]", each.label), "a key is no label"
                assert "." not in each.label.strip("."), each.label


async def test_private_buttons_work_for_ten_minutes_and_for_whoever_asked():
    stranger = SimpleNamespace(
        user=SimpleNamespace(id=1),
        client=SimpleNamespace(languages={}),
        locale="en-US",
        guild_locale=None,
        extras={},
    )
    for view in _views("Baker"):
        if isinstance(view, asking.View):
            assert view.timeout == TEN_MINUTES
            with pytest.raises(UserError, match=r"error\.not_yours"):
                await view.interaction_check(stranger)
