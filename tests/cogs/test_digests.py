"""Tests of the jobs of a digest, opened one by one by whoever reads it."""

from bot.jobs.alert import Tenant, TenantKind
from storage import alerts, marks, privacy, sources

LIST = "Go through the list"


async def _bakers(town, board, **whose):
    """An alert that has a digest of three jobs sent."""
    board.post("Clown")
    await town.watch(board.url)
    made = await town.alert("baker", **whose)
    server = Tenant(kind=TenantKind.GUILD, id=town.guild.id)
    await town.bot.storage.run(sources.follow_like, made.tenant, server, now=town.bot.now())
    for number in range(3):
        board.post(f"Baker {number}", identifier=f"new-{number}", description="<p>You bake.</p>")
    await town.round()
    return made


async def _opened(actor, message, at=0):
    """A job of it, by its place in the list."""
    listed = await actor.click(message, label=LIST)
    [choice] = listed.response.message.components[0].children
    return await actor.select(listed.response.message, [choice.options[at].value])


def _lines(shown):
    return shown.response.embeds[0].description.splitlines()


async def test_a_job_of_a_digest_is_saved_like_that_of_a_card(town, board):
    await _bakers(town, board, to=town.jobs)
    job = await _opened(town.member, town.jobs.last_message, at=1)

    assert job.ephemeral
    saved = await town.member.click(job.response.message, label="Save")

    assert saved.ephemeral
    [mark] = await town.bot.storage.read(marks.of, town.member.id)
    assert mark.seen.posting.title == job.response.embeds[0].title
    assert not await town.bot.storage.read(marks.of, town.manager.id)


async def test_what_is_hidden_of_a_digest_is_not_in_its_list_again(town, board):
    await _bakers(town, board, to=town.jobs)
    for left in (2, 1):
        job = await _opened(town.member, town.jobs.last_message)
        await town.member.click(job.response.message, label="Not for me")
        listed = await town.member.click(town.jobs.last_message, label=LIST)
        assert len(_lines(listed)) == left
    job = await _opened(town.member, town.jobs.last_message)
    await town.member.click(job.response.message, label="Not for me")

    nothing = await town.member.click(town.jobs.last_message, label=LIST)
    others = await town.manager.click(town.jobs.last_message, label=LIST)

    assert nothing.response.content == "All of these jobs are hidden by now. See `/jobs hidden`."
    assert len(_lines(others)) == 3


async def test_in_a_dm_a_job_of_a_digest_changes_ones_own_alert_and_explains_it(town, board):
    made = await _bakers(town, board, of=town.user)
    message = town.user.dm_channel.last_message

    job = await _opened(town.user, message)
    why = await town.user.click(job.response.message, label="Why?")
    refused = await town.user.click(job.response.message, label="Not for me")
    [choice] = refused.response.message.components[0].children
    [company] = [each.value for each in choice.options if "Acme" in each.label]
    proposed = await town.user.select(refused.response.message, [company])
    await town.user.click(proposed.response.message, label="Change it")

    assert "mentions “baker” in the title" in why.response.content
    changed = await town.bot.storage.read(alerts.one, made.tenant, made.id)
    assert "Acme" in changed.query.spoken()


async def test_a_list_opens_nothing_after_all_of_it_is_erased(town, board):
    made = await _bakers(town, board, of=town.user)
    job = await _opened(town.user, town.user.dm_channel.last_message)
    await town.bot.storage.run(privacy.erase, made.tenant, now=town.bot.now())

    for label in ("Save", "Not for me", "Why?"):
        gone = await town.user.click(job.response.message, label=label)
        assert gone.response.content == "I no longer know this card."
