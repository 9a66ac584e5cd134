"""One member of a mapping in a configuration file: set or taken out, every other byte stays."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from orgshelf.errors import ConfigError
from orgshelf.store.config_file import keys_and_values, quoted, rewrite, yaml_errors

if TYPE_CHECKING:
    import yaml

_INDENT = "  "


def set_member(path: Path, key: str, name: str, value: Mapping[str, str] | None) -> bool:
    """Set ``name`` in the mapping of ``key`` to a mapping of YAML texts, or take it out.

    Whether that has changed the file is returned.

    Comments, order and blank lines stay. The file is made where there is none; the whole new
    one is there or the old one stays.

    Raises:
        ConfigError: the file is wrong, or written so that this cannot be changed alone.
        OrgshelfError: the disk refuses.
    """
    return rewrite(path, lambda old: _checked(path, old, key, name, value))


def _checked(path: Path, old: bytes, key: str, name: str, value: Mapping[str, str] | None) -> bytes:
    before = dict(keys_and_values(path, old))
    problem = f"change {key} by hand: this file is written so that it cannot be done alone."
    try:
        new = _changed(path, old, key, name, value)
        after = dict(keys_and_values(path, new))
    except (UnicodeDecodeError, ConfigError) as error:
        raise ConfigError(str(path), None, problem) from error
    members, kept = after.get(key, {}), {k: v for k, v in before.get(key, {}).items() if k != name}
    others = [{k: v for k, v in found.items() if k != key} for found in (before, after)]
    rest = {k: v for k, v in members.items() if k != name}
    if others[0] != others[1] or rest != kept or (name in members) is (value is None):
        raise ConfigError(str(path), None, problem)
    return new


def _changed(
    path: Path, data: bytes, key: str, name: str, value: Mapping[str, str] | None
) -> bytes:
    text = data.decode()
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    pair = None if value is None else _pair(name, value)
    found = _find(path, data, key)
    if found is None:
        gap = "" if not text or text.endswith("\n") else end_of_line
        head = f"{text}{gap}{key}:{end_of_line}{_INDENT}"
        return f"{head}{pair}{end_of_line}".encode() if pair else data
    label, node = found
    members = _members(node)
    if pair is None and set(members) <= {name}:
        return _without_lines(text, label, node).encode() if members else data
    if not members:
        return _first(text, node, label, pair or "", end_of_line).encode()
    flow = bool(getattr(node, "flow_style", False))
    edit = _in_braces if flow else _in_lines
    return edit(text, members, name, pair, end_of_line).encode()


Members = Mapping[str, "tuple[yaml.Node, yaml.Node]"]


def _first(text: str, node: "yaml.Node", label: "yaml.Node", pair: str, end_of_line: str) -> str:
    """The text with a first member in an empty mapping: ``goals:`` or ``goals: {}``."""
    colon = text.index(":", label.end_mark.index) + 1
    stop = max(colon, node.end_mark.index if node.end_mark.line == label.end_mark.line else colon)
    after = text[stop:].split("\n", 1)
    rest = f"{after[0].rstrip(chr(13))}{end_of_line}{_INDENT}{pair}{end_of_line}"
    return text[:colon] + rest + (after[1] if len(after) > 1 else "")


def _in_lines(text: str, members: Members, name: str, pair: str | None, end_of_line: str) -> str:
    """The text with a member in a mapping that has one on each line."""
    if name in members:
        label, value = members[name]
        if pair is None:
            return _without_lines(text, label, value)
        start, stop = label.start_mark.index, _end(value).end_mark.index
        return f"{text[:start]}{pair}{text[stop:]}"
    first, last = next(iter(members.values()))[0], [*members.values()][-1][1]
    stop = text.find("\n", _end(last).end_mark.index)
    indent = " " * first.start_mark.column
    if stop < 0:
        return f"{text}{end_of_line}{indent}{pair}{end_of_line}"
    return f"{text[: stop + 1]}{indent}{pair}{end_of_line}{text[stop + 1 :]}"


def _in_braces(text: str, members: Members, name: str, pair: str | None, _: str) -> str:
    """The text with a member in a mapping that is written as ``{a: 1, b: 2}``."""
    if name not in members:
        stop = [*members.values()][-1][1].end_mark.index
        return f"{text[:stop]}, {pair}{text[stop:]}"
    label, value = members[name]
    start, stop = label.start_mark.index, value.end_mark.index
    if pair is not None:
        return f"{text[:start]}{pair}{text[stop:]}"
    names = [*members]
    if name == names[-1]:
        return text[: members[names[-2]][1].end_mark.index] + text[stop:]
    following = members[names[names.index(name) + 1]][0]
    return text[:start] + text[following.start_mark.index :]


def _without_lines(text: str, label: "yaml.Node", value: "yaml.Node") -> str:
    """The text without the lines that a key and its value stand on."""
    start = text.rfind("\n", 0, label.start_mark.index) + 1
    stop = text.find("\n", max(_end(value).end_mark.index, label.end_mark.index) - 1)
    return text[:start] + (text[stop + 1 :] if stop >= 0 else "")


def _end(node: "yaml.Node") -> "yaml.Node":
    """The last node in a node that is written in lines: behind it blanks and comments follow."""
    members = _pairs(node)
    if members and not getattr(node, "flow_style", False):
        return _end(members[-1][1])
    return node


def _find(path: Path, data: bytes, key: str) -> "tuple[yaml.Node, yaml.Node] | None":
    """A key of a file and its value."""
    import yaml

    with yaml_errors(path):
        root = yaml.SafeLoader(data).get_single_node()
    return _members(root).get(key) if root is not None else None


def _members(node: "yaml.Node") -> Members:
    return {str(label.value): (label, value) for label, value in _pairs(node)}


def _pairs(node: "yaml.Node") -> "list[tuple[yaml.Node, yaml.Node]]":
    import yaml

    return node.value if isinstance(node, yaml.MappingNode) else []


def _pair(name: str, value: Mapping[str, str]) -> str:
    """``name: {query: "kind:paper", count: 24}``."""
    members = ", ".join(f"{key}: {text}" for key, text in value.items())
    return f"{_key(name)}: {{{members}}}"


def _key(name: str) -> str:
    """A name as YAML reads it back, without quotation marks where it needs none."""
    import yaml

    try:
        return name if yaml.safe_load(name) == name else quoted(name)
    except yaml.YAMLError:
        return quoted(name)
