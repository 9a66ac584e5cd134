"""Checks of properties: their names, their values, and duplicate ids."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from orgshelf.errors import PropertyValueError
from orgshelf.lint.check import Check, FileFacts, FileFinding, Finding, InFile, InFiles, Named
from orgshelf.lint.linted_file import LintedFile
from orgshelf.org.syntax.drawers import SPECIAL
from orgshelf.shelf.identifiers import PROPERTIES
from orgshelf.shelf.property_values import Others, check_value

#: The check for the value of each property that the program interprets.
_CHECK_OF: Mapping[str, str] = {
    **dict.fromkeys(("PAGE", "PAGES"), "bad-page"),
    "RATING": "bad-rating",
    **dict.fromkeys((*PROPERTIES, "ISSN"), "bad-identifier"),
    "URL": "bad-url",
    "KIND": "unknown-kind",
    "EFFORT": "invalid-effort-property",
    **dict.fromkeys(("AT", "LENGTH", "MONTH", "TITLE", "YEAR"), "bad-value"),
}


def _lines_of(file: LintedFile, name: str) -> Iterator[tuple[str, int]]:
    """Each value of a property in any drawer of the file, with its line (from 1)."""
    for element in file.of_kind("node-property"):
        if element.name.upper() == name:
            yield element.value.strip(" \t"), element.begin + 1


def named(file: LintedFile, name: str) -> Iterator[Named]:
    """The values of an id property."""
    return (Named(value, line) for value, line in _lines_of(file, name) if value)


def _bad(check: str) -> InFile:
    """Make a check for values that ``set`` would refuse, of the properties of that check."""

    def find(file: LintedFile) -> Iterator[Finding]:
        for element in file.of_kind("node-property"):
            name = element.name.upper()
            if not element.value or _CHECK_OF.get(name) != check:
                continue
            if text := _refused(file, _others(file, element.begin), name, element.value):
                yield Finding(element.begin + 1, text)

    return find


def _others(file: LintedFile, line: int) -> Others:
    """The properties of the heading at a line; above the first heading those of the file."""
    index = file.heading_at(line)
    return file.document.properties.get if index is None else file.headings[index].get


def _refused(file: LintedFile, others: Others, name: str, value: str) -> str | None:
    """The reason why a value is refused; None if it is valid."""
    try:
        check_value(name, value, others, file.around.kinds)
    except PropertyValueError as error:
        return str(error).rstrip(".")
    return None


def _invalid_id(file: LintedFile) -> Iterator[Finding]:
    for value, line in _lines_of(file, "ID"):
        if "::" in value:
            yield Finding(line, f"an ID cannot have :: in it, as {value} has")


def _special(file: LintedFile) -> Iterator[Finding]:
    for element in file.of_kind("node-property"):
        name = element.name.upper().removesuffix("+")
        if name in SPECIAL:
            text = f"{name} cannot be set as a property: Org ignores this line"
            yield Finding(element.begin + 1, text)


def _duplicates(name: str, of: Callable[[FileFacts], Sequence[Named]]) -> InFiles:
    def find(files: Sequence[FileFacts]) -> Iterator[FileFinding]:
        places: dict[str, list[tuple[str, int]]] = {}
        for file in files:
            for found in of(file):
                places.setdefault(found.name, []).append((file.file, found.line))
        for value, found_at in places.items():
            for file_name, line in found_at if len(found_at) > 1 else ():
                other = next(place for place in found_at if place != (file_name, line))
                text = f"{name} {value} is also at {other[0]}:{other[1]}"
                yield FileFinding(file_name, Finding(line, text))

    return find


def _twice(file: LintedFile) -> Iterator[Finding]:
    for drawer in file.of_kind("property-drawer"):
        counts = Counter(element.name.upper() for element in drawer.children)
        for element in drawer.children:
            name = element.name.upper()
            if counts[name] > 1 and not name.endswith("+"):
                yield Finding(element.begin + 1, f"{name} is here twice: Org uses the first")
                counts[name] = 0


def _with(value: str) -> str:
    return f"* Books\n** Deep Work\n:PROPERTIES:\n{value}\n:END:\n"


CHECKS = (
    Check(
        "duplicate-id",
        "error",
        "Two headings have the same ID, so that links to it lead to only one of them.",
        "* Deep Work\n:PROPERTIES:\n:ID: a1\n:END:\n* Essays\n:PROPERTIES:\n:ID: a1\n:END:\n",
        in_files=_duplicates("ID", lambda facts: facts.ids),
    ),
    Check(
        "duplicate-custom-id",
        "error",
        "Two headings have the same CUSTOM_ID, so that links to it lead to only one of them.",
        "* Deep Work\n:PROPERTIES:\n:CUSTOM_ID: a\n:END:\n"
        "* Essays\n:PROPERTIES:\n:CUSTOM_ID: a\n:END:\n",
        in_files=_duplicates("CUSTOM_ID", lambda facts: facts.custom_ids),
    ),
    Check(
        "duplicate-property",
        "warning",
        "A property is twice in one drawer, and Org uses the first.",
        _with(":RATING: 4\n:RATING: 5"),
        _twice,
    ),
    Check(
        "invalid-id-property",
        "warning",
        "An ID has two colons in it, which a link to it cannot have.",
        _with(":ID: a::b"),
        _invalid_id,
    ),
    Check(
        "special-property-in-properties-drawer",
        "warning",
        "A property has a name that Org keeps for what it computes.",
        _with(":TODO: yes"),
        _special,
    ),
    Check(
        "invalid-effort-property",
        "warning",
        "An EFFORT is not a duration.",
        _with(":EFFORT: soon"),
        _bad("invalid-effort-property"),
    ),
    Check(
        "bad-page",
        "warning",
        "PAGE or PAGES is not a page number, or PAGE is larger than PAGES.",
        _with(":PAGE: 400\n:PAGES: 304"),
        _bad("bad-page"),
    ),
    Check("bad-rating", "warning", "A RATING is not from 0 to 5.", _with(":RATING: 11"),
          _bad("bad-rating")),
    Check(
        "bad-identifier",
        "warning",
        "An ISBN, ISSN, DOI, ARXIV or PMID is not written as one, or its check digit is wrong.",
        _with(":ISBN: 978-0-262-04630-6"),
        _bad("bad-identifier"),
    ),
    Check("bad-url", "warning", "A URL is no address.", _with(":URL: example"), _bad("bad-url")),
    Check("unknown-kind", "warning", "A KIND is neither built in nor in the configuration.",
          _with(":KIND: papyrus"), _bad("unknown-kind")),
    Check(
        "bad-value",
        "warning",
        "A property that orgshelf knows, such as YEAR, has a value that it cannot read.",
        _with(":YEAR: abc"),
        _bad("bad-value"),
    ),
)  # fmt: skip
