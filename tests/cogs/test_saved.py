"""What one saved: for nobody else to see, with reminders, notes and an export."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from simcord import assert_error

from bot import reminders
from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.manner import Hours
from bot.jobs.posting import Place
from bot.reminders import morning
from cogs import saved
from storage import alerts, marks, postings, sources, tenants
from storage.marks import Mark, State
from storage.postings import Seen
from tests.factories import NOW, pay, posting, reading


def _person(actor):
    return Tenant(kind=TenantKind.USER, id=actor.id)


async def _kept(town):
    return await town.bot.storage.read(marks.of, town.member.id)


@pytest.fixture
async def card(town, board):
    """A card that was delivered to #jobs."""
    board.post("Clown")
    await town.watch(board.url)
    await town.alert("baker", to=town.jobs)
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    return town.jobs.last_message


async def _mark(town, *jobs, person=None):
    """Jobs of one source that somebody saved, the first one first."""

    def saved(tx):
        source = sources.add(tx, "greenhouse:acme", "Acme", now=NOW)
        sources.follow(tx, Tenant(kind=TenantKind.GUILD, id=town.guild.id), source.id, now=NOW)
        for number, each in enumerate(jobs):
            seen = postings.add(tx, source.id, reading(each))
            at = NOW + timedelta(minutes=number)
            marks.save(tx, person or town.member.id, seen, now=at)

    await town.bot.storage.run(saved)


async def test_a_save_is_told_to_whoever_saved_and_made_once(town, card):
    first = await town.member.click(card, label="Save")
    again = await town.member.click(card, label="Save")

    assert first.ephemeral
    assert first.response.content.startswith("Saved. Only you see this.")
    assert "You saved this before" in again.response.content
    labels = [each.label for each in first.response.message.components[0].children]
    assert labels == ["Applied", "Remind me", "Note", "Similar jobs", "Forget"]
    [mark] = await _kept(town)
    assert (mark.state, mark.seen.posting.title) == (State.SAVED, "Baker")
    assert await town.bot.storage.read(marks.of, town.manager.id) == []


async def test_applied_is_told_and_taken_back(town, card):
    panel = (await town.member.click(card, label="Save")).response.message

    applied = await town.member.click(panel, label="Applied")
    [mark] = await _kept(town)
    assert "applied <t:" in applied.response.content
    assert mark.state is State.APPLIED

    await town.member.click(panel, label="Not applied")
    [mark] = await _kept(town)
    assert (mark.state, mark.applied_at) == (State.SAVED, None)


async def test_a_note_is_kept_and_shown_and_does_no_harm(town, card):
    panel = (await town.member.click(card, label="Save")).response.message

    modal = await town.member.click(panel, label="Note")
    noted = await town.member.submit_modal(modal, {"note": "ask **Ann** @everyone"})

    assert "ask \\*\\*Ann\\*\\*" in noted.response.content
    [mark] = await _kept(town)
    assert mark.note == "ask **Ann** @everyone"


async def test_what_is_forgotten_comes_back_as_it_was(town, card):
    panel = (await town.member.click(card, label="Save")).response.message
    await town.member.click(panel, label="Applied")
    before = await _kept(town)

    await town.member.click(panel, label="Forget")
    assert await _kept(town) == []
    undone = await town.member.click(panel, label="Undo")

    assert await _kept(town) == before
    assert "applied <t:" in undone.response.content


async def test_a_panel_of_a_job_forgotten_elsewhere_says_so(town, card):
    panel = (await town.member.click(card, label="Save")).response.message
    other = (await town.member.click(card, label="Save")).response.message
    await town.member.click(other, label="Forget")

    late = await town.member.click(panel, label="Applied")

    assert "not saved that job" in late.followups[0].content
    assert_error(town.env, UserError)


async def test_what_was_hidden_since_is_neither_noted_nor_reminded_of(town, card):
    panel = (await town.member.click(card, label="Save")).response.message
    listed = (await town.member.slash(town.jobs, "jobs saved")).response.message
    [choice] = listed.components[0].children[0].options
    await town.member.click(card, label="Not for me")
    await town.member.click(panel, label="Remind me")

    late = await town.member.click(panel, label="Tomorrow")
    chosen = await town.member.select(listed, [choice.value])
    exported = await town.member.click(listed, label="Export")

    assert "not saved that job" in late.followups[0].content
    assert "not saved that job" in chosen.response.content
    assert "saved nothing yet" in exported.response.content
    assert await town.bot.storage.read(marks.remind_due, NOW + timedelta(days=9999)) == []
    assert_error(town.env, UserError)


async def test_a_reminder_comes_once_by_dm_in_the_morning_of_ones_zone(town, card):
    storage, now = town.bot.storage, town.bot.now()
    await storage.run(tenants.put_hours, _person(town.member), Hours(zone="Asia/Tokyo"))
    panel = (await town.member.click(card, label="Save")).response.message
    await town.member.click(panel, label="Remind me")

    told = await town.member.click(panel, label="In 3 days")

    [mark] = await _kept(town)
    assert mark.remind_at == morning(now, 3, Hours(zone="Asia/Tokyo"))
    assert f"<t:{int(mark.remind_at.timestamp())}:f>" in told.response.content
    assert await reminders.remind(storage, mark.remind_at - timedelta(seconds=1)) == 0
    assert await reminders.remind(storage, mark.remind_at) == 1
    assert await reminders.remind(storage, mark.remind_at + timedelta(days=9)) == 0
    await town.bot.deliver_due(mark.remind_at)
    [reminder] = [m for m in town.user.dm_channel.history() if "see this again" in m.content]
    assert "Baker" in reminder.content
    opened = await town.user.click(reminder, label="Show the job")
    assert "**Acme**" in opened.response.content
    assert opened.response.message.components[0].children[0].label == "Applied"


@pytest.mark.parametrize(
    ("zone", "now", "days", "at"),
    [
        (None, datetime(2026, 3, 28, 23, tzinfo=UTC), 1, datetime(2026, 3, 29, 9, tzinfo=UTC)),
        # The clocks of Berlin go forward in that night, and back in the other.
        (
            "Europe/Berlin",
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            1,
            datetime(2026, 3, 29, 7, tzinfo=UTC),
        ),
        (
            "Europe/Berlin",
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            1,
            datetime(2026, 10, 25, 8, tzinfo=UTC),
        ),
        # It is tomorrow there already.
        (
            "Asia/Tokyo",
            datetime(2026, 6, 1, 20, tzinfo=UTC),
            1,
            datetime(2026, 6, 3, 0, tzinfo=UTC),
        ),
        (
            "America/New_York",
            datetime(2026, 6, 2, 1, tzinfo=UTC),
            7,
            datetime(2026, 6, 8, 13, tzinfo=UTC),
        ),
        (
            "Sea/Atlantis",  # of another machine's list
            datetime(2026, 6, 2, 1, tzinfo=UTC),
            7,
            datetime(2026, 6, 9, 9, tzinfo=UTC),
        ),
    ],
)
def test_nine_in_the_morning_is_nine_where_somebody_lives(zone, now, days, at):
    assert morning(now, days, Hours(zone=zone)) == at


async def test_the_saved_jobs_come_in_pages_with_their_state_and_lead_to_each(town):
    jobs = [
        posting(title=f"Baker {number}", hiring_organization=f"C{number}", first_seen=NOW)
        for number in range(7)
    ]
    await _mark(town, *jobs)
    await town.bot.storage.run(_close, "Baker 6")

    listed = await town.member.slash(town.jobs, "jobs saved")

    assert listed.ephemeral
    [embed] = listed.response.embeds
    assert embed.title == "Your 7 saved jobs"
    assert embed.description.count("saved <t:") == 5
    assert "Closed <t:" in embed.description.split("\n\n")[0]
    assert "Open · saved" in embed.description.split("\n\n")[1]
    turned = await town.member.click(listed.response.message, label="More")
    assert turned.response.embeds[0].description.count("saved <t:") == 2
    [choice, _] = turned.response.message.components[0].children[0].options
    one = await town.member.select(listed.response.message, [choice.value])
    assert "Baker 1" in one.response.content


async def test_two_quick_clicks_lead_no_further_than_the_last_page():
    asked = SimpleNamespace(user=SimpleNamespace(id=1))
    view = saved.Saved(asked, [_saved(f"Baker {number}") for number in range(7)])

    for button, shown in ((view.more, 2), (view.back, 5)):
        for _ in range(2):
            await button.callback(SimpleNamespace(response=SimpleNamespace(edit_message=_ignored)))
        assert len(view.choose.options) == shown


async def _ignored(**_):
    """Discord takes whatever it is sent."""


def _close(tx, title):
    tx.run("UPDATE postings SET closed_at = 1 WHERE read LIKE :title", title=f'%"{title}"%')


async def test_whoever_saved_nothing_is_told_how(town):
    result = await town.member.slash(town.jobs, "jobs saved")

    assert "Press **Save**" in result.response.content
    assert_error(town.env, UserError)


async def test_three_saves_alike_offer_an_alert_once(town, board):
    board.post("Clown")
    await town.watch(board.url)
    await town.alert("backend", to=town.jobs)
    for number in range(4):
        board.post(f"Backend Engineer {'ABCD'[number]}", hiringOrganization={"name": f"C{number}"})
    await town.round()
    shown = [m for m in town.jobs.history() if "Backend" in m.content]

    answers = [await town.member.click(each, label="Save") for each in shown]

    offers = [[each.content for each in answer.followups] for answer in answers]
    assert [len(each) for each in offers] == [0, 0, 1, 0]
    [offer] = offers[2]
    assert "**backend** in the title and **engineer** in the title" in offer
    shown = await town.member.click(answers[2].followups[0].message, label="Alert me")
    await town.member.click(shown.response.message, label="Save")
    [alert] = await town.bot.storage.read(alerts.of, _person(town.member))
    assert str(alert.query) == "title:backend title:engineer"


async def test_similar_jobs_are_open_and_others(town, card, board):
    board.post("Master Baker", identifier="9")
    await town.round()
    panel = (await town.member.click(card, label="Save")).response.message

    similar = await town.member.click(panel, label="Similar jobs")

    assert "Master Baker" in similar.response.content
    assert "[Baker]" not in similar.response.content


HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1"]


def _saved(title, **fields):
    job = posting(title=title, base_salary=pay(60_000, 72_000, "EUR"), job_location=(Place(),))
    seen = Seen(id=1, job_id=1, posting=job, source_title="Acme")
    return Mark(person=1, seen=seen, state=State.SAVED, created_at=NOW, **fields)


def test_the_export_is_read_back_whole_and_is_no_formula():
    table, text = saved.exported([_saved('Baker, "the" best', note=note) for note in HOSTILE])

    rows = list(csv.DictReader(io.StringIO(table.fp.read().decode("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows] == ['Baker, "the" best'] * len(HOSTILE)
    assert [row["note"] for row in rows] == [f"'{note}" for note in HOSTILE]
    assert rows[0]["pay"] == "60,000–72,000 EUR a year"
    assert [row["note"] for row in json.loads(text.fp.read())] == HOSTILE


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Baker;=1+1;-2", "Baker;'=1+1;'-2"),  # which a German spreadsheet reads as three cells
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Baker; or cook - at night", "Baker; or cook - at night"),
    ],
)
def test_no_part_of_a_cell_is_a_formula(text, cell):
    assert saved.guarded(text) == cell


async def test_an_export_comes_as_two_files(town, card):
    await town.member.click(card, label="Save")
    listed = await town.member.slash(town.jobs, "jobs saved")

    sent = await town.member.click(listed.response.message, label="Export")

    assert sent.ephemeral
    names = [each.filename for each in sent.response.message.attachments]
    assert names == ["jobs.csv", "jobs.json"]
