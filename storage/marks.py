"""What people made of jobs, each for themselves: saved, applied to, or hidden."""

from storage.connection import Transaction


def hidden(tx: Transaction, person: int, job_id: int) -> bool:
    """Whether somebody does not want to see a job again."""
    rows = tx.rows(
        "SELECT 1 FROM marks WHERE person_id = :person AND job_id = :job AND state = 'hidden'",
        person=person,
        job=job_id,
    )
    return bool(rows)
