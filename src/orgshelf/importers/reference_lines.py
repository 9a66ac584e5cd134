"""Files of references in which each line has a tag: RIS, and what PubMed, EndNote, WoS write.

The others are read as if they had RIS's tags.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_HEAD = 5  # so many lines can tell what follows
#: A reference by the tags of RIS, and of its own: ``PMID``, and ``SHORT`` for ``Moor AB``.
Record = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of tagging lines.

    ``line`` finds a tag and its value, and ``begin`` the first tag of a reference with ``end``
    its last, if it has one. ``tags`` and ``types`` are RIS's names for them; ``several`` are the
    tags of which each further line is a value of its own.
    """

    line: re.Pattern[str]
    begin: str
    end: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    several: tuple[str, ...] = ()

    def tag(self, line: str) -> str:
        """The tag of a line; empty if it has none."""
        match = self.line.fullmatch(line)
        return match[1] if match else ""

    def records(self, lines: Sequence[str]) -> Iterator[tuple[int, Record, bool]]:
        """Each reference with its first line, and whether it has its end."""
        record: Record = {}
        start = 0
        for number, tag, value in self._values(lines):
            if tag in (self.begin, self.end):
                if record:
                    yield start, record, tag == self.end or not self.end
                record, start = {}, number
            name = self.tags.get(tag, "") if self.tags else tag
            if name == "TY" and self.types:
                value = self.types.get(value.casefold(), "")
            if name and tag != self.end:
                record.setdefault(name, []).append(value)
        if record:
            yield start, record, not self.end

    def _values(self, lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
        """Each value with the number of its line and its tag; it can go on for several lines."""
        found: tuple[int, str, str] | None = None
        for number, line in enumerate(lines, 1):
            if match := self.line.fullmatch(line):
                if found:
                    yield found
                found = number, match[1], (match[2] or "").strip()
            elif found and line.strip():
                number, tag, value = found
                if tag in self.several:
                    yield found
                    found = number, tag, line.strip()
                else:
                    found = number, tag, f"{value}\n{line.strip()}"
        if found:
            yield found


def _named(text: str) -> dict[str, str]:
    """``A=AU TI``: what RIS calls each tag; one without a sign is called so there as well."""
    pairs = (word.partition("=") for word in text.split())
    return {tag: name or tag for tag, _, name in pairs}


_RIS = Dialect(re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?"), "TY", "ER")
_PUBMED = Dialect(
    re.compile(r"([A-Z]{2,4}) *- (.*)"),
    "PMID",
    tags=_named(
        "PMID PT=TY TI BTI=BT TT FAU=AU AU=SHORT CN=AU FED=ED DP=PY JT=JF TA=JO VI=VL IP=IS PG=SP"
        " IS=SN ISBN=SN LID=DO AID=DO AB OT=KW LA PB PL=CY GN=N1"
    ),
    types={"journal article": "JOUR", "book": "BOOK", "book chapter": "CHAP"},
)
ENDNOTE = Dialect(
    re.compile(r"%([0-9A-Z@$!]) ?(.*)"),
    "0",
    tags=_named(
        "0=TY T=TI A=AU E=ED Y=A4 D=PY J=JF B=T2 S=T3 V=VL N=IS P=SP I=PB C=CY K=KW X=AB Z=N1 U=UR"
        " R=DO @=SN 7=ET G=LA F=ID"
    ),
    types={
        **dict.fromkeys(("journal article", "electronic article", "journal"), "JOUR"),
        **dict.fromkeys(("conference paper", "conference proceedings"), "CPAPER"),
        "book": "BOOK",
        "edited book": "EDBOOK",
        "electronic book": "EBOOK",
        "book section": "CHAP",
        "thesis": "THES",
        "report": "RPRT",
        "web page": "ELEC",
        "blog": "BLOG",
        "magazine article": "MGZN",
        "newspaper article": "NEWS",
        "film or broadcast": "VIDEO",
        "generic": "GEN",
        "unpublished work": "UNPB",
    },
    several=("K",),
)
_WEB_OF_SCIENCE = Dialect(
    re.compile(r"([A-Z][A-Z0-9])(?: (.*))?"),
    "PT",
    "ER",
    tags=_named(
        "PT=TY TI AF=AU AU=SHORT BE=ED PY SO=JF SE=T3 VL IS BP=SP EP DI=DO SN BN=SN AB DE=KW LA"
        " PU=PB PI=CY PM=PMID"
    ),
    types={"j": "JOUR", "b": "BOOK", "s": "CHAP", "c": "CPAPER"},
    several=("AF", "AU", "BE"),
)
#: What the first line of a file says that is not RIS.
_FIRST = {"PMID": _PUBMED, "0": ENDNOTE, "PT": _WEB_OF_SCIENCE, "FN": _WEB_OF_SCIENCE}


def dialect_of(lines: Sequence[str]) -> Dialect | None:
    """How the lines are tagged; None if they are not.

    The first line tells, but for RIS, above which a data base may have a few words of its own.
    """
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    for each in (_PUBMED, ENDNOTE, _WEB_OF_SCIENCE):
        tags = [each.tag(line) for line in lines[start : start + _HEAD]]
        if tags and _FIRST.get(tags[0]) is each and each.begin in tags:
            return each
    tags = [_RIS.tag(line) for line in lines]
    if "TY" not in tags:
        return None
    return _RIS if tags.index("TY") == start or "ER" in tags else None
