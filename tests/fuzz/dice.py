"""Bytes as throws of dice: the same bytes always make the same texts, numbers and choices."""

LONGEST = 50_000  # characters


class Dice:
    """What is left when the bytes are used up is empty, zero, the first of a choice."""

    def __init__(self, data):
        self._data = data
        self._at = 0

    def number(self, below):
        """A whole number from 0 on; up to four bytes of them."""
        size = max(1, (max(below - 1, 1).bit_length() + 7) // 8)
        return int.from_bytes(self.some(size), "little") % below

    def choice(self, things):
        return things[self.number(len(things))]

    def maybe(self, throw):
        return throw() if self.number(4) else None

    def several(self, most, throw):
        return tuple(throw() for _ in range(self.number(most + 1)))

    def some(self, size):
        piece = self._data[self._at : self._at + size]
        self._at += size
        return piece

    def rest(self):
        return self.some(len(self._data))

    def text(self, things=(), most=2000):
        """Some characters as they come, or one of `things`; now and then repeated at length."""
        kind = self.number(8)
        if things and kind < 3:
            text = self.choice(things).decode(errors="replace")
        else:
            text = self.some(self.number(256 if kind < 7 else 2**14)).decode(errors="replace")
        return repeated(text, self.number(256))[:most]

    def long_text(self, most=LONGEST):
        """All that is left, as text; now and then repeated at length."""
        times = self.number(256)
        return repeated(self.rest().decode(errors="replace"), times)[:most]


def repeated(text, throw):
    """What is read in steps that grow with the text is noticed only where there is much of it."""
    return text if throw < 224 else text * min(2 ** (throw - 223), LONGEST // max(len(text), 1) + 1)
