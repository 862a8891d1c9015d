"""Cards and lists of jobs, their buttons, and what becomes of both."""

from simcord.actors import ChannelHandle

from bot.jobs.alert import Destination, DestinationKind, Tenant, TenantKind
from bot.jobs.manner import Hours, Manner, Often, Ping, Quiet
from storage import alerts, sources, tenants
from tests.factories import alert

PLAIN = {
    "id": "backend",
    "title": "Backend Engineer (m/f/d)",
    "company": "Harbour Row",
    "remote": None,
}
BODY = (
    "<p>We build the service that pays ferries' crews: <b>Python</b>, Go and PostgreSQL.</p>"
    "<ul><li>Own a service from its design to its nights</li><li>German B2, English C1</li></ul>"
    "<p>Salary: 68,000 - 82,000 EUR a year.</p>"
)


async def played(stage):
    card, own = await cards(stage)
    await explained(stage, card, own)
    await refused(stage, card, own)
    await kept(stage, card)
    await lists(stage)
    await forum(stage)
    await changes(stage, card)
    await looked(stage)


async def _user(stage, name):
    """Another member, who hears what the server does."""
    user = stage.env.create_user(name)
    member = stage.guild.add_member(user)
    tenant = Tenant(kind=TenantKind.USER, id=user.id)
    [row] = await stage.bot.storage.read(sources.followed, _server(stage))
    await stage.bot.storage.run(sources.follow, tenant, row.id, now=stage.bot.now())
    return user, member


def _server(stage):
    return Tenant(kind=TenantKind.GUILD, id=stage.guild.id)


def _place(city, country):
    return [city, country]


def _cards_of(channel):
    return sorted(
        (each for each in channel.history() if "Not for me" in str(each.components)),
        key=lambda each: each.id,
    )


async def cards(stage):
    """In a channel and in a DM, of the same job; a role hears of the day's first."""
    role = stage.guild.create_role("job seekers", mentionable=True)
    ping = Manner(often=Often.AT_ONCE, cap=20, ping=Ping.FIRST, role_id=role.id)
    await stage.alert("engineer OR developer", to=stage.jobs, manner=ping)
    stage.ann, stage.ann_member = await _user(stage, "annika")
    await stage.alert('backend python pay>="60k EUR"', of=stage.ann_member)
    await stage.alert('engineer pay>="84k EUR" place:Berlin', of=stage.ann_member)
    stage.publish(**PLAIN, body=BODY, place=_place("Berlin", "DE"), days=0)
    await stage.round()
    card, own = _cards_of(stage.jobs)[-1], _cards_of(stage.ann.dm_channel)[-1]
    await stage.shoot("card", card, stage.ann_member)
    await stage.shoot("card-dm", own, stage.ann, channel=stage.ann.dm_channel)
    return card, own


async def refused(stage, card, own):
    ann, dm = stage.ann, stage.ann.dm_channel
    shown = await stage.ann_member.click(card, label="Not for me")
    await stage.shoot("not-for-me-channel", shown, stage.ann_member)
    followed = await stage.ann_member.click(shown.response.message, label="Follow")
    await stage.shoot("follow", followed, stage.ann_member)
    admin = stage.guild.create_text_channel("mods")
    await stage.manager.slash(stage.jobs, "settings server", admin_channel=admin)
    asked = await stage.ann_member.click(shown.response.message, label="Report")
    await stage.shoot("report", asked, stage.ann_member)
    thanks = await stage.ann_member.select(asked.response.message, ["scam"])
    await stage.shoot("reported", thanks, stage.ann_member)
    await stage.bot.deliver_due(stage.bot.now())
    await stage.shoot("report-notice", admin.last_message, stage.manager, channel=admin)
    shown = await ann.click(own, label="Not for me")
    await stage.shoot("not-for-me", shown, ann, channel=dm)
    effect = await ann.select(shown.response.message, ["0"])
    await stage.shoot("not-for-me-effect", effect, ann, channel=dm)
    done = await ann.click(effect.response.message, label="Change it")
    await stage.shoot("not-for-me-changed", done, ann, channel=dm)
    await ann.click(done.response.message, label="Undo")


async def explained(stage, card, own):
    ann, member, dm = stage.ann, stage.ann_member, stage.ann.dm_channel
    shown = await ann.click(own, label="Why?")
    await stage.shoot("why", shown, ann, channel=dm)
    lower = await ann.click(shown.response.message, label="Show such jobs")
    await stage.shoot("near-miss", lower, ann, channel=dm)
    shown = await member.click(card, label="Why?")
    await stage.shoot("why-channel", shown, member)
    link = stage.board.jobs[-1]["url"]
    await stage.shoot("alert-why", await member.slash(stage.jobs, "alert why", link=link), member)
    checked = await member.context_menu(stage.jobs, "Check this job", card)
    await stage.shoot("check", checked, member)


async def kept(stage, card):
    member = stage.ann_member
    shown = await member.click(card, label="Save")
    await stage.shoot("saved", shown, member)
    panel = shown.response.message
    when = await member.click(panel, label="Remind me")
    await stage.shoot("remind", when, member)
    await member.click(panel, label="In 3 days")
    note = await member.click(panel, label="Note")
    await stage.shoot("form-note", note, member)
    await member.submit_modal(note, {"note": "Ben knows the team lead"})
    await stage.shoot("applied", await member.click(panel, label="Applied"), member)
    await stage.shoot("similar", await member.click(panel, label="Similar jobs"), member)
    for number in range(3):
        stage.publish(
            **PLAIN | {"id": f"alike-{number}", "company": f"Bay {number + 1}"},
            body=BODY.replace("82", f"8{number}"), place=_place("Hamburg", "DE"), days=0,
        )  # fmt: skip
    await stage.round()
    for each in _cards_of(stage.jobs)[-3:]:
        more = await member.click(each, label="Save")
    if more.followups:
        await stage.shoot("saved-alike", more.followups[0].message, member)
    shown = await member.slash(stage.jobs, "jobs saved")
    await stage.shoot("jobs-saved", shown, member)
    export = await member.click(shown.response.message, label="Export")
    await stage.shoot("jobs-saved-export", export, member)


async def lists(stage):
    """A digest of the day, one of a company, and what came while it was quiet."""
    bot, now = stage.bot, stage.bot.now()
    for name, manner, hours in (
        ("dora", Manner(often=Often.DAILY), Hours(zone="Europe/Berlin")),
        ("quinn", Manner(), Hours(zone="Europe/Berlin", quiet=Quiet(22 * 60, 8 * 60))),
        ("carla", Manner(), Hours()),
        ("sam", Manner(cap=1), Hours()),
        ("silas", Manner(silence=True), Hours(zone="Europe/Berlin")),
    ):
        user, _ = await _user(stage, name)
        setattr(stage, name, user)
        tenant = Tenant(kind=TenantKind.USER, id=user.id)
        await bot.storage.run(tenants.put_hours, tenant, hours)
        text = "astronaut" if name == "silas" else "engineer OR developer OR analyst"
        made = alert(
            text, tenant=tenant, owner_id=user.id, manner=manner,
            destination=Destination(kind=DestinationKind.DM, id=user.id),
        )  # fmt: skip
        await bot.storage.run(alerts.add, made, now=now)
    await stage.wait(hours=(23 - now.hour) % 24)
    for number, company in enumerate(["Acme", "Acme", "Acme", "Dunmore Labs", "Bluewren"]):
        role = ["Platform Engineer", "Data Engineer", "Go Developer", "Data Analyst", "Engineer"]
        stage.publish(
            id=f"night-{number}", title=role[number], company=company, days=0,
            place=_place(["Berlin", "Lisbon"][number % 2], ["DE", "PT"][number % 2]),
            body=f"<p>{role[number]} wanted. Pay: {60 + number}k - {75 + number}k EUR.</p>",
        )  # fmt: skip
    await stage.round()
    await stage.wait(hours=10)
    await stage.round()
    for _ in range(8):
        await stage.wait(days=1)
        await bot.deliver_due(bot.now())
    for name, user in (
        ("digest", stage.dora), ("quiet", stage.quinn), ("company", stage.carla),
        ("cap", stage.sam), ("silence", stage.silas),
    ):  # fmt: skip
        for number, each in enumerate(sorted(user.dm_channel.history(), key=lambda m: m.id)):
            if number < 4:
                end = f"-{number}" if number else ""
                await stage.shoot(f"{name}{end}", each, user, channel=user.dm_channel)
    everything = min(stage.dora.dm_channel.history(), key=lambda each: each.id)
    shown = await stage.dora.click(everything, label="Go through the list")
    await stage.shoot("digest-all", shown, stage.dora, channel=stage.dora.dm_channel)


async def forum(stage):
    forum = await stage.forum("Remote", "Internship", "Closed", called="openings")
    shown = await stage.manager.slash(stage.jobs, "alert new", keywords="mapmaker", where=forum)
    await stage.shoot("alert-new-forum", shown, stage.manager)
    await stage.manager.click(shown.response.message, label="Post")
    stage.publish(id="map", title="Mapmaker", company="Bluewren", days=0, place=None, remote="DE",
                  body="<p>You draw coasts. Pay: 60k - 70k EUR a year.</p>")  # fmt: skip
    await stage.round()
    thread = stage.bot.get_guild(stage.guild.id).threads[-1]
    room = ChannelHandle(stage.env, stage.guild, stage.env.backend.get_channel(thread.id))
    post = [each async for each in thread.history()][-1]
    await stage.shoot("forum-post", post, stage.manager, channel=room)


async def changes(stage, card):
    """The pay of a job changes; it closes; whoever saved it hears of both."""
    job = next(each for each in stage.board.jobs if each["id"] == "backend")
    job["body"] = job["body"].replace("82,000", "88,000")
    await stage.wait(hours=2)
    await stage.round()
    await stage.bot.edit_due(stage.bot.now())
    await stage.shoot("card-pay-changed", _fresh(stage, card), stage.member)
    stage.board.jobs.remove(job)
    for _ in range(3):
        await stage.wait(hours=2)
        await stage.round()
        await stage.bot.edit_due(stage.bot.now())
    await stage.shoot("card-closed", _fresh(stage, card), stage.member)
    dm = stage.ann.dm_channel
    told = [each for each in dm.history() if "Show the job" in str(each.components)]
    for number, each in enumerate(sorted(told, key=lambda one: one.id)):
        await stage.shoot(f"news-{number}", each, stage.ann, channel=dm)
    if told:
        shown = await stage.ann.click(told[0], label="Show the job")
        await stage.shoot("news-job", shown, stage.ann, channel=dm)


def _fresh(stage, card):
    return next(each for each in stage.jobs.history() if each.id == card.id)


async def looked(stage):
    member = stage.ann_member
    shown = await member.slash(stage.jobs, "jobs search", keywords="python -remote:no")
    await stage.shoot("jobs-search", shown, member)
    shown = await member.slash(stage.jobs, "jobs pay", query="engineer OR developer")
    await stage.shoot("pay", shown, member)
    for name in ("help", "sources", "privacy show", "settings me"):
        shown = await member.slash(stage.jobs, name)
        await stage.shoot(name.replace(" ", "-"), shown, member)
