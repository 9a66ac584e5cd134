"""Changing the TODO state of a heading, exactly as Emacs does (org-todo).

The effects come in org-todo's order, each seeing what the one before it has left: keyword,
CLOSED, tags, the cookies above, the repeater; the log note is stored at the end.
"""

from dataclasses import replace
from datetime import datetime

from orgshelf.errors import NoKeywordsError, UnknownKeywordError
from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.blocking import check_blocked
from orgshelf.org.edit.buffer import Draft, Scene
from orgshelf.org.edit.elements import has_clock
from orgshelf.org.edit.headline_text import (
    commented,
    is_commented,
    keyword_of,
    uncommented,
    with_keyword,
    with_one_blank,
)
from orgshelf.org.edit.log import LogNote, LogRules, inner_rules, log_rules, store_note
from orgshelf.org.edit.planning import add_stamp, remove_closed, remove_stamps
from orgshelf.org.edit.properties import put_property
from orgshelf.org.edit.repeat import cancel_repeater, has_repeater, repeats, shift_stamps
from orgshelf.org.edit.statistics import update_parents
from orgshelf.org.edit.tags import aligned
from orgshelf.org.lines import Splice
from orgshelf.org.syntax.timestamps import parse_planning


def change_state(
    document: Document,
    heading: Heading,
    keyword: str | None,
    *,
    now: datetime,
    note: str | None = None,
    final: bool = False,
    force: bool = False,
) -> tuple[Splice, ...]:
    """Give a heading another TODO keyword, or none, with all that Org does along with it.

    ``note`` is the text of the log note, and makes for one where the file asks for none;
    ``final`` cancels the repeater first, so that the task ends; ``force`` overrides blocking.
    ``now`` is local time.

    Raises:
        UnknownKeywordError: the file has no such keyword.
        BlockedError: an unfinished child, sibling or checkbox forbids it.
        RepeaterError: a repeater by hours has no time of day to count from.
    """
    scene = Scene(document, heading, now)
    if keyword is not None and keyword not in scene.keywords.all:
        raise UnknownKeywordError(keyword, scene.keywords.names, document.file)
    if not force:
        check_blocked(document, heading, keyword)
    draft, log = _changed(scene, keyword, note, final=final)
    if log is not None:
        draft = store_note(draft, scene, log, note)
    return draft.splices(document.lines.texts)


def wants_note(
    document: Document, heading: Heading, keyword: str | None, *, now: datetime, final: bool = False
) -> bool:
    """Whether Org would ask a person for the text of a log note with this change.

    Raises:
        RepeaterError: as ``change_state``.
    """
    _, log = _changed(Scene(document, heading, now), keyword, None, final=final)
    return log is not None and log.how == "note"


def _changed(
    scene: Scene, keyword: str | None, note: str | None, *, final: bool
) -> tuple[Draft, LogNote | None]:
    """The file with all of the change but the log note, and the note that is due."""
    known = scene.keywords.all
    draft = Draft.of(scene.document.lines, scene.heading)
    if final:
        draft = cancel_repeater(draft)
    hidden = is_commented(draft.heading, known)
    if hidden:
        draft = draft.replace(draft.at, uncommented(draft.heading, known))
    draft, log = _change(draft, scene, keyword, note)
    draft = draft.replace(draft.at, with_one_blank(draft.heading, known))
    if hidden:
        draft = draft.replace(draft.at, commented(draft.heading, known))
    return draft, log


def done_keyword(document: Document, heading: Heading) -> str:
    """The keyword that finishes a heading: its own sequence's, else the file's first.

    Raises:
        NoKeywordsError: the file has none at all.
    """
    keywords = document.settings.keywords
    if not keywords.done:
        raise NoKeywordsError(document.file)
    own = keywords.sequence_of(heading.keyword) if heading.keyword else None
    return next(iter(own.done if own else ()), keywords.done[0])


def _change(
    draft: Draft, scene: Scene, keyword: str | None, note: str | None
) -> tuple[Draft, LogNote | None]:
    """Switch the keyword and let a finished task repeat; return the log note that is due.

    A ``note`` makes for one in any case.
    """
    previous = keyword_of(draft.heading, scene.keywords.all)
    rules = log_rules(scene)
    draft, log = _switch(draft, scene, rules, keyword)
    if _finished(scene, keyword, previous) and repeats(draft):
        draft, log = _repeat(draft, scene, rules, log, previous)
    if log is None and note:
        log = LogNote("state", keyword, previous, "note")
    return draft, log


def _switch(
    draft: Draft, scene: Scene, rules: LogRules, keyword: str | None
) -> tuple[Draft, LogNote | None]:
    """Keyword, CLOSED, tags and the cookies above; return the log note that is due."""
    known, log = scene.keywords.all, None
    previous = keyword_of(draft.heading, known)
    draft = draft.replace(draft.at, with_keyword(draft.heading, keyword, known))
    if rules.active:
        draft = _plan(draft, scene, rules, keyword, previous)
        log = _due(scene, rules, keyword, previous)
    draft = draft.replace(draft.at, aligned(draft.heading, scene.document))
    return update_parents(draft, scene, keyword), log


def _finished(scene: Scene, keyword: str | None, previous: str | None) -> bool:
    return scene.is_done(keyword) and not scene.is_done(previous)


def _plan(
    draft: Draft, scene: Scene, rules: LogRules, keyword: str | None, previous: str | None
) -> Draft:
    """Take CLOSED off what is open again, put it on what is now done."""
    was_open = previous is not None and not scene.is_done(previous)
    if keyword is None:
        reopened = not scene.org.closed_keep_when_no_todo
    else:
        reopened = not scene.is_done(keyword) and not was_open
    if reopened:
        draft = remove_closed(draft)
    if rules.done and _finished(scene, keyword, previous):
        closed = scene.stamp(time=scene.org.log_done_with_time)
        draft = add_stamp(draft, "CLOSED", closed, scene.layout)
    return draft


def _due(
    scene: Scene, rules: LogRules, keyword: str | None, previous: str | None
) -> LogNote | None:
    """The log note that a change of state asks for."""
    how = rules.wanted(keyword, previous)
    if how is not None:
        return LogNote("state", keyword, previous, how)
    if rules.done == "note" and _finished(scene, keyword, previous):
        return LogNote("done", keyword, previous, "note")
    return None


def _repeat(
    draft: Draft, scene: Scene, rules: LogRules, log: LogNote | None, previous: str | None
) -> tuple[Draft, LogNote | None]:
    """Set a task that is done back and move its timestamps on (org-auto-repeat-maybe)."""
    done = keyword_of(draft.heading, scene.keywords.all)
    draft, inner = _switch(draft, scene, inner_rules(scene), _repeat_to(scene, previous))
    log = inner or log
    if rules.repeat:
        log = log or LogNote("state", done, previous or "", rules.repeat)
        log = replace(log, how="note") if rules.repeat == "note" else log
    draft = remove_closed(draft)
    if rules.repeat or has_clock(draft.lines, draft.body, draft.stop):
        draft = put_property(draft, "LAST_REPEAT", scene.stamp(), scene.layout)
    if _scheduled_once(draft):
        draft = remove_stamps(draft, "SCHEDULED")
    return shift_stamps(draft, scene.now, scene.org.weekdays), log


def _repeat_to(scene: Scene, previous: str | None) -> str | None:
    """The keyword that a repeating task goes back to."""
    wanted = scene.heading.get("REPEAT_TO_STATE") or scene.org.todo_repeat_to_state
    if wanted in scene.keywords.all:
        return wanted
    sequence = scene.keywords.sequence_of(previous) if previous else None
    if sequence is None:
        return None
    return previous if sequence.typed else sequence.names[0]


def _scheduled_once(draft: Draft) -> bool:
    """Whether the entry is scheduled without a repeater."""
    if draft.planning is None:
        return False
    scheduled = parse_planning(draft.lines[draft.planning]).scheduled
    return scheduled is not None and not has_repeater(scheduled.raw)
