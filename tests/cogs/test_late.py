"""Buttons and forms that nobody waits for any more: after a restart, and after their time."""

import pytest

from bot.client import create_bot
from cogs import EXTENSIONS

OLD = "Pressed already, or too old. Run the command again."


@pytest.fixture
async def restart(town, config):
    """A process that knows nothing of what was shown before."""
    fresh = create_bot(config, EXTENSIONS, ticking=False, shard_count=1)

    async def restarted():
        await town.bot.release()
        await town.env.restart_bot(fresh)

    yield restarted
    await fresh.release()


async def test_a_preview_from_before_a_restart_says_so_and_saves_nothing(town, restart):
    shown = await town.member.slash(town.jobs, "alert new", keywords="baker")
    await restart()

    late = await town.member.click(shown.response.message, label="Save")

    assert late.ephemeral
    assert late.response.content == OLD


async def test_what_was_typed_into_a_form_comes_back_after_a_restart(town, restart):
    form = await town.member.slash(town.jobs, "alert new")
    await restart()

    late = await town.member.submit_modal(form, {"keywords": "baker *or* cook", "place": "Berlin"})

    assert late.ephemeral
    first, *typed = late.response.content.splitlines()
    assert first == "This form is too old. Run the command again; you typed:"
    assert typed == [r"baker \*or\* cook", "Berlin"]
