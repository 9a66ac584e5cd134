"""The fields that the user asks for by name, out of those that a record has."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from orgshelf.errors import UsageError
from orgshelf.export.encodable import encodable, in_texts
from orgshelf.export.record import Data, Field, Record, ShortIds

T = TypeVar("T")


def document_of(
    record: Record[T], source: T, short_ids: ShortIds, names: Sequence[str] = ()
) -> Data:
    """A document as plain data: all of it, or the members with these names.

    Raises:
        UsageError: there is no such member.
    """
    record = replace(record, fields=chosen(record, names, notes=True))
    return in_texts(encodable, record.maker(short_ids)(source))


def chosen(
    record: Record[T],
    names: Sequence[str],
    *,
    notes: bool,
    more: Callable[[str], Field[T] | None] = lambda _: None,
) -> tuple[Field[T], ...]:
    """The fields with these names, in this order; all of them where none is named.

    ``notes`` says whether all of them are those with the texts of the notes too. ``more`` gives
    fields that have no row in the record.

    A member of a record is named as its column in a table is: ``progress_percent``.

    Raises:
        UsageError: there is no such field.
    """
    if not names:
        return tuple(field for field in record.fields if notes or not field.notes)
    known = {field.name: field for field in _with_members(record.fields)}
    found = {name: known.get(name) or more(name) for name in dict.fromkeys(names)}
    if unknown := [name for name, field in found.items() if field is None]:
        all_names = ", ".join(field.name for field in record.fields)
        raise UsageError(f"There is no field {unknown[0]!r}: use {all_names}.")
    return tuple(filter(None, found.values()))


def _with_members(fields: Sequence[Field[T]]) -> Iterator[Field[T]]:
    """Each field, and behind a record its members."""
    for field in fields:
        yield field
        if isinstance(field.type, Record):
            for member in field.type.fields:
                yield replace(member.of(field.make), name=f"{field.name}_{member.name}")
