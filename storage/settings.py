"""Small facts about this installation that outlive a restart."""

from storage.connection import Transaction


def value(tx: Transaction, name: str) -> str | None:
    rows = tx.rows("SELECT value FROM settings WHERE name = :name", name=name)
    return rows[0]["value"] if rows else None


def put(tx: Transaction, name: str, value: str) -> None:
    tx.run(
        """
        INSERT INTO settings (name, value) VALUES (:name, :value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """,
        name=name,
        value=value,
    )
