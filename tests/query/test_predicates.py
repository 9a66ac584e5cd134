"""Every predicate, by each of its names and in each form of its arguments."""

import pytest

from oracle.asking import NOW
from orgshelf.org.lines import Lines
from orgshelf.org.reader import read
from orgshelf.org.settings import OrgSettings
from orgshelf.query import Query
from orgshelf.query.expression import parse, understand
from orgshelf.query.predicates import BY_NAME, TABLE
from orgshelf.query.printing import to_plain, to_sexp
from orgshelf.shelf.classification import classify
from orgshelf.shelf.kinds import make_kinds
from query.asking import TREE, ask, scope
from shelf.shelved import DROPPED, library_of, shelve, titles

ALL = "Books Alpha One Two Remarks Papers Beta Three Four"


def found(text: str) -> str:
    those = ask(TREE, text, week="deadline:+7", soon="@week todo:")
    return those.replace(" - Ann Bee, Cy Dee 1999", "").replace(" - Bob Eff 2010", "")


CASES = {
    "todo:": "Alpha One Four",
    "todo:TODO": "Alpha Four",
    "todo:READING,DONE": "One Two Three",
    "todo:todo": "",
    "done:": "Two Three",
    "habit:": "Beta",
    "blocked:": "",
    "priority:": "Alpha Beta Four",
    "priority:A": "Alpha",
    "priority:A,C": "Alpha Beta",
    "priority:>=B": "Alpha Four",
    "priority:>B": "Alpha",
    "priority:<B": "Beta",
    "priority:<=B": "Beta Four",
    "priority:=B": "Four",
    "level:1": "Books Papers",
    "level:1,2": "Books Alpha Papers Beta",
    "level:1..2": "Books Alpha Papers Beta",
    "level:2..": "Alpha One Two Remarks Beta Three Four",
    "level:..1": "Books Papers",
    "level:>=3": "One Two Remarks Three Four",
    "level:>2": "One Two Remarks Three Four",
    "level:<2": "Books Papers",
    "level:<=1": "Books Papers",
    "level:=2": "Alpha Beta",
    "effort:": "Alpha Beta",
    "effort:20": "Beta",
    "effort:0:20": "Beta",
    "effort:1h,2h": "Alpha",
    "effort:0:10..1:00": "Beta",
    "effort:>0:30": "Alpha",
    "effort:<=1:30": "Alpha Beta",
    "effort:<1:00": "Beta",
    "effort:>=0:20": "Alpha Beta",
    "effort:=1h30min": "Alpha",
    "effort:..0:30": "Beta",
    "effort:1:00..": "Alpha",
    "status:finished": "Two Three",
    "status:in-progress": "Alpha One Beta",
    "status:not-started": "Four",
    'status:"not started"': "Four",
    "status:untracked": "",
    "status:finished,not-started": "Two Three Four",
    "progress:": "Books Alpha One Two Papers Beta Three Four",
    "progress:100%": "Two Three",
    "progress:<50%": "Books Alpha One Four",
    "progress:50": "Papers Beta",
    "progress:33%..50%": "Books Alpha Papers Beta",
    "progress:>=50%": "Two Papers Beta Three",
    "progress:>50%": "Two Three",
    "progress:<=50%": "Books Alpha One Papers Beta Four",
    "progress:=50%": "Papers Beta",
    "progress:..40%": "Books Alpha One Four",
    "progress:60%..": "Two Three",
    "rifle:brain": "Alpha",
    "rifle:alpha": "Alpha One Two Remarks",
    "rifle:alpha,import": "Two",
    "brain": "Alpha",
    '"free will"': "Remarks",
    '"https://example"': "Remarks",
    "https://example.org/deep": "Remarks",
    "10:00": "Alpha One Two",
    "smart:maths": "Alpha Beta",
    "heading:alpha,ann": "Alpha",
    "heading:maths": "",
    "heading:[#b]": "Four",
    "heading:": ALL,
    "heading-regexp:^o": "One",
    "heading-regexp:^t,o$": "Two",
    "regexp:^\\*\\*\\s": "Alpha Beta",
    "regexp:import,print": "Two",
    "regexp:(free|import)": "Two Remarks",
    "outline-path:books,two": "Two",
    "outline-path:alph": "Alpha One Two Remarks",
    "outline-path-segment:books,alpha": "Alpha One Two Remarks",
    "outline-path-segment:books,two": "",
    "outline-path-segment:alph": "Alpha One Two Remarks",
    "path:": ALL,
    "path:^/home/.*all": ALL,
    "path:nowhere,studies": ALL,
    "path:nowhere": "",
    "file:STUDIES/": ALL,
    "file:home": "",
    "file:nowhere,all.": ALL,
    "link:": "Alpha",
    "link:brain": "Alpha",
    "link:arxiv": "Alpha",
    "link:example": "",
    "link:description=brain": "Alpha",
    "link:description=arxiv": "",
    "link:target=arxiv": "Alpha",
    "link:target=brain": "",
    "link:target=arxiv,description=brain": "Alpha",
    "link:^the,regexp-p=t": "Alpha",
    "link:^brain,regexp-p=t": "",
    "link:^the": "",
    "link:target=^https,regexp-p=t": "Alpha",
    "link:brain,regexp-p=nil": "Alpha",
    "link:^the,regexp-p=nil": "",
    "url:": "Alpha Remarks",
    "url:example.org": "Remarks",
    "url:https,deep": "Remarks",
    "url:arxiv,deep": "",
    "src:": "Two",
    "src:import": "Two",
    "src:import,nowhere": "",
    "src:lang=PYTHON": "Two",
    "src:lang=python,import": "Two",
    "src:lang=elisp": "",
    "src:results": "",
    "src:lang=python,regexps=import": "Two",
    "src:regexps=print": "Two",
    "note:": "Alpha Two Remarks Four",
    "note:meet": "Four",
    "note:meet,there": "Four",
    "quote:": "Remarks",
    "quote:illusion": "Remarks",
    "quote:example": "",
    "quote:free,illusion": "Remarks",
    "tags:": ALL,
    "tags:gpu": "One Beta Three Four",
    "tags:Maths,maths": "Alpha One Two Remarks Beta Three Four",
    "tags:study": ALL,
    "tags-all:Maths,gpu": "One",
    "tags-all:gpu": "One Beta Three Four",
    "tags-inherited:": ALL,
    "tags-inherited:Maths": "One Two Remarks",
    "tags-inherited:Maths,gpu": "One Two Remarks Three Four",
    "tags-local:": "Alpha One Beta",
    "tags-local:gpu": "One Beta",
    "tags-local:Maths,gpu": "Alpha One Beta",
    "tags-regexp:": ALL,
    "tags-regexp:^MA": "Alpha One Two Remarks Beta Three Four",
    "tags-regexp:^gp,^z": "One Beta Three Four",
    "category:": ALL,
    "category:Thick": "Alpha One Two Remarks",
    "category:all": "Books Papers Beta Three Four",
    "category:Thick,nowhere": "Alpha One Two Remarks",
    "property:RATING": "Alpha Beta",
    "property:rating,4": "Alpha",
    "property:rating=4": "Alpha",
    "property:rating,4,inherit=t": "Alpha One Two Remarks",
    "property:rating,4,inherit=nil": "Alpha",
    "property:rating,inherit=t": "Alpha One Two Remarks Beta Three Four",
    "property:rating,>,4": "Beta",
    "property:language": "",
    "property:rating,>=,4": "Alpha Beta",
    "property:rating,<,5": "Alpha",
    "property:rating,<=,4": "Alpha",
    "property:rating,=,10": "Beta",
    "rating:": "Alpha Beta",
    "rating:>=4": "Alpha Beta",
    "rating:<5": "Alpha",
    "rating:4,10": "Alpha Beta",
    "style:habit": "Beta",
    "kind:paper": "Papers Beta Three Four",
    "kind:Book,video": "Books Alpha One Two Remarks",
    "work:alpha": "Alpha One Two Remarks",
    "work:alpha,ph": "Alpha One Two Remarks",
    "work:alpha,beta": "",
    "author:bee": "Alpha One Two Remarks",
    "author:bee,cy": "Alpha One Two Remarks",
    "author:": "Alpha One Two Remarks Beta Three Four",
    "year:": "Alpha One Two Remarks Beta Three Four",
    "year:1999": "Alpha One Two Remarks",
    "year:1990..2000": "Alpha One Two Remarks",
    "year:>=2000": "Beta Three Four",
    "year:<2000": "Alpha One Two Remarks",
    "year:<=1999": "Alpha One Two Remarks",
    "year:>1999": "Beta Three Four",
    "year:=2010": "Beta Three Four",
    "year:..2000": "Alpha One Two Remarks",
    "year:2000..": "Beta Three Four",
    "id:aaaa-bbbb": "Alpha",
    "id:beta": "Beta",
    "id:beta,aaaa-bbbb": "Alpha Beta",
    "deadline:": "Alpha Beta Four",
    "deadline:+7": "Alpha",
    "deadline:7": "Alpha",
    "deadline:1": "",
    "deadline:2026-11": "Alpha",
    "deadline:auto": "Alpha Beta",
    "deadline:from=2026-12-01": "Beta Four",
    "deadline:to=2026-12-20": "Alpha Beta",
    "deadline:from=2026-12-01,to=2026-12-20": "Beta",
    "deadline:on=2026-11-25": "Alpha",
    "deadline:with-time=t": "Alpha",
    "deadline:with-time=nil": "Beta Four",
    "deadline:auto,with-time=t": "Alpha",
    "scheduled:": "Alpha One",
    "scheduled:0": "Alpha",
    "scheduled:on=2026-12-01": "One",
    "scheduled:from=today": "One",
    "scheduled:to=today": "Alpha",
    "scheduled:with-time=t": "",
    "scheduled:+7": "Alpha",
    "scheduled:2026-12": "One",
    "scheduled:with-time=nil": "Alpha One",
    "closed:": "Two Three",
    "closed:7": "Two",
    "closed:-7": "Two",
    "closed:1": "",
    "closed:from=2026-10-01": "Two Three",
    "closed:to=2026-10-01": "Three",
    "closed:on=2026-11-21": "Two",
    "closed:2026-W47": "Two",
    "planning:": "Alpha One Two Beta Three Four",
    "planning:2": "Alpha Two Three",
    "planning:on=2026-11-20": "Alpha",
    "planning:from=2026-12-30": "Four",
    "planning:to=2026-10-02": "Three",
    "planning:with-time=t": "Alpha Two",
    "planning:+7": "Alpha Two Three",
    "planning:2026-12": "One Beta Four",
    "planning:with-time=nil": "Alpha One Beta Three Four",
    "clocked:": "One Three",
    "clocked:10": "One Three",
    "clocked:-10": "One Three",
    "clocked:from=2026-11-01": "One Three",
    "clocked:to=2026-11-01": "Three",
    "clocked:on=2026-11-20": "One",
    "clocked:+7": "One Three",
    "clocked:2026-09": "Three",
    "ts:": "Alpha One Two Remarks Beta Three Four",
    "ts:on=2026-11-24": "Four",
    "ts:on=2026-11-23": "Three",
    "ts:from=2026-12-30": "Four",
    "ts:to=2026-09-30": "Three",
    "ts:on=-3": "Alpha One",
    "ts:-60": "Three",
    "ts:with-time=t,from=tomorrow": "Alpha Four",
    "ts:+7": "Alpha One Two Remarks Three Four",
    "ts:2026-10-05": "Remarks",
    "ts:with-time=nil": "Alpha One Remarks Beta Three Four",
    "ts-active:": "Alpha One Beta Four",
    "ts-active:on=2026-11-24": "Four",
    "ts-active:on=2026-10-05": "",
    "ts-active:from=2026-12-15": "Beta Four",
    "ts-active:to=2026-11-22": "Alpha",
    "ts-active:3": "Alpha Four",
    "ts-active:+7": "Alpha Four",
    "ts-active:2026-11-24": "Four",
    "ts-active:with-time=t": "Alpha Four",
    "ts-active:with-time=nil": "Alpha One Beta Four",
    "ts-inactive:": "One Two Remarks Three",
    "ts-inactive:on=2026-10-05": "Remarks",
    "ts-inactive:on=2026-11-24": "",
    "ts-inactive:from=2026-11-22": "Three",
    "ts-inactive:to=2026-09-30": "Three",
    "ts-inactive:-30": "Remarks Three",
    "ts-inactive:+7": "One Two Remarks Three",
    "ts-inactive:2026-10-05": "Remarks",
    "ts-inactive:with-time=t": "One Two Three",
    "ts-inactive:with-time=nil": "Remarks Three",
    "ancestors:": "Alpha One Two Remarks Beta Three Four",
    "ancestors:(heading:books)": "Alpha One Two Remarks",
    "ancestors:books": "Alpha One Two Remarks",
    "parent:": "Alpha One Two Remarks Beta Three Four",
    "parent:(heading:books)": "Alpha",
    "parent:(kind:paper !todo: level:2)": "Three Four",
    "children:": "Books Alpha Papers Beta",
    "children:(done:)": "Alpha Beta",
    "children:todo:": "Books Alpha Beta",
    "children:(children:(done:))": "Books Papers",
    "descendants:": "Books Alpha Papers Beta",
    "descendants:(closed:7)": "Books Alpha",
    "descendants:(heading:four)": "Papers Beta",
    "query:week": "Alpha",
    "@week": "Alpha",
    "@soon": "Alpha",
    "!@week todo:": "One Four",
}


@pytest.mark.parametrize("query", CASES)
def test_what_a_predicate_finds(query: str) -> None:
    assert found(query) == CASES[query]


@pytest.mark.parametrize("query", CASES)
def test_the_s_expression_of_it_finds_the_same(query: str) -> None:
    node = parse(query, scope(TREE))
    assert found(to_sexp(node)) == CASES[query]
    assert found(to_plain(node)) == CASES[query]


@pytest.mark.parametrize("name", BY_NAME)
def test_every_alias_is_the_predicate(name: str) -> None:
    spec = BY_NAME[name]
    query = next(query for query in CASES if query.startswith(f"{spec.name}:"))
    alias = query.replace(spec.name, name, 1)
    assert parse(alias, scope(TREE)) == parse(query, scope(TREE))
    assert found(alias) == CASES[query]


@pytest.mark.parametrize("name", TABLE)
def test_every_example_of_the_reference_is_a_query(name: str) -> None:
    example = TABLE[name].example
    assert found(example) == found(to_sexp(parse(example, scope(TREE))))


LISP = {
    '(and (todo) (priority >= "B"))': "Alpha Four",
    '(and (todo) (priority \'>= "B"))': "Alpha Four",
    '(or (heading "one") (h "two"))': "One Two",
    "(not (level 2 3))": "Books Papers",
    '(when (done) (tags "gpu"))': "Three",
    '(unless (todo) (tags "gpu"))': "Beta Three",
    '(and "alpha" "brain")': "Alpha",
    "(level 2)": "Alpha Beta",
    "(level > 2)": "One Two Remarks Three Four",
    "(effort > 30)": "Alpha",
    '(effort "0:10" "1:00")': "Beta",
    "(deadline auto)": "Alpha Beta",
    "(deadline :to 7)": "Alpha",
    "(deadline :from today :to 7)": "Alpha",
    "(closed :from -7)": "Two",
    '(closed :on "2026-11-21")': "Two",
    "(ts :with-time nil :on 2026-10-05)": "Remarks",
    '(property "RATING" "4" :inherit t)': "Alpha One Two Remarks",
    '(property "RATING" "4" :inherit nil)': "Alpha",
    '(src :lang "python" :regexps (\'"import" "print"))': "Two",
    '(src :regexps \'("import"))': "Two",
    '(src "import" :lang "python")': "Two",
    '(link :target "arxiv" :regexp-p t)': "Alpha",
    '(link "^the" :regexp-p t)': "Alpha",
    '(parent (and (todo) (heading "alpha")))': "One Two Remarks",
    '(ancestors (heading "books"))': "Alpha One Two Remarks",
    '(ancestors "books")': "Alpha One Two Remarks",
    "(children (done))": "Alpha Beta",
    "(descendants (closed :from -7))": "Books Alpha",
    "(rating >= 5)": "Beta",
    '(query "week")': "Alpha",
    "(and @week (todo))": "Alpha",
    "(parent @week)": "One Two Remarks",
    "((done:) or @week) !gpu": "Alpha Two Three",
    "(remarks or import)": "Two Remarks",
    '("free will" or import) done:': "Two",
    "(not level:1) (not done:) !beta": "Alpha One Remarks",
    "((remarks))": "Remarks",
    "(and)": ALL,
    "(or)": "",
}


@pytest.mark.parametrize("query", LISP)
def test_s_expressions(query: str) -> None:
    assert found(query) == LISP[query]


@pytest.mark.parametrize(("enforced", "blocked"), [(True, "Parent Second"), (False, "")])
def test_what_waits_is_blocked_where_org_enforces_it(enforced: bool, blocked: str) -> None:
    text = b"* TODO Parent\n:PROPERTIES:\n:ORDERED: t\n:END:\n** TODO First\n** TODO Second\n"
    org = OrgSettings(enforce_todo_dependencies=enforced)
    document = read(Lines.from_bytes(text), "notes.org", org=org)
    assert ask(classify(document, make_kinds({}), DROPPED), "blocked:") == blocked


def test_the_id_of_a_listing() -> None:
    alpha = TREE[1]
    assert found(f"id:{alpha.id[:6]}") == "Alpha"
    assert found(f"id:{alpha.id[:3]}") == ""


def test_pages_count_as_progress() -> None:
    notes = shelve("* Books\n** Read\n:PROPERTIES:\n:PAGES: 200\n:PAGE: 50\n:END:\n")
    assert ask(notes, "progress:25%") == "Read"
    assert ask(notes, "status:in-progress") == "Read"


def test_a_warning_of_its_own_decides_when_to_warn() -> None:
    notes = shelve(
        """\
        * TODO Late
        DEADLINE: <2026-11-30 Mon -2d>
        * TODO Now
        DEADLINE: <2026-11-25 Wed -2d>
        * TODO Month
        DEADLINE: <2026-12-23 Wed -1m>
        * TODO Far
        DEADLINE: <2027-02-01 Mon -9w>
        * TODO Year
        DEADLINE: <2027-11-23 Tue -1y>
        """
    )
    assert ask(notes, "deadline:auto") == "Now Month Year"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("path:papers", "One"),
        ("path:ANN/org/deep", "Two"),
        ("path:papers,books", "One Two"),
        ("path:^papers", ""),
        ("path:", "One Two"),
        ("file:deep/", "Two"),
        ("file:PAPERS,books.org", "One Two"),
        ("file:ann", ""),
        ('(path "org/p")', "One"),
        ('(not (path "deep"))', "One"),
    ],
)
def test_paths_and_files(query: str, titles: str) -> None:
    notes = (*shelve("* One\n", "papers.org"), *shelve("* Two\n", "deep/books.org"))
    assert ask(notes, query) == titles


@pytest.mark.parametrize(
    "asked",
    [
        *("isbn:9780465026562", "isbn:0-465-02656-7", 'isbn:"ISBN 978-0-465-02656-2"'),
        *("doi:10.1000/ABC", "doi:https://doi.org/10.1000/abc", "property:DOI,doi:10.1000/abc"),
        *("eprint:arXiv:1706.03762v2", "eprint:https://arxiv.org/pdf/1706.03762"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(asked: str) -> None:
    drawer = ":ISBN: 978-0-465-02656-2\n:DOI: 10.1000/abc\n:EPRINT: 1706.03762\n"
    text = f"* Books\n** Known\n:PROPERTIES:\n{drawer}:END:\n** Other\n"
    query = Query(understand(asked, scope(shelve(text))))
    assert titles(library_of(text, NOW).matching(query)) == ["Known"]
