"""The screens, each made as somebody would: by commands and clicks."""


async def preview(stage):
    shown = await stage.member.slash(
        stage.jobs, "alert new", keywords="python OR go", min_pay="60k EUR"
    )
    await stage.shoot("alert-new", shown, stage.member)


SCENES = {
    "preview": preview,
}
