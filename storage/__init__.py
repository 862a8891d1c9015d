"""Everything that survives a restart. `Storage.run`, `read` and `scan` are the only ways in."""

from storage.connection import Storage, Transaction

__all__ = ["Storage", "Transaction"]
