"""What a message is known by: its nonce, which is also the key in its buttons."""

import base64
import hashlib
import secrets
from collections.abc import Iterable

from bot.jobs.alert import Destination
from storage import settings
from storage.connection import Transaction


def new() -> str:
    """16 characters; Discord takes 25."""
    return secrets.token_urlsafe(12)


def of(tx: Transaction, destination: Destination, told: Iterable[str]) -> str:
    """The same for the same postings at the same destination, whatever was forgotten in between."""
    key = (settings.value(tx, "nonces") or "").encode()
    name = ":".join([destination.kind, str(destination.id), *told])
    digest = hashlib.blake2b(name.encode(), key=key, digest_size=12).digest()
    nonce = base64.urlsafe_b64encode(digest).decode()
    taken = tx.rows("SELECT 1 FROM messages WHERE nonce = :nonce", nonce=nonce)
    return new() if taken else nonce
