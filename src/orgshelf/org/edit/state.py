"""Changing the TODO state of a heading, exactly like Emacs (org-todo).

The steps are those of org-todo, in its order: keyword, CLOSED, tags, the cookies of ancestors, the
repeater, and the log note at the end.
"""

from dataclasses import replace
from datetime import datetime

from orgshelf.errors import NoKeywordsError, UnknownKeywordError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.blocking import check_blocked
from orgshelf.org.edit.buffer import EditBuffer, EditContext
from orgshelf.org.edit.elements import has_clock
from orgshelf.org.edit.headline_text import (
    commented,
    keyword_of,
    uncommented,
    with_keyword,
    with_one_blank,
)
from orgshelf.org.edit.log import LogNote, LogRules, inner_rules, log_rules, store_note
from orgshelf.org.edit.planning import add_stamp, remove_closed, remove_stamps
from orgshelf.org.edit.properties import put_property
from orgshelf.org.edit.repeat import cancel_repeaters, has_repeater, repeats, shift_stamps
from orgshelf.org.edit.statistics import update_parents
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.headline import parse_headline
from orgshelf.org.syntax.timestamps import parse_planning


def change_state(
    document: Document,
    heading: Heading,
    keyword: str | None,
    *,
    now: datetime,
    note: str | None = None,
    timed: bool = True,
    final: bool = False,
    force: bool = False,
) -> tuple[Splice, ...]:
    """Set or remove the TODO keyword of a heading, with all side effects of Org.

    A ``note`` is logged even if the file does not want log notes; ``final`` cancels the repeater
    first, which ends the task; ``force`` overrides blocking. ``now`` is local time; without
    ``timed`` only its day counts.

    Raises:
        UnknownKeywordError: the file has no such keyword.
        BlockedError: an open child, sibling or checkbox blocks it.
        RepeaterError: an hourly repeater without a time of day.
    """
    context = EditContext(document, heading, now, timed)
    if keyword is not None and keyword not in context.keywords.all:
        raise UnknownKeywordError(keyword, context.keywords.names, document.file)
    if not force:
        check_blocked(document, heading, keyword)
    buffer, log = _changed(context, keyword, note, final=final)
    if log is not None:
        buffer = store_note(buffer, context, log, note)
    return buffer.splices(document.lines.texts)


def wants_note(
    document: Document, heading: Heading, keyword: str | None, *, now: datetime, final: bool = False
) -> bool:
    """Whether Org would ask for the text of a log note with this change.

    Raises:
        RepeaterError: as ``change_state``.
    """
    _, log = _changed(EditContext(document, heading, now), keyword, None, final=final)
    return log is not None and log.how == "note"


def _changed(
    context: EditContext, keyword: str | None, note: str | None, *, final: bool
) -> tuple[EditBuffer, LogNote | None]:
    """The buffer after the change, without the log note, and the note that is due."""
    known = context.keywords.all
    buffer = EditBuffer.of(context.document.lines, context.heading)
    if final:
        buffer = cancel_repeaters(buffer)
    hidden = parse_headline(buffer.heading, known).commented
    if hidden:
        buffer = buffer.replace(buffer.at, uncommented(buffer.heading, known))
    buffer, log = _change(buffer, context, keyword, note)
    buffer = buffer.replace(buffer.at, with_one_blank(buffer.heading, known))
    if hidden:
        buffer = buffer.replace(buffer.at, commented(buffer.heading, known))
    return buffer, log


def done_keyword(document: Document, heading: Heading) -> str:
    """The keyword that finishes a heading: that of its sequence, else the file's first.

    Raises:
        NoKeywordsError: the file has no keywords.
    """
    keywords = document.settings.keywords
    if not keywords.done:
        raise NoKeywordsError(document.file)
    own = keywords.sequence_of(heading.keyword) if heading.keyword else None
    return next(iter(own.done if own else ()), keywords.done[0])


def _change(
    buffer: EditBuffer, context: EditContext, keyword: str | None, note: str | None
) -> tuple[EditBuffer, LogNote | None]:
    """Switch the keyword and apply repeaters; return the log note that is due.

    A ``note`` makes for one in any case.
    """
    previous = keyword_of(buffer.heading, context.keywords.all)
    rules = log_rules(context)
    buffer, log = _switch(buffer, context, rules, keyword)
    if _finished(context, keyword, previous) and repeats(buffer):
        buffer, log = _repeat(buffer, context, rules, log, previous)
    if log is None and note:
        log = LogNote("state", keyword, previous, "note")
    return buffer, log


def _switch(
    buffer: EditBuffer, context: EditContext, rules: LogRules, keyword: str | None
) -> tuple[EditBuffer, LogNote | None]:
    """Change keyword, CLOSED, tags and parents' cookies; return the log note that is due."""
    known, log = context.keywords.all, None
    previous = keyword_of(buffer.heading, known)
    buffer = buffer.replace(buffer.at, with_keyword(buffer.heading, keyword, known))
    if rules.active:
        buffer = _plan(buffer, context, rules, keyword, previous)
        log = _due(context, rules, keyword, previous)
    buffer = buffer.replace(buffer.at, aligned(buffer.heading, context.document))
    return update_parents(buffer, context, keyword), log


def _finished(context: EditContext, keyword: str | None, previous: str | None) -> bool:
    return context.is_done(keyword) and not context.is_done(previous)


def _plan(
    buffer: EditBuffer,
    context: EditContext,
    rules: LogRules,
    keyword: str | None,
    previous: str | None,
) -> EditBuffer:
    """Add CLOSED to what is now done, and remove it from what is open again."""
    was_open = previous is not None and not context.is_done(previous)
    if keyword is None:
        reopened = not context.org.closed_keep_when_no_todo
    else:
        reopened = not context.is_done(keyword) and not was_open
    if reopened:
        buffer = remove_closed(buffer)
    if rules.done and _finished(context, keyword, previous):
        closed = context.stamp(time=context.org.log_done_with_time)
        buffer = add_stamp(buffer, "CLOSED", closed, context.layout)
    return buffer


def _due(
    context: EditContext, rules: LogRules, keyword: str | None, previous: str | None
) -> LogNote | None:
    """The log note that is due for a state change."""
    how = rules.wanted(keyword, previous)
    if how is not None:
        return LogNote("state", keyword, previous, how)
    if rules.done == "note" and _finished(context, keyword, previous):
        return LogNote("done", keyword, previous, "note")
    return None


def _repeat(
    buffer: EditBuffer,
    context: EditContext,
    rules: LogRules,
    log: LogNote | None,
    previous: str | None,
) -> tuple[EditBuffer, LogNote | None]:
    """Reset a done repeating task and shift its timestamps (org-auto-repeat-maybe)."""
    done = keyword_of(buffer.heading, context.keywords.all)
    buffer, inner = _switch(buffer, context, inner_rules(context), _repeat_to(context, previous))
    log = inner or log
    if rules.repeat:
        log = log or LogNote("state", done, previous or "", rules.repeat)
        log = replace(log, how="note") if rules.repeat == "note" else log
    buffer = remove_closed(buffer)
    if rules.repeat or has_clock(buffer.lines, buffer.body, buffer.stop):
        buffer = put_property(buffer, "LAST_REPEAT", context.stamp(), context.layout)
    if _scheduled_once(buffer):
        buffer = remove_stamps(buffer, "SCHEDULED")
    return shift_stamps(buffer, context.now, context.org.weekdays), log


def _repeat_to(context: EditContext, previous: str | None) -> str | None:
    """The keyword that a repeating task is reset to."""
    wanted = context.heading.get("REPEAT_TO_STATE") or context.org.todo_repeat_to_state
    if wanted in context.keywords.all:
        return wanted
    sequence = context.keywords.sequence_of(previous) if previous else None
    if sequence is None:
        return None
    return previous if sequence.typed else sequence.names[0]


def _scheduled_once(buffer: EditBuffer) -> bool:
    """Whether the entry is scheduled without a repeater."""
    if buffer.planning is None:
        return False
    scheduled = parse_planning(buffer.lines[buffer.planning]).scheduled
    return scheduled is not None and not has_repeater(scheduled.raw)
