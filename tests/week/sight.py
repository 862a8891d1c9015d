"""What stands in a place, and what is to stand there, in lines that can be compared."""

import re

from tests.week.script import said

HEADINGS = {
    "quiet": "While it was quiet",
    "snooze": "While this was snoozed",
    "cap": "Over the day's limit",
    "unpaid": "No pay stated",
    "digest": "New jobs",
    "several": "New jobs",
}
_WORDS = re.compile(r"### (.+): (\d+)(?: more| new)?(?: jobs?)?")
_LISTED = re.compile(r"\*\*\[(.+?)\]\(")
_PAY = re.compile(r"(?:\d+,000–(\d+),000 EUR a year|Pay not stated)(?: · was \d+,000–(\d+),000)?")
_SAVED = re.compile(r"You saved (.+) at .+ <t:\d+:R>; it closed <t:\d+:R>\.")


def expected(model, message, tags=None):
    """A line for a message of the model's, as it is to stand at the end."""
    at, jobs = said(message.at), [model.jobs[number] for number in message.jobs]
    if message.kind == "card":
        return f"{at}  {card(jobs[0].title, *_state(model, jobs[0]), tags)}"
    if message.kind in {"test", "news"}:
        return f"{at}  {message.kind}: {jobs[0].title}"
    heading = HEADINGS.get(message.kind, jobs[0].company)
    return f"{at}  {listed(heading, [job.title for job in jobs])}"


def _state(model, job):
    pay = None if job.pay is None else f"{job.pay}k"
    was = model.paid.get(job.number)
    return pay, was and f"{was}k", bool(model.closed(job.number))


def card(title, pay, was, closed, tags):
    parts = [title, pay or "no pay", was and f"was {was}", closed and "closed"]
    parts.append(tags is not None and "/".join(["tags", *tags]))
    return " · ".join(filter(None, parts))


def listed(heading, titles):
    return f"{heading}, {len(titles)}: {', '.join(titles)}"


def is_list(message):
    return not message.embeds and message.components[0].type.value == 10


def list_of(message):
    """Heading, count and titles of a list, and how many more its button opens."""
    heading, count = _WORDS.fullmatch(message.components[0].content).groups()
    text = "\n".join(each.content for each in message.components[1].children)
    more = re.search(r"… and (\d+) more", text)
    return heading, int(count), titles(text), int(more[1]) if more else 0


def titles(text):
    """Of jobs that are listed, a line each."""
    return _LISTED.findall(text)


def seen(message, tags=None):
    """A line for a message with an embed."""
    embed = message.embeds[0]
    if news := _SAVED.fullmatch(message.content):
        return f"news: {news[1]}"
    if message.content.startswith("Test: "):
        return f"test: {embed.title}"
    pay, was = _PAY.search(embed.description).groups()
    closed = message.content.startswith("Closed ")
    assert closed == embed.title.startswith("~~") == ("**Closed <t:" in embed.description)
    title = embed.title.strip("~")
    return card(title, pay and f"{pay}k", was and f"{was}k", closed, tags)
