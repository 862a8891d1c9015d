"""What people can type and press. A new group is one module here and one line in EXTENSIONS."""

EXTENSIONS = (
    "cogs.alerts",
    "cogs.buttons",
    "cogs.checking",
    "cogs.held",
    "cogs.help",
    "cogs.hiding",
    "cogs.jobs",
    "cogs.late",
    "cogs.privacy",
    "cogs.settings",
    "cogs.setup",
    "cogs.sources",
)
