"""
`python -m tests.benchmarks.growth [EXAMPLES]`: whether reading takes time in proportion to length.

Hypothesis makes pieces of text and is told to look for the one that is worst when it is repeated:
its time for each character of 220 kB, as a multiple of that for each of 55 kB. Ends with 1 where
that passes 2: a square would make it 4.
"""

import sys
import time

from hypothesis import HealthCheck, Phase, given, seed, settings, target
from hypothesis import strategies as st

from bot.jobs.duplicates import marks
from bot.jobs.posting import RawPosting
from bot.jobs.reading import read
from bot.jobs.salary import find_pay

_SHORT, _LONG = 55_000, 220_000  # larger than what is parsed as it is
_MOST = 2.0
_LOOKS = 3  # the least of several: the machine does other things too

_WORDS = """
    $ € £ R$ kr 1 9k 90,000 100.000 5/h - – to bis up~to from k LPA 万 per~hour a~year salary
    pay bonus Gehalt German English fluent C1 required a~plus 5+ years experience client our
    remote hybrid only based~in Canada EU UTC-5 located office visa sponsorship not equity
    full-time contract permanent asap https://a.b a@b.c <p> <b> </b> <li> <a~href= &lt; &amp;
    . , ; : ! ? ( ) [ ] " ' / + ** _ \u200b \u00ad é ß İ Ａ 円 🚀 \u200d â€™
"""
_PIECES = [word.replace("~", " ") for word in _WORDS.split()] + [" ", "\n"]
_units = st.lists(st.sampled_from(_PIECES) | st.characters().map(str), min_size=1, max_size=8)


def _reading(text: str) -> None:
    marks(read(RawPosting(identifier="1", title=text[:200], description=text), "board:x"))


def _seconds(text: str) -> float:
    spent = []
    for _ in range(_LOOKS):
        started = time.perf_counter()
        _reading(text)
        find_pay(text, intern=True)
        spent.append(time.perf_counter() - started)
    return min(spent)


def _growth(unit: str) -> float:
    short, long = (_seconds(unit * (size // len(unit) + 1)) / size for size in (_SHORT, _LONG))
    return long / short


def main(arguments: list[str]) -> int:
    examples = int(arguments[0]) if arguments else 60
    worst: dict[str, float] = {}

    @seed(20_261_123)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.target],
        suppress_health_check=list(HealthCheck),
    )
    @given(_units.map("".join))
    def look(unit: str) -> None:
        worst[unit] = _growth(unit)
        target(worst[unit])

    look()
    ranked = sorted(worst.items(), key=lambda pair: -pair[1])
    for unit, growth in ranked[:10]:
        print(f"{growth:5.2f}  {unit!r}")
    again = max(_growth(unit) for unit, _ in ranked[:3])
    print(f"{len(worst)} pieces; the worst of them, looked at again: {again:.2f}")
    return int(again > _MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
