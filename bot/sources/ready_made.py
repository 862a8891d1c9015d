"""Sources that need no link: what the operator lets everybody hear."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadyMade:
    name: str  # kind:board, as stored
    title: str


# By what TIPOFF_CATALOGUE calls them.
CATALOGUE: Mapping[str, ReadyMade] = {
    "arbeitnow": ReadyMade("arbeitnow:all", "Arbeitnow"),
    "hackernews": ReadyMade("hackernews:whoishiring", "Hacker News: Who is hiring?"),
    "himalayas": ReadyMade("himalayas:all", "Himalayas"),
    "jobicy": ReadyMade("jobicy:all", "Jobicy"),
    "remoteok": ReadyMade("remoteok:all", "Remote OK"),
    "remotive": ReadyMade("remotive:all", "Remotive"),
    "themuse": ReadyMade("themuse:all", "The Muse"),
    "weworkremotely": ReadyMade("weworkremotely:remote-jobs", "We Work Remotely"),
    "workingnomads": ReadyMade("workingnomads:all", "Working Nomads"),
}
