"""Every group of slash commands. A new one is one module here and one line in EXTENSIONS."""

EXTENSIONS = (
    "cogs.alerts",
    "cogs.buttons",
    "cogs.held",
    "cogs.jobs",
    "cogs.privacy",
    "cogs.sources",
)
