"""Memory that nothing uses any more is given back to the system."""

import ctypes
from functools import cache
from typing import Any


def give_back() -> bool:
    """
    Whether there was any to give back, where the C library can; it takes a few milliseconds.

    glibc returns by itself only what lies at the end of its heap. The bodies of answers come and go
    between what stays, so without this a process that uses no more grows for days.
    """
    trim = _trim()
    return bool(trim and trim(0))


@cache
def _trim() -> Any:
    """https://man7.org/linux/man-pages/man3/malloc_trim.3.html; None elsewhere."""
    try:
        return getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):  # as on Windows
        return None
