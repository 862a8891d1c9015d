"""/jobs search: the open jobs of what one follows."""

from simcord import assert_error

from bot.errors import UserError


async def test_a_search_pages_through_what_matches(town, board):
    for number in range(7):
        board.post(f"Baker {number}", jobLocationType="TELECOMMUTE")
    board.post("Pilot")
    await town.watch(board.url)

    result = await town.member.slash(town.jobs, "jobs search", keywords="baker", remote="yes")
    assert result.ephemeral
    assert result.response.embeds[0].title == "Open jobs: 7"
    assert result.response.embeds[0].description.count("Baker") == 5
    more = await town.member.click(result.response.message, label="More")

    assert more.response.message.embeds[0].description.count("Baker") == 2


async def test_a_search_without_a_result_says_what_was_understood(town, board):
    board.post("Pilot")
    await town.watch(board.url)

    result = await town.member.slash(town.jobs, "jobs search", keywords="baker or cook")

    assert "**baker** or **cook**" in result.response.content
    assert_error(town.env, UserError)
