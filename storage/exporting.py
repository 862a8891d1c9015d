"""What is kept of a tenant as files that fit into a message, however much it is."""

import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from bot.jobs.alert import Tenant
from storage import privacy
from storage.connection import Row, Transaction

# What zlib may still hold back of the rows it was given, and what closes a document.
_UNSEEN = 2**17


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A JSON document of tables, packed with gzip, and how many bytes it is unpacked."""

    packed: bytes
    size: int


def exports(tx: Transaction, tenant: Tenant, *, most: int) -> list[Export]:
    """All of it, in documents of `most` packed bytes at the most; never more of it in memory."""
    return list(_documents(tx, tenant, most))


def _documents(tx: Transaction, tenant: Tenant, most: int) -> Iterator[Export]:
    document = _Document()
    for table, rows in privacy.tables(tx, tenant):
        document.begin(table)
        for row in rows:
            if document.packed + _UNSEEN > most:
                yield document.ended()
                document = _Document()
                document.begin(table)
            document.add(row)
    yield document.ended()


class _Document:
    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        self._gzip = gzip.GzipFile(fileobj=self._bytes, mode="wb", compresslevel=6)
        self._size = 0
        self._before_table, self._before_row = "{\n", ""

    @property
    def packed(self) -> int:
        return self._bytes.tell()

    def begin(self, table: str) -> None:
        self._write(f'{self._before_table}"{table}": ['.encode())
        self._before_table, self._before_row = "\n],\n", "\n"

    def add(self, row: Row) -> None:
        self._write(self._before_row.encode() + msgspec.json.encode(row))
        self._before_row = ",\n"

    def ended(self) -> Export:
        self._write(b"\n]\n}\n")
        self._gzip.close()
        return Export(packed=self._bytes.getvalue(), size=self._size)

    def _write(self, text: bytes) -> None:
        self._gzip.write(text)
        self._size += len(text)
