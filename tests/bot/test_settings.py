"""The environment, read once: every problem at once, with what to do about it."""

from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import CATALOGUE, VARIABLES, Settings, default_database, secrets

README = Path(__file__).parents[2] / "README.md"


def test_a_token_is_enough():
    settings = Settings.from_env({"DISCORD_TOKEN": " abc ", "HOME": "/root"})

    assert settings.discord_token == "abc"
    assert settings.database == default_database()
    assert settings.allow_nets == ()


def test_everything_can_be_set(tmp_path):
    token = tmp_path / "token"
    token.write_text("abc\n")

    settings = Settings.from_env(
        {
            "DISCORD_TOKEN_FILE": str(token),
            "TIPOFF_DATABASE": str(tmp_path / "x.db"),
            "TIPOFF_POLL_MINUTES_MIN": "5",
            "TIPOFF_POLL_MINUTES_MAX": "60",
            "TIPOFF_ALLOW_NETS": "10.0.0.0/8, fd00::/8",
            "TIPOFF_LOG": "JSON",
            "TIPOFF_METRICS_PORT": "0",
            "TIPOFF_DISCORD_API": "http://127.0.0.1:1/api",
            "TIPOFF_DISCORD_GATEWAY": "ws://127.0.0.1:1/",
        }
    )

    assert settings.discord_token == "abc"
    assert settings.database == tmp_path / "x.db"
    assert (settings.poll_min, settings.poll_max) == (timedelta(minutes=5), timedelta(hours=1))
    assert settings.allow_nets == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
    assert (settings.log, settings.metrics_port) == ("json", 0)
    assert settings.discord_api == "http://127.0.0.1:1/api"


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({}, "DISCORD_TOKEN is missing"),
        ({"DISCORD_TOKEN": "a", "DISCORD_TOKEN_FILE": "b"}, "keep one"),
        ({"DISCORD_TOKEN_FILE": "/no/such/file"}, "cannot be read"),
        ({"DISCORD_TOKEN_FILE": "/dev/null"}, "is empty"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_DATABASE": "/"}, "is a folder"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_POLL_MINUTES_MIN": "often"}, "from 1 to 10080"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_POLL_MINUTES_MIN": "99999"}, "from 1 to 10080"),
        (
            {"DISCORD_TOKEN": "a", "TIPOFF_POLL_MINUTES_MIN": "9", "TIPOFF_POLL_MINUTES_MAX": "8"},
            "more than",
        ),
        ({"DISCORD_TOKEN": "a", "TIPOFF_ALLOW_NETS": "10.0.0.1/8"}, "10.0.0.0/8"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_CATALOGUE": "remoteok indeed"}, "indeed. Write all, none"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_CATALOGUE": "all, remoteok"}, "all. Write"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_LOG": "loud"}, "write console or json"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_METRICS_PORT": "many"}, "from 0 to 65535"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_METRICS_PORT": "65536"}, "from 0 to 65535"),
        ({"DISCORD_TOKEN": "a", "TIPOFF_COLOUR": "red"}, "TIPOFF_COLOUR is not a setting"),
    ],
)
def test_a_problem_says_what_would_be_right(env, words):
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env)

    assert any(words in problem for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        (None, CATALOGUE),
        ("", CATALOGUE),
        ("All", CATALOGUE),
        ("none", ()),
        ("remoteok, Jobicy", ("jobicy", "remoteok")),
    ],
)
def test_everybody_hears_all_boards_unless_the_operator_says_otherwise(written, kinds):
    env = {} if written is None else {"TIPOFF_CATALOGUE": written}

    assert Settings.from_env(env, token_needed=False).catalogue == kinds
    assert Settings().catalogue == ()


def test_all_problems_come_at_once():
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"TIPOFF_COLOUR": "red", "TIPOFF_ALLOW_NETS": "x"})

    assert len(caught.value.problems) == 3


def test_the_token_is_never_shown():
    assert "hunter2" not in repr(Settings.from_env({"DISCORD_TOKEN": "hunter2"}))


def test_what_nobody_may_read_is_known_though_the_settings_are_no_good(tmp_path):
    token = tmp_path / "token"
    token.write_text("from-a-file\n")
    keys = {"TIPOFF_REED_KEY": "reed", "TIPOFF_COLOUR": "red"}

    assert secrets({"DISCORD_TOKEN_FILE": str(token)} | keys) == ("from-a-file", "reed")
    assert secrets({"DISCORD_TOKEN_FILE": "/no/such", "DISCORD_TOKEN": "typed"}) == ("typed",)
    assert secrets({}) == ()


def test_commands_that_need_no_token_ask_for_none():
    assert Settings.from_env({}, token_needed=False).discord_token == ""


@pytest.mark.parametrize("name", VARIABLES)
def test_every_setting_is_in_the_readme(name):
    assert f"`{name}`" in README.read_text(encoding="utf8")
