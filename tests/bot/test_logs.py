"""What the operator reads: for people or machines, without secrets, one line an outage."""

import io
import json
import logging
import string
import sys
import threading
from contextlib import contextmanager, redirect_stderr
from types import SimpleNamespace
from urllib.parse import quote

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from bot.outages import Outages
from bot.redacting import HIDDEN, Redactor
from bot.settings import KEYS

WORDS = string.ascii_letters + string.digits


class Terminal(io.StringIO):
    def isatty(self):
        return True


@contextmanager
def begun(err=None, **env):
    """Logs as `tipoff` begins them, and the list of lines that came out of it at the end."""
    root, lines = logging.getLogger(), []
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    level, handlers = root.level, root.handlers[:]
    libraries = {
        name: logging.getLogger(name).level for name in ("discord", "discord.shard", "apscheduler")
    }
    err = err or io.StringIO()
    root.handlers = []  # those of the tests themselves add to what they see
    try:
        with redirect_stderr(err):
            logs.begin({"TIPOFF_LOG": "json"} | env)
            yield lines
    finally:
        lines += err.getvalue().splitlines()
        root.handlers = handlers
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        root.setLevel(level)
        for name, before in libraries.items():
            logging.getLogger(name).setLevel(before)
        structlog.reset_defaults()


@pytest.fixture
def log():
    return logging.getLogger("bot.somewhere")


def test_a_line_for_machines_is_one_object_with_the_fields_it_was_given(log):
    with begun() as lines:
        log.warning("%s is paused", "#jobs", extra={"shard": 3})

    line = json.loads(lines[0])
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "#jobs is paused",
        "level": "warning",
        "logger": "bot.somewhere",
        "shard": 3,
    }


def test_a_line_for_people_reads_from_left_to_right(log):
    with begun(TIPOFF_LOG="console") as lines:
        log.warning("%s is paused", "#jobs", extra={"shard": 3})

    assert lines[0].index("warning") < lines[0].index("#jobs is paused") < lines[0].index("shard=3")
    assert not lines[0].startswith("{")


@pytest.mark.parametrize(("err", "is_json"), [(Terminal, False), (io.StringIO, True)])
def test_who_reads_is_guessed_by_where_it_is_written(log, err, is_json):
    with begun(err(), TIPOFF_LOG="") as lines:
        log.warning("hello")

    assert lines[0].startswith("{") is is_json


def test_structlogs_own_loggers_go_the_same_way():
    with begun() as lines:
        structlog.stdlib.get_logger("bot.there").warning("hello %s", "you", shard=3)

    line = json.loads(lines[0])
    assert (line["event"], line["shard"], line["logger"]) == ("hello you", 3, "bot.there")


def test_an_error_comes_with_its_traceback(log):
    with begun() as lines:
        try:
            int("no such page")
        except ValueError:
            log.exception("a poll failed")

    assert "'no such page'" in json.loads(lines[0])["exception"]


def test_bodies_of_discords_library_are_never_shown():
    with begun() as lines:
        library = logging.getLogger("discord.http")
        library.setLevel(logging.DEBUG)
        library.debug("PATCH with {'content': 'I want to leave my job'}")
        library.setLevel(logging.NOTSET)

    assert lines == []


def test_to_begin_again_does_not_write_everything_twice(log):
    with begun() as lines:
        logs.begin({"TIPOFF_LOG": "json"})
        log.warning("hello")

    assert len(lines) == 1


def test_a_line_that_cannot_be_written_says_where_and_not_what(log):
    with begun() as lines:
        log.warning("%d messages", "s3cret-s3cret")

    [line] = lines
    assert "could not be written" in line
    assert "test_logs.py" in line
    assert "s3cret" not in line


def test_a_strangers_text_begins_no_line_and_colours_nothing(log):
    with begun(TIPOFF_LOG="console") as lines:
        log.warning("no host \x1b[31m%s", "\r\n2026-11-23 bot ends\x9b2J")

    [line] = lines
    assert r"no host \x1b[31m\r\n2026-11-23 bot ends\x9b2J" in line


def test_what_nobody_caught_goes_through_the_log_too():
    with begun(DISCORD_TOKEN="hunter2hunter2") as lines:
        sys.excepthook(KeyError, KeyError("hunter2hunter2"), None)

    assert "KeyError" in lines[0]
    assert "hunter2" not in lines[0]


def test_what_a_thread_or_a_farewell_did_not_catch_does_so_too():
    error = KeyError("hunter2hunter2")
    thrown = SimpleNamespace(exc_value=error, object="hunter2hunter2")
    thread = threading.ExceptHookArgs((KeyError, error, None, None))

    with begun(DISCORD_TOKEN="hunter2hunter2") as lines:
        threading.excepthook(thread)
        sys.unraisablehook(thrown)

    assert ["KeyError" in line for line in lines] == [True, True]
    assert not any("hunter2" in line for line in lines)


def _token(parts):
    return ".".join(parts)


def _text(least, most, marks="_-"):
    return st.text(WORDS + marks, min_size=least, max_size=most)


tokens = st.tuples(_text(23, 28), _text(6, 7), _text(27, 40)).map(_token)
opaque = _text(12, 60)
# What may stand in a query: anything, percent-encoded.
encoded = st.text(min_size=12, max_size=30).map(lambda text: quote(text, safe="'!*();:@,/?~"))
SHAPES = {
    "a token": (tokens, "{}"),
    "a token among words": (tokens, "the token {}, it says"),
    "a header": (opaque, "Authorization: Bot {}"),
    "a header of another name": (opaque, "proxy-authorization={} and so on"),
    "a dictionary": (opaque, "{{'Authorization': 'Basic {}', 'Accept': '*'}}"),
    "raw headers": (opaque, "((b'Authorization', b'Bearer {}'), (b'Accept', b'*'))"),
    "JSON": (opaque, '{{"authorization": "{}"}}'),
    "JSON in JSON": (opaque, r'"{{\"Authorization-Key\": \"{}\"}}"'),
    "a webhook": (opaque, "POST https://discord.com/api/v10/webhooks/12345/{} failed"),
    "a webhook's message": (opaque, "/webhooks/12345/{}/messages/@original?wait=true"),
    "an interaction": (opaque, "https://discord.com/api/v10/interactions/12345/{}/callback"),
    "a webhook in JSON": (opaque, r"https:\/\/discord.com\/api\/webhooks\/12345\/{}\/messages"),
    "a webhook in an address": (opaque, "https%3A%2F%2Fdiscord.com%2Fapi%2Fwebhooks%2F12345%2F{}"),
    "a password in JSON": (opaque, r"https:\/\/me:{}@example.org\/jobs"),
    "a password": (opaque, "https://me:{}@example.org/jobs"),
    "a name": (opaque, "postgresql://{}@example.org/jobs"),
    "a query": (encoded, "GET https://example.org/jobs?page=2&key={} answered 403"),
    "a query's first": (encoded, "URL('https://example.org/?key={}&page=2')"),
    "a query without a name": (opaque, "https://example.org/jobs?{}"),
    "a query after a name": (opaque, "https://example.org/jobs?page&{}#top"),
    "a path's query": (encoded, "GET /jobs?key={}"),
    "a fragment": (encoded, "https://example.org/#access_token={}"),
}
PLACES = ("message", "argument", "field", "nested", "key", "exception", "cause", "structlog")


def _written(log, place, text):
    match place:
        case "message":
            log.warning(text)
        case "argument":
            log.warning("%s failed", text)
        case "field":
            log.warning("failed", extra={"url": text})
        case "nested":
            log.warning("failed", extra={"all": [{"urls": (text,)}, text.encode(), KeyError(text)]})
        case "key":
            log.warning("failed", extra={"all": {text: 1}})
        case "exception" | "cause":
            _raised(log, text, place)
        case "structlog":
            structlog.stdlib.get_logger("bot.there").warning("failed", url=text)


def _raised(log, text, place):
    try:
        _raise(KeyError(text), ValueError(text if place == "cause" else "no"))
    except KeyError:
        log.exception("failed")


def _raise(error, cause):
    raise error from cause


@pytest.mark.parametrize("form", ["json", "console"])
@given(data=st.data(), shape=st.sampled_from(sorted(SHAPES)), place=st.sampled_from(PLACES))
def test_no_secret_survives_wherever_it_was_put(form, data, shape, place):
    secrets, template = SHAPES[shape]
    secret = data.draw(secrets)

    with begun(TIPOFF_LOG=form) as lines:
        _written(logging.getLogger("bot.somewhere"), place, template.format(secret))

    assert lines
    assert secret not in "\n".join(lines)
    assert HIDDEN in "\n".join(lines)


@given(
    name=st.sampled_from(["DISCORD_TOKEN", *KEYS]),
    secret=st.text(st.characters(exclude_categories=["Cs", "Z", "C"]), min_size=8, max_size=40),
    place=st.sampled_from(PLACES),
)
def test_no_configured_secret_survives_whatever_it_looks_like(name, secret, place):
    with begun(**{name: secret}) as lines:
        _written(logging.getLogger("bot.somewhere"), place, f"<{secret}>")

    assert lines
    assert secret not in json.loads(lines[0]).values()
    assert json.dumps(secret, ensure_ascii=False)[1:-1] not in lines[0]
    assert HIDDEN in lines[0]


@pytest.mark.parametrize(
    "text",
    [
        "greenhouse:acme answered 503",
        "What is this? a=b",
        "https://example.org/jobs/12345",
        "https://discord.com/api/v10/channels/1234/messages",
        "bot.pipeline.Pipeline.poll",
        "mail to me@example.org",
        "no authorization",
    ],
)
def test_what_is_no_secret_is_left_alone(text):
    assert Redactor(["hunter2hunter2", "short"]).text(text) == text


def test_names_of_a_query_are_left_to_be_read():
    shown = Redactor().text("https://u:p@x.org/a?page=2&key=abc#top")

    assert shown == f"https://{HIDDEN}@x.org/a?page={HIDDEN}&key={HIDDEN}"


def test_a_header_is_known_by_its_name_among_fields():
    value = Redactor().value({"Authorization": ["abc"], "n": 1, "none": None, "yes": True})

    assert value == {"Authorization": HIDDEN, "n": 1, "none": None, "yes": True}


@given(st.text())
def test_a_text_without_secrets_keeps_its_length_or_says_what_it_lost(text):
    shown = Redactor().text(text)

    assert shown == text or HIDDEN in shown


def _shown(steps):
    """What comes through, of outages told to a log whose clock is the number of each step."""
    now, shown = 0.0, []
    only = logs.OneLine(lambda: now)
    for now, emit in steps:
        record = logging.makeLogRecord({"name": "bot.x", "levelno": logging.WARNING} | emit)
        if only.filter(record):
            shown.append((now, record.getMessage(), getattr(record, "held", 0)))
    return shown


def _line(msg, *args, **more):
    return {"msg": msg, "args": args} | more


def test_an_outage_is_one_line_each_ten_minutes_and_one_at_its_end():
    down = _line("cannot be reached", outage="Discord")
    well = _line("reached again", well="Discord")

    shown = _shown([(0, well), *((now, down) for now in range(5, 1000, 5)), (1000, well)])

    assert shown == [
        (5, "cannot be reached", 0),
        (605, "cannot be reached", 119),
        (1000, "reached again", 197),
    ]


def test_after_its_end_an_outage_is_told_at_once_again():
    down, well = _line("down", outage="Discord"), _line("up", well="Discord")

    assert len(_shown([(0, down), (1, well), (2, down), (3, well), (4, well)])) == 4


def test_the_end_says_how_long_it_was():
    only = logs.OneLine(iter((100.0, 350.0)).__next__)
    well = logging.makeLogRecord(_line("up", well="Discord"))

    only.filter(logging.makeLogRecord(_line("down", outage="Discord")))
    only.filter(well)

    assert (well.lasted, well.held) == (250, 0)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        # The same of the same thing, however its numbers differ.
        (_line("%s is paused", "#jobs"), _line("%s is paused", "#jobs"), 1),
        (_line("shard %s in %.2fs", 3, 1.5), _line("shard %s in %.2fs", 3, 2.25), 1),
        (_line("%s: %s", "a", OSError(1)), _line("%s: %s", "a", OSError(2)), 1),
        (
            _line("x", exc_info=(None, KeyError(), None)),
            _line("x", exc_info=(None, KeyError(), None)),
            1,
        ),
        # Another thing, or something else of it.
        (_line("%s is paused", "#jobs"), _line("%s is paused", "#design"), 2),
        (_line("%s is paused", "#jobs"), _line("%s is gone", "#jobs"), 2),
        (_line("shard %s in %.2fs", 3, 1.5), _line("shard %s in %.2fs", 4, 1.5), 2),
        (_line("%s: %s", "a", OSError()), _line("%s: %s", "a", KeyError()), 2),
        (
            _line("x", exc_info=(None, KeyError(), None)),
            _line("x", exc_info=(None, OSError(), None)),
            2,
        ),
        (_line("x"), _line("x", name="bot.y"), 2),
        (_line("down", outage="Discord"), _line("away", outage="Discord", name="bot.y"), 1),
        # No trouble at all.
        (_line("x", levelno=logging.INFO), _line("x", levelno=logging.INFO), 2),
    ],
)
def test_what_counts_as_the_same_trouble(first, second, count):
    assert len(_shown([(0, first), (1, second)])) == count


def test_a_trouble_that_went_quiet_is_told_to_be_over():
    outages = Outages()
    for now in range(0, 60, 10):
        outages.failed("flood", "too fast", now, named=False)
    outages.failed("once", "hiccup", 50, named=False)
    outages.failed("Discord", "down", 0, named=True)
    outages.failed("Discord", "down", 1, named=True)

    assert outages.quiet(649) == []
    [over] = outages.quiet(650)

    assert (over.words, over.held, over.lasted) == ("too fast", 5, 50)
    assert outages.quiet(9999) == []
    assert outages.over("Discord", 10_000).held == 1


def test_the_log_tells_of_what_went_quiet(log):
    with begun() as lines:
        for _ in range(3):
            log.warning("too fast")
        logs.settle(float("inf"))

    last = json.loads(lines[-1])
    assert len(lines) == 2
    assert (last["event"], last["held"]) == ("no longer: too fast", 2)
