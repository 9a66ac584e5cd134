"""Moments as org-fc writes them: in UTC, to the second."""

from contextlib import suppress
from datetime import UTC, datetime


def written(moment: datetime) -> str:
    """``2000-01-01T12:34:56Z``; a moment without a time zone is one of local time."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def read(text: str) -> datetime | None:
    """The moment that was written; None where the text is none."""
    with suppress(ValueError, OverflowError):
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
