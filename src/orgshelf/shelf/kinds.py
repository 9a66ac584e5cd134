"""Kinds of works, and the tags, shelf titles and file names that denote them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from orgshelf.shelf.group_titles import groups_works
from orgshelf.shelf.property_names import OTHER_NAMES, value_of

if TYPE_CHECKING:
    from orgshelf.model import Heading
    from orgshelf.org.document import Document

OTHER = "other"

#: The kinds that exist without configuration.
BUILT_IN = ("book", "paper", "article", "tutorial", "course", "video")
#: More names of the built-in kinds as tags, shelf titles and file names: German, French, Spanish,
#: Italian, Portuguese, Dutch, Polish, Russian, Japanese, Chinese, Korean.
_OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "book": (
        *("buch", "bücher", "livre", "livres", "libro", "libros", "libri", "livro", "livros"),
        *("boek", "boeken", "książka", "książki", "книга", "книги", "本", "書籍", "书", "书籍"),
        *("書", "图书", "책"),
    ),
    "paper": ("论文", "論文", "논문"),
    "article": (
        *(
            "artikel",
            "aufsatz",
            "aufsätze",
            "artículo",
            "artículos",
            "articolo",
            "articoli",
            "artigo",
            "artigos",
        ),
        *("artykuł", "artykuły", "статья", "статьи", "記事", "文章", "기사"),
    ),
    "tutorial": ("tutoriel", "tutoriels", "tutoriales", "tutoriais", "教程", "チュートリアル"),
    "course": (
        *("kurs", "kurse", "cours", "curso", "cursos", "corso", "corsi", "cursus", "cursussen"),
        *("kursy", "курс", "курсы", "コース", "講座", "课程", "課程", "강좌"),
    ),
    "video": (
        *("talk", "talks", "vidéo", "vidéos", "vídeo", "vídeos", "filmy", "видео", "動画"),
        *("视频", "影片", "동영상"),
    ),
}

#: Common titles of reading lists, which contain books unless they say otherwise.
_READING_LISTS = frozenset(
    (
        *("reading list", "reading-list", "reading_list", "readinglist", "leseliste"),
        *("lista de lectura", "lecturas", "liste de lecture", "lista di lettura", "letture"),
        *("lista de leitura", "leituras", "leeslijst", "lista lektur", "список чтения"),
        *("読書", "読書リスト", "书单", "阅读清单", "독서 목록"),
    )
)
#: Properties that a work has and a shelf has not.
_OF_A_WORK = frozenset(("DOI", "URL", *chain(OTHER_NAMES, *OTHER_NAMES.values())))


class Kinds(NamedTuple):
    """All kinds, with mappings from shelf titles and tags in lower case to kinds.

    ``groups`` are additional titles of groups, in lower case.
    """

    names: tuple[str, ...]
    by_title: Mapping[str, str]
    by_tag: Mapping[str, str]
    groups: frozenset[str] = frozenset()

    def of_title(self, title: str) -> str | None:
        """The kind of a shelf with this title, file name or folder name; None if it is no shelf."""
        return self.by_title.get(title.strip().casefold())

    def of_list(self, title: str) -> str | None:
        """The kind that a list holds which stands on no shelf: ``Reading list``, ``Books 2025``."""
        words = title.strip().casefold()
        if words in _READING_LISTS:
            return "book"
        named = map(self.by_title.get, words.split())
        return next(filter(None, named), None) if groups_works(words, has_children=True) else None

    def of_tags(self, tags: Iterable[str]) -> str | None:
        """The kind of the first tag that denotes one."""
        return next((kind for tag in tags if (kind := self.by_tag.get(tag.casefold()))), None)

    def groups_by(self, title: str, *, has_children: bool) -> bool:
        """Whether this is the title of a group; ``2024`` and ``A–F`` need children."""
        words = title.strip().casefold()
        return words in self.groups or groups_works(words, has_children=has_children)


class Given(NamedTuple):
    """A kind; ``by_tag``: it is given by a tag and outranks the titles of shelves below it."""

    kind: str
    by_tag: bool = False


def make_kinds(
    extra: Mapping[str, Iterable[str]], tags: Mapping[str, Iterable[str]] | None = None
) -> Kinds:
    """The built-in kinds and those of the configuration.

    ``extra`` has additional shelf titles by kind; a kind's name and its plural in ``s`` always
    denote its shelf. ``tags`` has the tags that denote a kind, by default its name and plural.
    """
    titles = {name.casefold(): tuple(more) for name, more in extra.items()}
    claims = {name.casefold(): tuple(more) for name, more in (tags or {}).items()}
    names = tuple(dict.fromkeys((*BUILT_IN, *titles, *claims)))
    by_title: dict[str, str] = {}
    by_tag: dict[str, str] = {}
    for name in names:
        own = (name, f"{name}s", *_OTHER_NAMES.get(name, ()))
        by_title |= {title.casefold(): name for title in (*own, *titles.get(name, ()))}
        by_tag |= {tag.casefold(): name for tag in claims.get(name, own)}
    return Kinds(names, by_title, by_tag)


#: What org-bibtex says in BTYPE, as BibTeX names its entries.
_BIBTEX: Mapping[str, str] = {
    **dict.fromkeys(("book", "booklet", "collection", "manual", "proceedings"), "book"),
    **dict.fromkeys(("article", "conference", "inproceedings", "incollection"), "paper"),
    **dict.fromkeys(("techreport", "unpublished", "phdthesis", "mastersthesis"), "paper"),
    "online": "article",
}
#: The properties that say a kind.
KIND_NAMES = ("KIND", "TYPE", "BTYPE")
#: Properties that papers have, and those that books have.
_OF_PAPERS, _OF_BOOKS = ("DOI", "JOURNAL", "BOOKTITLE"), ("ISBN", "PUBLISHER", "PAGES")


def said_kind(heading: "Heading", kinds: Kinds) -> str | None:
    """What KIND says, else a TYPE that is the name of a kind, else BTYPE of org-bibtex."""
    if kind := heading.get("KIND"):
        return kind.casefold()
    named = kinds.of_title(heading.get("TYPE") or "")
    return named or _BIBTEX.get((heading.get("BTYPE") or "").casefold())


def kind_by_credits(heading: "Heading") -> str | None:
    """The kind of what stands on no shelf, but says who wrote it, and when or where."""
    if not value_of(heading, "AUTHOR"):
        return None
    if any(heading.get(name) for name in _OF_PAPERS):
        return "paper"
    if any(value_of(heading, name) for name in _OF_BOOKS):
        return "book"
    return "paper" if value_of(heading, "YEAR") else None


def own_kind(heading: "Heading", kinds: Kinds) -> Given | None:
    """The kind that a heading's own property or tag says; of other types only one we know."""
    if kind := said_kind(heading, kinds):
        return Given(kind)
    kind = kinds.of_tags(heading.local_tags) if heading.local_tags else None
    return Given(kind, by_tag=True) if kind else None


def file_kind(document: "Document", kinds: Kinds) -> Given | None:
    """The kind of a file: from its tags, its KIND property, its name or its nearest folder's name.

    The keywords that denote writes into file names count as tags.
    """
    from orgshelf.org.file_heading import name_tags  # most runs read no file

    if kind := kinds.of_tags((*document.settings.tags, *name_tags(document.file))):
        return Given(kind, by_tag=True)
    kind = document.properties.get("KIND")
    if kind and kind != "nil":
        return Given(kind.casefold())
    names = [*_names(document.file)]
    found = next(filter(None, (*map(kinds.of_title, names), *map(kinds.of_list, names))), None)
    return Given(found) if found else None


def archived_kind(heading: "Heading", kinds: Kinds) -> str | None:
    """The kind of the nearest shelf that an archived heading was on."""
    above = (heading.get("ARCHIVE_OLPATH") or "").split("/")
    return next((kind for title in reversed(above) if (kind := kinds.of_title(title))), None)


def is_archived_part(file: str, heading: "Heading", kinds: Kinds) -> bool:
    """Whether an archived heading was part of a work."""
    above = heading.get("ARCHIVE_OLPATH")
    if heading.level > 1 or not above or not file.endswith("_archive"):
        return False
    title = above.rpartition("/")[2]
    return not (kinds.of_title(title) or kinds.groups_by(title, has_children=True))


#: The start of drawer lines that only works have.
WORK_MARKS = (
    ":DOI:",
    *(f":{own}:" for name in ("AUTHOR", "ISBN") for own in (name, *OTHER_NAMES[name])),
)
_OF_ONE_WORK = re.compile(rf"[ \t]*(?:{'|'.join(map(re.escape, WORK_MARKS))})[ \t]", re.IGNORECASE)


def names_work(line: str) -> bool:
    """Whether a line of a property drawer sets AUTHOR, ISBN or DOI."""
    return _OF_ONE_WORK.match(line) is not None


def describes_work(heading: "Heading") -> bool:
    """Whether a heading has a property that only works have."""
    return not heading.properties.keys().isdisjoint(_OF_A_WORK)


def _names(file: str) -> Iterator[str]:
    """The name of the file, then its folders, the nearest first."""
    *folders, name = file.removesuffix("_archive").removesuffix(".org").split("/")
    yield name
    yield from reversed(folders)
