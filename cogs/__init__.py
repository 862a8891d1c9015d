"""Every group of slash commands. A new one is one module here and one line in EXTENSIONS."""

EXTENSIONS = (
    "cogs.alerts",
    "cogs.buttons",
    "cogs.checking",
    "cogs.held",
    "cogs.help",
    "cogs.hiding",
    "cogs.jobs",
    "cogs.privacy",
    "cogs.settings",
    "cogs.setup",
    "cogs.sources",
)
