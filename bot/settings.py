"""What the operator decides, read from the environment once, by `__main__`."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Self, TypeVar

import platformdirs

from bot.errors import SettingsError

Value = TypeVar("Value")
Network = IPv4Network | IPv6Network

ECB = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"

VARIABLES: Mapping[str, str] = {
    "DISCORD_TOKEN": "the bot's token",
    "DISCORD_TOKEN_FILE": "a file that holds the token, instead of DISCORD_TOKEN",
    "TIPOFF_DATABASE": "the database file; by default in the platform's data folder",
    "TIPOFF_POLL_MINUTES_MIN": "the least minutes between two polls of one source (15)",
    "TIPOFF_POLL_MINUTES_MAX": "the most minutes between two polls of one source (1440)",
    "TIPOFF_ALLOW_NETS": "private networks that sources may be on, such as 10.0.0.0/8 (none)",
    "TIPOFF_RATES_URL": "where the day's exchange rates are; empty for the bundled ones",
    "TIPOFF_KEEP_TEXT_DAYS": "how many days the texts of closed jobs are kept (90)",
    "TIPOFF_CATALOGUE": "which job boards everybody hears: all, none, or their names (all)",
    "TIPOFF_USAJOBS_KEY": "a key of developer.usajobs.gov, for its searches",
    "TIPOFF_USAJOBS_EMAIL": "the e-mail address that the key was given to",
    "TIPOFF_ADZUNA_ID": "the application's id of developer.adzuna.com, for its searches",
    "TIPOFF_ADZUNA_KEY": "the application's key",
    "TIPOFF_REED_KEY": "a key of reed.co.uk/developers, for its searches",
    "TIPOFF_DISCORD_API": "another address of Discord's HTTP interface, for tests",
    "TIPOFF_DISCORD_GATEWAY": "another address of Discord's gateway, for tests",
}


# Without them their sources cannot be added.
KEYS = (
    *("TIPOFF_USAJOBS_KEY", "TIPOFF_USAJOBS_EMAIL", "TIPOFF_ADZUNA_ID", "TIPOFF_ADZUNA_KEY"),
    "TIPOFF_REED_KEY",
)


# What everybody may hear without adding it.
CATALOGUE = (
    *("arbeitnow", "hackernews", "himalayas", "jobicy", "remoteok", "remotive", "themuse"),
    *("weworkremotely", "workingnomads"),
)


def default_database() -> Path:
    return Path(platformdirs.user_data_dir("tipoff", appauthor=False)) / "tipoff.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    discord_token: str = field(default="", repr=False)
    database: Path = field(default_factory=default_database)
    poll_min: timedelta = timedelta(minutes=15)
    poll_max: timedelta = timedelta(days=1)
    allow_nets: tuple[Network, ...] = ()
    host_spacing: timedelta = timedelta(seconds=1)  # between two requests to one host
    rates_url: str = ECB  # empty: the bundled rates
    keep_texts: timedelta = timedelta(days=90)  # of postings that have closed
    catalogue: tuple[str, ...] = ()  # of CATALOGUE
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)  # by their variable
    discord_api: str | None = None
    discord_gateway: str | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str], *, token_needed: bool = True) -> Self:
        """Everything at once: raises one SettingsError that names every problem."""
        problems: list[str] = _unknown(env)

        def take(read: Callable[[Mapping[str, str]], Value], instead: Value) -> Value:
            try:
                return read(env)
            except (ValueError, RuntimeError) as error:  # RuntimeError: a ~ of nobody's home
                problems.append(str(error))
                return instead

        settings = cls(
            discord_token=take(_token if token_needed else _no_token, ""),
            database=take(_database, Path()),
            poll_min=take(lambda e: _minutes(e, "TIPOFF_POLL_MINUTES_MIN", 15), timedelta()),
            poll_max=take(lambda e: _minutes(e, "TIPOFF_POLL_MINUTES_MAX", 1440), timedelta()),
            allow_nets=take(_networks, ()),
            rates_url=env.get("TIPOFF_RATES_URL", ECB).strip(),
            keep_texts=take(_days, timedelta()),
            catalogue=take(_catalogue, ()),
            keys={name: text for name in KEYS if (text := env.get(name, "").strip())},
            discord_api=env.get("TIPOFF_DISCORD_API") or None,
            discord_gateway=env.get("TIPOFF_DISCORD_GATEWAY") or None,
        )
        if not problems and settings.poll_min > settings.poll_max:
            problems.append("TIPOFF_POLL_MINUTES_MIN is more than TIPOFF_POLL_MINUTES_MAX")
        if problems:
            raise SettingsError(problems)
        return settings


def _unknown(env: Mapping[str, str]) -> list[str]:
    known = ", ".join(name for name in VARIABLES if name.startswith("TIPOFF_"))
    return [
        f"{name} is not a setting (known: {known})"
        for name in sorted(env)
        if name.startswith("TIPOFF_") and name not in VARIABLES
    ]


def _no_token(_env: Mapping[str, str]) -> str:
    return ""


def _token(env: Mapping[str, str]) -> str:
    token, path = env.get("DISCORD_TOKEN", "").strip(), env.get("DISCORD_TOKEN_FILE", "").strip()
    if token and path:
        raise ValueError("DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one")
    if path:
        return _token_file(Path(path))
    if not token:
        raise ValueError(
            "DISCORD_TOKEN is missing: copy it from discord.com/developers/applications > Bot, "
            "or name a file that holds it in DISCORD_TOKEN_FILE"
        )
    return token


def _token_file(path: Path) -> str:
    try:
        token = path.read_text(encoding="utf8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"DISCORD_TOKEN_FILE cannot be read: {error}") from error
    if not token:
        raise ValueError(f"DISCORD_TOKEN_FILE is empty: {path}")
    return token


def _database(env: Mapping[str, str]) -> Path:
    path = Path(env.get("TIPOFF_DATABASE") or default_database()).expanduser()
    if path.is_dir():
        raise ValueError(f"TIPOFF_DATABASE is a folder: {path}. Name a file in it")
    there = next(each for each in (path, *path.absolute().parents) if each.exists())
    if not os.access(there, os.W_OK):
        raise ValueError(f"TIPOFF_DATABASE cannot be written: {path}")
    return path


def _catalogue(env: Mapping[str, str]) -> tuple[str, ...]:
    names = env.get("TIPOFF_CATALOGUE", "").replace(",", " ").casefold().split() or ["all"]
    if names == ["all"]:
        return CATALOGUE
    if names == ["none"]:
        return ()
    if unknown := [name for name in names if name not in CATALOGUE]:
        raise ValueError(
            f"TIPOFF_CATALOGUE: {', '.join(unknown)}. Write all, none, or some of "
            f"{', '.join(CATALOGUE)}"
        )
    return tuple(name for name in CATALOGUE if name in names)


def _minutes(env: Mapping[str, str], name: str, default: int) -> timedelta:
    text = env.get(name, "").strip() or str(default)
    if not text.isdecimal() or not 1 <= int(text) <= 7 * 24 * 60:
        raise ValueError(f"{name} is {text!r}: give a whole number of minutes from 1 to 10080")
    return timedelta(minutes=int(text))


def _days(env: Mapping[str, str]) -> timedelta:
    text = env.get("TIPOFF_KEEP_TEXT_DAYS", "").strip() or "90"
    if not text.isdecimal() or not 1 <= int(text) <= 3650:
        raise ValueError(f"TIPOFF_KEEP_TEXT_DAYS is {text!r}: give a number of days from 1 to 3650")
    return timedelta(days=int(text))


def _networks(env: Mapping[str, str]) -> tuple[Network, ...]:
    texts = env.get("TIPOFF_ALLOW_NETS", "").replace(",", " ").split()
    try:
        return tuple(ip_network(text) for text in texts)
    except ValueError as error:
        raise ValueError(
            f"TIPOFF_ALLOW_NETS: {error}. Write networks such as 10.0.0.0/8 192.168.1.0/24"
        ) from error
