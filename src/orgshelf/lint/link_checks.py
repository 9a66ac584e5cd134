"""Checks of links: broken ones, and those in an obsolete notation."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from orgshelf.lint.check import Check, FileFacts, FileFinding, Finding, Named
from orgshelf.lint.file_checks import element_names
from orgshelf.lint.linted_file import LintedFile, Placed, replaced
from orgshelf.org.elements.code_listing import labels
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.links import target_name
from orgshelf.org.syntax.objects import Literal, Reference
from orgshelf.shelf.attachments import ATTACHMENT, attachment_paths
from orgshelf.shelf.identifiers import link_of, parse_url
from orgshelf.text import plural

_TYPE = re.compile(r"([A-Za-z][\w+-]*):")
_APPLICATION = re.compile(r"file\+(emacs|sys|docview|[a-z]+):")
_ESCAPED = re.compile(r"%(..)?")
_OLD_ESCAPES = frozenset(("25", "5B", "5D", "20"))
_CODEREF = re.compile(r"\((.*)\)")
_COOKIE = re.compile(r"\[(?:[0-9]*%|[0-9]*/[0-9]*)\]")


def _links(file: LintedFile) -> Iterator[tuple[Placed, Reference]]:
    for placed in file.objects:
        if isinstance(placed.node, Reference):
            yield placed, placed.node


def id_links(file: LintedFile) -> Iterator[Named]:
    """The ids in the links of a file."""
    for placed, link in _links(file):
        if link.target.startswith("id:"):
            yield Named(link.target[3:].partition("::")[0].strip(), placed.line + 1)


def web_links(file: LintedFile) -> Iterator[Named]:
    """The web addresses in a file: of its links, and of its URL and DOI properties."""
    for placed, link in _links(file):
        if address := parse_url(link.target):
            yield Named(address, placed.line + 1)
    for element in file.of_kind("node-property"):
        value = element.value.strip(" \t")
        address = parse_url(value) if element.name.upper() == "URL" else None
        if element.name.upper() == "DOI":
            address = link_of("doi", value)
        if address:
            yield Named(address, element.begin + 1)


def _custom_id(file: LintedFile) -> Iterator[Finding]:
    known = {heading.properties.get("CUSTOM_ID") for heading in file.headings}
    for placed, link in _links(file):
        if link.target.startswith("#") and link.target[1:] not in known:
            text = f"no heading of this file has the CUSTOM_ID {link.target[1:]}"
            yield Finding(placed.line + 1, text)


def _unknown_ids(files: Sequence[FileFacts]) -> Iterator[FileFinding]:
    known = {named.name for file in files for named in file.ids}
    for file in files:
        for link in file.id_links:
            if link.name not in known:
                text = f"nothing in the notes has the ID {link.name}"
                yield FileFinding(file.file, Finding(link.line, text))


def _fuzzy(file: LintedFile) -> Iterator[Finding]:
    names = _Names(file)
    for placed, link in _links(file):
        if placed.raw.startswith("[[") and _is_fuzzy(link.target) and not names.have(link.target):
            yield Finding(placed.line + 1, f"nothing in this file is called {link.target}")


def _is_fuzzy(target: str) -> bool:
    is_path = target.startswith(("/", "./", "../", "~"))
    is_marked = target.startswith("#") or _CODEREF.fullmatch(target) is not None
    return not is_path and not is_marked and not _has_type(target)


#: The link types of Org and of common packages.
_KNOWN_TYPES = frozenset(
    (
        *("attachment", "bbdb", "bibtex", "cite", "doi", "docview", "elisp", "elfeed", "eww"),
        *("file", "ftp", "gnus", "help", "http", "https", "id", "info", "irc", "isbn", "mailto"),
        *("man", "message", "mhe", "mu4e", "news", "notmuch", "nov", "org", "pdf", "pdfview"),
        *("rmail", "shell", "w3m", "zotero"),
    )
)


def _has_type(target: str) -> bool:
    match = _TYPE.match(target)
    return match is not None and (
        match[1].lower().partition("+")[0] in _KNOWN_TYPES or target.startswith("//", match.end())
    )


class _Names:
    """The possible targets of links without a type: targets, names, titles."""

    def __init__(self, file: LintedFile) -> None:
        abbreviated = (v for k, v in file.document.settings.pairs if k == "LINK")
        self._abbreviations = {value.split(maxsplit=1)[0] for value in abbreviated if value}
        self._titles = {target_name(_COOKIE.sub("", h.text)) for h in file.headings}
        self._names = {target_name(raw.strip("<>")) for _, raw in _targets(file)}
        self._names |= {target_name(name) for _, name in element_names(file)}

    def have(self, target: str) -> bool:
        """Whether a target exists; a link with an abbreviation counts as existing."""
        if target.partition(":")[0] in self._abbreviations:
            return True
        if target.startswith("*"):
            return target_name(target[1:]) in self._titles
        return target_name(target) in self._names or target_name(target) in self._titles


def _targets(file: LintedFile) -> Iterator[tuple[Placed, str]]:
    for placed in file.objects:
        if isinstance(placed.node, Literal) and placed.node.kind == "target":
            yield placed, placed.raw


def _coderef(file: LintedFile) -> Iterator[Finding]:
    known = set(_labels(file))
    for placed, link in _links(file):
        match = _CODEREF.fullmatch(link.target)
        if match and match[1] not in known:
            yield Finding(placed.line + 1, f"no line of code has the label ({match[1]})")


def _labels(file: LintedFile) -> Iterator[str]:
    for block in file.of_kind("src-block", "example-block"):
        yield from (label for _, label in labels(file.lines, block))


def _local_file(file: LintedFile) -> Iterator[Finding]:
    for placed, link in _links(file):
        paths = _paths(file, placed, link.target)
        if paths and not any(file.around.exists(file.document.file, path) for path in paths):
            yield Finding(placed.line + 1, f"there is no file {paths[0]}")


def _paths(file: LintedFile, placed: Placed, target: str) -> list[str]:
    """The paths of which one must exist; empty for a link to anything but a local file."""
    if target.startswith(ATTACHMENT):
        place = file.heading_at(placed.line)
        heading = file.document.top if place is None else file.headings[place]
        return attachment_paths(target, heading)
    return [path] if (path := _path(target)) else []


def _path(target: str) -> str:
    """The local file that a link leads to; "" for any other link."""
    match = re.match(r"file(?:\+[a-z]+)?:(.*)", target)
    path = match[1] if match else target if target.startswith(("/", "./", "../", "~")) else ""
    path = path.removeprefix("//") if path.startswith("///") else path
    is_remote = re.match(r"/[A-Za-z0-9]+:|.*@.*:", path)
    return "" if is_remote else re.sub(r"::.*", "", path)


def _trailing(file: LintedFile) -> Iterator[Finding]:
    for placed, _ in _links(file):
        line = _last_line(file, placed)
        if line.startswith("]"):
            yield Finding(placed.line + 1, "a bracket follows the link: perhaps its target has one")


def _last_line(file: LintedFile, placed: Placed) -> str:
    """The rest of the line on which an object ends."""
    breaks = placed.raw.count("\n")
    length = len(placed.raw) - placed.raw.rfind("\n") - 1
    return file.lines[placed.line + breaks][(0 if breaks else placed.column) + length :]


def _unclosed(file: LintedFile) -> Iterator[Finding]:
    for placed, _ in _links(file):
        words = placed.raw[2:-2].partition("][")[2] if placed.raw.startswith("[[") else ""
        if words.count("[") > words.count("]"):
            yield Finding(placed.line + 1, f"a bracket is not closed in {words}")


def _application(file: LintedFile) -> Iterator[Finding]:
    for placed, link in _links(file):
        match = _APPLICATION.match(link.target)
        if match and "\n" not in placed.raw:
            new = placed.raw.replace(match[0], "file:", 1)
            fix = replaced(file.lines[placed.line], placed.line, placed.column, placed.raw, new)
            yield Finding(placed.line + 1, f"{match[0]} is now written file:", fix)


def _percent(file: LintedFile) -> Iterator[Finding]:
    """Obsolete percent escapes in links; web addresses may have them."""
    for placed, link in _links(file):
        is_bracketed = placed.raw.startswith("[[") and "://" not in link.target
        found = _ESCAPED.findall(link.target) if is_bracketed else []
        if found and all(code in _OLD_ESCAPES for code in found):
            text = f"{link.target} is escaped as Org did before version 9.3"
            yield Finding(placed.line + 1, text, _unescaped(file, placed, link))


def _unescaped(file: LintedFile, placed: Placed, link: Reference) -> tuple[Splice, ...]:
    """The link without percent escapes; empty if it would contain brackets."""
    new = unquote(link.target)
    if "\n" in placed.raw or "[" in new or "]" in new or "\\" in new:
        return ()
    raw = placed.raw.replace(link.target, new, 1)
    return replaced(file.lines[placed.line], placed.line, placed.column, placed.raw, raw)


def _duplicate_target(file: LintedFile) -> Iterator[Finding]:
    counts = Counter(target_name(raw) for _, raw in _targets(file))
    for placed, raw in _targets(file):
        if counts[target_name(raw)] > 1:
            text = f"{raw} is here {plural(counts[target_name(raw)], 'time')}"
            yield Finding(placed.line + 1, text)


CHECKS = (
    Check(
        "invalid-custom-id-link",
        "error",
        "A link leads to a CUSTOM_ID that no heading of its file has.",
        "* Deep Work\nSee [[#missing]].\n",
        _custom_id,
    ),
    Check(
        "invalid-id-link",
        "error",
        "A link leads to an ID that nothing in the notes has.",
        "* Deep Work\nSee [[id:2f4c-missing]].\n",
        in_files=_unknown_ids,
    ),
    Check(
        "invalid-fuzzy-link",
        "warning",
        "A link leads to a title, target or name that its file does not have.",
        "* Deep Work\nSee [[*Shallow Work]].\n",
        _fuzzy,
    ),
    Check(
        "invalid-coderef-link",
        "warning",
        "A link leads to a label that no line of code has.",
        "* Deep Work\nSee [[(loop)]].\n",
        _coderef,
    ),
    Check(
        "link-to-local-file",
        "warning",
        "A link leads to a file that is not there.",
        "* Deep Work\n[[file:missing.pdf]]\n",
        _local_file,
    ),
    Check(
        "trailing-bracket-after-link",
        "warning",
        "A bracket follows a link, so that it may end too early.",
        "* Deep Work\n[[https://example.org/a]]]\n",
        _trailing,
    ),
    Check(
        "unclosed-brackets-in-link-description",
        "warning",
        "The words of a link have a bracket that is not closed.",
        "* Deep Work\n[[https://example.org/a][page [2]]\n",
        _unclosed,
    ),
    Check(
        "file-application",
        "warning",
        "A link says file+sys: or file+emacs:, which Org no longer uses.",
        "* Deep Work\n[[file+sys:/etc/hostname]]\n",
        _application,
        fixes="writes file:",
        changes=frozenset(("text",)),
    ),
    Check(
        "percent-encoding-link-escape",
        "note",
        "A link is escaped with %20 and the like, as Org did before version 9.3.",
        "* Deep Work\n[[file:a%20b.pdf]]\n",
        _percent,
        fixes="writes the blank",
        changes=frozenset(("text",)),
    ),
    Check(
        "duplicate-target",
        "warning",
        "A target is twice in a file, so that links to it lead to only one of them.",
        "* Deep Work\n<<here>> and <<here>>\n",
        _duplicate_target,
    ),
)
