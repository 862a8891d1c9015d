"""Who may do what: each command of managers answers everybody with one clear sentence."""

import discord
import pytest
import simcord.interactions
from simcord import assert_error

from bot.errors import UserError

MANAGE = "You need the Manage Server permission for that."
SERVER = "This works in a server only."
UNKNOWN = "There is no such alert. Choose one from the list that opens as you type."
NOTHING = "Nothing was posted there in the last hour."
NO_PLACE = "I cannot post in {shut}. Allow me there: Send Messages, Embed Links."
# A command, its options, and what is answered to a manager, a member, and somebody in a DM;
# None where it does what it says.
COMMANDS = [
    ("settings me", {}, None, None, None),
    ("settings server", {}, None, MANAGE, SERVER),
    ("settings server", {"admin_channel": "shut"}, NO_PLACE, MANAGE, None),
    ("settings history", {}, "Nothing was changed here in the last 90 days.", MANAGE, SERVER),
    ("jobs hidden", {}, "Nothing is hidden here.", "You have hidden nothing.", "You have hidden"),
    ("jobs hide", {"link": "x.example/1"}, *3 * ("I know no job at `x.example/1`.",)),
    ("alert takeback", {}, "Say what to take back", NOTHING, NOTHING),
    ("alert takeback", {"channel": "shut"}, NOTHING, MANAGE, None),
    ("alert takeback", {"alert": "9"}, UNKNOWN, UNKNOWN, UNKNOWN),
]


@pytest.fixture
def shut(town):
    """A channel in which the bot may not write."""
    silent = discord.PermissionOverwrite(send_messages=False)
    return town.guild.create_text_channel("shut", overwrites={town.guild.me: silent})


@pytest.fixture
def installed(monkeypatch):
    """As when only the person has the bot installed, and not the server where they are."""

    ordinary = simcord.interactions.base_payload

    def theirs(backend, *, user_id, **fields):
        record, payload = ordinary(backend, user_id=user_id, **fields)
        return record, payload | {"authorizing_integration_owners": {"1": str(user_id)}}

    monkeypatch.setattr(simcord.interactions, "base_payload", theirs)


async def _answered(town, result, words):
    assert result.ephemeral
    if words is None:
        assert result.response.embeds or result.response.content
        return
    assert result.response.content.startswith(words)
    assert "\n" not in result.response.content
    assert_error(town.env, UserError)


async def test_each_command_answers_a_manager_a_member_and_somebody_in_a_dm(town, shut):
    for name, options, manager, member, alone in COMMANDS:
        given = {key: shut if value == "shut" else value for key, value in options.items()}
        for who, words in ((town.manager, manager), (town.member, member)):
            result = await who.slash(town.jobs, name, **given)
            await _answered(town, result, words and words.format(shut=shut.mention))
        if shut not in given.values():  # a DM has no channels to choose from
            await _answered(town, await town.user.slash(name, **given), alone)


async def test_where_only_a_person_has_me_a_manager_is_like_anybody(town, shut, installed):
    for name, options, _, _, alone in COMMANDS:
        if "shut" not in options.values():
            result = await town.manager.slash(town.jobs, name, **options)
            await _answered(town, result, alone)
