"""Many jobs in one message: a line each, in Components V2, within what Discord takes of that."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot import cards
from bot.cards import ALL, Button, Card
from bot.jobs.posting import JobPosting
from bot.jobs.text import escaped
from bot.texts import say

# All the text of such a message, https://discord.com/developers/docs/components/reference, and
# what it may weigh; a little of both is left for a mention and the label of the button.
_CHARACTERS, _BYTES = 4_000 - 150, 10_000 - 600
_COMPANY, _CREDIT, _CONTENT, _NAME = 100, 400, 2000, 100
_HEADED = frozenset({"quiet", "snooze", "cap", "unpaid"})


def digest(
    postings: Sequence[JobPosting],
    *,
    key: str,
    sources: Sequence[str] = (),
    why: str | None = None,
) -> Card:
    """
    What does not fit opens by the button, by which the message is known too.

    `why` they come together is said above them: "company", or why they come late.
    """
    title = heading(postings, why)
    credit = f"-# {cards.credit(sources, _CREDIT)}" if sources else ""
    others = [title, credit, say("digest.more", more=10**6)]
    lines = list(_fitting(listed(postings, why), others))
    more = len(postings) - len(lines)
    lines += [say("digest.more", more=more)] if more else []
    return Card(
        name=cards.shorten(title, _NAME),
        content=f"### {title}",
        embed=None,
        buttons=(Button(label=say("digest.all"), custom_id=f"{ALL}{key}"),),
        texts=tuple(filter(None, ["\n".join(lines), credit])),
    )


def plain(
    postings: Sequence[JobPosting],
    *,
    key: str,
    sources: Sequence[str] = (),
    why: str | None = None,
) -> Card:
    """The same jobs in one line, for when Discord finds fault with the list."""
    titles = ", ".join(cards.heading(posting.title) for posting in postings[:3])
    text = say("digest.notification", title=heading(postings, why), titles=titles)
    whole = digest(postings, key=key, why=why)
    return replace(whole, texts=(), content=cards.credited(text, sources))


def heading(postings: Sequence[JobPosting], why: str | None) -> str:
    """How many they are, and of which company or why they come together."""
    if company := escaped(_company(postings, why), _COMPANY):
        return say("digest.company", company=company, count=len(postings))
    return say(f"digest.{why}" if why in _HEADED else "digest.title", count=len(postings))


def listed(postings: Sequence[JobPosting], why: str | None) -> Iterator[str]:
    """A line each, without the company where the heading has it already."""
    company = _company(postings, why)
    for posting in postings:
        told = company and posting.hiring_organization == company
        yield cards.digest_line(replace(posting, hiring_organization=None) if told else posting)


def _company(postings: Sequence[JobPosting], why: str | None) -> str:
    """Whose jobs they all are, where that is what they are headed by."""
    companies = {posting.words.company for posting in postings}
    alone = why not in _HEADED and len(companies) == 1 and len(postings) > 1
    return postings[0].hiring_organization or "" if alone else ""


def _fitting(lines: Iterable[str], others: Iterable[str]) -> Iterable[str]:
    """Those of the first that fit beside the others, one at least."""
    characters, weight = (sum(size(each) + 4 for each in others) for size in (len, _weight))
    for number, text in enumerate(lines):
        characters, weight = characters + len(text) + 1, weight + _weight(text) + 1
        if number and (characters > _CHARACTERS or weight > _BYTES):
            return
        yield text


def _weight(text: str) -> int:
    return len(text.encode())
