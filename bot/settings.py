"""What the operator decides, read from the environment once, by `__main__`."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
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
    "TIPOFF_MESSAGES_PER_SECOND": "the most messages sent in a second, of Discord's fifty (40)",
    "TIPOFF_ALLOW_NETS": "private networks that sources may be on, such as 10.0.0.0/8 (none)",
    "TIPOFF_RATES_URL": "where the day's exchange rates are; empty for the bundled ones",
    "TIPOFF_KEEP_TEXT_DAYS": "how many days the texts of closed jobs are kept (90)",
    "TIPOFF_CATALOGUE": "which job boards everybody hears: all, none, or their names (all)",
    "TIPOFF_ALERTS_PERSON": "how many alerts a person may have (25)",
    "TIPOFF_ALERTS_SERVER": "how many alerts a server may have (25)",
    "TIPOFF_SOURCES_PERSON": "how many sources a person may add for themselves (10)",
    "TIPOFF_SOURCES_SERVER": "how many sources a server may watch (500)",
    "TIPOFF_PROBES_MINUTE": "how many looks at sources a person may have in a minute (5)",
    "TIPOFF_USAJOBS_KEY": "a key of developer.usajobs.gov, for its searches",
    "TIPOFF_USAJOBS_EMAIL": "the e-mail address that the key was given to",
    "TIPOFF_ADZUNA_ID": "the application's id of developer.adzuna.com, for its searches",
    "TIPOFF_ADZUNA_KEY": "the application's key",
    "TIPOFF_REED_KEY": "a key of reed.co.uk/developers, for its searches",
    "TIPOFF_LOG": "how the log is written: console for people, json for machines (as it fits)",
    "TIPOFF_METRICS_PORT": "the port of /health and /metrics on this machine; 0 for any (none)",
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


LOGS = ("console", "json")


def default_database() -> Path:
    return Path(platformdirs.user_data_dir("tipoff", appauthor=False)) / "tipoff.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """The most that one of them may have."""

    alerts_person: int = 25
    alerts_server: int = 25
    sources_person: int = 10
    sources_server: int = 500
    probes_minute: int = 5  # looks at sources, of a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    discord_token: str = field(default="", repr=False)
    database: Path = field(default_factory=default_database)
    poll_min: timedelta = timedelta(minutes=15)
    poll_max: timedelta = timedelta(days=1)
    messages_per_second: float = 40
    allow_nets: tuple[Network, ...] = ()
    host_spacing: timedelta = timedelta(seconds=1)  # between two requests to one host
    rates_url: str = ECB  # empty: the bundled rates
    keep_texts: timedelta = timedelta(days=90)  # of postings that have closed
    catalogue: tuple[str, ...] = ()  # of CATALOGUE
    quotas: Quotas = Quotas()
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)  # by their variable
    log: str | None = None  # of LOGS; by default as it fits
    metrics_port: int | None = None
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
            messages_per_second=take(_messages_per_second, 0.0),
            allow_nets=take(_networks, ()),
            rates_url=env.get("TIPOFF_RATES_URL", ECB).strip(),
            keep_texts=take(_days, timedelta()),
            catalogue=take(_catalogue, ()),
            quotas=take(_quotas, Quotas()),
            keys={name: text for name in KEYS if (text := env.get(name, "").strip())},
            log=take(_log, None),
            metrics_port=take(_metrics_port, None),
            discord_api=env.get("TIPOFF_DISCORD_API") or None,
            discord_gateway=env.get("TIPOFF_DISCORD_GATEWAY") or None,
        )
        if not problems and settings.poll_min > settings.poll_max:
            problems.append("TIPOFF_POLL_MINUTES_MIN is more than TIPOFF_POLL_MINUTES_MAX")
        if problems:
            raise SettingsError(problems)
        return settings


def secrets(env: Mapping[str, str]) -> tuple[str, ...]:
    """Every value that nobody may read, also where the settings are no good."""
    try:
        token = _token(env)
    except ValueError:
        token = env.get("DISCORD_TOKEN", "").strip()
    return tuple(filter(None, (token, *(env.get(name, "").strip() for name in KEYS))))


def log_form(env: Mapping[str, str]) -> str | None:
    """For the time before there are settings: what is not one of LOGS counts as nothing."""
    form = env.get("TIPOFF_LOG", "").strip().casefold()
    return form if form in LOGS else None


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


def _messages_per_second(env: Mapping[str, str]) -> float:
    text = env.get("TIPOFF_MESSAGES_PER_SECOND", "").strip() or "40"
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 1 <= number <= _MOST_MESSAGES:
        raise ValueError(f"TIPOFF_MESSAGES_PER_SECOND is {text!r}: a number from 1 to 50")
    return number


_MOST_MESSAGES = 50


def _database(env: Mapping[str, str]) -> Path:
    path = Path(env.get("TIPOFF_DATABASE") or default_database()).expanduser()
    if path.is_dir():
        raise ValueError(f"TIPOFF_DATABASE is a folder: {path}. Name a file in it")
    there = next(each for each in (path, *path.absolute().parents) if each.exists())
    if not os.access(there, os.W_OK):
        raise ValueError(
            f"TIPOFF_DATABASE cannot be written: {path}. "
            "Let the user who runs the bot write there, or name another file"
        )
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


def _quotas(env: Mapping[str, str]) -> Quotas:
    given = {}
    for quota in fields(Quotas):
        name = f"TIPOFF_{quota.name.upper()}"
        text = env.get(name, "").strip() or str(quota.default)
        if not text.isdecimal() or not 1 <= int(text) <= 100_000:
            raise ValueError(f"{name} is {text!r}: give a whole number from 1 to 100000")
        given[quota.name] = int(text)
    return Quotas(**given)


def _log(env: Mapping[str, str]) -> str | None:
    text = env.get("TIPOFF_LOG", "").strip()
    if text and log_form(env) is None:
        raise ValueError(f"TIPOFF_LOG is {text!r}: write console or json")
    return log_form(env)


def _metrics_port(env: Mapping[str, str]) -> int | None:
    text = env.get("TIPOFF_METRICS_PORT", "").strip()
    if text and not (text.isdecimal() and int(text) <= 65535):
        raise ValueError(f"TIPOFF_METRICS_PORT is {text!r}: give a number from 0 to 65535")
    return int(text) if text else None


def _networks(env: Mapping[str, str]) -> tuple[Network, ...]:
    texts = env.get("TIPOFF_ALLOW_NETS", "").replace(",", " ").split()
    try:
        return tuple(ip_network(text) for text in texts)
    except ValueError as error:
        raise ValueError(
            f"TIPOFF_ALLOW_NETS: {error}. Write networks such as 10.0.0.0/8 192.168.1.0/24"
        ) from error
