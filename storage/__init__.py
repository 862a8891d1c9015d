"""Everything that survives a restart. `Storage.run` and `Storage.read` are the only ways in."""

from storage.connection import Storage, Transaction

__all__ = ["Storage", "Transaction"]
