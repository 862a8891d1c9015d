"""/help: one screen that knows who asks and what they did already."""

import pytest


async def asked(actor, where):
    result = await actor.slash(where, "help")
    assert result.ephemeral
    [embed] = result.response.embeds
    return f"{embed.description}\n{embed.footer.text}"


async def test_the_next_step_is_the_first_that_was_not_taken(town, board):
    board.post("Baker")
    assert "Next:** `/setup`" in await asked(town.manager, town.jobs)
    assert "Next:** `/source pack`" in await asked(town.member, town.jobs)
    await town.watch(board.url)
    assert "Next:** `/alert new`" in await asked(town.manager, town.jobs)
    shown = await town.member.slash(town.jobs, "alert new", keywords="baker")
    await town.member.click(shown.response.message, label="Save")

    assert "Next:** `/alert report`" in await asked(town.member, town.jobs)
    assert "Next:** `/alert new`" in await asked(town.manager, town.jobs)


@pytest.mark.parametrize("who", ["manager", "member"])
async def test_it_names_five_commands_that_there_are(town, who):
    actor = getattr(town, who)
    text = await asked(actor, town.jobs)

    things = [line for line in text.splitlines() if line.startswith("- ")]
    named = [line.split("`")[1].removesuffix(" where:").removeprefix("/") for line in things]
    known = {command.qualified_name for command in town.bot.tree.walk_commands()}
    assert len(named) == 5
    assert known.issuperset(named)
    assert len(text) < 700
    assert "Report" in text


async def test_in_a_dm_the_operator_is_who_hears_of_trouble(town):
    result = await town.user.slash("help")

    assert "whoever runs this bot" in result.response.embeds[0].footer.text
