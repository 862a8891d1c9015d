"""The week: what its boards list at which hour, and what its people do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
BOARDS = ("harbour", "museum", "garden")
PEOPLE = ("ann", "ben", "mia")

# By Berlin's clock, which shows the hour from two to three twice on Sunday: 02, then 2b. Boards
# change before the round of an hour; people do what they do half an hour after it. `3 nurse` are
# three jobs at as many companies, `of Beacon` at one. A name in brackets is what a job is called
# in later rows. Pay is in thousands of euros a year; what has none states none. No two boards have
# news for the same reader in one hour: which of them is read first is chance.
#
# ann (python from 60k, at once, 10 a day, no pay: in a digest; quiet 22-08), ben (nurse in Berlin,
# daily at 9), #internships (20 a day) and the forum (design; tags Remote and Closed).
WEEK = """
Wed 08  harbour  6 welder; 2 python 70k; python 70k (standing); intern
Wed 08  museum   6 welder; 2 nurse in Berlin; designer
Wed 08  garden   6 welder; designer remote
Wed 08  mia      sets up
Wed 09  harbour  python 70k (early); designer
Wed 09  ann      makes an alert
Wed 09  ben      makes an alert
Wed 10  harbour  python 72k (raised); 2 python 72k; python 55k (poor); welder
Wed 11  museum   2 nurse in Berlin; nurse in Munich (far); nurse (placeless)
Wed 12  garden   designer remote (studio); designer (blinking); intern
Wed 12  ann      asks poor
Wed 12  ben      asks far
Wed 13  museum   copy studio
Wed 14  harbour  python 70k (kept); python (unpaid)
Wed 14  ann      saves kept
Wed 14  ann      asks unpaid
Wed 15  garden   2 intern
Wed 16  museum   3 python 80k of Lighthouse
Wed 17  garden   3 intern of Lantern
Wed 18  museum   copy standing
Wed 18  ann      asks standing
Wed 18  ann      asks standing at museum
Wed 22  harbour  2 python 75k; python 75k (late)
Wed 22  ann      asks late
Wed 22  ann      asks unpaid
Wed 23  garden   python intern 66k (hidden)
Wed 23  ann      hides hidden
Thu 03  museum   python 90k; designer
Thu 08  harbour  python 77k
Thu 10  harbour  6 python 71k
Thu 10  garden   gone blinking
Thu 11  museum   6 python 73k; nurse in Berlin (fleeting); nurse in Berlin (returning)
Thu 11  museum   2 nurse in Berlin
Thu 12  garden   7 python 74k; python 74k (lost); gone studio
Thu 12  mia      asks blinking
Thu 13  harbour  8 python 76k; raised pays 85k
Thu 13  museum   gone fleeting; gone returning
Thu 14  museum   8 python 78k
Thu 14  ann      asks lost
Thu 15  harbour  gone kept
Thu 15  garden   9 python 79k; gone lost
Fri 08  garden   designer remote (shutting)
Fri 10  harbour  python 70k of Grumble (dull)
Fri 10  garden   back blinking
Fri 11  museum   python of Grumble (dullest)
Fri 12  ann      refuses dull
Fri 13  garden   python 72k of Grumble (duller)
Fri 13  ann      asks duller
Fri 14  harbour  python (waiting); 2 nurse in Berlin
Fri 15  garden   gone shutting
Fri 18  ann      snoozes
Fri 19  museum   2 python 70k
Fri 20  harbour  python 70k (asleep)
Fri 20  ann      asks asleep
Fri 21  garden   intern; designer
Sat 07  museum   python 82k; nurse in Berlin
Sat 10  harbour  python; welder
Sat 12  museum   back returning; nurse in Berlin
Sat 15  garden   2 designer; intern
Sat 20  harbour  python 68k
Sat 23  museum   python 69k; intern; nurse in Berlin
Sun 00  garden   6 intern
Sun 02  harbour  5 intern; python 61k; nurse in Berlin
Sun 2b  museum   6 intern; python 62k; nurse in Berlin
Sun 07  harbour  python 63k
Sun 08  museum   python 64k
Sun 12  garden   python; designer remote
Sun 20  harbour  5 intern; intern (crowded)
Sun 20  mia      asks crowded
Sun 23  garden   intern; python 65k
Mon 00  harbour  intern
Mon 06  museum   python 66k; nurse in Berlin (steady)
Mon 07  -        is down
Mon 08  harbour  python 67k; nurse in Berlin
Mon 09  garden   designer
Mon 09  harbour  gone raised
Mon 11  -        is up
Mon 13  harbour  2 python 60k; python 59k
Mon 14  museum   python 70k (twice); welder
Mon 15  garden   copy twice; intern
Mon 16  museum   gone steady
Tue 09  harbour  nurse in Berlin; nurse in Munich
Tue 10  garden   3 designer; 2 intern
Tue 11  museum   4 python 88k of Foundry; nurse in Berlin
Tue 14  harbour  python; 3 welder
Tue 18  museum   back steady; designer remote
Tue 22  garden   python 91k
Wed 07  harbour  intern; welder; python 92k
Wed 09  museum   python (last)
Wed 09  ann      asks last
Wed 09  ann      asks early
Wed 09  ann      asks kept
Wed 09  ann      asks hidden
Wed 09  ann      asks dullest
Wed 09  ann      asks twice
Wed 09  ben      asks fleeting
Wed 09  ben      asks placeless
Wed 09  mia      asks studio
"""
START, END = "Wed 08", "Wed 10"  # a week later

_TITLES = {
    "welder": "Welder",
    "nurse": "Nurse",
    "python": "Python engineer",
    "designer": "Designer",
    "intern": "Marketing intern",
    "python intern": "Python intern",
}
_DAYS = ("Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue")
_ADDED = re.compile(
    r"(?:(?P<count>\d+) )?(?P<trade>python intern|\w+)(?: (?P<pay>\d+)k)?(?: in (?P<city>\w+))?"
    r"(?P<remote> remote)?(?: of (?P<company>\w+))?(?: \((?P<name>\w+)\))?"
)


@dataclass(frozen=True, kw_only=True)
class Job:
    """A real job; `pay` is what it states now."""

    number: int
    trade: str
    company: str
    pay: int | None = None
    city: str | None = None
    remote: bool = False

    @property
    def title(self) -> str:
        return f"{_TITLES[self.trade]} {self.number}"


@dataclass(frozen=True, kw_only=True)
class Row:
    at: datetime
    who: str
    what: str


@dataclass(kw_only=True)
class Pages:
    """What the boards list, by the number of a job; `named` are the jobs that have a name."""

    listed: dict[str, dict[int, Job]] = field(default_factory=lambda: {each: {} for each in BOARDS})
    named: dict[str, int] = field(default_factory=dict)
    jobs: dict[int, Job] = field(default_factory=dict)
    postings: int = 0

    def change(self, row: Row) -> None:
        page = self.listed[row.who]
        for what in row.what.split("; "):
            match what.split():
                case ["gone", name]:
                    del page[self.named[name]]
                case ["back", name]:
                    page[self.named[name]] = self.jobs[self.named[name]]
                case ["copy", name]:
                    page[self.named[name]] = self.jobs[self.named[name]]
                    self.postings += 1
                case [name, "pays", pay]:
                    self._pays(self.named[name], int(pay[:-1]))
                case _:
                    self._add(page, what)

    def _pays(self, number: int, pay: int) -> None:
        self.jobs[number] = replace(self.jobs[number], pay=pay)
        for page in self.listed.values():
            if number in page:
                page[number] = self.jobs[number]

    def _add(self, page: dict[int, Job], what: str) -> None:
        found = _ADDED.fullmatch(what)
        assert found, what
        for _ in range(int(found["count"] or 1)):
            number = len(self.jobs) + 1
            page[number] = self.jobs[number] = Job(
                number=number,
                trade=found["trade"],
                company=found["company"] or f"House {number}",
                pay=found["pay"] and int(found["pay"]),
                city=found["city"],
                remote=bool(found["remote"]),
            )
            self.postings += 1
            if found["name"]:
                self.named[found["name"]] = number


def link(board: str, job: Job) -> str:
    """Where a posting stands."""
    return f"https://{board}.example/jobs/{job.number}"


def rows() -> Iterator[Row]:
    """In the order of time; a day that was before is one of the next week."""
    last = _time("Wed 00")
    for line in WEEK.strip().splitlines():
        when, who, what = line[:6], *line[8:].split(maxsplit=1)
        at = _time(when, after=last)
        last = at
        yield Row(at=at + 30 * MINUTE * (who in PEOPLE), who=who, what=what)


def hours() -> Iterator[datetime]:
    """Those of the week, from its first round to its last."""
    at, end = _time(START), _time(END, after=_time("Wed 00") + timedelta(days=1))
    while at <= end:
        yield at
        at += HOUR


def _time(when: str, *, after: datetime | None = None) -> datetime:
    """The first such hour, in UTC, that does not lie before another."""
    day, hour = when.split()
    local = datetime(2026, 10, 21 + _DAYS.index(day), tzinfo=BERLIN)
    local = local.replace(hour=2, fold=1) if hour == "2b" else local.replace(hour=int(hour))
    while after and local.astimezone(UTC) < after:
        local += timedelta(days=7)
    return local.astimezone(UTC)


def said(at: datetime) -> str:
    """As in the timeline."""
    local = at.astimezone(BERLIN)
    return f"{local:%a} {local.hour}b" if local.fold else f"{local:%a %H}"
