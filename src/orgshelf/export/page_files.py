"""Where links to files of the notes lead from a page."""

import posixpath
import re

from orgshelf.export.link_targets import safe_address, web_address

_FILE = re.compile(r"file(?:\+(?:emacs|sys))?:(.*)", re.DOTALL | re.IGNORECASE)
_NEARBY = re.compile(r"\.{1,2}/")
_SEARCH = re.compile(r"::.*", re.DOTALL)
_COLON_FIRST = re.compile(r"[^/]*:")


def link_address(target: str, folder: str) -> str | None:
    """The address of a link off the page: of the web, or the relative path of a file.

    ``folder`` is the way from the page to the folder of the note. A file elsewhere on the
    person's own disk is none: nobody else has it.
    """
    if address := web_address(target):
        return address
    match = _FILE.fullmatch(target)
    if match is None and not _NEARBY.match(target):
        return None
    path = _SEARCH.sub("", match[1] if match else target)
    if not path or path.startswith(("/", "~")):
        return None
    path = posixpath.normpath(posixpath.join(folder, path))
    # What has a colon first would be read as an address of some scheme.
    return safe_address(f"./{path}" if _COLON_FIRST.match(path) else path)
