"""The configuration as one table of keys."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from orgshelf.store import config_values as values

if TYPE_CHECKING:
    from orgshelf.store.config import KeyChoice

_KEYS = "vi or emacs, or acts with a key each"


def share(value: object) -> float:
    """A part of a whole that neither none nor all is."""
    if not isinstance(value, float) or not 0.5 <= value <= 0.99:
        raise ValueError("a number from 0.5 to 0.99")
    return value


def one_of(*names: str) -> Callable[[object], str]:
    """Reads one of some names."""

    def read(value: object) -> str:
        if value not in names:
            raise ValueError(f"{', '.join(names[:-1])} or {names[-1]}")
        return str(value)

    return read


def key_choice(value: object) -> "KeyChoice":
    """The keys of ``browse``; whether there are such acts is known where they are."""
    from orgshelf.store.config import KeyChoice

    if not isinstance(value, str | dict):
        raise ValueError(_KEYS)
    named = {"style": value} if isinstance(value, str) else {"style": "vi", **value}
    texts = all(isinstance(part, str) and part for pair in named.items() for part in pair)
    if not texts or named["style"] not in ("vi", "emacs"):
        raise ValueError(_KEYS)
    return KeyChoice(named.pop("style"), named)


class Key(NamedTuple):
    """One configuration key; ``read`` raises ValueError with the words for what is wanted."""

    name: str
    read: Callable[[object], Any]
    help: str
    example: str


#: Keys of the program itself.
KEYS = (
    Key("notes", values.folder,
        "The folder of the notes, relative to this file.",
        "notes: ~/org/study"),
    Key("title", values.line_of_text,
        "What your reports are called, in the place of the folder's name.",
        "title: What I read"),
    Key("kinds", values.kinds,
        "More kinds, or more shelf titles and other tags of one.",
        "kinds: {course: {tags: [mooc], titles: [MOOCs]}}"),
    Key("groups", values.group_titles,
        "More titles that works are grouped by.",
        "groups: [Poetry, With Ada]"),
    Key("ignore", values.word_list,
        "Patterns of files and folders that are no notes.",
        "ignore: [journal, 'draft-*.org']"),
    Key("other", values.shown_or_hidden,
        "Whether lists, numbers and reports show what is of no kind: show or hide.",
        "other: show"),
    Key("dropped", lambda value: frozenset(values.keyword_list(value)),
        "Done keywords that mean given up; counted apart.",
        "dropped: [CANCELLED, DROPPED]"),
    Key("reading", values.keyword_list,
        "Active keywords that mean being read.",
        "reading: [READING, LESE]"),
    Key("unread", values.keyword_list,
        "Active keywords that mean still to be begun, wherever they stand in the sequence.",
        "unread: [TODO, SOMEDAY]"),
    Key("paused", values.keyword_list,
        "Active keywords that mean waiting to be taken up again.",
        "paused: [WAITING, SOMEDAY]"),
    Key("queries", values.queries,
        "Queries with a name, to be used as @name.",
        'queries: {week: "todo: deadline:+7"}'),
    Key("aliases", values.aliases,
        "Commands of your own, each short for another one with its options.",
        'aliases: {soon: "list deadline:+7 --sort deadline"}'),
    Key("context", values.context, "A query that narrows every listing.", 'context: "tags:gpu"'),
    Key("goals", values.goals,
        "So many items of a query by a day; with since, from a day on.",
        'goals: {papers-2026: {query: "kind:paper", count: 24, by: 2026-12-31}}'),
    Key("log_page", values.flag,
        "A new PAGE is noted in the log: pages per day come from there.",
        "log_page: true"),
    Key("lint", values.lint_choice,
        "Checks of lint that are off or on where you do not name them.",
        "lint: {off: [done-without-closed], on: [unaligned-tags]}"),
    Key("journal_days", values.between(1, 10_000),
        "For how many days a change can be undone.",
        "journal_days: 90"),
    Key("journal_megabytes", values.between(1, 10_000),
        "How large the record of changes may grow; the oldest go first.",
        "journal_megabytes: 10"),
    Key("review_algorithm", one_of("fsrs6", "sm2-v1", "sm2-v2"),
        "What new cards are computed by: fsrs6, sm2-v1 or sm2-v2.",
        "review_algorithm: sm2-v1"),
    Key("review_retention", share,
        "The share of answers that FSRS has you know.",
        "review_retention: 0.9"),
    Key("review_fuzz", values.flag, "Vary the intervals of cards.", "review_fuzz: false"),
    Key("review_history", values.file,
        "Where org-fc keeps its history of reviews; only in your own configuration.",
        "review_history: ~/.emacs.d/org-fc-reviews.tsv"),
    Key("keys", key_choice,
        "The keys of browse: vi or emacs, and those of your own for acts by their names.",
        "keys: {style: emacs, done: x}"),
    Key("picker", one_of("own", "fzf"), "What shows lists.", "picker: fzf"),
    Key("writable", values.folders,
        "Folders outside the notes that links in them may lead to; only in your own configuration.",
        "writable: [~/dropbox/org]"),
    Key("inbox", values.note_name,
        "The file of the notes that capture writes to.",
        "inbox: inbox.org"),
    Key("fetch", values.flag,
        "Whether add and complete ask the web without --fetch; only in your own configuration.",
        "fetch: true"),
    Key("fetch_seconds", values.between(1, 300),
        "How long the web may take to answer.",
        "fetch_seconds: 60"),
    Key("mail", values.line_of_text,
        "Your address, which services are told; only in your own configuration.",
        "mail: ada@example.org"),
    Key("services", values.services,
        "Other addresses of the services that are asked; only in your own configuration.",
        "services: {doi: https://doi.example.org}"),
    Key("local_hosts", values.word_list,
        "Hosts of your own network that may be asked; only in your own configuration.",
        "local_hosts: [wiki.home, 'localhost:8080']"),
)  # fmt: skip
#: Keys that reach out of the notes: what comes with somebody's notes may not set them.
OF_THE_USER = ("review_history", "writable", "fetch", "mail", "services", "local_hosts")

#: Org's own variables, each under its name without ``org-``.
ORG_KEYS = (
    Key("todo_keywords", values.keyword_sequences,
        "Keyword sequences of files that set none.",
        'todo_keywords: ["TODO READING | READ"]'),
    Key("log_done", values.log, "What DONE records: time, note or none.", "log_done: note"),
    Key("log_done_with_time", values.flag,
        "CLOSED with the time of day.",
        "log_done_with_time: false"),
    Key("log_repeat", values.log, "What a repeater records.", "log_repeat: none"),
    Key("log_reschedule", values.log, "What a new schedule records.", "log_reschedule: time"),
    Key("log_redeadline", values.log, "What a new deadline records.", "log_redeadline: time"),
    Key("log_refile", values.log, "What a refile records.", "log_refile: time"),
    Key("log_into_drawer", values.drawer, "Log into this drawer.", "log_into_drawer: true"),
    Key("clock_into_drawer", values.clock_drawer,
        "Clock into this drawer, or into one from so many clocks on.",
        "clock_into_drawer: CLOCKS"),
    Key("log_note_clock_out", values.flag,
        "Ask for a note at `clock out`.",
        "log_note_clock_out: true"),
    Key("log_states_order_reversed", values.flag,
        "The newest log entry first.",
        "log_states_order_reversed: false"),
    Key("closed_keep_when_no_todo", values.flag,
        "Keep CLOSED when the keyword is taken away.",
        "closed_keep_when_no_todo: true"),
    Key("todo_repeat_to_state", values.line_of_text,
        "The keyword a repeater goes back to.",
        "todo_repeat_to_state: NEXT"),
    Key("tags_column", values.between(-1000, 1000),
        "Where tags end (negative) or begin.",
        "tags_column: 0"),
    Key("auto_align_tags", values.flag,
        "Align the tags of a changed line.",
        "auto_align_tags: false"),
    Key(
        "adapt_indentation", values.flag, "Indent new lines to the text.", "adapt_indentation: true"
    ),
    Key("hierarchical_todo_statistics", values.flag,
        "Cookies count direct children only.",
        "hierarchical_todo_statistics: false"),
    Key("enforce_todo_dependencies", values.flag,
        "Refuse DONE while children are open.",
        "enforce_todo_dependencies: true"),
    Key("enforce_todo_checkbox_dependencies", values.flag,
        "Refuse DONE while checkboxes are open.",
        "enforce_todo_checkbox_dependencies: true"),
    Key("deadline_warning_days", values.between(0, 3650),
        "How early a deadline warns that does not say so itself.",
        "deadline_warning_days: 7"),
    Key("archive_location", values.line_of_text,
        "Where to archive.",
        'archive_location: "%s_archive::* Done"'),
    Key("weekdays", values.weekdays,
        "Weekdays in new stamps.",
        "weekdays: [Mo, Di, Mi, Do, Fr, Sa, So]"),
)  # fmt: skip


def all_keys() -> tuple[Key, ...]:
    """Every key a configuration can have, the program's own first."""
    return (*KEYS, *ORG_KEYS)


@cache
def by_name() -> Mapping[str, Key]:
    """The keys by their names."""
    return {key.name: key for key in all_keys()}
