"""The JSON documents of ``review``: due cards, statistics, and the quotes of the day."""

import json
from collections.abc import Iterable

from orgshelf.actions.reviewing import Question
from orgshelf.export.encodable import encodable, in_texts
from orgshelf.export.json_document import envelope
from orgshelf.export.report import Report
from orgshelf.review.daily import Highlight
from orgshelf.review.review_data import Rating, written_moment
from orgshelf.review.review_log import Retention, Statistics


def due(report: Report, questions: Iterable[Question]) -> str:
    """The document with all due sides: their faces, and when each rating would show them again."""
    cards = [in_texts(encodable, _card(report, each)) for each in questions]
    return json.dumps({**envelope(report), "due": cards}, indent=1) + "\n"


def statistics(report: Report, found: Statistics) -> str:
    """The document with the statistics; a percentage of nothing is null."""
    numbers = {
        "cards": found.cards,
        "due": found.due,
        "suspended": found.suspended,
        "elsewhere": found.elsewhere,
        "retention": [_retention(one) for one in found.retention],
        "load": [{"date": str(day), "count": count} for day, count in found.load],
    }
    return json.dumps({**envelope(report), "review": numbers}, indent=1) + "\n"


def daily(report: Report, shown: Iterable[Highlight]) -> str:
    """The document with the quotes and notes of the day."""
    found = [
        in_texts(
            encodable,
            {
                "id": report.short_ids[each.entry.id],
                "text": each.text,
                "source": each.source,
                "file": each.entry.file,
                "line": each.line,
            },
        )
        for each in shown
    ]
    return json.dumps({**envelope(report), "daily": found}, indent=1) + "\n"


def _card(report: Report, question: Question) -> dict[str, object]:
    card, entry = question.side.card, question.side.card.entry
    return {
        "id": report.short_ids[entry.id],
        "card": card.id,
        "position": question.side.position,
        "due": written_moment(question.side.due),
        "algorithm": card.algorithm,
        "title": entry.heading.title,
        "work": entry.work.heading.title if entry.work else None,
        "file": entry.file,
        "line": entry.heading.line,
        "front": "\n".join(question.faces.front),
        "back": "\n".join(question.faces.back).strip("\n"),
        "again_at": {str(rating): written_moment(due) for rating, due in question.waits.items()},
    }


def _retention(one: Retention) -> dict[str, object]:
    counts = {str(rating): one.answers[rating] for rating in Rating}
    return {"period": one.period, "answers": one.total, **counts, "percent": one.percent}
