"""Changing the TODO state of a heading, exactly as Emacs does (org-todo).

The effects come in org-todo's order, each seeing what the one before it has left: keyword,
CLOSED, tags, the cookies above, the repeater; the log note is stored at the end.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from orgshelf.errors import UnknownKeywordError
from orgshelf.model import Heading
from orgshelf.org.edit.blocking import check_blocked
from orgshelf.org.edit.draft import Draft
from orgshelf.org.edit.elements import has_clock
from orgshelf.org.edit.headline import (
    commented,
    is_commented,
    keyword_of,
    uncommented,
    with_aligned_tags,
    with_keyword,
    with_one_blank,
)
from orgshelf.org.edit.log import LogNote, store_note
from orgshelf.org.edit.log_rules import LogRules, inner_rules, log_rules
from orgshelf.org.edit.planning import add_closed, remove_closed, remove_scheduled
from orgshelf.org.edit.properties import put_property
from orgshelf.org.edit.repeat import cancel_repeater, repeats, shift_stamps
from orgshelf.org.edit.stamps import stamp
from orgshelf.org.edit.statistics import update_parents
from orgshelf.org.lines import Splice
from orgshelf.org.reader import Document
from orgshelf.org.syntax.planning import parse_planning


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every effect may look at: the file as read, the heading, the clock."""

    document: Document
    heading: Heading
    now: datetime

    @property
    def tags_column(self) -> int | None:
        """Where tags are aligned to; None where they are left alone."""
        org = self.document.org
        return org.tags_column if org.auto_align_tags else None

    @property
    def log_drawer(self) -> str | None:
        """The drawer for log notes, by the LOG_INTO_DRAWER property or the variable."""
        name = self.heading.inherited.get("LOG_INTO_DRAWER")
        if name is None:
            return self.document.org.log_into_drawer
        return {"nil": None, "t": "LOGBOOK"}.get(name, name)

    def is_done(self, keyword: str | None) -> bool:
        """Whether it is a done keyword of the file."""
        return keyword in self.document.settings.keywords.done


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
    known = document.settings.keywords.all
    if keyword is not None and keyword not in known:
        raise UnknownKeywordError(keyword, document.settings.keywords.names, document.file)
    if not force:
        check_blocked(document, heading, keyword)
    scene = _Scene(document, heading, now)
    draft = Draft.of(document.lines, heading)
    if final:
        draft = cancel_repeater(draft)
    hidden = is_commented(draft.heading, known)
    if hidden:
        draft = draft.replace(draft.at, uncommented(draft.heading, known))
    previous = keyword_of(draft.heading, known)
    draft, log = _change(draft, scene, keyword, previous)
    draft = draft.replace(draft.at, with_one_blank(draft.heading, known))
    if hidden:
        draft = draft.replace(draft.at, commented(draft.heading, known))
    draft = _store(draft, scene, _asked(log, keyword, previous, note), note)
    return draft.splices(document.lines.texts)


def done_keyword(document: Document, heading: Heading) -> str:
    """The keyword that finishes a heading: its own sequence's, else the file's first."""
    keywords = document.settings.keywords
    own = keywords.sequence_of(heading.keyword) if heading.keyword else None
    return next(iter(own.done if own else ()), keywords.done[0])


def _change(
    draft: Draft, scene: _Scene, keyword: str | None, previous: str | None
) -> tuple[Draft, LogNote | None]:
    """Switch the keyword and let a finished task repeat; return the note that is due."""
    document = scene.document
    logging = scene.heading.inherited.get("LOGGING")
    rules = log_rules(document.org, document.settings.keywords, logging)
    draft, log = _switch(draft, scene, rules, keyword, previous)
    if not scene.is_done(keyword) or scene.is_done(previous) or not repeats(draft):
        return draft, log
    return _repeat(draft, scene, rules, log, keyword, previous)


def _switch(
    draft: Draft, scene: _Scene, rules: LogRules, keyword: str | None, previous: str | None
) -> tuple[Draft, LogNote | None]:
    """Keyword, CLOSED, tags and the cookies above; return the note that is due."""
    known = scene.document.settings.keywords.all
    draft = draft.replace(draft.at, with_keyword(draft.heading, keyword, known))
    log = None
    if rules.active:
        draft = _plan(draft, scene, rules, keyword, previous)
        log = _due(scene, rules, keyword, previous)
    if scene.tags_column is not None:
        draft = draft.replace(draft.at, with_aligned_tags(draft.heading, scene.tags_column))
    return update_parents(draft, scene.document, scene.heading, keyword, scene.tags_column), log


def _plan(
    draft: Draft, scene: _Scene, rules: LogRules, keyword: str | None, previous: str | None
) -> Draft:
    """Take CLOSED off what is open again, put it on what is now done."""
    org, now_done = scene.document.org, scene.is_done(keyword)
    was_open = previous is not None and not scene.is_done(previous)
    reopened = keyword is not None and not now_done and not was_open
    if reopened or (keyword is None and not org.closed_keep_when_no_todo):
        draft = remove_closed(draft)
    if now_done and not scene.is_done(previous) and rules.done:
        closed = stamp(scene.now, org.weekdays, time=org.log_done_with_time)
        draft = add_closed(draft, closed, adapt_indentation=org.adapt_indentation)
    return draft


def _due(
    scene: _Scene, rules: LogRules, keyword: str | None, previous: str | None
) -> LogNote | None:
    """The note that a change of state asks for."""
    how = rules.wanted(keyword, previous)
    if how is not None:
        return LogNote("state", keyword, previous, how)
    finished = scene.is_done(keyword) and not scene.is_done(previous)
    if finished and rules.done == "note":
        return LogNote("done", keyword, previous, "note")
    return None


def _repeat(
    draft: Draft,
    scene: _Scene,
    rules: LogRules,
    log: LogNote | None,
    keyword: str | None,
    previous: str | None,
) -> tuple[Draft, LogNote | None]:
    """Set a repeating task back and move its timestamps on (org-auto-repeat-maybe)."""
    document, org = scene.document, scene.document.org
    inner = inner_rules(org, document.settings.keywords, scene.heading.inherited.get("LOGGING"))
    draft, inner_log = _switch(draft, scene, inner, _repeat_to(scene, previous), keyword)
    log = inner_log or log
    draft = remove_closed(draft)
    if rules.repeat or has_clock(draft.lines, draft.body, draft.stop):
        last = stamp(scene.now, org.weekdays)
        draft = put_property(draft, "LAST_REPEAT", last, adapt_indentation=org.adapt_indentation)
    if rules.repeat and log is None:
        log = LogNote("state", keyword, previous or "", rules.repeat)
    elif log is not None and rules.repeat == "note":
        log = replace(log, how="note")
    if _scheduled_once(draft):
        draft = remove_scheduled(draft)
    return shift_stamps(draft, scene.now, org.weekdays), log


def _repeat_to(scene: _Scene, previous: str | None) -> str | None:
    """The keyword that a repeating task goes back to."""
    keywords = scene.document.settings.keywords
    wanted = scene.heading.get("REPEAT_TO_STATE") or scene.document.org.todo_repeat_to_state
    if wanted in keywords.all:
        return wanted
    sequence = keywords.sequence_of(previous) if previous else None
    if sequence is None:
        return None
    return previous if sequence.typed else sequence.names[0]


def _scheduled_once(draft: Draft) -> bool:
    """Whether the entry is scheduled without a repeater."""
    if draft.planning is None:
        return False
    scheduled = parse_planning(draft.lines[draft.planning]).scheduled
    return scheduled is not None and scheduled.repeater is None


def _asked(
    log: LogNote | None, keyword: str | None, previous: str | None, text: str | None
) -> LogNote | None:
    """The note to store: the one due, or a state note where a text is given regardless."""
    if log is None and text:
        return LogNote("state", keyword, previous, "note")
    return log


def _store(draft: Draft, scene: _Scene, log: LogNote | None, text: str | None) -> Draft:
    if log is None:
        return draft
    return store_note(draft, log, text, scene.log_drawer, scene.document.org, scene.now)
