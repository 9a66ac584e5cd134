"""Org's variables: the user's, as changed by a file's ``#+STARTUP`` lines."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

Log = Literal["", "time", "note"]

#: The weekdays of the C locale, Monday first.
ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: Common active keywords for what is being read.
READING_KEYWORDS = (
    *("READING", "STARTED", "WATCHING", "STUDYING", "LISTENING", "DOING", "STRT", "CURRENT"),
    *("ACTIVE", "IN-PROGRESS", "IN_PROGRESS", "INPROGRESS", "PROGRESS", "ONGOING", "NOW"),
    *("LESE", "LESEND", "EN_COURS", "EN-COURS", "LEYENDO", "IN_LETTURA", "LENDO", "ЧИТАЮ"),
    *("読書中", "在读"),
)
#: Common active keywords for what is unread.
UNREAD_KEYWORDS = (
    *("TODO", "NEXT", "TO-READ", "TO_READ", "TOREAD", "UNREAD", "WISH", "WISHLIST", "WANT"),
    *("SOMEDAY", "MAYBE", "LATER", "IDEA", "INBOX", "BACKLOG", "QUEUE", "QUEUED", "PLANNED"),
    *("OFFEN", "ZU-LESEN", "ZU_LESEN", "À_LIRE", "À-LIRE", "A_LIRE", "PENDIENTE", "POR_LEER"),
    *("POR-LEER", "DA_LEGGERE", "A_LER", "ПРОЧИТАТЬ", "未読", "積読", "想读", "未读"),
)
#: Common active keywords for what is paused.
PAUSED_KEYWORDS = (
    *("HOLD", "ON-HOLD", "ONHOLD", "PAUSE", "PAUSED", "WAIT", "WAITING"),
    *("WARTET", "PAUSIERT", "EN_PAUSE", "EN_PAUSA", "IN_PAUSA", "保留"),
)
#: Common done keywords for what was given up.
DROPPED_KEYWORDS = (
    *("CANCELLED", "CANCELED", "DROPPED", "ABANDONED", "DNF", "QUIT", "KILL", "KILLED"),
    *("GIVEN-UP", "GIVEN_UP", "GAVE-UP", "GAVE_UP", "SKIPPED"),
    *("ABGEBROCHEN", "ABANDONNÉ", "ABANDONADO", "ABBANDONATO", "БРОШЕНО", "中止", "弃读"),
)


class OrgSettings(NamedTuple):
    """Org's user variables, each under its own name without ``org-``, with Org's defaults.

    Only ``log_done`` differs: progress over time needs CLOSED. A log is ``""`` (none), ``"time"``
    or ``"note"``; ``log_into_drawer`` is the name of a drawer or None; ``clock_into_drawer`` is a
    name, whether to use the log drawer, or the least number of clocks for a drawer; a negative
    ``tags_column`` aligns the end of tags. ``reading``, ``unread`` and ``paused`` are our own: the
    active keywords, in upper case, for items that are being read, unread and paused.
    """

    todo_keywords: tuple[str, ...] = ("TODO | DONE",)
    log_done: Log = "time"
    log_done_with_time: bool = True
    log_repeat: Log = "time"
    log_reschedule: Log = ""
    log_redeadline: Log = ""
    log_refile: Log = ""
    log_note_clock_out: bool = False
    log_into_drawer: str | None = None
    clock_into_drawer: bool | int | str = True
    log_states_order_reversed: bool = True
    closed_keep_when_no_todo: bool = False
    todo_repeat_to_state: str | None = None
    tags_column: int = -77
    auto_align_tags: bool = True
    adapt_indentation: bool = False
    hierarchical_todo_statistics: bool = True
    enforce_todo_dependencies: bool = False
    enforce_todo_checkbox_dependencies: bool = False
    deadline_warning_days: int = 14
    archive_location: str = "%s_archive::"
    weekdays: tuple[str, ...] = ENGLISH_WEEKDAYS
    reading: tuple[str, ...] = READING_KEYWORDS
    unread: tuple[str, ...] = UNREAD_KEYWORDS
    paused: tuple[str, ...] = PAUSED_KEYWORDS


#: ``#+STARTUP`` words that change what an edit writes (org-startup-options).
_STARTUP: dict[str, dict[str, Any]] = {
    "logdone": {"log_done": "time"},
    "lognotedone": {"log_done": "note"},
    "nologdone": {"log_done": ""},
    "logrepeat": {"log_repeat": "time"},
    "lognoterepeat": {"log_repeat": "note"},
    "nologrepeat": {"log_repeat": ""},
    "logreschedule": {"log_reschedule": "time"},
    "lognotereschedule": {"log_reschedule": "note"},
    "nologreschedule": {"log_reschedule": ""},
    "logredeadline": {"log_redeadline": "time"},
    "lognoteredeadline": {"log_redeadline": "note"},
    "nologredeadline": {"log_redeadline": ""},
    "logrefile": {"log_refile": "time"},
    "lognoterefile": {"log_refile": "note"},
    "nologrefile": {"log_refile": ""},
    "lognoteclock-out": {"log_note_clock_out": True},
    "nolognoteclock-out": {"log_note_clock_out": False},
    "logdrawer": {"log_into_drawer": "LOGBOOK"},
    "nologdrawer": {"log_into_drawer": None},
    "logstatesreversed": {"log_states_order_reversed": True},
    "nologstatesreversed": {"log_states_order_reversed": False},
}


def with_startup(settings: OrgSettings, words: Iterable[str]) -> OrgSettings:
    """The settings as changed by ``#+STARTUP`` words; a later word wins."""
    changes: dict[str, Any] = {}
    for word in words:
        changes |= _STARTUP.get(word.lower(), {})
    return settings._replace(**changes) if changes else settings
