"""Org's variables: the user's, and what a file's ``#+STARTUP`` line makes of them."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

Log = Literal["", "time", "note"]

#: The C locale's weekdays, Monday first, as Emacs writes them without a language set.
ENGLISH_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: Active keywords that people have for what is being read.
READING_KEYWORDS = (
    *("READING", "STARTED", "WATCHING", "STUDYING", "LISTENING", "DOING", "STRT", "CURRENT"),
    *("ACTIVE", "IN-PROGRESS", "IN_PROGRESS", "INPROGRESS", "PROGRESS", "ONGOING", "NOW"),
    *("LESE", "LESEND", "EN_COURS", "EN-COURS", "LEYENDO", "IN_LETTURA", "LENDO", "ЧИТАЮ"),
    *("読書中", "在读"),
)
#: Active keywords that people have for what is still to be begun, wherever they stand.
UNREAD_KEYWORDS = (
    *("TODO", "NEXT", "TO-READ", "TO_READ", "TOREAD", "UNREAD", "WISH", "WISHLIST", "WANT"),
    *("SOMEDAY", "MAYBE", "LATER", "IDEA", "INBOX", "BACKLOG", "QUEUE", "QUEUED", "PLANNED"),
    *("OFFEN", "ZU-LESEN", "ZU_LESEN", "À_LIRE", "À-LIRE", "A_LIRE", "PENDIENTE", "POR_LEER"),
    *("POR-LEER", "DA_LEGGERE", "A_LER", "ПРОЧИТАТЬ", "未読", "積読", "想读", "未读"),
)
#: Active keywords that people have for what waits to be taken up again.
PAUSED_KEYWORDS = (
    *("HOLD", "ON-HOLD", "ONHOLD", "PAUSE", "PAUSED", "WAIT", "WAITING"),
    *("WARTET", "PAUSIERT", "EN_PAUSE", "EN_PAUSA", "IN_PAUSA", "保留"),
)
#: Done keywords that people have for what they gave up.
DROPPED_KEYWORDS = (
    *("CANCELLED", "CANCELED", "DROPPED", "ABANDONED", "DNF", "QUIT", "KILL", "KILLED"),
    *("GIVEN-UP", "GIVEN_UP", "GAVE-UP", "GAVE_UP", "SKIPPED"),
    *("ABGEBROCHEN", "ABANDONNÉ", "ABANDONADO", "ABBANDONATO", "БРОШЕНО", "中止", "弃读"),
)


class OrgSettings(NamedTuple):
    """Org's user variables, each under its own name without ``org-``; defaults are Org's.

    The one exception is ``log_done``: progress over time needs the CLOSED stamps.
    A log is ``""`` (none), ``"time"`` or ``"note"``; ``log_into_drawer`` is a drawer's name or
    None; ``clock_into_drawer`` one too, or whether to use the log's, or from how many clocks on;
    ``tags_column`` is negative to align the tags' end. ``reading``, ``unread`` and ``paused``
    are the shelf's own: the active keywords, in upper case, of what is being read, is still to
    be begun, and waits to be taken up again.
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
    """The settings as a file's ``#+STARTUP`` words change them; a later word wins."""
    changes: dict[str, Any] = {}
    for word in words:
        changes |= _STARTUP.get(word.lower(), {})
    return settings._replace(**changes) if changes else settings
