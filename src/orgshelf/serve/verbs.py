"""What can be done on the live page: a row for each, with what is filled in."""

from collections.abc import Mapping
from dataclasses import dataclass

from orgshelf.actions.use_cases import USE_CASES, UseCase


@dataclass(frozen=True, slots=True)
class Field:
    """Something to fill in: the ``name`` of the parameter, and what stands beside it.

    ``form`` is how: a ``line``, a ``text`` of several, or ``hidden``.
    """

    name: str
    label: str
    form: str = "line"
    required: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its ``name`` is that of its use case, and its path.

    ``key`` is the key that leads to it, ``of_heading`` says that it is about one.
    """

    name: str
    label: str
    fields: tuple[Field, ...] = ()
    key: str = ""
    of_heading: bool = True

    @property
    def use_case(self) -> UseCase:
        """What it does."""
        return USE_CASES[self.name]


_LOGGED = Field("note", "Note", required=False, hint="goes into its log")
_QUOTE = (
    Field("text", "The quote", "text"),
    Field("page", "Page", required=False, hint="120 or 120-121"),
    Field("note", "Your remark", required=False),
)
_ADD = (
    Field("kind", "Kind", "kind"),
    Field("title", "Title", hint="or a DOI, an ISBN, an address"),
)
_NUMBER = Field("number", "Number", "hidden", required=False)
_GRADE = (Field("rating", "How well", "hidden"), Field("side", "Side", "hidden"))

VERBS: tuple[Verb, ...] = (
    Verb("start", "Start", key="s"),
    Verb("done", "Done", (_LOGGED,), key="d"),
    Verb("drop", "Give up", (_LOGGED,), key="x"),
    Verb("again", "Begin again", key="b"),
    Verb("page", "Page", (Field("page", "Page", hint="120, +15 or 40%"),), key="p"),
    Verb("rate", "Rate", (Field("stars", "Stars", "stars"),), key="r"),
    Verb("note", "Note", (Field("text", "Your note", "text"),), key="n"),
    Verb("quote", "Quote", _QUOTE, key="q"),
    Verb("add", "Add", _ADD, key="a", of_heading=False),
    Verb("undo", "Undo", (_NUMBER,), of_heading=False),
    Verb("grade", "Grade", _GRADE),
)
BY_NAME: Mapping[str, Verb] = {verb.name: verb for verb in VERBS}
