"""The log on stderr: for people or for machines, without secrets, and one line an outage."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.outages import Outages
from bot.redacting import Redactor
from bot.settings import log_form, secrets

log = logging.getLogger(__name__)

_NAME = "tipoff"


def failing(thing: str) -> Mapping[str, object]:
    """
    For `extra=` of a line: `thing` cannot be reached.

    However many lines say so, and wherever they come from, one is shown, and then one every ten
    minutes until a line with `well` says that it is over.
    """
    return {"outage": thing}


def well(thing: str) -> Mapping[str, object]:
    """For `extra=` of a line that is shown only when there was an outage of `thing`."""
    return {"well": thing}


def begin(env: Mapping[str, str], *, verbose: bool = False) -> None:
    """Log to stderr from here on; again does it anew."""
    root = logging.getLogger()
    for before in [each for each in root.handlers if each.name == _NAME]:
        root.removeHandler(before)
    handler = _Stderr(_formatter(log_form(env) or _fitting(), Redactor(secrets(env))))
    root.addHandler(handler)
    root.setLevel(logging.DEBUG if verbose else logging.INFO)
    # At DEBUG discord.py prints bodies, and with them what people look for.
    logging.getLogger("discord").setLevel(logging.INFO if verbose else logging.WARNING)
    # A line with a traceback for every try to connect; bot.watch says what matters of it.
    logging.getLogger("discord.shard").setLevel(logging.INFO if verbose else logging.CRITICAL)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    _configure_structlog()
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_by_thread
    sys.unraisablehook = _unraisable


def settle(now: float | None = None) -> None:
    """Tell the end of outages that have gone quiet; to be called every now and then."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, _Stderr):
            handler.outages.settle(time.monotonic() if now is None else now)


class _Stderr(logging.Handler):
    """Writes to whatever `sys.stderr` is: a progress bar puts itself in its place."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.name = _NAME
        self.outages = OneLine()
        self.setFormatter(formatter)
        self.addFilter(_quiet_library)
        self.addFilter(self.outages.filter)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:  # noqa: BLE001 a line that cannot be written must not end the bot
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 logging's name
        """Say where; the library's own would print the arguments as they are."""
        kind = sys.exc_info()[0] or Exception
        where = f"{record.pathname}:{record.lineno}"
        try:
            sys.stderr.write(f"a line of the log could not be written: {kind.__name__}, {where}\n")
        except OSError:
            return


def _quiet_library(record: logging.LogRecord) -> bool:
    """Whatever a logger of discord.py is set to, its bodies are not shown."""
    return record.levelno >= logging.INFO or record.name.partition(".")[0] != "discord"


class OneLine:
    """Holds back what says the same of the same thing again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._outages = Outages()
        self._clock = clock
        # discord.py's heartbeats log from a thread of their own.
        self._lock = threading.Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        with self._lock:
            if thing := getattr(record, "well", None):
                return self._ended(record, thing)
            thing = getattr(record, "outage", None)
            if thing is None and (record.levelno < logging.WARNING or hasattr(record, "lasted")):
                return True
            return self._failed(record, thing)

    def settle(self, now: float) -> None:
        with self._lock:
            quiet = self._outages.quiet(now)
        for each in quiet:
            facts = {"held": each.held, "lasted": round(each.lasted)}
            log.warning("no longer: %s", each.words, extra=facts)

    def _failed(self, record: logging.LogRecord, thing: str | None) -> bool:
        told = self._outages.failed(
            thing or _known_by(record),
            _words(record),
            self._clock(),
            named=thing is not None,
        )
        if told and told.held:
            record.held, record.lasted = told.held, round(told.lasted)
        return told is not None

    def _ended(self, record: logging.LogRecord, thing: str) -> bool:
        told = self._outages.over(thing, self._clock())
        if told:
            record.held, record.lasted = told.held, round(told.lasted)
        return told is not None


def _words(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit: the handler says so
        return str(record.msg)


def _known_by(record: logging.LogRecord) -> Hashable:
    """Who says what of whom: the line without the numbers that differ each time."""
    args = record.args or ()
    values = tuple(args.values() if isinstance(args, Mapping) else args)
    error = record.exc_info[1] if record.exc_info else None
    return record.name, str(record.msg), tuple(map(_thing, values)), error and _thing(error)


def _thing(value: object) -> str:
    match value:
        case float():
            return ""
        case BaseException():
            return f"{type(value).__name__} {_line(value.__traceback__)}"
        case _:
            return str(value)[:500]


def _line(traceback: TracebackType | None) -> str:
    """Where it was raised."""
    while traceback and traceback.tb_next:
        traceback = traceback.tb_next
    return f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}" if traceback else ""


def _fitting() -> str:
    return "console" if sys.stderr.isatty() else "json"


# What a stranger's text could begin a line of its own with, or recolour a terminal.
_CONTROLS = {code: repr(chr(code))[1:-1] for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}
_CONTROLS_BUT_LINES = {code: seen for code, seen in _CONTROLS.items() if chr(code) not in "\n\t"}
_SHARED: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)


def _formatter(form: str, redactor: Redactor) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.format_exc_info,
            # After all that adds to a line, and before it is one long text.
            partial(_redacted, redactor),
            _renderer(form),
        ],
    )


def _redacted(redactor: Redactor, _: WrappedLogger, __: str, line: EventDict) -> EventDict:
    shown = {redactor.text(str(key)): redactor.value(value) for key, value in line.items()}
    for key, hidden in (("event", _CONTROLS), ("exception", _CONTROLS_BUT_LINES)):
        if key in shown:  # all others are printed as Python would
            shown[key] = str(shown[key]).translate(hidden)
    return shown


def _renderer(form: str) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _configure_structlog() -> None:
    """For loggers of structlog's own: their lines go the way of all others."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *_SHARED[:2],
            _SHARED[3],
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    """What nobody caught would be printed by Python, with all that its text holds."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("the program failed", exc_info=(kind, error, trace))


def _uncaught_by_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_type is not SystemExit and args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    """Of what is thrown away: without the object, whose text may hold anything."""
    log.error("an error while something was thrown away", exc_info=args.exc_value)
