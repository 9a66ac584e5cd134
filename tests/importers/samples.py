"""One file of each source, with the quirks that its program has; all of it is made up."""

import io
import sqlite3
import zipfile
from contextlib import closing
from typing import NamedTuple


class Sample(NamedTuple):
    """A file: its source, its name and its bytes."""

    source: str
    name: str
    data: bytes


PAGE = """\
<div id="table-of-contents">
<h2>Table of Contents</h2>
<div id="text-table-of-contents">
<ul>
<li><a href="#sec-1">1. Ropes</a></li>
</ul>
</div>
</div>

# Ropes<a id="sec-1" name="sec-1"></a>

Of all **sorts**.
"""

GOODREADS = (
    "\ufeffBook Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,"
    "Publisher,Binding,Number of Pages,Year Published,Original Publication Year,Date Read,"
    "Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,"
    "Private Notes,Read Count,Owned Copies\r\n"
    '11,"The Long Knot (Ropes & Tides, #2)",Ada  Moor,"Moor, Ada","Jo Fisk, Bo Lind",'
    '="080442957X",="9780804429573",4,4.01,Harbour,Paperback,312,2004,1999,2021/03/09,2021/01/02,'
    '"favourites, sea-stories","favourites (#1), sea-stories (#2)",read,'
    '"Calm.<br/><br/>Then &quot;storm&quot; &amp; <b>more</b>.",,kept a copy,1,0\r\n'
    '12,Untied,Bo Lind,"Lind, Bo",,="""",="""",0,3.5,,,,,,,2021/02,,,currently-reading,,,,0,0\r\n'
    '13,Wishes,Jo Fisk,"Fisk, Jo",,"=""""","=""""",0,,,,,,,2020/05,,to-read,,to-read,,,,0,0\r\n'
    '14,Half,Jo Fisk,"Fisk, Jo",,"=""""","=""""",0,,,,,,,,2020/05/06,dnf,dnf (#1),dnf,,,,0,0\r\n'
    "15,Cut short,Jo\r\n"
    '16,,Jo Fisk,"Fisk, Jo",,"=""""","=""""",0,,,,,,,,2020/05/06,,,read,,,,0,0\r\n'
).encode()

STORYGRAPH = b"""\
Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,\
Read Count,Moods,Pace,Star Rating,Review,Content Warnings,Tags,Owned?
Tidal,"Ada Moor, Jo Fisk","",9780804429573,paperback,read,2021/05/10,2024/03/11,\
"2024/03/09-2024/03/11, 2021/09/13",2,calm,slow,4.5,"<div>Twice.</div>","","sea, knots",No
Drift,Bo Lind,"",a1b2-c3,digital,did-not-finish,2021/05/10,"","",0,"",,,"","","",No
"""

LIBRARYTHING = (
    b"Book Id\tTitle\tPrimary Author\tSecondary Author\tPublication\tDate\tReview\tRating\tComment"
    b"\tPrivate Comment\tPage Count\tDate Started\tDate Read\tTags\tCollections\tLanguages\tISBN"
    b"\tISBNs\tEntry Date\r\n"
    b"7\tLa Mar\xe9e\tMoor, Ada\tFisk, Jo|Lind, Bo\tHarbour (1979), Poche\t1979\tchef d'oeuvre\t4.5"
    b"\t\t\t590 \t[2007-04-16]\t[2007-05-08]\troman, exp\xc3\xa9rimental\tYour library\tFrench"
    b"\t[080442957X]\t080442957X, 9780804429573\t[2006-08-09]\r\n"
    b'8\tThe "Quoted\tMoor, Ada\t\t\t\t\t\t\t\t\t\t\t\tTo read\tEnglish\t[]\t\t[2006-07-25]\r\n'
)

BIBTEX = rb"""
% Encoding: UTF-8
@string{jrk = {Journal of Rope and Knot}}
@article{moor1999, author = {van der Moor, Ada and {Rope Data Institute} and others},
  title = {{T}he caf{\'e} {\&} the {LSTM}}, journal = jrk, year = 1999, month = jun,
  pages = {12--34}, doi = {10.1000/xyz\_1}, keywords = {rope, sea},
  file = {:papers/moor.pdf:pdf}, annote = {Read twice.}}
@comment{jabref-meta: x}
@online{broken, title = {No end
@Book(lind, title = "Tides", author = "Lind, Jr., Bo", date = {2019-05}, isbn = {0-8044-2957-X},
  pagetotal = {312})
@inproceedings{fisk, title={Bends}, booktitle={Proc. of Knots}, eprint={2101.00001},
  eprinttype={arxiv}, url={https://arxiv.org/abs/2101.00001}}
"""

RIS = """\
TY  - JOUR
ID  - moor1999
TI  - The caf\u00e9 & the sea
AU  - van der Moor, Ada
AU  - Lind, Bo, Jr.
PY  - 1999/06/01/
T2  - Journal of Rope
VL  - 3
IS  - 2
SP  - 12
EP  - 34
DO  - https://doi.org/10.1000/xyz
SN  - 1234-5678
KW  - rope
KW  - sea
N1  - A long
note.
UR  - https://example.org/a
ER  -

TY  - BOOK
AU  - No Title
ER  -
TY  - BOOK
TI  - Tides
SN  - 978-0-8044-2957-3
SP  - 312
ER  -
TY  - BOOK
TI  - No end
""".encode()

PUBMED = b"""
PMID- 123
OWN - NLM
IS  - 1234-567X (Electronic)
DP  - 1999 Jun
TI  - The cafe
      and the sea.
PG  - 12-34
LID - 10.1000/xyz [doi]
LID - 99 [pii]
AB  - Calm.
FAU - Moor, Ada Berta
AU  - Moor AB
PT  - Journal Article
JT  - Journal of Rope
OT  - rope

PMID- 124
TI  - Bends
AU  - Lind B
PT  - Book
"""

ENDNOTE = b"""%0 Book
%A Lind, Bo
%T Tides
%D 2019
%@ 978-0-8044-2957-3
%K rope
sea
%U https://example.org/a

%0 Journal Article
%T Bends
%J Journal of Rope
"""

ENDNOTE_XML = b"""<?xml version="1.0" encoding="UTF-8"?><xml><records>
<record><database name="x.enl">x</database><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Moor, Ada</style></author></authors>
<secondary-authors><author>Lind, Bo</author></secondary-authors></contributors>
<titles><title><style>The </style><style face="italic">cafe</style></title>
<secondary-title>Journal of Rope</secondary-title></titles>
<periodical><full-title>Journal of Rope</full-title></periodical>
<pages>12-34</pages><volume>3</volume><keywords><keyword>rope</keyword></keywords>
<dates><year>1999</year></dates><isbn>1234-5678</isbn><notes>Mine</notes>
<urls><related-urls><url>https://example.org/a</url></related-urls></urls>
<electronic-resource-num>10.1000/xyz</electronic-resource-num></record>
<record><ref-type name="Book">6</ref-type></record>
</records></xml>"""

WEB_OF_SCIENCE = b"""FN Web of Science
VR 1.0
PT J
AU Moor, AB
   Lind, B
TI The cafe
   and the sea
SO JOURNAL OF ROPE
BP 12
EP 34
DI 10.1000/xyz
DE rope; sea
PM 123
PY 1999
ER

EF
"""

CSL_JSON = b"""[
{"id": "moor1999", "type": "article-journal", "title": "The <i>caf\\u00e9</i>",
 "author": [{"family": "Moor", "given": "Ada", "non-dropping-particle": "van der"},
            {"literal": "Rope Institute"}],
 "issued": {"date-parts": [[1999, 6]]}, "container-title": "Journal of Rope", "page": "12-34",
 "DOI": "10.1000/xyz", "volume": 3, "keyword": "rope, sea"},
"no item",
{"id": 7, "type": "book", "title": "Tides", "issued": {"raw": "May 2019"},
 "ISBN": "978-0-8044-2957-3", "number-of-pages": 312}
]"""

ZOTERO = b"""{"config": {}, "items": [
{"itemType": "journalArticle", "key": "AAAA1111", "title": "Knots", "date": "June 1999",
 "creators": [{"creatorType": "author", "firstName": "Ada", "lastName": "Moor"},
              {"creatorType": "editor", "name": "Rope Institute"}],
 "DOI": "10.1000/xyz", "dateAdded": "2024-02-03T10:00:00Z", "citationKey": "moor1999",
 "tags": [{"tag": "rope"}], "notes": [{"note": "<p>So <b>it</b> is.</p>"}],
 "attachments": [{"annotations": [
   {"annotationType": "highlight", "annotationText": "Second", "annotationPageLabel": "12",
    "annotationComment": "why?", "annotationSortIndex": "00002|1", "dateAdded": "2024-02-04"},
   {"annotationType": "highlight", "annotationText": "First", "annotationPageLabel": "xi",
    "annotationSortIndex": "00001|1"}]}]},
{"itemType": "attachment", "key": "BBBB2222", "parentItem": "AAAA1111"},
{"itemType": "annotation", "key": "CCCC3333", "parentItem": "BBBB2222",
 "annotationType": "highlight", "annotationText": "Third", "annotationSortIndex": "00003"},
{"itemType": "annotation", "key": "DDDD4444", "parentItem": "ZZZZ", "annotationType": "note"}]}"""

KINDLE = (
    "\ufeffTides (Moor, Ada)\r\n"
    "- Your Highlight on page 233 | Location 3332-3334 | Added on Sunday, December 18, 2022 "
    "3:19:56 PM\r\n\r\nA short text\r\n==========\r\n"
    "\ufeffTides (Moor, Ada)\r\n"
    "- Your Highlight on page 233 | Location 3332-3335 | Added on Sunday, December 18, 2022 "
    "3:20:56 PM\r\n\r\nA short text that was extended\r\n==========\r\n"
    "Tides (Moor, Ada)\r\n"
    "- Your Note on page 233 | Location 3335 | Added on Sunday, December 18, 2022 3:21:56 PM\r\n"
    "\r\nMine\r\n==========\r\n"
    "Tides (Moor, Ada)\r\n"
    "- Your Bookmark on page 9 | Location 99 | Added on Sunday, December 18, 2022 3:21:56 PM\r\n"
    "\r\n\r\n==========\r\n"
    "Tides (Moor, Ada)\r\n"
    "- Your Highlight at location 2030-35 | Added on Monday, 15 August 2016 23:44:11\r\n"
    "\r\n<You have reached the clipping limit for this item>\r\n==========\r\n"
    "Br\u00fccken (K\u00fcste) (Inconnu(e))\r\n"
    "- Ihre Markierung bei Position 7616-7627 | Hinzugef\u00fcgt am Montag, 20. Mai 2019 17:14:46"
    "\r\n\r\nZwei\r\nZeilen\r\n==========\r\n"
    "nothing of a clipping\r\n==========\r\n"
).encode()

READWISE = b"""\
Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,\
Highlighted at,Document tags
"Two
lines",Tides,Ada Moor and Jo Fisk,B00X,why?,yellow,,page,12,2026-07-17 14:00:25+00:00,"sea,calm"
Away,Tides,Ada Moor and Jo Fisk,B00X,,,.discard,page,13,2026-07-17 14:00:25+00:00,
Third,Tides,Ada Moor and Jo Fisk,B00X,,,,location,2030,,
Fourth,On Ropes,,,,,,order,3,2026-07-18 14:00:25+00:00,
"""

KOREADER = b"""-- /mnt/books/tides.sdr/metadata.epub.lua
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "One",
            ["color"] = "yellow",
            ["datetime"] = "2024-03-09 10:11:12",
            ["drawer"] = "lighten",
            ["note"] = "why?",
            ["page"] = "/body/DocFragment[5]/body/p[3]/text().0",
            ["pageno"] = 14,
            ["pageref"] = "12",
            ["text"] = "It said \\"so\\"\\
and went.",
        },
        [2] = {
            ["datetime"] = "2024-03-10 10:11:12",
            ["page"] = "/body",
            ["pageno"] = 20,
            ["text"] = "only a bookmark",
        },
    },
    ["doc_pages"] = 312,
    ["doc_props"] = {
        ["authors"] = "Ada Moor\\
Jo Fisk",
        ["language"] = "en",
        ["series"] = "Ropes",
        ["series_index"] = 2,
        ["title"] = "Tides",
    },
    ["percent_finished"] = 0.5,
    ["summary"] = {
        ["modified"] = "2024-03-11",
        ["rating"] = 4,
        ["status"] = "abandoned",
    },
}
"""

KOREADER_OLD = b"""return {
    ["bookmarks"] = {
        [1] = { ["datetime"] = "2020-01-02 10:00:00", ["highlighted"] = true, ["notes"] = "One",
                ["text"] = "my own" },
        [2] = { ["datetime"] = "2020-01-03 10:00:00", ["highlighted"] = true, ["notes"] = "Two",
                ["text"] = "Page 9 Two @ 2020-01-03 10:00:00" },
    },
    ["highlight"] = {
        [9] = { [1] = { ["datetime"] = "2020-01-03 10:00:00", ["text"] = "Two" } },
        [7] = { [1] = { ["datetime"] = "2020-01-02 10:00:00", ["text"] = "One" } },
    },
    ["stats"] = { ["authors"] = "Bo Lind", ["pages"] = 90, ["title"] = "Drift" },
}
"""

KOREADER_JSON = b"""{"created_on": 1700000000, "documents": [{"title": "Tides",
"author": "Ada Moor", "number_of_pages": 312,
"entries": [{"sort": "highlight", "page": 12, "time": 1709978400,
"text": "So it went", "note": "why?", "chapter": "One", "drawer": "lighten"}]}]}"""


def kobo() -> bytes:
    """A Kobo's database with two books, of which one has a chapter and marks."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript("""
            CREATE TABLE content (ContentID TEXT, ContentType INTEGER, Title TEXT,
                Attribution TEXT, ISBN TEXT, ReadStatus INTEGER, ___PercentRead INTEGER,
                DateLastRead TEXT);
            CREATE TABLE Bookmark (BookmarkID TEXT, VolumeID TEXT, ContentID TEXT, Text TEXT,
                Annotation TEXT, DateCreated TEXT, ChapterProgress REAL, Hidden TEXT);
            INSERT INTO content VALUES
                ('b1', 6, 'Tides', 'Ada Moor, Jo Fisk', '9780804429573', 2, 100, '2024-03-11'),
                ('file:///mnt/onboard/a.epub', 6, 'Drift', 'Bo Lind', NULL, 1, 50, NULL),
                ('b1!ch1', 9, 'Chapter One', NULL, NULL, 0, 0, NULL);
            INSERT INTO Bookmark VALUES
                ('m1', 'b1', 'b1!ch1', 'So it went', 'why?', '2024-03-10T10:00:00.000', 0.254,
                 'false'),
                ('m2', 'b1', 'b1!ch1', 'hidden', NULL, '2024-03-10T10:00:00Z', 0.5, 'true'),
                ('m3', 'b1', 'b1!ch1', NULL, NULL, '2024-03-10T10:00:00Z', 0.5, 'false');
        """)
        return database.serialize()


CALIBRE_CSV = (
    '\ufeff"author_sort","authors","comments","identifiers","isbn","pubdate","publisher","rating",'
    '"series","series_index","tags","timestamp","title","uuid"\r\n'
    '"Moor, Ada","Ada Moor & Jo Fisk","<p>Calm.</p>","isbn:9780804429573,goodreads:11","",'
    '"1999-06-01T00:00:00+02:00","Harbour","4","Ropes","2.0","sea,knots",'
    '"2021-01-02T10:00:00+01:00","Tides","u-1"\r\n'
).encode()

CALIBRE_JSON = b"""[{"authors": "Ada Moor & Jo Fisk", "id": 1,
"identifiers": {"doi": "10.1000/xyz"}, "isbn": "9780804429573",
"pubdate": "0101-01-01T00:00:00+00:00", "rating": 9, "tags": ["sea"],
"timestamp": "2021-01-02T10:00:00+00:00", "title": "Tides", "uuid": "u-1", "*pages": 312,
"last_modified": "None"}]"""

HYPOTHESIS = b"""{"total": 2, "rows": [
{"uri": "https://example.org/knots", "user": "acct:me@hypothes.is", "text": "why?",
 "tags": ["rope"], "created": "2024-03-10T10:00:00.1+00:00", "document": {"title": ["On knots"]},
 "target": [{"source": "https://example.org/knots", "selector": [
   {"type": "TextPositionSelector", "start": 1},
   {"type": "TextQuoteSelector", "exact": "So it is", "prefix": "a"}]}]},
{"uri": "https://example.org/knots", "user": "acct:me@hypothes.is", "text": "of the whole page",
 "tags": [], "created": "2024-03-11T10:00:00+00:00", "target": [{}]}]}"""

YOUTUBE = b"""{"_type": "playlist", "id": "PL12", "title": "Knots in rope", "uploader": "Ada Moor",
"playlist_count": 3, "webpage_url": "https://www.youtube.com/playlist?list=PL12", "entries": [
{"_type": "url", "id": "aaaaaaaaaaa", "url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
 "title": "Bowline", "duration": 3661.0},
{"_type": "url", "id": "bbbbbbbbbbb", "title": "[Private video]", "duration": null},
{"_type": "url", "id": "ccccccccccc", "title": "Bend", "duration": null}]}"""

TAKEOUT = b"""\
Playlist-Video-ID,Zeitstempel der Erstellung des Playlist-Videos
aaaaaaaaaaa,2024-03-10T10:00:00+00:00
broken,row
bbbbbbbbbbb,2024-03-11 10:00:00 UTC

"""

BOOKMARKS = b"""\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1700000000" PERSONAL_TOOLBAR_FOLDER="true">Toolbar</H3>
    <DL><p>
        <DT><A HREF="https://example.org/a?b=1&amp;c=2" ADD_DATE="1710000000" TAGS="sea,rope">\
Knots &amp; bends</A>
        <DD>What it says
        <DT><H3>Films</H3>
        <DL><p>
            <DT><A HREF="https://youtu.be/aaaaaaaaaaa" TOREAD="0"></A>
        </DL><p>
    </DL><p>
    <DT><A HREF="javascript:alert(1)">Run</A>
    <DT><A HREF="https://doi.org/10.1000/xyz">Tides</A>
</DL><p>
"""

POCKET = b"""\
title,url,time_added,tags,status
On knots,https://example.org/knots,1710000000,rope|sea,unread
https://arxiv.org/abs/2101.00001v2,https://arxiv.org/abs/2101.00001v2,1710000000,,archive
"""

POCKET_PAGE = b"""\
<!DOCTYPE html>
<html>
\t<head>
\t\t<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
\t\t<title>Pocket Export</title>
\t</head>
\t<body>
\t\t<h1>Unread</h1>
\t\t<ul>
\t\t\t<li><a href="https://example.org/knots?a=1&amp;b=2" time_added="1710000000" \
tags="rope,sea">On knots &amp; bends</a></li>
\t\t</ul>
\t\t<h1>Read Archive</h1>
\t\t<ul>
\t\t\t<li><a href="https://example.org/done" time_added="1710000000" tags=""></a></li>
\t\t</ul>
\t</body>
</html>
"""

INSTAPAPER = b"""\
URL,Title,Selection,Folder,Timestamp,Tags
https://example.org/knots,On knots,So it is,Unread,1710000000,"[""rope"",""sea""]"
https://example.org/bends,,,Later,1710000000,[]
https://example.org/done,Done,,Archive,1710000000,
"""

RAINDROP = b"""\
id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
5,On knots,mine,What it says,https://example.org/knots,Sea/Rope,"a, b",2024-03-10T10:00:00.000Z,,\
"Highlight:First
Note:why?

Highlight:Second",false
6,Bends,,,https://example.org/bends,Unsorted,,2024-03-10T10:00:00.000Z,,,true
"""

CHECKLIST = b"""\
# Learning knots

Some words.

## Basics

- [x] [Bowline](https://example.org/bowline) - the *first* one
- [ ] **Bends**
    - [ ] Sheet bend
      more of it
    - [X] `Carrick` bend
1. [Film](https://youtu.be/aaaaaaaaaaa "title")

```
- [ ] no item
```
"""

OPML = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>notes</title></head><body>
<outline text="Knots" _note="All &#10;of them" category="sea,rope">
  <outline text="Bowline" _status="checked" _complete="true" _closed="2024-03-10"/>
  <outline text="Feed" type="rss" xmlUrl="https://example.org/feed" _due="2026-12-01"/>
</outline>
<outline text=""/>
</body></opml>
"""

TASKWARRIOR = b"""[
{"id":1,"description":"Tie a bowline","entry":"20240310T100000Z","status":"pending",
 "start":"20240311T100000Z","priority":"H","project":"sea.rope","tags":["hands"],"due":
 "20261201T000000Z","uuid":"u-1","annotations":[{"entry":"20240311T100000Z",
 "description":"use both hands"}]},
{"id":0,"description":"Old","entry":"20240310T100000Z","end":"20240312T100000Z",
 "status":"completed","uuid":"u-2"},
{"id":0,"description":"Gone","entry":"20240310T100000Z","status":"deleted","uuid":"u-3"},
{"id":4,"description":"Weekly","entry":"20240310T100000Z","status":"recurring","uuid":"u-4"}
]"""

TODO_TXT = b"""\
(A) 2024-03-10 Tie a bowline +rope @hands due:2026-12-01
x 2024-03-12 2024-03-10 Read https://example.org/knots about it t:2024-03-11
x 2024-03-12
+only @tags

plain words pri:B
"""


def epub(*, version: int = 3, metas: str = "") -> bytes:
    """A book of two chapters, one of them in parts; ``metas`` is more of what it says of itself."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        )
        archive.writestr("OPS/book.opf", _package(version, metas))
        archive.writestr("OPS/nav.xhtml", _NAVIGATION)
        archive.writestr("OPS/toc.ncx", _NCX)
    return made.getvalue()


def _package(version: int, metas: str) -> str:
    contents = (
        '<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        if version == 3
        else '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    )
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Tides &amp; ropes</dc:title>"
        f'<dc:date opf:event="modification">2024</dc:date><dc:date>1999-06</dc:date>{metas}'
        '<dc:creator id="c1">Ada Moor</dc:creator><dc:contributor opf:role="trl">Jo Fisk'
        '</dc:contributor><dc:creator id="c2">Bo Lind</dc:creator>'
        '<meta refines="#c2" property="role">edt</meta>'
        "<dc:identifier>urn:isbn:9780804429573</dc:identifier><dc:subject>sea</dc:subject>"
        f"</metadata><manifest>{contents}</manifest></package>"
    )


_NAVIGATION = """<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="toc"><ol><li><a href="a">One</a><ol><li><a href="b">One
and a half</a></li></ol></li><li><a href="c">Two</a></li></ol></nav>
<nav epub:type="page-list"><ol><li><a href="d">xi</a></li><li><a href="e">311</a></li></ol></nav>
</body></html>"""

_NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
<navPoint><navLabel><text>One</text></navLabel><content src="a"/>
<navPoint><navLabel><text>One and a half</text></navLabel></navPoint></navPoint>
<navPoint><navLabel><text>Two</text></navLabel></navPoint></navMap>
<pageList><pageTarget><navLabel><text>311</text></navLabel></pageTarget></pageList></ncx>"""


def pdf() -> bytes:
    """Two pages, the first labelled xi, with a highlight that has a note, and a note."""
    text = b"BT /F1 12 Tf 72 700 Td (So it is with ropes) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[0<</S/r/St 11>>1<</S/D/St 1>>]>>>>",
        b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Annots[6 0 R]"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>",
        b"<</Type/Annot/Subtype/Highlight/Rect[71 697 180 712]/Contents(why?)"
        b"/QuadPoints[71 712 115.5 712 71 697 115.5 697]/M(D:20240310100000Z)>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Annots[8 0 R]>>",
        b"<</Type/Annot/Subtype/Text/Rect[10 10 20 20]/Contents(of the page)>>",
        b"<</Title(Tides)/Author(Ada Moor; Jo Fisk)>>",
    ]
    made, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
        + b"trailer<</Size %d/Root 1 0 R/Info 9 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (count, len(made))
    )


#: A file of each source, of some several.
TABLE = """\
Title;Subtitle;Author;ISBN13;Series;Shelf;Date Started;Date Finished;My Rating;Page Count;Tags;\
Review;Binding
Tides;A history;Moor, Ada;9780804429573;;Read;Mar 9, 2024;11 March 2024;4.50/5;312;"sea, knots";\
Calm.;Paperback
Drift (Ropes, #2);;"Bo Lind, Jo Fisk";;;want-to-read;;;★★★☆;;;;
Bends;;Jo Fisk;;Ropes;Lent out;;;;;;;
;;;;;;;;;;;;
""".encode()

TABLE_JSON = b"""{"roots": {"bar": {"name": "Ropes", "type": "folder", "children": [
  {"name": "On knots", "url": "https://example.org/knots", "date_added": "13350000000000000"},
  {"name": "Own", "url": "javascript:x"},
  {"href": "https://arxiv.org/abs/2101.00001", "description": "Bends", "extended": "Mine",
   "tags": "a b", "time": "2024-03-10T10:00:00Z", "toread": "no", "shared": "yes"},
  {"title": "Hitches", "url": "https://example.org/hitches", "is_archived": true,
   "labels": [{"name": "c"}], "savedAt": 1710064800000, "content": {"author": "Ada Moor"},
   "annotations": [{"quote": "Pull tight", "text": "why?"}, {"text": "Twice", "note": ""}]}
]}}}"""

KINDLE_APP = """\
<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html><body><div class="bodyContainer">
<div class="notebookFor">Notebook for</div>
<div class="bookTitle">
Tides
</div>
<div class="authors">Moor, Ada; Lind, Bo</div>
<hr/>
<div class="sectionHeading">Bookmarks</h2>
<div class="noteHeading">Highlight (<span class="highlight_yellow">yellow</span>) - \
Notes &gt; Page 12 · Location 233</h3>
<div class="noteText">So it went</h3>
<div class="noteHeading">Note - Notes &gt; Page 12 · Location 234</div>
<div class="noteText">why?</div>
<div class="noteHeading">Markierung (gelb) - Position 300</div>
<div class="noteText">Second</div>
<div class="noteHeading">Note - Location 500</div>
<div class="noteText">alone</div>
<div class="noteHeading">Bookmark - Location 600</div><div class="noteText"></div>
</div></body></html>
""".encode()

HYPOTHESIS_CSV = b"""\
Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags
2024-03-10T10:00:00,ada,Knots,https://example.org/knots,Public,Annotation,Pull tight,why?,"a,b"
2024-03-11T10:00:00,ada,Knots,https://example.org/knots,Public,Page note,,All of it,
"""


def calibre_database() -> bytes:
    """A library of one book, as far as it is read."""
    links = [("authors", "author"), ("tags", "tag"), ("series", "series")]
    links += [("publishers", "publisher"), ("ratings", "rating"), ("languages", "lang_code")]
    with closing(sqlite3.connect(":memory:")) as database:
        for table, column in links:
            name = {"ratings": "rating", "languages": "lang_code"}.get(table, "name")
            database.execute(f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {name})")
            database.execute(
                f"CREATE TABLE books_{table}_link (id INTEGER PRIMARY KEY, book, {column})"
            )
        database.executescript("""
            CREATE TABLE books (id INTEGER PRIMARY KEY, title, timestamp, pubdate, series_index,
                uuid);
            CREATE TABLE identifiers (book, type, val);
            CREATE TABLE comments (book, text);
            INSERT INTO books VALUES (1, 'Tides', '2024-03-10 10:00:00+00:00',
                '1999-06-01 00:00:00+00:00', 2.0, 'u-1');
            INSERT INTO authors VALUES (1, 'Bo Lind'), (2, 'Ada Moor| Jr.');
            INSERT INTO books_authors_link VALUES (1, 1, 2), (2, 1, 1);
            INSERT INTO tags VALUES (1, 'sea'), (2, 'rope');
            INSERT INTO books_tags_link VALUES (1, 1, 1), (2, 1, 2);
            INSERT INTO series VALUES (1, 'Ropes');
            INSERT INTO books_series_link VALUES (1, 1, 1);
            INSERT INTO ratings VALUES (1, 9);
            INSERT INTO books_ratings_link VALUES (1, 1, 1);
            INSERT INTO languages VALUES (1, 'eng');
            INSERT INTO books_languages_link VALUES (1, 1, 1);
            INSERT INTO identifiers VALUES (1, 'isbn', '9780804429573'), (1, 'goodreads', '12');
            INSERT INTO comments VALUES (1, '<p>Calm.</p>');
        """)
        return database.serialize()


VIDEO = b"""{"id": "aaaaaaaaaaa", "title": "Bowline", "formats": [], "duration": 125,
"description": "How to tie it.", "uploader": "Ada Moor", "upload_date": "20240310",
"tags": ["knots"], "webpage_url": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
"extractor": "youtube", "_type": "video"}"""

HISTORY = b"""[
{"header": "YouTube", "title": "Watched Bowline", "time": "2024-03-10T10:00:00.000Z",
 "titleUrl": "https://www.youtube.com/watch?v=aaaaaaaaaaa",
 "subtitles": [{"name": "Ada Moor", "url": "https://www.youtube.com/channel/UC1"}]},
{"header": "YouTube", "title": "Watched a video that has been removed",
 "time": "2024-03-09T10:00:00.000Z"},
{"header": "YouTube", "title": "Watched Ropes", "time": "2024-03-09T10:00:00.000Z",
 "titleUrl": "https://www.youtube.com/watch?v=bbbbbbbbbbb",
 "details": [{"name": "From Google Ads"}]}
]"""

SAMPLES = (
    Sample("page", "notes.md", PAGE.encode()),
    Sample("goodreads", "goodreads_library_export.csv", GOODREADS),
    Sample("storygraph", "storygraph.csv", STORYGRAPH),
    Sample("librarything", "librarything.tsv", LIBRARYTHING),
    Sample("bibtex", "library.bib", BIBTEX),
    Sample("ris", "library.ris", RIS),
    Sample("ris", "pubmed.nbib", PUBMED),
    Sample("ris", "library.enw", ENDNOTE),
    Sample("ris", "savedrecs.ciw", WEB_OF_SCIENCE),
    Sample("endnote-xml", "library.xml", ENDNOTE_XML),
    Sample("csl-json", "library.json", CSL_JSON),
    Sample("zotero", "zotero.json", ZOTERO),
    Sample("kindle", "My Clippings.txt", KINDLE),
    Sample("kindle-app", "Tides - Notebook.html", KINDLE_APP),
    Sample("readwise", "readwise.csv", READWISE),
    Sample("koreader", "metadata.epub.lua", KOREADER),
    Sample("koreader", "metadata.pdf.lua", KOREADER_OLD),
    Sample("koreader", "koreader.json", KOREADER_JSON),
    Sample("kobo", "KoboReader.sqlite", kobo()),
    Sample("calibre", "catalogue.csv", CALIBRE_CSV),
    Sample("calibre", "books.json", CALIBRE_JSON),
    Sample("calibre", "metadata.db", calibre_database()),
    Sample("hypothesis", "annotations.json", HYPOTHESIS),
    Sample("hypothesis", "annotations.csv", HYPOTHESIS_CSV),
    Sample("pdf", "tides.pdf", pdf()),
    Sample("epub", "tides.epub", epub()),
    Sample("epub", "tides2.epub", epub(version=2)),
    Sample("youtube", "playlist.json", YOUTUBE),
    Sample("youtube", "Bowline.info.json", VIDEO),
    Sample("takeout", "watch-history.json", HISTORY),
    Sample("takeout", "Knots-videos.csv", TAKEOUT),
    Sample("bookmarks", "bookmarks.html", BOOKMARKS),
    Sample("pocket", "pocket.csv", POCKET),
    Sample("pocket", "ril_export.html", POCKET_PAGE),
    Sample("instapaper", "instapaper.csv", INSTAPAPER),
    Sample("raindrop", "raindrop.csv", RAINDROP),
    Sample("checklist", "knots.md", CHECKLIST),
    Sample("opml", "notes.opml", OPML),
    Sample("taskwarrior", "tasks.json", TASKWARRIOR),
    Sample("table", "books.csv", TABLE),
    Sample("table", "pages.json", TABLE_JSON),
    Sample("todo.txt", "todo.txt", TODO_TXT),
)
