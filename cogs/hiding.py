"""/jobs hide: what a server or a person never wants to see, and what members report."""

from collections.abc import Callable
from functools import partial

import discord
from discord import app_commands

from bot.client import JobBot
from bot.errors import UserError
from bot.following import absolute, shown
from bot.jobs.alert import Tenant, TenantKind
from bot.jobs.duplicates import address, company_key
from bot.jobs.text import escaped, line
from bot.texts import say
from cogs import asking
from cogs.asking import Interaction
from cogs.standing import Standing
from storage import audit, blocks, messages, postings, unblocking
from storage.blocks import Block
from storage.messages import Notice
from storage.postings import Seen

_PER_PAGE = 15


async def complete_company(
    interaction: Interaction, current: str
) -> list[app_commands.Choice[str]]:
    found = await interaction.client.storage.read(blocks.companies, _whose(interaction), current)
    named = dict.fromkeys(line(each)[:100] for each in found)
    return [app_commands.Choice(name=name, value=name) for name in named if name]


async def hide(interaction: Interaction, link: str | None, company: str | None) -> None:
    """For the server that somebody manages, else for themselves."""
    tenant = _whose(interaction)
    if (link is None) is (company is None):
        raise UserError("hide.which")
    await interaction.response.defer(ephemeral=True, thinking=True)
    if link is not None:
        block = await hide_job(interaction, tenant, await _job(interaction, link))
        told = ""
    else:
        block = await _hide_company(interaction, tenant, company or "")
        told = await _open_jobs(interaction, tenant, block)
    text = say(f"hide.done_{_side(tenant)}", title=escaped(block.title, 200))
    said, undo = "\n".join(filter(None, [text, told])), _undo(interaction, tenant, block)
    await interaction.followup.send(said, view=undo, ephemeral=True)


async def show(interaction: Interaction) -> None:
    """What is hidden, and the way back."""
    tenant = _whose(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await interaction.client.storage.read(blocks.of, tenant)
    if not found:
        raise UserError(f"hide.none_{_side(tenant)}")
    view = Hidden(interaction, tenant, found)
    await interaction.followup.send(embed=view.embed(), view=view, ephemeral=True)


async def hide_job(interaction: Interaction, tenant: Tenant, seen: Seen) -> Block:
    """UserError when it is hidden already."""
    return await _add(interaction, tenant, seen.posting.title, partial(blocks.add_job, seen=seen))


async def _hide_company(interaction: Interaction, tenant: Tenant, name: str) -> Block:
    name = " ".join(name.split())
    if not company_key(name):
        raise UserError("hide.no_company", text=name[:100])
    return await _add(interaction, tenant, name, partial(blocks.shut_company, name=name))


async def _add(
    interaction: Interaction, tenant: Tenant, title: str, add: Callable[..., Block | None]
) -> Block:
    by = asking.by(interaction, tenant)
    action = audit.noted(add, by, "audit.blocked", title=title)
    block = await interaction.client.storage.run(
        action, tenant=tenant, person=by.person, now=by.now
    )
    if block is None:
        raise UserError("hide.already", title=escaped(title, 200))
    return block


async def _job(interaction: Interaction, link: str) -> Seen:
    """The job that a link leads to, of those that somebody could have seen."""
    storage, where = interaction.client.storage, address(absolute(link))
    for tenant in asking.audience(interaction):
        found = await storage.read(blocks.at, tenant, where)
        if found is not None:
            return await storage.read(postings.one, found)
    raise UserError("hide.unknown", link=shown(link))


async def _open_jobs(interaction: Interaction, tenant: Tenant, block: Block) -> str:
    storage = interaction.client.storage
    return say("hide.open", count=await storage.read(blocks.open_of, tenant, block.title))


def _whose(interaction: Interaction) -> Tenant:
    if asking.may_manage(interaction):
        return asking.server(interaction)
    return asking.person(interaction)


def _side(tenant: Tenant) -> str:
    return "server" if tenant.kind is TenantKind.GUILD else "me"


async def _unhide(tenant: Tenant, block: Block, interaction: Interaction) -> str:
    by = asking.by(interaction, tenant)
    await interaction.client.storage.run(unblocking.unblock, by, block)
    return say("hide.undone", title=escaped(block.title, 200))


def _undo(interaction: Interaction, tenant: Tenant, block: Block) -> asking.Undo:
    return asking.Undo(interaction, [tenant], partial(_unhide, tenant, block))


class Hidden(asking.View):
    """What is hidden, a page at a time; what is chosen is shown again."""

    def __init__(self, asked: Interaction, tenant: Tenant, found: list[Block]) -> None:
        super().__init__(asked)
        self._tenant = tenant
        self._found = found
        self._at = 0
        self._fill()

    @discord.ui.select(placeholder="hide.show_again", row=0)
    async def choose(self, interaction: Interaction, chosen: discord.ui.Select["Hidden"]) -> None:
        asking.require_own(interaction, self._tenant)
        await interaction.response.defer()
        block = next((each for each in self._found if str(each.id) == chosen.values[0]), None)
        if block is None:  # chosen twice, the second time before the list was drawn anew
            return
        text = await _unhide(self._tenant, block, interaction)
        self._found.remove(block)
        if not self._found:
            await interaction.edit_original_response(content=text, embed=None, view=None)
            return
        self._fill()
        await interaction.edit_original_response(content=text, embed=self.embed(), view=self)

    @discord.ui.button(label="button.back", row=1)
    async def back(self, interaction: Interaction, _: discord.ui.Button["Hidden"]) -> None:
        await self._turn(interaction, -1)

    @discord.ui.button(label="button.more", row=1)
    async def more(self, interaction: Interaction, _: discord.ui.Button["Hidden"]) -> None:
        await self._turn(interaction, 1)

    def embed(self) -> discord.Embed:
        lines = [_listed(each) for each in self._page()]
        title = say(f"hide.title_{_side(self._tenant)}")
        return discord.Embed(title=title, description="\n".join(lines))

    async def _turn(self, interaction: Interaction, by: int) -> None:
        self._at += by
        self._fill()
        await interaction.response.edit_message(content="", embed=self.embed(), view=self)

    def _page(self) -> list[Block]:
        return self._found[self._at * _PER_PAGE : (self._at + 1) * _PER_PAGE]

    def _fill(self) -> None:
        pages = -(-len(self._found) // _PER_PAGE)
        self._at = max(0, min(self._at, pages - 1))
        self.choose.options[:] = [
            discord.SelectOption(label=line(each.title)[:100] or "-", value=str(each.id))
            for each in self._page()
        ]
        self.back.disabled, self.more.disabled = self._at == 0, self._at == pages - 1
        if pages == 1:
            self.remove_item(self.back)
            self.remove_item(self.more)


def _listed(block: Block) -> str:
    key = "hide.job" if block.job_id is not None else "hide.company"
    when = discord.utils.format_dt(block.created_at, "R")
    return say(key, title=escaped(block.title, 150), when=when)


class ReportButton(Standing, template=r"(?P<what>hide|dismiss):(?P<key>[\w-]{16})"):
    """Under a report in the managers' channel: its job is hidden, or it was nothing."""

    async def _answer(self, interaction: Interaction) -> None:
        storage = interaction.client.storage
        said = await storage.read(messages.content, self.key, standing=True)
        reported = isinstance(said, Notice) and said.key.startswith("reported.")
        if not isinstance(said, Notice) or not reported or not _stands_here(interaction, said):
            raise UserError("card.unknown")
        asking.require_manager(interaction)
        await interaction.response.defer()
        seen = await storage.read(postings.one, int(said.values["posting"]))
        await (_hidden if self.what == "hide" else _dismissed)(interaction, seen)


def _stands_here(interaction: Interaction, said: Notice) -> bool:
    """The key alone opens nothing."""
    return interaction.guild_id is not None and said.destination.id == interaction.channel_id


async def _hidden(interaction: Interaction, seen: Seen) -> None:
    tenant = asking.server(interaction)
    block = await hide_job(interaction, tenant, seen)
    await _close(interaction, "report.hidden")
    text = say("hide.done_server", title=escaped(block.title, 200))
    view = _undo(interaction, tenant, block)
    await interaction.followup.send(text, view=view, ephemeral=True)


async def _dismissed(interaction: Interaction, seen: Seen) -> None:
    by = asking.by(interaction, asking.server(interaction))
    title = seen.posting.title
    await interaction.client.storage.run(audit.note, by, "audit.report_dismissed", title=title)
    await _close(interaction, "report.dismissed")


async def _close(interaction: Interaction, key: str) -> None:
    """The report says what became of it, and asks no more."""
    said = interaction.message.content if interaction.message else ""
    done = say(key, name=escaped(interaction.user.display_name, 40))
    await interaction.edit_original_response(content=f"{said}\n{done}"[:2000], view=None)


async def setup(bot: JobBot) -> None:
    bot.add_dynamic_items(ReportButton)
