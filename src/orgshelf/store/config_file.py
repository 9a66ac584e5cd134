"""Configuration files, read and written."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgshelf.errors import ConfigError
from orgshelf.org.settings import OrgSettings
from orgshelf.store.config import Config
from orgshelf.store.file_access import read_regular
from orgshelf.store.paths import user_config_file

_MOST = 1 << 20  # bytes; more would take YAML very long

#: What PyYAML raises where a value is not of its type: 2026-99-99, !!bool foo, !!int "".
if TYPE_CHECKING:
    import yaml

_NO_VALUE = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)


def read_config(path: Path, base: Config | None = None, *, own: bool = False) -> Config:
    """Read one configuration file over ``base``; what it does not name stays.

    Only the user's ``own`` says where links may lead and what goes out to the web: others may
    come with the notes.

    Raises:
        ConfigError: it cannot be read, is no YAML, or has an unknown key or a wrong value.
    """
    values = dict(keys_and_values(path, _content(path)))
    org = {name: values.pop(name) for name in OrgSettings._fields if name in values}
    if "notes" in values:
        values["notes"] = path.absolute().parent / values["notes"]
    if not own:
        _check_not_of_the_user(path, values)
    if "writable" in values:
        values["writable"] = tuple(path.absolute().parent / name for name in values["writable"])
    if "review_history" in values:
        values["review_history"] = path.absolute().parent / values["review_history"]
    base = base or Config()
    for name in values.keys() & {"queries", "goals", "aliases"}:
        values[name] = {**getattr(base, name), **values[name]}
    return base._replace(**values, org=base.org._replace(**org), source=path)


def _check_not_of_the_user(path: Path, values: Mapping[str, object]) -> None:
    """Refuse what only the user's own configuration may set.

    Raises:
        ConfigError: it is set here.
    """
    from orgshelf.store.config_keys import OF_THE_USER

    if found := next((name for name in OF_THE_USER if name in values), None):
        problem = f"{found} is for your own configuration: put it into {user_config_file()}."
        raise ConfigError(str(path), None, problem)


def set_text(path: Path, key: str, text: str | None) -> None:
    """Set one key of a configuration file, or take it out; every other byte stays.

    The file is made where there is none; the whole new one is there or the old one stays.

    Raises:
        ConfigError: the file is wrong, or written so that one key cannot be changed alone.
        OrgshelfError: the disk refuses.
    """
    rewrite(path, lambda old: _changed(path, old, key, text))


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> bool:
    """Give a configuration file the bytes that ``change`` makes of those there, one at a time.

    Whether that has changed the file is returned.

    Raises:
        OrgshelfError: the disk refuses.
    """
    from orgshelf.store.files import read_if_there, write_report
    from orgshelf.store.lock import exclusive_lock

    with exclusive_lock() as held:
        old = read_if_there(path) or b""
        new = change(old)
        if new != old:
            held.writes_in([path.parent])
            write_report(path, new)
    return new != old


def _changed(path: Path, old: bytes, key: str, text: str | None) -> bytes:
    wanted = dict(keys_and_values(path, old))
    if text is not None:
        from orgshelf.store.config_keys import by_name

        wanted[key] = by_name()[key].read(text)
    else:
        wanted.pop(key, None)
    problem = f"change {key} by hand: this file is written so that it cannot be done alone."
    try:
        new = _with_text(path, old, key, text)
        if dict(keys_and_values(path, new)) != wanted:
            raise ConfigError(str(path), None, problem)
    except (UnicodeDecodeError, ConfigError) as error:
        raise ConfigError(str(path), None, problem) from error
    return new


def _with_text(path: Path, data: bytes, key: str, text: str | None) -> bytes:
    """A file's bytes with one key set or taken out."""
    content = data.decode()
    end_of_line = "\r\n" if "\r\n" in content else "\n"
    line = None if text is None else f"{key}: {quoted(text)}"
    found = _range(path, data, key)
    if found is None:
        gap = "" if not content or content.endswith("\n") else end_of_line
        return data if line is None else f"{content}{gap}{line}{end_of_line}".encode()
    start, stop = found
    if line is None:
        start = content.rfind("\n", 0, start) + 1
        after = content.find("\n", stop - (content[stop - 1] == "\n"))
        return f"{content[:start]}{content[after + 1 :] if after >= 0 else ''}".encode()
    kept = content[start:stop].rstrip()
    return f"{content[:start]}{line}{content[start + len(kept) :]}".encode()


def quoted(text: str) -> str:
    """A text as YAML reads it back; what cannot be seen, or is no character, is escaped."""
    import json

    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(char if char.isprintable() else f"\\U{ord(char):08x}" for char in quoted)


def _range(path: Path, data: bytes, key: str) -> tuple[int, int] | None:
    """From the first character of a key to the one after its value."""
    import yaml

    with yaml_errors(path):
        root = yaml.SafeLoader(data).get_single_node()
    if isinstance(root, yaml.MappingNode):
        for name, value in root.value:
            if name.value == key:
                return name.start_mark.index, value.end_mark.index
    return None


def _content(path: Path) -> bytes:
    with yaml_errors(path):
        return read_regular(path, _MOST)


def keys_and_values(path: Path, data: bytes) -> Iterator[tuple[str, Any]]:
    """Each key of a file with its value."""
    import yaml  # slow to import, and most commands run without a configuration

    seen: set[str] = set()
    with yaml_errors(path):
        loader = yaml.SafeLoader(data)
        root = loader.get_single_node()
        if root is None or root.tag == "tag:yaml.org,2002:null":
            return
        if not isinstance(root, yaml.MappingNode):
            raise ConfigError(str(path), 1, "write it as `key: value` lines.")
        for key, value in root.value:
            line = key.start_mark.line + 1
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in seen:
                raise ConfigError(str(path), line, f"{name} stands here twice: keep one.")
            seen.add(name)
            yield name, _value(str(path), line, name, _constructed(loader, value))


def _constructed(loader: "yaml.SafeLoader", node: "yaml.Node") -> Any:  # noqa: ANN401
    """A key's value; a date that no calendar has is the text that it is written as."""
    for dates_as_text in (False, True):
        try:
            if dates_as_text:
                _make_dates_text(node)
                loader.recursive_objects.clear()  # of the attempt that failed
            return loader.construct_object(node, deep=True)
        except _NO_VALUE:
            continue
    return _NO_VALUE


def _make_dates_text(node: "yaml.Node") -> None:
    import yaml

    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":timestamp"):
        node.tag = "tag:yaml.org,2002:str"
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                _make_dates_text(part)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            _make_dates_text(part)


@contextmanager
def yaml_errors(path: Path) -> Iterator[None]:
    """Say what is wrong with a file, and where."""
    import yaml

    try:
        yield
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(str(path), line, f"not YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0].rstrip(":. ")
        raise ConfigError(str(path), None, f"not YAML: {problem}.") from error
    except RecursionError as error:
        raise ConfigError(str(path), None, "it is nested too deep.") from error
    except (ValueError, OverflowError) as error:  # "\UFFFFFFFF", or a version of 5,000 digits
        raise ConfigError(str(path), None, f"not YAML: {error}.") from error
    except OSError as error:
        raise ConfigError(str(path), None, f"cannot be read: {error.strerror}.") from error


def _value(file: str, line: int, name: str, value: object) -> Any:  # noqa: ANN401
    """What the table's reader makes of a key's value."""
    from orgshelf.store.config_keys import by_name  # few files have any

    key = by_name().get(name)
    if key is None:
        from orgshelf.query.spec import nearest

        near = nearest(name, by_name())
        hint = f"; did you mean {near}?" if near else ": `orgshelf config keys` lists all."
        raise ConfigError(file, line, f"there is no key {name!r}{hint}")
    try:
        return key.read(value)
    except ValueError as error:
        raise ConfigError(file, line, f"{name} wants {error}, like `{key.example}`.") from error
