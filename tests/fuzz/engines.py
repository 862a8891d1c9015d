"""Where inputs come from: atheris follows the code's branches, hypothesis only imagines."""

import importlib.util
import os
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

MOST = 20_000  # bytes of an input
HANG = 30  # seconds, after which an input is given up
ENGINES = ("atheris", "hypothesis")


def best():
    return "atheris" if importlib.util.find_spec("atheris") else "hypothesis"


def by_hypothesis(findings, seconds, number):
    """Until the time is up; every hundred inputs start from another number."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        _hundred(findings, until, number)
        number += 1


def _hundred(findings, until, number):
    @seed(number)
    @settings(
        max_examples=100,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(damaged(findings.target))
    def attempt(data):
        if time.monotonic() < until:
            findings.attempt(data)

    attempt()


def damaged(target):
    """A recorded input, cut, doubled, and with words of the target's set into it."""
    pieces = st.binary(max_size=12) | st.sampled_from([*target.tokens, b""])
    edits = st.lists(st.tuples(st.integers(0, MOST), st.integers(0, 60), pieces), max_size=8)
    return st.binary(max_size=400) | st.builds(_edited, st.sampled_from(target.seeds), edits)


def _edited(data, edits):
    for at, cut, piece in edits:
        start = at % (len(data) + 1)
        data = data[:start] + piece + data[start + cut :]
    return data[:MOST]


def by_atheris(findings, seconds, number, finish):
    """
    Until the time is up, when `finish` is called. Never returns: libFuzzer owns the process.

    What hangs or ends the process is written by libFuzzer itself, beside the findings.
    """
    import atheris  # noqa: PLC0415 not everywhere

    until = time.monotonic() + seconds

    def attempt(data):
        if time.monotonic() >= until:
            code = finish()
            sys.stdout.flush()
            os._exit(code)  # libFuzzer would take an exception for a finding
        findings.attempt(data)

    findings.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        _write(Path(corpus), findings.target)
        prefix = findings.folder / f"{findings.target.name.replace(':', '-')}-ended-"
        arguments = [
            "fuzz",
            f"{corpus}/seeds",
            f"-dict={corpus}/tokens",
            f"-artifact_prefix={prefix}",
            f"-seed={number or 1}",
            f"-max_len={MOST}",
            f"-timeout={HANG}",
            f"-max_total_time={seconds + HANG:.0f}",
            "-rss_limit_mb=2048",
            "-verbosity=0",
        ]
        atheris.Setup(arguments, attempt)
        atheris.Fuzz()


def instrumented():
    """Import what is fuzzed so that atheris sees its branches."""
    import atheris  # noqa: PLC0415 not everywhere

    return atheris.instrument_imports(include=["bot", "cogs"])


def _write(corpus, target):
    (corpus / "seeds").mkdir()
    for number, data in enumerate(target.seeds):
        (corpus / "seeds" / str(number)).write_bytes(data[:MOST])
    written = ("".join(map("\\x{:02x}".format, token)) for token in target.tokens)
    (corpus / "tokens").write_text("".join(f'"{token}"\n' for token in written))
