"""Titles that people group works by, in the languages that kinds are known in."""

import re

#: Such titles, in lower case.
_GROUP_TITLES = frozenset(
    (
        *("abandoned", "already read", "backlog", "completed", "currently reading"),
        *("currently watching", "did not finish", "dnf", "dropped", "fiction", "finished"),
        *("in progress", "next up", "non-fiction", "nonfiction", "now reading", "on hold"),
        *("paused", "queue", "someday", "someday/maybe", "to be read", "to read", "to study"),
        *("to watch", "up next", "want to read", "watched", "wish list", "wishlist"),
        # German
        *("abgebrochen", "aktuell", "am lesen", "angefangen", "belletristik", "gelesen"),
        *("lese gerade", "lese ich gerade", "noch zu lesen", "pausiert", "sachbücher"),
        *("ungelesen", "wunschliste", "zu lesen", "zu sehen"),
        # French
        *("abandonnés", "abandonnées", "en cours", "en cours de lecture", "en pause", "lu"),
        *("lus", "lues", "à lire", "à voir", "pile à lire", "terminés", "terminées"),
        # Spanish
        *("abandonados", "abandonadas", "en pausa", "leyendo", "leyendo ahora", "leídos"),
        *("leídas", "lista de deseos", "para leer", "pendientes", "por leer", "por ver"),
        *("terminados", "ficción", "no ficción"),
        # Italian, Portuguese
        *("abbandonati", "da leggere", "da vedere", "in lettura", "in pausa", "letti"),
        *("sto leggendo", "a ler", "para ler", "quero ler", "lendo", "lidos", "concluídos"),
        # Dutch, Polish, Russian
        *("aan het lezen", "gelezen", "nog te lezen", "te lezen", "verlanglijst"),
        *("czytam", "do przeczytania", "porzucone", "przeczytane"),
        *("брошено", "к прочтению", "прочитано", "прочитанное", "читаю"),
        # Japanese, Chinese, Korean
        *("読書中", "積読", "積ん読", "未読", "既読", "読了", "読みたい", "これから読む", "中断"),
        *("在读", "在看", "想读", "待读", "未读", "已读", "读过", "弃读"),
        *("읽는 중", "읽고 싶은 책", "읽을 책", "읽은 책"),
    )
)
#: Titles that do so only where something stands below them.
_SECTION_TITLES = frozenset(
    (
        *("archive", "biographies", "classics", "comics", "crime", "essays", "fantasy"),
        *("favorites", "favourites", "graphic novels", "manga", "memoirs", "misc"),
        *("miscellaneous", "mysteries", "novels", "poetry", "recommendations", "recommended"),
        *("sci-fi", "science fiction", "short stories", "thrillers"),
        *("gedichte", "klassiker", "krimis", "romane", "classiques", "poésie", "romans"),
        *("clásicos", "ensayos", "novelas", "poesía", "classici", "romanzi", "romances"),
        *("小説", "小说", "소설"),
    )
)
#: Words of a title that says which works stand below it, as ``Books read in 2024`` does: one
#: of the first or a year, and no others than these.
_TELLING = """
read reading finished completed watched challenge list pile favorites favourites
gelesen gelesene leídos leídas lus lues letti lidos gelezen przeczytane прочитано
"""
_JOINING = """
all articles best books courses current currently done for goal goals have i i've in last month
my next of papers this to videos want week year q1 q2 q3 q4 spring summer autumn fall winter
january february march april may june july august september october november december
bücher livres libros libri livros boeken książki книги im en nel em w в
"""
_TELLING_WORDS, _JOINING_WORDS = frozenset(_TELLING.split()), frozenset(_JOINING.split())
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A year, or a range of letters or years.
_RANGE = r"(?:(?:19|20)\d\d|[^\W\d_])(?: ?[-–—/] ?(?:(?:19|20)\d\d|[^\W\d_]))?"


def groups_works(words: str, *, has_children: bool) -> bool:
    """Whether works are grouped by a title, in lower case; some need works below them."""
    return words in _GROUP_TITLES or (has_children and _heads_a_section(words))


def _heads_a_section(words: str) -> bool:
    """Whether a title says which works stand below it."""
    if words in _SECTION_TITLES:
        return True
    if 1 < len(words) < 13 and re.fullmatch(_RANGE, words):
        return True
    told = words.split() if len(words) < 60 else []
    telling = [word for word in told if word in _TELLING_WORDS or _YEAR.fullmatch(word)]
    others = (word for word in told if word not in telling)
    return len(told) > 1 and bool(telling) and all(word in _JOINING_WORDS for word in others)
