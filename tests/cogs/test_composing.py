"""/alert new and /alert edit show first what they would do; nothing that was typed is lost."""

import discord
import pytest
from simcord import assert_error
from simcord.backend.models import Overwrite

from bot.errors import UserError
from bot.jobs.manner import Often, Ping, Quiet, Unpaid
from bot.jobs.query import parse
from storage import blocks, postings, tenants
from storage.tenants import Rules
from tests.cogs.test_alerts import _of, _person, _server, _watched


def _written(modal):
    """What stands in a form as it opens: what is sent when nothing is changed."""
    controls = [label["component"] for label in modal["components"]]
    return {each["custom_id"]: said for each in controls if (said := _said(each)) is not None}


def _said(control):
    chosen = [each["value"] for each in control.get("options") or () if each.get("default")]
    match control["type"]:
        case 4:
            return control.get("value") or ""
        case 21:
            return chosen[0] if chosen else None
        case 23:
            return control.get("default", False)
        case 3:
            return chosen
        case _:
            return None


async def _filled(actor, shown, **answers):
    return await actor.submit_modal(shown, _written(shown.modal) | answers)


async def _mine(town):
    return await _of(town, _person(town.member))


async def test_a_preview_tells_rule_pay_way_and_effect_and_saves_nothing(town, board):
    await _watched(town, board)

    shown = await town.member.slash(
        town.jobs, "alert new", keywords="baker -senior bred", min_pay="60 USD an hour"
    )

    assert shown.ephemeral
    told = shown.response.content.splitlines()
    assert told[0].startswith("**I read:** **baker** and **bred**, without **senior**")
    assert told[1] == "Pay: 60 USD an hour (= 124,800 USD a year)."
    assert told[2] == "Jobs that state no pay are sent, and say so."
    assert told[3] == "To you by DM: at once, 10 cards a day, the rest in one digest."
    assert "Watching for 1 minute: no rate yet." in told
    assert "No posting mentions “bred”." in told
    assert "Without “bred”: 1." in told
    assert "It hears what this server watches. Sources: 1." in told
    assert await _mine(town) == []
    await town.member.click(shown.response.message, label="Cancel")
    assert await _mine(town) == []


async def test_a_preview_shows_what_is_open_as_it_would_come_but_nothing_that_is_hidden(
    town, board
):
    for number in range(5):
        board.post(f"Baker number {number}")
    await town.watch(board.url)
    first = await town.member.slash(town.jobs, "alert new", keywords="baker")
    assert "Open now: 5; 5 posted this week." in first.response.content
    assert len(first.response.embeds) == 3

    mine = _person(town.member)
    await town.bot.storage.run(_hide, mine, 1)
    second = await town.member.slash(town.jobs, "alert new", keywords="baker")

    assert "Open now: 4" in second.response.content


def _hide(tx, tenant, posting_id):
    seen = postings.one(tx, posting_id)
    blocks.add_job(tx, tenant, seen, tenant.id, now=seen.posting.first_seen)


async def test_the_form_makes_an_alert_and_change_opens_it_with_what_it_made(town):
    shown = await town.member.slash(town.jobs, "alert new")
    assert len(shown.modal["components"]) == 5

    preview = await _filled(
        town.member,
        shown,
        keywords="python level:senior",
        min_pay="90k EUR",
        place="Berlin",
        employment_type=["full-time", "contract"],
        no_pay_shown="digest",
    )
    again = await town.member.click(preview.response.message, label="Change")
    written = _written(again.modal)
    assert written == {
        "keywords": "python level:senior",
        "min_pay": "90k EUR",
        "place": "Berlin",
        "employment_type": ["full-time", "contract"],
        "no_pay_shown": "digest",
    }
    preview = await _filled(town.member, again, keywords="python", no_pay_shown="hide")
    await town.member.click(preview.response.message, label="Save")

    [saved] = await _mine(town)
    assert saved.query == parse(
        'python type:full-time,contract place:Berlin pay>="90k EUR" pay:stated'
    ) or set(saved.query.root.parts) == set(
        parse('python type:full-time,contract place:Berlin pay>="90k EUR" pay:stated').root.parts
    )
    assert saved.manner.unpaid is Unpaid.SEND


@pytest.mark.parametrize(
    ("typed", "sentence", "written"),
    [
        ({"keywords": "python (go"}, "never closed", {"keywords": "python (go"}),
        (
            {"keywords": "baker", "min_pay": "lots", "place": "Berlin", "season": "?"},
            "cannot read",
            {"keywords": 'baker season:"?"', "min_pay": "lots", "place": "Berlin"},
        ),
        (
            {"place": "Qwertyville", "remote": "yes", "look_in": "title", "needs": "de<=B1"},
            "know no place",
            {"keywords": "remote:yes needs:de<=B1 in:title", "place": "Qwertyville"},
        ),
    ],
)
async def test_what_was_typed_with_a_mistake_stands_in_the_form(town, typed, sentence, written):
    wrong = await town.member.slash(town.jobs, "alert new", **typed)

    assert sentence in wrong.response.content
    form = await town.member.click(wrong.response.message, label="Correct it")
    assert {n: v for n, v in _written(form.modal).items() if v and n in written} == written
    still = await _filled(town.member, form)
    assert sentence in still.response.content
    assert await _mine(town) == []


async def test_a_mistake_in_an_edit_keeps_the_rest_of_the_alert(town):
    await town.saves(town.member, keywords="baker level:senior", min_pay="50k EUR")

    wrong = await town.member.slash(town.jobs, "alert edit", alert="1", season="?")
    form = await town.member.click(wrong.response.message, label="Correct it")

    assert _written(form.modal)["keywords"] == 'baker level:senior season:"?"'
    assert _written(form.modal)["min_pay"] == "50k EUR"


async def test_when_how_many_and_its_name_are_asked_in_a_second_form(town):
    shown = await town.member.slash(town.jobs, "alert new", keywords="baker", name="Bread")
    form = await town.member.click(shown.response.message, label="When")
    wrong = await _filled(town.member, form, cap="ten")
    assert "no number of cards" in wrong.response.content
    form = await town.member.click(wrong.response.message, label="Correct it")
    assert _written(form.modal)["cap"] == "ten"

    preview = await _filled(town.member, form, cap="4", when="weekly", silence=True)

    assert "To you by DM: once a week, together." in preview.response.content
    await town.member.click(preview.response.message, label="Save")
    [saved] = await _mine(town)
    assert (saved.manner.cap, saved.manner.often, saved.name) == (4, Often.WEEKLY, "Bread")
    assert saved.manner.silence


async def test_a_channel_begins_with_what_its_server_decided_and_pings_nobody(town):
    await town.bot.storage.run(tenants.put_rules, _server(town), Rules(cap=7))

    shown = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=town.jobs)

    assert f"Everybody who can see <#{town.jobs.id}>" in shown.response.content
    assert "7 cards a day" in shown.response.content
    assert "Nobody is pinged." in shown.response.content
    await town.manager.click(shown.response.message, label="Post")
    [saved] = await _of(town, _server(town))
    assert (saved.manner.cap, saved.manner.ping) == (7, Ping.NEVER)


@pytest.mark.parametrize("mentionable", [True, False])
async def test_a_role_is_pinged_where_we_may(town, mentionable):
    role = town.guild.create_role("bakers", mentionable=mentionable)
    town.env.backend.set_overwrite(
        town.jobs.id, Overwrite(target_id=town.guild.me.id, type=1, allow=0, deny=1 << 17)
    )
    await town.env.settle()

    shown = await town.manager.slash(
        town.jobs, "alert new", keywords="baker", where=town.jobs, role=role
    )

    if not mentionable:
        assert "may not ping" in shown.response.content
        return
    assert f"<@&{role.id}> is pinged with the first card" in shown.response.content
    await town.manager.click(shown.response.message, label="Post")
    [saved] = await _of(town, _server(town))
    assert (saved.manner.ping, saved.manner.role_id) == (Ping.FIRST, role.id)


async def test_nobody_has_a_ping_of_their_own_or_of_everybody(town):
    private = await town.member.slash(town.jobs, "alert new", keywords="x1", ping="every")
    roleless = await town.manager.slash(
        town.jobs, "alert new", keywords="x1", ping="every", where=town.jobs
    )
    everybody = await town.manager.slash(
        town.jobs, "alert new", keywords="x1", where=town.jobs, role=town.guild.default_role
    )

    assert "Only a channel" in private.response.content
    assert "Which role?" in roleless.response.content
    assert "may not ping" in everybody.response.content


async def test_an_edit_shows_before_and_after_and_can_be_undone(town, board):
    await _watched(town, board)
    await town.saves(town.member, keywords="baker", name="Bread")
    [before] = await _mine(town)

    shown = await town.member.slash(
        town.jobs, "alert edit", alert="1", keywords="pilot", when="daily", name="Sky"
    )
    first, after = shown.response.content.split("**After:** ")
    assert first.startswith("**Before:** **baker**\nTo you by DM: at once, 10 cards")
    assert "Open now: 2" in first
    assert after.startswith("**pilot**\nTo you by DM: once a day")
    assert "Open now: 7" in after
    assert await _mine(town) == [before]
    saved = await town.member.click(shown.response.message, label="Save")
    [changed] = await _mine(town)
    assert (changed.name, changed.manner.often) == ("Sky", Often.DAILY)

    await town.member.click(saved.response.message, label="Undo")

    assert await _mine(town) == [before]


async def test_what_two_managers_change_at_once_is_lost_by_neither(town):
    other = town.guild.add_member(town.env.create_user("ned"), roles=[town.guild.roles["managers"]])
    await town.saves(town.manager, keywords="baker", where=town.jobs)
    mine = await town.manager.slash(town.jobs, "alert edit", alert="1", keywords="pilot")
    theirs = await other.slash(town.jobs, "alert edit", alert="1", cap=3, name="Bread")
    first = await other.click(theirs.response.message, label="Save")

    again = await town.manager.click(mine.response.message, label="Save")

    assert again.response.content.startswith("The alert was changed meanwhile. Look again")
    [saved] = await _of(town, _server(town))
    assert (str(saved.query), saved.manner.cap) == ("baker", 3)
    await town.manager.click(again.response.message, label="Save")
    [saved] = await _of(town, _server(town))
    assert (str(saved.query), saved.manner.cap, saved.label) == ("pilot", 3, "Bread")
    undone = await other.click(first.response.message, label="Undo")
    assert "The alert was changed since." in undone.followups[0].message.content
    assert_error(town.env, UserError)
    assert await _of(town, _server(town)) == [saved]


async def test_a_ping_of_ones_own_is_corrected_by_going_on_without(town):
    role = town.guild.create_role("bakers", mentionable=True)
    wrong = await town.member.slash(town.jobs, "alert new", keywords="x1", ping="every", role=role)
    form = await town.member.click(wrong.response.message, label="Correct it")

    preview = await _filled(town.member, form)

    await town.member.click(preview.response.message, label="Save")
    [saved] = await _mine(town)
    assert (str(saved.query), saved.manner.ping, saved.manner.role_id) == ("x1", Ping.NEVER, None)


async def test_what_the_form_has_no_field_for_is_not_lost_in_it(town):
    asked = 'baker place:Berlin place:Germany type:contract type:full-time pay>="50k EUR"'
    shown = await town.member.slash(town.jobs, "alert new", keywords=asked)
    form = await town.member.click(shown.response.message, label="Change")

    preview = await _filled(town.member, form)

    await town.member.click(preview.response.message, label="Save")
    [saved] = await _mine(town)
    assert set(saved.query.root.parts) == set(parse(asked).root.parts)


async def test_a_bare_edit_opens_the_form_with_the_alert_in_it(town):
    await town.saves(town.member, keywords="baker -junior", place="Berlin", no_pay_shown="digest")

    form = await town.member.slash(town.jobs, "alert edit", alert="1")
    written = _written(form.modal)
    assert (written["keywords"], written["place"]) == ("baker -title:junior", "Berlin")
    assert written["no_pay_shown"] == "digest"
    preview = await _filled(town.member, form, place="")
    await town.member.click(preview.response.message, label="Save")

    [saved] = await _mine(town)
    assert saved.query == parse("baker -junior")
    assert saved.manner.unpaid is Unpaid.DIGEST


async def test_the_best_of_what_is_open_comes_once_and_only_to_its_place(town, board):
    for number in range(7):
        board.post(f"Baker number {number}")
    await town.watch(board.url)
    saved = await town.saves(town.member, keywords="baker")

    sent = await town.member.click(saved.response.message, label="Send me the best 5 now")
    await town.bot.deliver_due(town.bot.now())

    assert "On their way: 5 jobs." in sent.response.content
    assert len(town.user.dm_channel.history()) == 5
    assert town.jobs.last_message is None
    assert "Send me" not in str(sent.response.message.components)
    await town.round()
    assert len(town.user.dm_channel.history()) == 5


@pytest.mark.parametrize("typed", ["Berlin", "Europe/Berlin"])
async def test_a_person_is_asked_once_where_they_live(town, typed):
    saved = await town.saves(town.member, keywords="baker")
    assert "Where do you live?" in saved.response.content
    form = await town.member.click(saved.response.message, label="Time zone")
    wrong = await _filled(town.member, form, zone="Qwertyville")
    assert "no place “Qwertyville”" in wrong.response.content
    form = await town.member.click(wrong.response.message, label="Correct it")
    assert _written(form.modal)["zone"] == "Qwertyville"

    told = await _filled(town.member, form, zone=typed)

    assert "Quiet from 22:00 to 08:00 from now on." in told.response.content
    hours = await town.bot.storage.read(tenants.hours, _person(town.member))
    assert (hours.zone, hours.quiet) == ("Europe/Berlin", Quiet())
    again = await town.saves(town.member, keywords="pilot")
    assert "Where do you live?" not in again.response.content


async def test_a_tag_that_only_moderators_set_is_used_where_we_are_one(town):
    forum = await town.forum("Closed", "Fermé", moderated=True)
    await _may_moderate(town, forum, may=False)
    asked = {"keywords": "baker", "where": forum}
    shown = await town.manager.slash(town.jobs, "alert new", **asked)
    told = (
        f"Only moderators may set “Closed” in <#{forum.id}>."
        " Allow me there: Manage Threads and Posts."
    )
    assert told in shown.response.content
    refused = await town.manager.click(shown.response.message, label="Post")
    assert refused.response.content == told
    assert_error(town.env, UserError)

    await _may_moderate(town, forum, may=True)
    await town.manager.click(shown.response.message, label="Post")
    await _may_moderate(town, forum, may=False)
    edit = await town.manager.slash(town.jobs, "alert edit", alert="1", cap=3)
    assert told in edit.response.content
    other = town.bot.get_channel(forum.id).available_tags[1].id
    form = await town.manager.select(edit.response.message, [str(other)])
    moved = await town.manager.submit_modal(form, {"clause": ["closed"]})
    assert "Fermé = closed jobs" in moved.response.content
    assert "Only moderators may set “Fermé”" in moved.response.content


async def _may_moderate(town, forum, *, may):
    bit = discord.Permissions(manage_threads=True).value
    allowed = Overwrite(target_id=town.guild.me.id, type=1, allow=bit * may, deny=bit * (not may))
    town.env.backend.set_overwrite(forum.id, allowed)
    await town.env.settle()


async def test_a_forums_tags_are_proposed_chosen_and_demanded(town):
    forum = await town.forum("Remote", "Closed", "Any", demanded=True)
    shown = await town.manager.slash(town.jobs, "alert new", keywords="baker", where=forum)
    told = shown.response.content
    assert "Tags: Remote = remote, Closed = closed jobs" in told
    assert "wants a tag on each post" in told
    refused = await town.manager.click(shown.response.message, label="Post")
    assert "wants a tag" in refused.response.content
    assert_error(town.env, UserError)
    assert await _of(town, _server(town)) == []

    *_, tag = [each.id for each in town.bot.get_channel(forum.id).available_tags]
    form = await town.manager.select(shown.response.message, [str(tag)])
    preview = await town.manager.submit_modal(form, {"clause": ["every"]})
    assert "Any = every job" in preview.response.content
    await town.manager.click(preview.response.message, label="Post")

    [saved] = await _of(town, _server(town))
    assert saved.destination.kind == "forum"
    assert {each.query for each in saved.manner.tags} == {"remote", ""}
    assert saved.manner.closed_tag not in {None, *(each.id for each in saved.manner.tags)}
