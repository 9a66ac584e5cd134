"""Kinds of works, and the tags, shelf titles and file names that denote them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

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
        *("artikel", "artículo", "artículos", "articolo", "articoli", "artigo", "artigos"),
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

#: Common titles of groups, in lower case.
_GROUP_TITLES = frozenset(
    (
        *("abandoned", "already read", "backlog", "completed", "currently reading"),
        *("currently watching", "did not finish", "dnf", "dropped", "fiction", "finished"),
        *("in progress", "next up", "non-fiction", "nonfiction", "now reading", "on hold"),
        *("paused", "queue", "someday", "someday/maybe", "to be read", "to read", "to study"),
        *("to watch", "up next", "want to read", "watched", "wish list", "wishlist"),
    )
)
#: Titles of groups only if the heading has children.
_SECTION_TITLES = frozenset(
    (
        *("archive", "biographies", "classics", "comics", "crime", "essays", "fantasy"),
        *("favorites", "favourites", "graphic novels", "manga", "memoirs", "misc"),
        *("miscellaneous", "mysteries", "novels", "poetry", "recommendations", "recommended"),
        *("sci-fi", "science fiction", "short stories", "thrillers"),
    )
)
#: The words of a title that describes the works below it, such as ``Books read in 2024``: at least
#: one of the first list or a year, and no words outside of both lists.
_TELLING = "read reading finished completed watched challenge list pile favorites favourites"
_JOINING = """
all articles best books courses current currently done for goal goals have i i've in last month
my next of papers this to videos want week year q1 q2 q3 q4 spring summer autumn fall winter
january february march april may june july august september october november december
"""
_TELLING_WORDS, _JOINING_WORDS = frozenset(_TELLING.split()), frozenset(_JOINING.split())
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A year, or a range of letters or years.
_RANGE = r"(?:(?:19|20)\d\d|[^\W\d_])(?: ?[-–—/] ?(?:(?:19|20)\d\d|[^\W\d_]))?"
#: Properties that a work has and a shelf has not.
_OF_A_WORK = ("AUTHOR", "YEAR", "ISBN", "DOI", "URL", "PAGES", "PAGE", "RATING")


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

    def of_tags(self, tags: Iterable[str]) -> str | None:
        """The kind of the first tag that denotes one."""
        return next((kind for tag in tags if (kind := self.by_tag.get(tag.casefold()))), None)

    def groups_by(self, title: str, *, has_children: bool) -> bool:
        """Whether this is the title of a group; ``2024`` and ``A–F`` need children."""
        words = title.strip().casefold()
        if words in _GROUP_TITLES or words in self.groups:
            return True
        return has_children and _heads_a_section(words)


def _heads_a_section(words: str) -> bool:
    """Whether a title in lower case describes the works below it."""
    if words in _SECTION_TITLES:
        return True
    if 1 < len(words) < 13 and re.fullmatch(_RANGE, words):
        return True
    split = words.split() if len(words) < 60 else []
    telling = [word for word in split if word in _TELLING_WORDS or _YEAR.fullmatch(word)]
    others = (word for word in split if word not in telling)
    return len(split) > 1 and bool(telling) and all(word in _JOINING_WORDS for word in others)


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


def own_kind(heading: "Heading", kinds: Kinds) -> Given | None:
    """The kind that a heading's own property or tag gives."""
    if kind := heading.get("KIND"):
        return Given(kind.casefold())
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
    found = next(filter(None, map(kinds.of_title, _names(document.file))), None)
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
WORK_MARKS = (":AUTHOR:", ":ISBN:", ":DOI:")
_OF_ONE_WORK = re.compile(rf"[ \t]*(?:{'|'.join(WORK_MARKS)})[ \t]", re.IGNORECASE)


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
