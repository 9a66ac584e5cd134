"""The words that a page has besides those of the notes, in the language of a file."""

from collections.abc import Mapping
from typing import NamedTuple


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
