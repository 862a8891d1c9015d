"""Sources that need no link: offered to whoever follows nothing yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadyMade:
    name: str  # kind:board, as stored
    title: str
    about: str


READY_MADE = (
    ReadyMade(
        "weworkremotely:remote-jobs",
        "We Work Remotely",
        "Remote jobs of many companies",
    ),
    ReadyMade("greenhouse:gitlab", "GitLab", "Remote everywhere"),
    ReadyMade("ashby:linear", "Linear", "Product and engineering"),
)
