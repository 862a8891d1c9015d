"""Buttons and forms from before a restart: nobody waits for them, and they are answered."""

from bot.jobs.alert import Tenant, TenantKind
from storage import alerts

GIVEN_BACK = "This form is too old. Run the command again; you typed:"


async def test_a_preview_from_before_a_restart_says_so_and_saves_nothing(town, restart):
    shown = await town.member.slash(town.jobs, "alert new", keywords="baker")
    await restart()

    late = await town.member.click(shown.response.message, label="Save")

    assert late.ephemeral
    assert late.response.content == "Pressed already, or too old. Run the command again."
    person = Tenant(kind=TenantKind.USER, id=town.member.id)
    assert await town.bot.storage.read(alerts.of, person) == []


async def test_what_was_typed_into_a_form_comes_back_after_a_restart(town, restart):
    form = await town.member.slash(town.jobs, "alert new")
    await restart()

    late = await town.member.submit_modal(form, {"keywords": "baker *or* cook", "place": "Berlin"})

    assert late.ephemeral
    assert late.response.content.splitlines() == [GIVEN_BACK, r"baker \*or\* cook", "Berlin"]


async def test_what_is_too_long_for_a_message_comes_back_as_a_file(town, restart):
    form = await town.member.slash(town.jobs, "alert new")
    await restart()
    keywords = "*" * 2_000

    late = await town.member.submit_modal(form, {"keywords": keywords, "place": "Berlin"})

    assert late.response.content == GIVEN_BACK
    [whole] = late.response.message.attachments
    assert (await whole.read()).decode() == f"{keywords}\nBerlin"
