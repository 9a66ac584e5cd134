"""The shape of the code: who may import whom, how long things are, what lies where."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median

from orgshelf.export import EXPORTERS
from orgshelf.store.fingerprint import ABOVE

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "orgshelf"

#: From the lowest up; a module imports from its own layer and from those before it.
LAYERS = (
    ("differences", "digest", "distribution", "text"),
    ("errors",),
    ("model",),
    ("org.lines", "org.settings", "org.entry_spans", "org.syntax"),
    ("org.elements",),
    ("org.dates", "org.export_options", "org.preamble"),
    ("org.document",),
    ("org.inheritance",),
    ("org.file_heading", "org.headings"),
    ("org.reader",),
    ("org.include_keyword", "org.link_search"),
    ("org.inclusion",),
    ("org.edit",),
    ("merge", "shelf"),
    ("progress", "review"),
    ("query",),
    ("store",),
    ("lint",),
    ("importers",),
    ("lookup",),
    ("actions",),
    ("export", "terminal"),
    ("serve", "tui"),
    ("cli",),
)
#: Packages that hold nothing themselves, and the way in.
OUTSIDE = ("", "org", "__main__")

MOST_LINES = 300
#: A module of fewer lines is small: few are, and none that only one of its room asks for.
SMALL = 40
MOST_SMALL = 1 / 12
LONGEST_FUNCTION = 40
USUAL_FUNCTION = 10

#: Calls that reach the disk.
EFFECTS = frozenset(
    (
        "mkdir",
        "open",
        "read_bytes",
        "read_text",
        "rename",
        "symlink_to",
        "touch",
        "unlink",
        "write_bytes",
        "write_text",
    )
)

#: What is opened and is no file: nothing at all, and the terminal.
DEVICES = ("os.devnull", "os.ctermid()")

#: What reaches the terminal, but for the functions of ``cli.streams``.
PAST_THE_STREAMS = frozenset(
    (
        *("Console", "print", "sys.stdout.buffer", "sys.stderr.buffer", "sys.__stdout__"),
        *("sys.__stderr__", "sys.stdout.write", "sys.stderr.write", "os.write", "input"),
        *("click.secho", "click.style", "click.pause", "click.clear"),
        *("click.progressbar", "click.echo_via_pager"),
    )
)

# Put together here so that this file does not hold them itself.
FOREIGN_WORDS = re.compile(
    "|".join(
        (
            r"(?<!User-)\ba" + r"gents?\b",  # a browser's, which is a header of HTTP, aside
            r"\bse" + r"ssions?\b",
            r"\bissue" + r" #",
            r"(?<!\w)/wo" + r"rk\b",
            r"\bsha" + r"red/",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Module:
    """One source file; its name is without the package's own."""

    name: str
    path: Path
    tree: ast.Module

    @cached_property
    def layers(self) -> list[int]:
        """Its place among the layers, the only one if all is well."""
        return [
            number
            for number, names in enumerate(LAYERS)
            if any(self.name == name or self.name.startswith(f"{name}.") for name in names)
        ]


@dataclass(frozen=True)
class Import:
    """One imported module, and whether importing the importer imports it."""

    name: str
    at_start: bool


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found.append(Module(name, path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def layered() -> list[Module]:
    return [module for module in modules() if module.name not in OUTSIDE]


@cache
def module_names() -> frozenset[str]:
    return frozenset(f"orgshelf.{module.name}".rstrip(".") for module in modules())


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """Every import, also those inside functions and for type checking alone."""
    return tuple(_imports(module.tree))


def _imports(tree: ast.Module) -> Iterator[Import]:
    late = set(_late(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node not in late)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield Import(whole if whole in module_names() else node.module, node not in late)


def _late(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes that importing the module does not run."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield from ast.walk(node)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for child in node.body:
                yield from ast.walk(child)


def own_imports(module: Module) -> list[str]:
    """What it imports of this package, without the package's name."""
    found = (found.name for found in imports(module))
    return [name.removeprefix("orgshelf.") for name in found if name.startswith("orgshelf.")]


def users_of(package: str, *, at_start: bool = False) -> set[str]:
    """The modules that import a foreign package, at all or as they are imported themselves."""
    return {
        module.name
        for module in modules()
        for found in imports(module)
        if found.name.split(".")[0] == package and (found.at_start or not at_start)
    }


def functions() -> list[tuple[str, int]]:
    """Each function with its length in lines."""
    return [
        (f"{module.name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    ]


@cache
def kept_files() -> tuple[str, ...]:
    """What is in the repository, or would be with the next commit of all there is."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=TOP,
        check=True,
        capture_output=True,
    ).stdout.decode()
    return tuple(sorted({name for name in listed.split("\0") if name and (TOP / name).is_file()}))


def test_every_module_has_its_layer() -> None:
    assert [module.name for module in layered() if len(module.layers) != 1] == []


def test_imports_point_down_and_none_goes_to_a_sibling() -> None:
    places = {module.name: module for module in layered()}
    upward, sideways = list[tuple[str, str]](), list[tuple[str, str]]()
    for module in layered():
        found = [places[name] for name in own_imports(module) if name in places]
        upward += [(module.name, o.name) for o in found if o.layers > module.layers]
        level = [other for other in found if other.layers == module.layers]
        sideways += [
            (module.name, o.name) for o in level if room_of(o.name) != room_of(module.name)
        ]
    assert (upward, sideways) == ([], [])


def room_of(name: str) -> str:
    """The entry of a layer that a module belongs to."""
    entries = (entry for names in LAYERS for entry in names)
    return next(entry for entry in entries if name == entry or name.startswith(f"{entry}."))


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module.name: {*own_imports(module)} - {module.name} for module in modules()}
    # Raises CycleError, which names the circle.
    assert list(TopologicalSorter(graph).static_order())


def test_no_name_of_a_module_stands_for_two() -> None:
    names = Counter(m.path.stem for m in modules() if m.path.stem != "__init__")
    assert [name for name, number in names.items() if number > 1] == []


def test_what_the_index_takes_for_other_code_is_above_it() -> None:
    (store,) = [number for number, names in enumerate(LAYERS) if "store" in names]
    assert set(ABOVE) <= {name for names in LAYERS[store + 1 :] for name in names}


def test_only_the_reader_knows_orgparse() -> None:
    assert users_of("orgparse") == {"org.reader"}


def test_only_the_screen_knows_rich_and_only_where_it_draws() -> None:
    assert {name.split(".")[0] for name in users_of("rich")} <= {"terminal", "cli", "tui"}
    # What lives on the terminal is imported when it is asked for.
    assert {name.split(".")[0] for name in users_of("rich", at_start=True)} == {"tui"}


def test_what_lives_on_the_terminal_is_imported_when_it_is_asked_for() -> None:
    assert {name.split(".")[0] for name in users_of("textual")} == {"tui"}
    late = {
        found.at_start
        for m in modules()
        for found in imports(m)
        if not m.name.startswith("tui") and found.name.startswith("orgshelf.tui")
    }
    assert late == {False}


def test_yaml_is_for_the_configuration_and_one_format() -> None:
    assert users_of("yaml") <= {"store.config_file", "store.config_members", "export.yaml_"}
    # A format's module is imported when the format is asked for.
    assert users_of("yaml", at_start=True) <= {"export.yaml_"}


def test_only_the_command_line_knows_click() -> None:
    assert {name.split(".")[0] for name in users_of("click")} == {"cli"}


def test_the_command_line_leaves_org_to_the_use_cases() -> None:
    cli = [module for module in modules() if module.name.startswith("cli")]
    found = [
        (module.name, name)
        for module in cli
        for name in own_imports(module)
        if name == "org" or name.startswith("org.")
    ]
    assert found == []


def test_one_module_alone_asks_the_network() -> None:
    """It checks where an address leads to before it connects."""
    named = {(module.name, found.name) for module in modules() for found in imports(module)}
    asking = {module for module, name in named if name in ("ssl", "http.client")}
    assert asking == {"lookup.network"}
    past_it = ("urllib.request", "ftplib", "smtplib", "requests", "httpx")
    assert {name for _, name in named}.isdisjoint(past_it)


def test_text_leaves_by_the_streams_alone() -> None:
    """They clean it; a console of rich, or bytes, would go past them."""
    breaches = [
        f"{module.name}:{node.lineno} {ast.unparse(node)}"
        for module in modules()
        # What a process that helps to read writes goes to the program alone.
        if module.name not in ("cli.streams", "store.workers")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in PAST_THE_STREAMS
    ]
    assert breaches == []


def test_questions_stand_on_stderr() -> None:
    """A question on stdout would be written by the terminal's own library, as it is."""
    questions = [
        call
        for module in modules()
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in ("click.prompt", "click.confirm")
    ]
    assert questions
    assert all("err=True" in map(ast.unparse, call.keywords) for call in questions)


def test_what_is_slow_to_import_waits_until_it_is_needed() -> None:
    assert users_of("orgparse", at_start=True) == set()


def test_nothing_is_unpickled_but_what_our_own_processes_say() -> None:
    assert users_of("pickle") == {"store.workers"}
    assert {name for module in ("marshal", "shelve", "dill") for name in users_of(module)} == set()
    assert {
        found.name for m in modules() for found in imports(m) if "bccache" in found.name
    } == set()


def test_only_the_store_touches_the_disk() -> None:
    breaches = [
        f"{module.name}:{call.lineno} {ast.unparse(call)}"
        for module in modules()
        if not module.name.startswith("store")
        and module.name != "distribution"  # reads what the installer wrote of the program
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and _reaches_disk(call)
    ]
    assert breaches == []


def _reaches_disk(call: ast.Call) -> bool:
    if any(device in ast.unparse(call) for device in DEVICES):
        return False
    match call:
        case ast.Call(func=ast.Attribute(attr="open"), args=[ast.expr() as first, *_]):
            # A path is opened with a mode; what opens something else has a method of that name.
            return isinstance(first, ast.Constant) or ast.unparse(call.func) == "os.open"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in EFFECTS
    return False


def test_only_one_module_opens_files_to_read_them() -> None:
    """It alone knows how not to wait for what is no file, and where to stop."""
    breaches = [
        f"{module.name}:{call.lineno} {ast.unparse(call)}"
        for module in modules()
        if module.name not in ("store.file_access", "distribution")
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and _opens_to_read(call)
    ]
    assert breaches == []


def _opens_to_read(call: ast.Call) -> bool:
    words = ast.unparse(call)
    match call:
        case ast.Call(func=ast.Attribute(attr="read_bytes" | "read_text")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="open")):
            return not any(word in words for word in (*DEVICES, "os.O_DIRECTORY"))
        case ast.Call(func=ast.Name(id="open") | ast.Attribute(attr="fdopen")):
            apart = any(word in words for word in ("opener=open_file", "os.devnull"))
            return not _writes(call.args[1:]) and not apart
        case ast.Call(func=ast.Attribute(attr="open"), args=[ast.Constant()] | []):
            return not _writes(call.args)
    return False


def _writes(modes: list[ast.expr]) -> bool:
    """Whether the mode is there and is one that only writes."""
    return [isinstance(m, ast.Constant) and m.value in ("ab", "w", "wb", "xb") for m in modes] == [
        True
    ]


def test_no_module_is_long() -> None:
    assert [module.name for module in modules() if length(module) > MOST_LINES] == []


@cache
def length(module: Module) -> int:
    """How many lines it has."""
    return len(module.path.read_text(encoding="utf-8").splitlines())


def test_few_modules_are_small() -> None:
    whole = [module for module in modules() if module.path.stem != "__init__"]
    small = [module.name for module in whole if length(module) < SMALL]
    assert len(small) <= MOST_SMALL * len(whole), small


def test_what_only_one_asks_for_stands_with_it() -> None:
    """Unless it waits until it is needed, or is a format."""
    ways_in = {f"export.{each.module}" for each in EXPORTERS.values()}
    alone = [
        (module.name, asking[0].name)
        for module in layered()
        if module.path.stem != "__init__" and length(module) < SMALL and module.name not in ways_in
        if len(asking := askers(module.name)) == 1
        if room_of(asking[0].name) == room_of(module.name) and is_at_start(asking[0], module.name)
        if length(module) + length(asking[0]) <= MOST_LINES
    ]
    assert alone == []


def askers(name: str) -> list[Module]:
    """The modules that import one."""
    return [module for module in modules() if name in own_imports(module)]


def is_at_start(module: Module, name: str) -> bool:
    """Whether importing a module imports the other one."""
    return any(found == Import(f"orgshelf.{name}", at_start=True) for found in imports(module))


def test_functions_are_short() -> None:
    lengths = functions()
    assert [pair for pair in lengths if pair[1] > LONGEST_FUNCTION] == []
    assert median(length for _, length in lengths) <= USUAL_FUNCTION


def test_the_top_level_holds_what_it_should() -> None:
    top = {name.split("/")[0] for name in kept_files()}
    wanted = {"pyproject.toml", "README.md", "src", "tests", "notes", "examples"}
    assert {name for name in top if not name.startswith(".")} == wanted


def test_the_map_names_what_is_there() -> None:
    named = re.findall(r"`([a-z_]+(?:/\w+)+)", (SOURCE / "README.md").read_text(encoding="utf-8"))
    places = [SOURCE / name for name in named if not name.endswith("/NAME")]
    assert places
    assert [p for p in places if not p.is_dir() and not p.with_suffix(".py").is_file()] == []


def test_nothing_speaks_of_how_it_was_made() -> None:
    found = [
        f"{name}:{number}: {line}"
        for name in kept_files()
        for number, line in enumerate(_text(TOP / name).splitlines(), 1)
        if FOREIGN_WORDS.search(line)
    ]
    assert found == []


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")
