"""How well a card was known."""

from enum import StrEnum


class Rating(StrEnum):
    """The four answers, in the words of org-fc's history."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
