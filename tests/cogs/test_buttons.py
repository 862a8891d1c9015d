"""The Why? button: it works after a restart, and only where the card stands."""

import re

import pytest
from simcord import assert_error

from bot import cards
from bot.client import create_bot
from bot.errors import UserError
from cogs import EXTENSIONS
from tests.factories import posting


@pytest.fixture
async def card(town, board):
    """A card that was delivered to #jobs."""
    board.post("Clown")
    await town.manager.slash(town.jobs, "source add", link=board.url)
    asked = await town.manager.slash(
        town.jobs, "alert new", keywords="baker", min_pay="61k EUR", where=town.jobs
    )
    await town.manager.click(asked.response.message, label="Post there")
    board.post("Baker", description="<p>You bake. 60k - 72k EUR a year.</p>")
    await town.round()
    return town.jobs.last_message


async def test_why_names_each_clause_and_keeps_the_floor_to_itself(town, card):
    result = await town.member.click(card, label="Why?")

    assert result.ephemeral
    assert "mentions “baker” in the title" in result.response.content
    assert "61,000" not in result.response.content


async def test_a_floor_without_keywords_is_kept_private_too(town, board):
    board.post("Clown")
    await town.manager.slash(town.jobs, "source add", link=board.url)
    asked = await town.manager.slash(
        town.jobs, "alert new", remote=True, min_pay="61k EUR", where=town.jobs
    )
    await town.manager.click(asked.response.message, label="Post there")
    board.post("Baker", jobLocationType="TELECOMMUTE")
    await town.round()

    result = await town.member.click(town.jobs.last_message, label="Why?")

    assert "remote" in result.response.content
    assert "61,000" not in result.response.content
    assert "61,000" not in town.jobs.last_message.embeds[0].description


async def test_why_works_after_a_restart(town, card, config):
    await town.bot.release()
    fresh = create_bot(config, EXTENSIONS, ticking=False, shard_count=1)
    await town.env.restart_bot(fresh)

    result = await town.member.click(card, label="Why?")

    assert "mentions “baker”" in result.response.content
    await fresh.release()


async def test_a_card_opens_nothing_where_it_does_not_stand(town, card):
    elsewhere = town.guild.create_text_channel("elsewhere")
    [key] = re.findall(r"why:([\w-]+)", str(card.components))
    copy = cards.card([posting()], key=key)
    await town.bot.get_channel(elsewhere.id).send("copy", view=copy.view())

    result = await town.member.click(elsewhere.last_message, label="Why?")

    assert "no longer know" in result.response.content
    assert town.env.errors == [] or assert_error(town.env, UserError)
