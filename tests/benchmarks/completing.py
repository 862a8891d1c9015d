"""`python -m tests.benchmarks.completing`: what each letter typed into `company:` costs."""

import time

from bot.directory import directory

_TYPED = ("e", "er", "an", "ing", "group", "health", "stripe", "qwertz")
_TIMES = 50


def main() -> None:
    listed = directory()
    for typed in _TYPED:
        started = time.perf_counter()
        for _ in range(_TIMES):
            found = listed.search(typed)
        spent = (time.perf_counter() - started) / _TIMES
        print(f"{typed:8} {len(found):3} found {spent * 1e3:6.2f} ms")


if __name__ == "__main__":
    main()
