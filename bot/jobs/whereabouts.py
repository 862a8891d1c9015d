"""Where a job is and who may do it from elsewhere, in plain words."""

from bot.jobs.area import area
from bot.jobs.place import said
from bot.jobs.posting import JobPosting
from bot.texts import say


def where(posting: JobPosting) -> str:
    """Place and remoteness: "Berlin, Germany; remote (Germany)"."""
    places = [said(place) for place in posting.job_location]
    return "; ".join(filter(None, [*places, remoteness(posting)])) or say("place.unknown")


def remoteness(posting: JobPosting) -> str:
    """ "remote (Germany, Austria)" for a job that is, as far as it is known who may apply."""
    if not posting.telecommute:
        return ""
    limits = ", ".join(map(area, posting.applicant_location_requirements))
    return say("place.remote_from", limits=limits) if limits else say("place.remote")
