"""Dates of publication in the fields of BibTeX, CSL and RIS."""

from collections.abc import Iterator

from orgshelf.shelf.years import FIRST_SEASON, Issued


def date_fields(issued: Issued | None, month: int) -> Iterator[tuple[str, str]]:
    """``year`` and ``month``, or ``date`` in EDTF for biblatex where a year is not enough."""
    if issued is None:
        return
    if issued.is_plain:
        yield "year", str(issued.year)
        if month:
            yield "month", str(month)
    elif issued.edtf:
        yield "date", issued.edtf


def csl_date(issued: Issued | None, month: int) -> dict[str, object] | None:
    """A date variable of CSL-JSON; what is not understood is literal."""
    if issued is None:
        return None
    if not issued.dates:
        return {"literal": issued.text}
    dates = [[*date] for date in issued.dates]
    found: dict[str, object] = {"date-parts": dates}
    first = dates[0]
    if len(first) > 1 and first[1] >= FIRST_SEASON:
        found = {"date-parts": [date[:1] for date in dates], "season": first[1] - FIRST_SEASON + 1}
    elif month and dates == [first[:1]]:
        found = {"date-parts": [[first[0], month]]}
    return {**found, "circa": True} if issued.circa else found


def ris_date(issued: Issued | None, month: int) -> tuple[str, str]:
    """What PY says, a year, and DA: ``YYYY/MM/DD/words``, where there is more to say."""
    if issued is None:
        return "", ""
    year = str(issued.year) if issued.year is not None and issued.year > 0 else ""
    date = issued.dates[0] if issued.dates else ()
    months = [f"{part:02}" for part in date[1:] if part < FIRST_SEASON or len(date) > 2]
    if month and not months:
        months = [f"{month:02}"]
    words = "" if year and len(issued.dates) == 1 and _says_all(issued, date) else issued.text
    if not months and not words:
        return year, ""
    return year, "/".join((year, *(*months, "", "")[:2], words))


def _says_all(issued: Issued, date: tuple[int, ...]) -> bool:
    return not issued.circa and (len(date) != 2 or date[1] < FIRST_SEASON)
