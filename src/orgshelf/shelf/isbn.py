"""ISBN (ISO 2108): parsed in all notations, validated and compared."""

import re
import unicodedata

#: Matches text in the form of an ISBN.
ISBN = re.compile(
    r"(?:(?:urn:)?ISBN(?:[- ]?1[03])?:?\s*)?([0-9][0-9 \-‐‑–]{8,20}[0-9Xx])", re.IGNORECASE
)


def parse_isbn(text: str) -> str | None:
    """An ISBN of 10 or 13 digits with its hyphens; None unless its check digit is right."""
    number = written_isbn(unicodedata.normalize("NFKC", text)).replace(" ", "-").upper()
    return number if number and _is_isbn(isbn_digits(number)) else None


def written_isbn(text: str) -> str:
    """The first ISBN in a text, valid or not: ``978-0-262-04630-5 (hardcover)``; else ""."""
    match = ISBN.search(text)
    return re.sub("[‐‑–]", "-", match[1]) if match else ""


def isbn_digits(text: str) -> str:
    """The number without hyphens and blanks."""
    return re.sub(r"[^0-9X]", "", text.upper())


def _is_isbn(digits: str) -> bool:
    is_book = len(digits) == 10 or digits.startswith(("978", "979"))
    return is_book and has_check_digit(digits)


def has_check_digit(digits: str) -> bool:
    """Whether ten or thirteen digits end with the right check digit."""
    if len(digits) == 10:
        return weighted_sum(digits) % 11 == 0
    return len(digits) == 13 and _is_ean(digits)


def _is_ean(digits: str) -> bool:
    return digits.isdecimal() and (
        sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits)) % 10 == 0
    )


def weighted_sum(digits: str) -> int:
    """The weighted sum that ISBN-10 and ISSN use; X is ten, at the end only."""
    values = [10 if digit == "X" else int(digit) for digit in digits]
    wrong = "X" in digits[:-1]
    return 1 if wrong else sum(v * (len(values) - i) for i, v in enumerate(values))


def isbn_key(text: str) -> str:
    """The first twelve of thirteen digits, equal for ISBN-10 and ISBN-13."""
    digits = isbn_digits(text)[:-1]
    return {9: f"978{digits}", 12: digits}.get(len(digits), text.casefold())
