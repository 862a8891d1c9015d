"""The attack itself, small; `python -m tests.chaos` is the whole of it."""

from tests.chaos.account import Account
from tests.chaos.attack import Plan, attacked
from tests.standin.world import World


async def test_a_bot_that_is_killed_twice_loses_nothing_and_repeats_nothing(tmp_path):
    plan = Plan(kills=2, seed=1, folder=tmp_path, share=0, longest=0.4, under_way=8)

    outcome = await attacked(plan, lambda _: None)

    assert list(outcome.account.faults()) == []
    assert outcome.account.owed
    assert (outcome.kills, outcome.code, outcome.left) == (2, 0, {})


def test_an_account_tells_what_was_lost_repeated_and_told_to_the_wrong():
    world = World()
    jobs, other = (world.guild().text_channel(name) for name in ("jobs", "other"))
    account = Account(world.sent)
    for mark in ("xqaaaaaa", "xqbbbbbb", "xqcccccc"):
        account.owe(mark, [jobs.id])
    for channel, mark in [(jobs, "Xqaaaaaa"), (jobs, "xqbbbbbb"), (jobs, "xqbbbbbb")]:
        world.send(channel, world.bot, {"embeds": [{"title": f"Baker {mark}"}]})
    world.send(other, world.bot, {"content": "Baker xqaaaaaa"})

    assert account.read() == ["xqaaaaaa", "xqbbbbbb"]
    assert (account.lost, account.repeated, account.unasked) == (1, 1, 1)
    assert list(account.faults()) == [
        f"lost: xqcccccc in {jobs.id}",
        f"unasked: xqaaaaaa in {other.id}",
        f"repeated: xqbbbbbb in {jobs.id}, 2 times",
    ]
