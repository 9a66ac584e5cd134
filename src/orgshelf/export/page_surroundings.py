"""What a text can lead to on its page, and what its file asks of an export."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from orgshelf.export.link_targets import web_address
from orgshelf.org.elements.code_listing import Listing
from orgshelf.org.export_options import DEFAULT_OPTIONS, ExportOptions
from orgshelf.org.syntax.objects import Footnote, Node


class Anchor(NamedTuple):
    """What a link on the page can lead to: its name there, and the number that it is called.

    ``title`` is that of a heading, which a link without words has where there is no number. What
    has no name is called by the number alone.
    """

    name: str
    number: str
    title: tuple[Node, ...] = ()


def _nobody(remark: str) -> None:
    """Hear it and do nothing."""


def _no_contents(wanted: str) -> Sequence[str] | None:
    """No table of contents."""
    return None


@dataclass(frozen=True, slots=True)
class Places:
    """What a text can lead to on its page, and what its file asks of an export.

    ``anchor`` gives what a link of the notes means, ``address`` the address of one that leads
    off the page, ``note`` the HTML of a footnote's number; each None where there is none.
    ``caption`` is that of a picture in the text, ``properties`` are what its heading has and
    inherits, ``radio`` finds the words that lead to a radio target. ``tell`` is told what cannot
    be followed; ``contents`` gives the lines that ``#+TOC`` asks for, None where it asks for what
    there is not; ``next_table`` numbers tables with a caption, ``number_lines`` gives
    the number before that of the first line of some code. Without ``leads`` links are words
    alone, as in a table of contents.
    """

    anchor: Callable[[str], Anchor | None]
    note: Callable[[Footnote], str | None]
    address: Callable[[str], str | None] = web_address
    options: ExportOptions = DEFAULT_OPTIONS
    caption: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    radio: re.Pattern[str] | None = None
    tell: Callable[[str], None] = _nobody
    contents: Callable[[str], Sequence[str] | None] = _no_contents
    next_table: Callable[[], int] = lambda: 1
    number_lines: Callable[[Listing, int], int | None] = lambda shown, count: None
    leads: bool = True


#: No place that anything leads to.
NOWHERE = Places(lambda target: None, lambda note: None, lambda target: None)


class PageWords(NamedTuple):
    """What stands above the contents and the footnotes, and before the number of a table."""

    contents: str = "Table of Contents"
    footnotes: str = "Footnotes"
    table: str = "Table"


_ENGLISH = PageWords()
_LANGUAGES: Mapping[str, PageWords] = {
    "cs": PageWords("Obsah", "Poznámky pod čarou", "Tabulka"),
    "da": PageWords("Indhold", "Fodnoter", "Tabel"),
    "de": PageWords("Inhaltsverzeichnis", "Fußnoten", "Tabelle"),
    "es": PageWords("Índice", "Notas al pie de página", "Tabla"),
    "et": PageWords("Sisukord", "Allmärkused", "Tabel"),
    "fr": PageWords("Table des matières", "Notes de bas de page", "Tableau"),
    "it": PageWords("Indice", "Note a piè di pagina", "Tabella"),
    "ja": PageWords("目次", "脚注", "表"),
    "nb": PageWords("Innhold", "Fotnoter", "Tabell"),
    "nl": PageWords("Inhoudsopgave", "Voetnoten", "Tabel"),
    "no": PageWords("Innhold", "Fotnoter", "Tabell"),
    "pl": PageWords("Spis treści", "Przypis", "Tabela"),
    "pt": PageWords("Índice", "Notas de Rodapé", "Tabela"),
    "ro": PageWords("Cuprins", "Note de subsol", "Tabel"),
    "ru": PageWords("Содержание", "Сноски", "Таблица"),
    "sv": PageWords("Innehåll", "Fotnoter", "Tabell"),
    "tr": PageWords("İçindekiler", "Dipnotlar", "Tablo"),
    "uk": PageWords("Зміст", "Примітки", "Таблиця"),
    "zh": PageWords("目录", "脚注", "表"),
}


def page_words(language: str) -> PageWords:
    """The words in a language, which ``#+LANGUAGE`` names like ``de`` or ``pt_BR``."""
    return _LANGUAGES.get(language[:2].lower(), _ENGLISH)
