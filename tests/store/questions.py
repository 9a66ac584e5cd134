"""Any question that can be asked: each predicate in each form, and notes that have it all."""

from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies as st

from orgshelf.org.settings import OrgSettings
from orgshelf.query.predicates import TABLE
from orgshelf.query.spec import Spec
from orgshelf.store.config import Config

Texts = st.SearchStrategy[str]

CONFIG = Config(
    org=OrgSettings(enforce_todo_dependencies=True, enforce_todo_checkbox_dependencies=True),
    queries={"week": "deadline:+7", "deep": "descendants:(tags:x) or regexp:gpu", "both": "@deep"},
)

EVERY = {
    "papers/all.org": """\
#+TODO: TODO NEXT(n!) | DONE CANCELLED
#+CATEGORY: thick
#+FILETAGS: :file:
#+PROPERTY: RATING 3
* Papers :x:
** TODO [#A] Neural nets - Ann Bee, Cy Dee 1999 :gpu:
DEADLINE: <2026-11-25 Wed 10:00 -3d> SCHEDULED: <2026-11-20 Fri>
:PROPERTIES:
:EFFORT: 1:30
:RATING: 4
:ID: 8d0e-1
:CATEGORY: gpu
:URL: https://arxiv.org/abs/1
:ORDERED: t
:END:
See [[https://example.org/a\\]b][the gpu paper]] and https://example.org/plain.
- [ ] open
*** DONE [#2] One gpu
CLOSED: [2026-11-21 Sat 10:00]
:PROPERTIES:
:RATING+: 5
:DOI: 10.1/x
:END:
:LOGBOOK:
CLOCK: [2026-11-20 Fri 10:00]--[2026-11-20 Fri 11:00] =>  1:00
CLOCK: [2026-11-22 Sun 10:00]
- State "DONE"       from "TODO"       [2026-11-21 Sat 10:00]
:END:
*** TODO Two
DEADLINE: <2026-12-31 Thu>
:PROPERTIES:
:RATING: nil
:CATEGORY:
:END:
*** NEXT gpu Three [#b]
SCHEDULED: <2026-02-31 Sat 09:00>
#+begin_src python :results none
import gpu
#+end_src
#+begin_quote
Free will of the gpu. p. 7
#+end_quote
- [ ] a box
** Read by pages
:PROPERTIES:
:PAGES: 200
:PAGE: 100
:EFFORT: 2h
:END:
Meet <2026-11-24 Tue 18:00-19:00> or [2026-11-23 Mon] or <2026-11-25 Wed [2026-11-26 Thu].
Nor <2026-99-99 Thu> nor [9999-99-99 x].
** DONE Done
CLOSED: [2026-11-23 Mon]
:PROPERTIES:
:CUSTOM_ID: gpu
:EFFORT: long
:STYLE: habit
:RATING: 10
:END:
** Untracked [[gpu][linked]]
#+begin_src emacs-lisp
(a)
#+end_src
clock: [2026-11-23 Mon 08:00]--[2026-11-23 Mon 09:00]
""",
    "b \u00e9.org": """\
:PROPERTIES:
:CATEGORY: drawer
:RATING: 5
:STYLE: habit
:ID: 8d0e-file
:END:
* TODO Stra\u00dfe GR\u00d6SSE :\u65e5\u672c:
** \u6642\u9593 gpu [0/0]
:PROPERTIES:
:CATEGORY: \u6642
:AUTHOR: nil
:END:
*** below :gpu2:
* NEXT [#C] a
DEADLINE: <2026-12-05 Sat>
** CANCELLED b
CLOSED: <2026-11-22 Sun>
""",
    "books/plain.org": "* Books\n** Alone\n** READING \\[[x][y]] [[gpu]]\n\f \x00 [2026-11-22]\n",
}


def write_every(root: Path) -> Path:
    """Notes that have something for each predicate to find."""
    for name, text in EVERY.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "stray.org").write_bytes(
        b"* TODO gpu\xff :t\xff:\n:PROPERTIES:\n:RATING: 4\xff\n:CATEGORY: \xff\n:END:\n"
        b"[2026-11-22 Sun] \xff gpu [[\xff][\xff]]\n** b\n"
    )
    return root


def _some(*values: str) -> Texts:
    return st.sampled_from(values).map(_quoted)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _listed(values: Texts) -> Texts:
    return st.lists(values, min_size=1, max_size=3).map(",".join)


def _between(values: Texts) -> Texts:
    return st.builds("{}..{}".format, values, values) | st.builds("{},{}".format, values, values)


def _compared(values: Texts) -> Texts:
    return st.builds(str.__add__, st.sampled_from(["<", "<=", ">", ">=", "="]), values)


_WORDS = _some(
    *("gpu", "a", "the", "GR\u00d6SSE", "\u6642", "papers", "b", "open", "[#a] neural", "zz", ""),
    *("one g", "https://", "example.org/a]b", "doi", "]", "\\", "\n", "free will", "<2026"),
)
_REGEXPS = _some(
    *("gpu", "^[*]", "^gp", "a|b", "[0-9]{4}", "import", "$", "", "\u6642", "\\bn", "p.*rs"),
    *(r"\Athe", "one\n", "^x$", "/b", "no such", "[\ud800-\udfff]"),
)
_NAMES = _some(
    *("thick", "gpu", "drawer", "\u6642", "plain", "all", "b \u00e9", "stray", "", "bee", "ann"),
    *("dee", "cy d"),
)
_DAYS = _some("0", "1", "+7", "-1", "-3", "+2w", "-1m", "40", "-400", "+1y")
_DATES = _some(
    *("today", "yesterday", "mon", "-mon", "fri", "2026-11-20", "2026-11-23T08:00", "2026-11"),
    *("2026-W47", "<2026-11-25 Wed 10:00>", "2026-03-03", "2025-01-01", "2027-01-01"),
)
_FLAGS = _some("t", "nil")
_LANGUAGES = _some("python", "emacs-lisp", "Python")
_PROPERTIES = _some("RATING", "effort", "URL", "ID", "STYLE", "CATEGORY", "none", "AUTHOR", "PAGE")
_VALUES = _some("3", "4", "5", "3 5", "10", "nil", "gpu", "", "1:30", "habit", "drawer", "4.0")
_LEVELS = st.sampled_from(["0", "1", "2", "3", "4"])
_YEARS = st.sampled_from(["1990", "1999", "2000", "0"])
_EFFORTS = st.sampled_from(["0:30", "1:30", "2h", "0", "90min", "10"])
_PERCENTS = st.sampled_from(["0%", "33", "50%", "66%", "100%", "1"])

#: What stands for each form of arguments in the table of predicates.
FORMS: Mapping[str, Texts] = {
    "": st.just(""),
    "KEYWORD,...": _listed(_some("TODO", "NEXT", "DONE", "CANCELLED", "todo", "READING")),
    "A,...": _listed(_some("A", "B", "C", "b", "2")),
    ">=B": _compared(st.sampled_from(["A", "B", "C", "c", "2"])),
    "N": _LEVELS,
    "N..N": _between(_LEVELS),
    ">=N": _compared(_LEVELS),
    "0:30": _EFFORTS,
    "10..1:00": _between(_EFFORTS),
    ">0:30": _compared(_EFFORTS),
    "untracked, not-started, in-progress, paused, finished, given-up": _listed(
        _some("untracked", "not-started", "in-progress", "finished", "In Progress")
    ),
    "50%": _PERCENTS,
    "10%..50%": _between(_PERCENTS),
    "<50%": _compared(_PERCENTS),
    "WORDS": _WORDS,
    "WORDS,...": _listed(_WORDS),
    "REGEXP,...": _listed(_REGEXPS),
    "description=WORDS": st.builds("description={}".format, _WORDS),
    "target=WORDS": st.builds("target={}".format, _WORDS),
    "regexp-p=t": st.builds(
        "{},target={},description={},regexp-p={}".format, _REGEXPS, _REGEXPS, _REGEXPS, _FLAGS
    ),
    "lang=LANGUAGE": st.builds("lang={}".format, _LANGUAGES)
    | st.builds("{},lang={}".format, _REGEXPS, _LANGUAGES),
    "regexps=REGEXP": st.builds("regexps={}".format, _REGEXPS)
    | st.builds("{},lang={},regexps={}".format, _REGEXPS, _LANGUAGES, _REGEXPS),
    "TAG,...": _listed(_some("gpu", "x", "file", "\u65e5\u672c", "t", "gpu2", "none")),
    "NAME,...": _listed(_NAMES),
    "NAME": _PROPERTIES,
    "NAME,VALUE": st.builds("{},{}".format, _PROPERTIES, _VALUES),
    "NAME=VALUE": st.builds("{}={}".format, st.sampled_from(["RATING", "id"]), _VALUES),
    "NAME,>=,VALUE": st.builds(
        "{},{},{}".format, _PROPERTIES, st.sampled_from(["<", "<=", ">", ">=", "="]), _VALUES
    ),
    "inherit=t": st.builds("{},inherit={}".format, _PROPERTIES, _FLAGS)
    | st.builds("{},{},inherit={}".format, _PROPERTIES, _VALUES, _FLAGS)
    | st.builds("{},>=,{},inherit=t".format, _PROPERTIES, _VALUES),
    "KIND,...": _listed(_some("paper", "book", "Video", "other")),
    "ID,...": _listed(_some("8d0e-1", "gpu", "nil", "8d0e-file", "0000", "a", "\u00df", "ffff")),
    "DAYS": _DAYS,
    "DATE": _DATES,
    "from=DATE": st.builds("from={}".format, _DATES | _DAYS),
    "to=DATE": st.builds("from={},to={}".format, _DATES | _DAYS, _DATES | _DAYS)
    | st.builds("to={}".format, _DATES),
    "on=DATE": st.builds("on={}".format, _DATES | _DAYS),
    "auto": st.just("auto") | st.builds("auto,with-time={}".format, _FLAGS),
    "with-time=t": st.builds("with-time={}".format, _FLAGS)
    | st.builds("{},with-time={}".format, _DATES | _DAYS, _FLAGS)
    | st.builds("from={},with-time={}".format, _DATES, _FLAGS),
}
#: Those that mean something else for one predicate.
OWN_FORMS: Mapping[tuple[str, str], Texts] = {
    **{("year", form): make(_YEARS) for form, make in (("N..N", _between), (">=N", _compared))},
    ("year", "N"): _YEARS,
    ("query", "NAME"): st.sampled_from(sorted(CONFIG.queries)),
}


def asked(spec: Spec, form: str) -> Texts:
    """Questions of a predicate in one form, by any of its names.

    Raises:
        KeyError: nobody has said what stands for such a form.
    """
    own = (spec.name, form)
    arguments = OWN_FORMS[own] if own in OWN_FORMS else FORMS[form]
    return st.builds("{}:{}".format, st.sampled_from([spec.name, *spec.aliases]), arguments)


def asked_of(spec: Spec, inner: Texts = _WORDS) -> Texts:
    """Questions of a predicate in all its forms; ``inner`` are queries for where one stands."""
    query = st.builds("{}:({})".format, st.just(spec.name), inner)
    return st.one_of([query if form == "(QUERY)" else asked(spec, form) for form in spec.usage])


#: A predicate and a form of its arguments, but for those whose argument is a query.
PLAIN = [(spec, form) for spec in TABLE.values() if not spec.nested for form in spec.usage]

_ATOMS = st.one_of([_WORDS, *(asked_of(spec) for spec in TABLE.values() if not spec.nested)])


def _more(inner: Texts) -> Texts:
    return st.one_of(
        st.builds("({} {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("!({})".format, inner),
        *(asked_of(spec, inner) for spec in TABLE.values() if spec.nested),
    )


def queries(most: int) -> Texts:
    """Any query of at most so many predicates."""
    return st.recursive(_ATOMS, _more, max_leaves=most)
