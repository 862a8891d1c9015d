"""How much one person or server may have, as the operator said at the last start."""

import msgspec

from bot.settings import Quotas
from storage import settings
from storage.connection import Transaction

_NAME = "quotas"


def put(tx: Transaction, quotas: Quotas) -> None:
    settings.put(tx, _NAME, msgspec.json.encode(quotas).decode())


def quotas(tx: Transaction) -> Quotas:
    stored = settings.value(tx, _NAME)
    return Quotas() if stored is None else msgspec.json.decode(stored, type=Quotas)
