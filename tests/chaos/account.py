"""What is owed to whom, and what arrived: counted in Discord's channels, by posting."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field

MARK = re.compile(r"\bxq[a-z]{6}\b", re.IGNORECASE)
ID = re.compile(r'"custom_id": "[^"]*"')  # of random letters, which may look like a mark


def marks(message):
    """Which postings a message tells of, each once."""
    said = json.dumps([message.content, message.embeds, message.components])
    return {found.lower() for found in MARK.findall(ID.sub("", said))}


def place(message):
    """Where it stands, as an alert names it: a forum's posts stand in the forum."""
    channel = message.channel
    forum = channel.parent if channel.parent and channel.id == message.id else None
    return (forum or channel).id


@dataclass
class Account:
    """Pairs of a posting and a place: those owed, and how often each was told."""

    sent: list  # the stand-in's: all that the bot sent, oldest first
    owed: set[tuple[str, int]] = field(default_factory=set)
    told: Counter = field(default_factory=Counter)
    missing: set[tuple[str, int]] = field(default_factory=set)
    _waiting: Counter = field(default_factory=Counter)  # mark -> places that do not have it yet
    _read: int = 0

    def owe(self, mark, places):
        self.owed |= {(mark, each) for each in places}
        self.missing |= {(mark, each) for each in places}
        self._waiting[mark] = len(places)

    def read(self):
        """Take in what was sent since; the marks that now are everywhere they have to be."""
        settled = []
        while self._read < len(self.sent):
            message = self.sent[self._read]
            self._read += 1
            settled += [mark for mark in marks(message) if self._tell(mark, place(message))]
        return settled

    def _tell(self, mark, where):
        self.told[mark, where] += 1
        if (mark, where) not in self.missing:
            return False
        self.missing.remove((mark, where))
        self._waiting[mark] -= 1
        return not self._waiting[mark]

    @property
    def lost(self):
        self.read()
        return len(self.missing)

    @property
    def repeated(self):
        """Copies beyond the first."""
        return sum(times - 1 for times in self.told.values() if times > 1)

    @property
    def unasked(self):
        """Told where nobody is owed it."""
        return len(self.told.keys() - self.owed)

    @property
    def clean(self):
        return not self.lost and not self.repeated and not self.unasked

    def faults(self):
        """A line for each pair that is wrong."""
        for mark, where in sorted(self.missing):
            yield f"lost: {mark} in {where}"
        for (mark, where), times in sorted(self.told.items()):
            if times > 1:
                yield f"repeated: {mark} in {where}, {times} times"
            if (mark, where) not in self.owed:
                yield f"unasked: {mark} in {where}"
