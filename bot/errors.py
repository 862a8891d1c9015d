"""
Everything we raise on purpose, sorted by who has to react.

    JobAlertsError
    ├── UserError             the person: read the sentence, try again
    ├── SourceError           nobody yet: the poll records it and moves on
    │   ├── SourceUnavailable     try again later
    │   │   └── SourceThrottled       later than we did
    │   ├── SourceRefused         ask ever more rarely, tell whoever added it
    │   │   ├── SourceForbidden       it answered that we may not
    │   │   └── SourceGone            there is nothing there any more
    │   └── SourceChanged         fix our parser
    ├── DestinationGone       the alert's owner: pick another channel
    ├── StorageError          the operator: disk or database trouble
    └── SettingsError         the operator: fix the environment, start again
"""

from datetime import timedelta


class JobAlertsError(Exception):
    """Base of every error raised on purpose."""


class UserError(JobAlertsError):
    """A sentence of the catalogue, shown to the person who made the mistake and nobody else."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class SourceError(JobAlertsError):
    """One source misbehaved; the others are unaffected."""


class SourceUnavailable(SourceError):
    """Down, slow or rate limiting; worth asking again."""

    def __init__(self, message: str, *, retry_after: timedelta | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SourceThrottled(SourceUnavailable):
    """It was asked too often."""


class SourceRefused(SourceError):
    """The source, or our own address guard, said no and will keep saying no."""


class SourceForbidden(SourceRefused):
    """The source itself does not let us read it."""


class SourceGone(SourceRefused):
    """There is no such board, or none any more."""


class SourceChanged(SourceError):
    """The answer no longer looks the way our parser expects."""


class OurFault(SourceChanged):
    """Not the source's but ours: a defect of this program, for the operator."""


class DestinationGone(JobAlertsError):
    """The channel was deleted, or we may no longer post in it."""


class StorageError(JobAlertsError):
    """The database failed underneath us."""


class SettingsError(JobAlertsError):
    """Every problem found in the environment, not just the first."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
