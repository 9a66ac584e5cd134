"""The context of a text on a page, and the words of the page in each language."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from orgshelf.export.link_targets import web_address
from orgshelf.org.elements.code_listing import Listing
from orgshelf.org.export_options import DEFAULT_OPTIONS, ExportOptions
from orgshelf.org.syntax.objects import Footnote, Node


class Anchor(NamedTuple):
    """The target of a link on the page: its anchor name, and the number that links show.

    ``title`` is the title of a heading, shown by a link without description if there is no number.
    Without a name only the number is shown.
    """

    name: str
    number: str
    title: tuple[Node, ...] = ()


def _nobody(remark: str) -> None:
    """Ignore a remark."""


def _no_contents(wanted: str) -> Sequence[str] | None:
    """No table of contents."""
    return None


@dataclass(frozen=True, slots=True)
class PageContext:
    """What rendering a text needs to know of its page and its file.

    ``anchor`` resolves a link within the page, ``address`` an external one, ``note`` returns the
    HTML of a footnote's number; each returns None if there is none. ``caption`` is that of an image
    in the text, ``properties`` are its heading's own and inherited ones, ``radio`` matches radio
    targets. ``tell`` is called with remarks; ``contents`` returns the lines for a ``#+TOC``, None
    if not supported; ``next_table`` counts tables with captions, ``number_lines`` returns the
    number before the first line of a code block. Without ``leads`` links are shown as text.
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


#: A context in which no link can be resolved.
NOWHERE = PageContext(lambda target: None, lambda note: None, lambda target: None)


class PageWords(NamedTuple):
    """The headings of contents and footnotes, and the label of tables."""

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
    """The words in a language such as ``de`` or ``pt_BR``, as in ``#+LANGUAGE``."""
    return _LANGUAGES.get(language[:2].lower(), _ENGLISH)
