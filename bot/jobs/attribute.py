"""Something that can be asked of a posting beside its words."""

from collections.abc import Hashable
from typing import ClassVar

import msgspec

from bot.jobs.posting import JobPosting


class Attribute(msgspec.Struct, frozen=True, tag=True):
    """
    Judges a posting as True, False or None where the posting does not say.

    Says itself as it is typed (`str`) and in words (`said`), and says what it has `seen`.
    `looks_at` is all of a posting that the judgement depends on. By its `name` texts are found
    and options replaced.
    """

    name: ClassVar[str] = ""

    @property
    def called(self) -> str:
        return self.name

    def judge(self, posting: JobPosting) -> bool | None:
        raise NotImplementedError

    def said(self) -> str:
        raise NotImplementedError

    def seen(self, posting: JobPosting) -> str:
        raise NotImplementedError

    def looks_at(self, posting: JobPosting) -> Hashable:
        raise NotImplementedError
