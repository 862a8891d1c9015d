"""Sites that let no bot read them, and the pack of sources that helps instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yarl import URL


@dataclass(frozen=True, slots=True)
class Closed:
    """A site by the name people know it by; `pack` is one of `bot.directory.packs`."""

    name: str
    pack: str


_WORLD = "remote-world"
# By the label of their own under a country's domain or a general one: indeed.co.uk, de.indeed.com.
_SITES: Mapping[str, Closed] = {
    "indeed": Closed("Indeed", _WORLD),
    "linkedin": Closed("LinkedIn", _WORLD),
    "glassdoor": Closed("Glassdoor", _WORLD),
    "monster": Closed("Monster", _WORLD),
    "ziprecruiter": Closed("ZipRecruiter", _WORLD),
    "wellfound": Closed("Wellfound", _WORLD),
    "welcometothejungle": Closed("Welcome to the Jungle", _WORLD),
    "otta": Closed("Welcome to the Jungle", _WORLD),
    "careerbuilder": Closed("CareerBuilder", _WORLD),
    "simplyhired": Closed("SimplyHired", _WORLD),
    "dice": Closed("Dice", _WORLD),
    "talent": Closed("Talent.com", _WORLD),
    "jooble": Closed("Jooble", _WORLD),
    "flexjobs": Closed("FlexJobs", _WORLD),
    "totaljobs": Closed("Totaljobs", _WORLD),
    "seek": Closed("SEEK", _WORLD),
    "jobstreet": Closed("Jobstreet", _WORLD),
    "infojobs": Closed("InfoJobs", _WORLD),
    "joinhandshake": Closed("Handshake", "us-students"),
    "wayup": Closed("WayUp", "us-students"),
    "naukri": Closed("Naukri", "in"),
    "foundit": Closed("foundit", "in"),
    "monsterindia": Closed("foundit", "in"),
    "shine": Closed("Shine", "in"),
    "timesjobs": Closed("TimesJobs", "in"),
    "internshala": Closed("Internshala", "in"),
    "instahyre": Closed("Instahyre", "in"),
    "stepstone": Closed("StepStone", "de"),
    "xing": Closed("XING", "de"),
    "kununu": Closed("kununu", "de"),
    "catho": Closed("Catho", "br"),
    "vagas": Closed("Vagas.com", "br"),
    "pracuj": Closed("Pracuj.pl", "pl"),
}
# A label that others use too is theirs under these endings only.
_ONLY: Mapping[str, frozenset[str]] = {
    "dice": frozenset({"com"}),
    "monster": frozenset(
        {"com", "de", "fr", "it", "es", "nl", "at", "ch", "be", "se", "ie", "ca", "co.uk", "com.sg"}
    ),
    "otta": frozenset({"com"}),
    "seek": frozenset({"com.au", "co.nz", "com"}),
    "shine": frozenset({"com"}),
    "talent": frozenset({"com"}),
    "vagas": frozenset({"com.br"}),
}
_COUNTRIES: Mapping[str, str] = {"de": "de", "in": "in", "br": "br", "pl": "pl"}
_SECOND = frozenset({"co", "com", "net", "org"})


def closed(url: URL) -> Closed | None:
    """The site an address is on, where it is one of these; the pack is its country's if any is."""
    labels = re.sub(r"\.\Z", "", url.host or "").split(".")
    size = 2 if len(labels) > 2 and labels[-2] in _SECOND and len(labels[-1]) == 2 else 1
    label, ending = "".join(labels[-size - 1 : -size]), ".".join(labels[-size:])
    site = _SITES.get(label)
    if site is None or (size == 1 and len(ending) > 3) or ending not in _ONLY.get(label, {ending}):
        return None
    country = _COUNTRIES.get(labels[-1]) or _COUNTRIES.get(labels[0])
    return Closed(site.name, country) if country else site
