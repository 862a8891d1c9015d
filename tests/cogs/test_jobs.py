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


async def test_a_search_shows_first_what_names_it_in_the_title_and_then_the_newest(town, board):
    board.post("Pilot", description="We fly with a baker.", datePosted="2026-10-30T00:00:00Z")
    board.post("Baker, old", datePosted="2026-10-01T00:00:00Z")
    board.post("Baker, new", datePosted="2026-10-20T00:00:00Z")
    await town.watch(board.url)

    result = await town.member.slash(town.jobs, "jobs search", keywords="baker")

    told = (
        result.response.embeds[0].description if result.response.embeds else result.response.content
    )
    assert told.index("Baker, new") < told.index("Baker, old") < told.index("Pilot")
