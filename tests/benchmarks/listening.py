"""
`python -m tests.benchmarks.listening [ALERTS]`: what it costs to have all saved alerts in memory.

Saves so many (100,000 by default), drawn as in `tests.benchmarks.matching`, then starts as a bot
does. Prints how long that took, how long the event loop had to wait for its turn meanwhile, and
what one more alert costs until it counts.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable
from pathlib import Path

from bot.listening import Listeners
from storage import Storage, Transaction, alerts, queries
from storage.times import to_ms
from tests.benchmarks.matching import workload
from tests.benchmarks.matching.corpus import postings
from tests.factories import NOW, alert


async def main(count: int) -> None:
    load = workload.workload(postings(None, random.Random("listening")), 10)
    with tempfile.TemporaryDirectory() as folder:
        storage = await Storage.open(Path(folder) / "tipoff.db")
        drawn = workload.draw(load.vocabulary, "hot", count)
        await storage.run(_save, [queries.to_json(workload.query_of(one)) for one in drawn])
        del drawn
        listeners = Listeners()
        for posting in load.seen:
            listeners.index.observe(posting)
        spent, late = await _timed(_refreshed(listeners, storage))
        print(f"{len(listeners.index):,} alerts loaded in {spent:.1f} s")
        print(f"the event loop waited {late[len(late) // 2]:.1f} ms, at most {late[-1]:.1f}")
        await storage.run(alerts.add, alert("python"), now=NOW)
        spent, _ = await _timed(_refreshed(listeners, storage))
        print(f"one more counts after {spent * 1000:.1f} ms")
        await storage.close()


def _save(tx: Transaction, written: list[str]) -> None:
    for number, query in enumerate(written, 1):
        tx.run(
            """
            INSERT INTO alerts (tenant, owner_id, destination_kind, destination_id, query, state,
                                created_at, revision)
            VALUES (:tenant, 1, 'dm', 1, :query, 'active', :now, :number)
            """,
            tenant=f"user:{number}",
            query=query,
            now=to_ms(NOW),
            number=number,
        )


async def _refreshed(listeners: Listeners, storage: Storage) -> None:
    async with listeners.turn:
        await listeners.refresh(storage)


async def _timed(work: Awaitable[None]) -> tuple[float, list[float]]:
    """Seconds, and by how many milliseconds each wait of five was too long, in order."""
    late: list[float] = []
    task = asyncio.ensure_future(work)
    started = time.perf_counter()
    while not task.done():
        begin = time.perf_counter()
        await asyncio.wait([task], timeout=0.005)
        late.append((time.perf_counter() - begin) * 1000 - 5)
    await task
    return time.perf_counter() - started, sorted(late)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
