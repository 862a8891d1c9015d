"""What a person sees who makes alerts: previews, forms, what comes of them."""

from bot.texts import LANGUAGES

WANTED = {"keywords": "python OR go OR erlang", "min_pay": "60k EUR"}


async def played(stage):
    await previewed(stage)
    await mistaken(stage)
    await saved(stage)
    await changed(stage)
    await shared(stage)
    await listed(stage)


async def previewed(stage):
    member = stage.member
    for language in LANGUAGES:
        stage.languages[member.id] = language
        shown = await member.slash(stage.jobs, "alert new", **WANTED)
        end = "" if language == "en-US" else f"-{language}"
        await stage.shoot(f"alert-new{end}", shown, member)
    stage.languages.clear()
    role = stage.guild.create_role("engineers", mentionable=True)
    public = {"where": stage.jobs, "role": role, **WANTED}
    shown = await stage.manager.slash(stage.jobs, "alert new", **public)
    await stage.shoot("alert-new-channel", shown, stage.manager)
    await stage.manager.click(shown.response.message, label="Cancel")


async def mistaken(stage):
    member = stage.member
    shown = await member.slash(stage.jobs, "alert new")
    await stage.shoot("form-what-bare", shown, member)
    wrong = await member.slash(
        stage.jobs, "alert new", keywords="python (go", place="Berlin +30km", min_pay="90k EUR"
    )
    await stage.shoot("mistake", wrong, member)
    form = await member.click(wrong.response.message, label="Correct it")
    await stage.shoot("form-what", form, member)


async def saved(stage):
    member = stage.member
    shown = await member.slash(stage.jobs, "alert new", **WANTED)
    message = shown.response.message
    await stage.shoot("form-how", await member.click(message, label="When"), member)
    kept = await member.click(message, label="Save")
    await stage.shoot("alert-saved", kept, member)
    form = await member.click(message, label="Time zone")
    await stage.shoot("form-zone", form, member)
    known = await member.submit_modal(form, {"zone": "Berlin"})
    await stage.shoot("zone-known", known, member)
    best = await member.click(message, label="Send me the best 5 now")
    await stage.shoot("best", best, member)


async def changed(stage):
    member = stage.member
    shown = await member.slash(stage.jobs, "alert edit", alert="1", min_pay="80k EUR", when="daily")
    await stage.shoot("alert-edit", shown, member)
    done = await member.click(shown.response.message, label="Save")
    await stage.shoot("alert-edited", done, member)


async def shared(stage):
    member, manager = stage.member, stage.manager
    shown = await member.slash(stage.jobs, "alert share", alert="1")
    await stage.shoot("alert-share", shown, member)
    code = shown.response.content.partition("code: ")[2].partition("`")[0]
    taken = await manager.slash(stage.jobs, "alert take", code=code)
    await stage.shoot("alert-take", taken, manager)


async def listed(stage):
    member = stage.member
    await stage.saves(member, keywords="designer -junior", place="remote", name="Design")
    await stage.saves(member, keywords="astronaut", remote="no", no_pay_shown="hide")
    snoozed = await member.slash(stage.jobs, "alert snooze", alert="2", **{"for": "1"})
    await stage.shoot("alert-snooze", snoozed, member)
    paused = await member.slash(stage.jobs, "alert pause", alert="3")
    await stage.shoot("alert-pause", paused, member)
    await stage.shoot("alert-list", await member.slash(stage.jobs, "alert list"), member)
    await stage.shoot("alert-problems", await member.slash(stage.jobs, "alert problems"), member)
    for number in ("1", "3"):
        report = await member.slash(stage.jobs, "alert report", alert=number)
        await stage.shoot(f"alert-report-{number}", report, member)
    stage.guild.create_text_channel("wins")
    done = await member.slash(stage.jobs, "alert done")
    await stage.shoot("alert-done", done, member)
    await member.click(done.response.message, label="Undo")
