"""Packs: the sources of a country or a community, and a first alert for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.jobs.attributes import Remote, Type, Where
from bot.jobs.posting import EmploymentType
from bot.jobs.query import JobQuery
from bot.jobs.wishes import parse_place
from bot.sources.ready_made import CATALOGUE, ReadyMade
from bot.texts import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    sources: tuple[ReadyMade, ...]
    place: str | None = None
    remote: bool = False
    types: frozenset[EmploymentType] = frozenset()

    def query(self) -> JobQuery:
        """What its first alert asks for."""
        return JobQuery().having(
            *([Type(self.types)] if self.types else []),
            *([Remote()] if self.remote else []),
            *([Where(parse_place(self.place), self.place)] if self.place else []),
        )


def _agency(work: str) -> ReadyMade:
    """A search of Germany's employment agency for what was posted in a week."""
    search = urlencode({"veroeffentlichtseit": 7, "was": work})
    return ReadyMade(f"arbeitsagentur:{search}", f"Arbeitsagentur: {work}")


def _issues(repository: str, title: str) -> ReadyMade:
    return ReadyMade(f"githubissues:{repository}", title)


def _list(repository: str, title: str) -> ReadyMade:
    return ReadyMade(f"simplify:{repository}", title)


PACKS: Mapping[str, Pack] = {
    "de": Pack(
        sources=(
            CATALOGUE["arbeitnow"],
            _agency("Softwareentwickler"),
            _agency("Werkstudent"),
            _agency("Projektmanager"),
            ReadyMade("greenhouse:celonis", "Celonis"),
            ReadyMade("greenhouse:contentful", "Contentful"),
            ReadyMade("ashby:deepl", "DeepL"),
            ReadyMade("smartrecruiters:DeliveryHero", "Delivery Hero"),
        ),
        place="Germany, remote from Germany",
    ),
    "in": Pack(
        sources=(
            ReadyMade("lever:dreamsports", "Dream Sports"),
            ReadyMade("greenhouse:inmobi", "InMobi"),
            ReadyMade("lever:meesho", "Meesho"),
            ReadyMade("lever:mindtickle", "Mindtickle"),
            ReadyMade("lever:paytm", "Paytm"),
            ReadyMade("greenhouse:phonepe", "PhonePe"),
            ReadyMade("greenhouse:postman", "Postman"),
            ReadyMade("greenhouse:razorpaysoftwareprivatelimited", "Razorpay"),
            ReadyMade("lever:upstox", "Upstox"),
        ),
        place="India, remote from India",
    ),
    "br": Pack(
        sources=(
            _issues("backend-br/vagas", "Back-end Brasil"),
            _issues("frontendbr/vagas", "Front-end Brasil"),
            _issues("react-brasil/vagas", "React Brasil"),
            _issues("soujava/vagas-java", "SouJava"),
            _issues("qa-brasil/vagas", "QA Brasil"),
            ReadyMade("greenhouse:nubank", "Nubank"),
        ),
        place="Brazil, remote from Brazil",
    ),
    "pl": Pack(
        sources=(
            ReadyMade("workable:booksy-1", "Booksy"),
            ReadyMade("ashby:brainly", "Brainly"),
            ReadyMade("smartrecruiters:docplanner", "Docplanner"),
            ReadyMade("ashby:elevenlabs", "ElevenLabs"),
            ReadyMade("lever:nomagic", "Nomagic"),
            ReadyMade("greenhouse:rampnetwork", "Ramp Network"),
            ReadyMade("workable:techland-1", "Techland"),
            ReadyMade("lever:zowie", "Zowie"),
        ),
        place="Poland, remote from Poland",
    ),
    "us-students": Pack(
        sources=(
            _list("SimplifyJobs/Summer2027-Internships", "Simplify: Summer 2027 internships"),
            _list("vanshb03/Summer2027-Internships", "vanshb03: Summer 2027 internships"),
            _list("SimplifyJobs/New-Grad-Positions", "Simplify: first jobs"),
        ),
        place="United States, remote from United States",
        types=frozenset({EmploymentType.INTERN}),
    ),
    "remote-world": Pack(
        sources=tuple(
            CATALOGUE[kind]
            for kind in (
                *("himalayas", "jobicy", "remoteok", "remotive", "weworkremotely"),
                *("workingnomads", "hackernews"),
            )
        ),
        remote=True,
    ),
}


def key_of(pack: str) -> str:
    """Of what it is called."""
    name = pack.replace("-", "_")
    return f"pack.{name}"


def called(pack: str) -> str:
    return say(key_of(pack))


def about(pack: str) -> str:
    key = pack.replace("-", "_")
    return say(f"pack_about.{key}")
