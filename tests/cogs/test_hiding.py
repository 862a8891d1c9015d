"""/jobs hide and hidden, and what managers make of members' reports."""

import pytest
from simcord import assert_error

from bot.errors import UserError
from bot.jobs.alert import Tenant, TenantKind
from storage import audit, blocks, postings, reports, sources
from storage.reports import Reason, Report
from tests.factories import posting, reading

LINK = "https://acme.example/jobs/17"


def _server(town):
    return Tenant(kind=TenantKind.GUILD, id=town.guild.id)


def _person(town):
    return Tenant(kind=TenantKind.USER, id=town.user.id)


async def _known(town, *tenants, **fields):
    """A job on a board that these follow."""
    now = town.bot.now()

    def known(tx):
        row = sources.add(tx, "greenhouse:acme", "Acme", now=now)
        for tenant in tenants:
            sources.follow(tx, tenant, row.id, now=now)
        each = posting(first_seen=now, **{"title": "*Baker*", "url": LINK} | fields)
        return postings.add(tx, row.id, reading(each))

    return await town.bot.storage.run(known)


async def _hidden(town, tenant):
    return [each.title for each in await town.bot.storage.read(blocks.of, tenant)]


async def test_a_manager_hides_a_job_for_the_server_until_an_undo(town):
    await _known(town, _server(town))

    result = await town.manager.slash(town.jobs, "jobs hide", link=f"<{LINK}?gh_src=x>")

    assert result.ephemeral
    assert result.response.content == "Hidden in this server: \\*Baker\\*"
    assert await _hidden(town, _server(town)) == ["*Baker*"]
    again = await town.manager.slash(town.jobs, "jobs hide", link=LINK)
    assert "is hidden already" in again.response.content
    assert_error(town.env, UserError)
    undone = await town.manager.click(result.response.message, label="Undo")
    assert undone.response.message.content == "Shown again: \\*Baker\\*"
    assert await _hidden(town, _server(town)) == []
    noted = await town.bot.storage.read(audit.of, _server(town))
    assert [each.what for each in noted][-2:] == ["audit.unblocked", "audit.blocked"]


async def test_everybody_else_hides_a_company_from_themselves(town):
    await _known(town, _server(town), _person(town))

    result = await town.member.slash(town.jobs, "jobs hide", company=" ACME  Ltd ")

    assert result.response.content.splitlines() == [
        "Hidden from you: ACME Ltd",
        "One of its jobs is open now.",
    ]
    assert await _hidden(town, _person(town)) == ["ACME Ltd"]
    assert await _hidden(town, _server(town)) == []
    assert await town.bot.storage.read(audit.of, _person(town)) == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Give one of the two"),
        ({"link": LINK, "company": "Acme"}, "Give one of the two"),
        ({"link": "https://acme.example/jobs/99"}, "I know no job at"),
        ({"link": "`https://acme.example/jobs/99` @everyone"}, "I know no job at"),
        ({"company": "?!"}, "no name of a company"),
    ],
)
async def test_what_cannot_be_hidden_says_what_can(town, options, words):
    await _known(town, _server(town))

    result = await town.manager.slash(town.jobs, "jobs hide", **options)

    assert words in result.response.content
    assert_error(town.env, UserError)
    assert await _hidden(town, _server(town)) == []


async def test_a_job_of_somebody_elses_board_is_as_unknown_as_any(town):
    await _known(town, _person(town))

    result = await town.manager.slash(town.jobs, "jobs hide", link=LINK)

    assert "I know no job at" in result.response.content
    assert_error(town.env, UserError)


async def test_companies_are_offered_while_one_is_typed(town):
    await _known(town, _server(town))

    offered = await town.manager.autocomplete(town.jobs, "jobs hide", "company", "ac")

    assert offered == [{"name": "Acme", "value": "Acme"}]


async def test_what_is_hidden_is_listed_and_shown_again(town):
    for number in range(17):
        await town.user.slash("jobs hide", company=f"Acme {number}")

    listed = await town.user.slash("jobs hidden")

    first, *_ = lines = listed.response.embeds[0].description.splitlines()
    assert first.startswith("- all jobs of Acme 16 · hidden <t:")
    assert len(lines) == 15
    more = await town.user.click(listed.response.message, label="More")
    assert len(more.response.message.embeds[0].description.splitlines()) == 2
    block = (await town.bot.storage.read(blocks.of, _person(town)))[-1]
    shown = await town.user.select(more.response.message, [str(block.id)])
    assert shown.response.message.content == "Shown again: Acme 0"
    assert len(await _hidden(town, _person(town))) == 16


async def test_nothing_hidden_says_how_to_hide(town):
    result = await town.user.slash("jobs hidden")

    assert "`/jobs hide company: Acme`" in result.response.content
    assert_error(town.env, UserError)


@pytest.fixture
async def reported(town):
    """A report of a member's, in the managers' channel."""
    mods = town.guild.create_text_channel("mods")
    await town.manager.slash(town.jobs, "settings server", admin_channel=mods)
    seen = await _known(town, _server(town))
    report = Report(person=town.member.id, seen=seen, reason=Reason.SCAM)
    await town.bot.storage.run(reports.add, _server(town), report, now=town.bot.now())
    await town.bot.deliver_due(town.bot.now())
    return mods


async def test_a_report_lets_a_manager_hide_the_job_there(town, reported):
    said = reported.last_message
    assert [each.label for each in said.components[0].children] == [
        "Show the job",
        "Hide here",
        "Dismiss",
    ]

    result = await town.manager.click(said, label="Hide here")

    assert reported.last_message.content.endswith("\nHidden here by mia.")
    assert not reported.last_message.components
    assert await _hidden(town, _server(town)) == ["*Baker*"]
    await town.manager.click(result.followups[0].message, label="Undo")
    assert await _hidden(town, _server(town)) == []


async def test_a_report_is_dismissed_with_a_note(town, reported):
    await town.manager.click(reported.last_message, label="Dismiss")

    assert reported.last_message.content.endswith("\nDismissed by mia.")
    assert await _hidden(town, _server(town)) == []
    [note, *_] = await town.bot.storage.read(audit.of, _server(town))
    assert note.what == "audit.report_dismissed"


async def test_only_managers_decide_on_a_report(town, reported):
    result = await town.member.click(reported.last_message, label="Hide here")

    assert "Manage Server" in result.response.content
    assert await _hidden(town, _server(town)) == []


async def test_the_report_of_an_alert_tells_of_what_is_hidden(town):
    await _known(town, _server(town), title="Baker")
    saved = await town.alert("baker", to=town.jobs)
    hidden = await town.manager.slash(town.jobs, "jobs hide", company="Acme")

    report = await town.manager.slash(town.jobs, "alert report", alert=str(saved.id))
    assert "1 that fits is hidden." in report.response.content.splitlines()

    await town.manager.click(hidden.response.message, label="Undo")
    report = await town.manager.slash(town.jobs, "alert report", alert=str(saved.id))
    assert "hidden" not in report.response.content
