"""The jobs of a digest, page by page: each opens, to be made of it what a card's reader can."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot import cards, digests, sending
from bot.errors import UserError
from bot.texts import say
from cogs import asking, checking, saved
from cogs.asking import Interaction
from cogs.paging import Pages
from storage import Transaction, messages, wanting
from storage.messages import Digest, Owed
from storage.postings import Seen

_PER_PAGE = 10


async def open_(interaction: Interaction, key: str, digest: Digest) -> None:
    """All of them but those hidden from whoever asks; which have closed since is told."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    whose = list(map(str, asking.audience(interaction)))
    shown = await interaction.client.storage.scan(_shown, whose, digest.seen)
    if not shown:
        raise UserError("digest.hidden")
    pages = Jobs(key, replace(digest, seen=shown))
    await pages.send(interaction)


def _shown(tx: Transaction, whose: Sequence[str], jobs: Sequence[Seen]) -> tuple[Seen, ...]:
    """By the time it is opened, and not only when it was sent."""
    return tuple(
        seen for seen in jobs if not any(wanting.shut_out(tx, each, seen) for each in whose)
    )


class Jobs(Pages):
    """A choice of one leads to what can be made of it."""

    def __init__(self, key: str, digest: Digest) -> None:
        self._key = key
        self._jobs = digest.seen
        found = [seen.posting for seen in digest.seen]
        told = zip(digests.listed(found, digest.why), digest.seen, strict=True)
        lines = [_line(*each) for each in told]
        super().__init__(digests.heading(found, digest.why), lines, per_page=_PER_PAGE)

    @discord.ui.select(placeholder="saved.choose", row=0)
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Jobs"]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        key = f"{self._key}.{chosen.values[0]}"
        card = sending.job(key, await one(interaction, key))
        embed = card.embed or discord.utils.MISSING
        await interaction.followup.send(embed=embed, view=card.view(), ephemeral=True)

    def _turn(self, by: int) -> None:
        super()._turn(by)
        self.choose.options.clear()
        for seen in (self._jobs[each] for each in self._page):
            self.choose.append_option(saved.option(seen.posting, seen.id))


def _line(line: str, seen: Seen) -> str:
    if seen.closed_at is None:
        return line
    closed = say("jobs.closed", when=cards.when(seen.closed_at))
    return f"{line} · {closed}"


async def one(interaction: Interaction, key: str) -> Owed:
    """A job of a digest by the keys of both. UserError unless that stands where somebody clicks."""
    of_digest, _, posting = key.partition(".")
    owed = await interaction.client.storage.read(messages.listed, of_digest, int(posting))
    if owed is None or not checking.stands_here(interaction, owed):
        raise UserError("card.unknown")
    return owed
