"""Other people's trees, read as they would read them, without a configuration."""

import csv
import io
from pathlib import Path

import pytest

from program import Program

DOOM = """\
* Books
** STRT Dune - Frank Herbert
:PROPERTIES:
:Published: 1965
:END:
** HOLD Ulysses - James Joyce
** DONE Neuromancer - William Gibson
** KILL Twilight
* Home
** TODO sink
"""
SPANISH = """\
#+TODO: PENDIENTE LEYENDO | LEÍDO ABANDONADO
* Libros
** Leyendo
*** LEYENDO Pedro Páramo
:PROPERTIES:
:AUTOR: Juan Rulfo
:AÑO: 1955
:PÁGINAS: 120
:PÁGINA: 30
:END:
** Por leer
*** PENDIENTE Ficciones - Jorge Luis Borges 1944
** Leídos
*** LEÍDO Rayuela - Julio Cortázar 1963
*** ABANDONADO Ulises - James Joyce 1922
* Artículos
** PENDIENTE El idioma analítico
"""
GERMAN = """\
#+TODO: OFFEN LESE WARTET | GELESEN ABGEBROCHEN
* Bücher
** Am Lesen
*** LESE Der Zauberberg
:PROPERTIES:
:AUTOR: Thomas Mann
:JAHR: 1924
:SEITEN: 1000
:SEITE: 250
:END:
*** WARTET Die Blechtrommel - Günter Grass 1959
** Gelesen 2025
*** GELESEN Der Prozess - Franz Kafka 1925
*** ABGEBROCHEN Der Mann ohne Eigenschaften - Robert Musil 1930
* Aufsätze
** OFFEN Über Gewißheit
* Haushalt
** OFFEN Müll
"""
FRENCH = """\
#+TODO: À_LIRE EN_COURS | LU ABANDONNÉ
* Livres
** En cours
*** EN_COURS Du côté de chez Swann - Marcel Proust 1913
** À lire
*** À_LIRE Candide - Voltaire 1759
** Lus
*** ABANDONNÉ Les Bienveillantes - Jonathan Littell 2006
* Cours
** À_LIRE Python
"""
JAPANESE = """\
#+TODO: 未読 読書中 | 済 中止
* 本
** 積読
*** 未読 雪国 - 川端康成 1937
** 読了
*** 済 人間失格 - 太宰治 1948
* 論文
** 読書中 深層学習
"""
CAPTURED = """\
#+TODO: TO-READ READING | READ DNF
* Science Fiction
** READ The Dispossessed
:PROPERTIES:
:AUTHOR(S): Ursula K. Le Guin
:Published: 1974
:isbn13: 9780060512750
:END:
** READING Accelerando
:PROPERTIES:
:By: Charles Stross
:Published: Penguin
:Publication_Year: 2005
:Current_Page: 100
:Total_Pages: 400
:END:
* Non-fiction
** TO-READ The Power Broker
:PROPERTIES:
:authors: Robert A. Caro
:Pub_Date: 1974-09-16
:END:
"""
REFERENCES = """\
* TODO A Mathematical Theory of Communication
:PROPERTIES:
:CUSTOM_ID: shannon1948
:AUTHOR: Shannon, Claude E.
:JOURNAL: Bell System Technical Journal
:YEAR: 1948
:END:
* DONE The Structure of Scientific Revolutions
:PROPERTIES:
:BTYPE: book
:AUTHOR: Thomas S. Kuhn
:YEAR: 1962
:END:
* TODO buy a printer
:PROPERTIES:
:TYPE: errand
:END:
"""
GTD = """\
#+TODO: TODO NEXT WAITING | DONE CANCELLED
* Projects
** NEXT Tiles
* Reading list
** NEXT Deep Work - Cal Newport
** DONE The E-Myth Revisited - Michael Gerber
* Books to buy
** TODO Shelf
"""
PAGE = """\
:PROPERTIES:
:type: book
:author: Abelson and Sussman
:rating: 5
:END:
#+title: SICP
* notes
"""

Work = tuple[str, str, str, str, str]


def works(program: Program) -> list[Work]:
    """Kind, title, authors, year and status of each work."""
    fields = "kind,title,authors,year,status"
    said = program("works", "--format", "csv", "--fields", fields)
    assert said.code == 0, said.err
    rows = csv.reader(io.StringIO(said.out))
    return [(kind, title, by, year, now) for kind, title, by, year, now in rows][1:]


def home(tmp_path: Path, name: str, text: str) -> Program:
    """A folder of notes with that one file."""
    folder, own = tmp_path / "org", tmp_path / "home"
    folder.mkdir()
    own.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    return Program(folder, own, {"ORGSHELF_NOTES": str(folder)})


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        pytest.param(
            "lecturas.org",
            SPANISH,
            [
                ("book", "Pedro Páramo", "Juan Rulfo", "1955", "in progress"),
                ("book", "Ficciones", "Jorge Luis Borges", "1944", "not started"),
                ("book", "Rayuela", "Julio Cortázar", "1963", "finished"),
                ("book", "Ulises", "James Joyce", "1922", "given up"),
                ("article", "El idioma analítico", "", "", "not started"),
            ],
            id="Spanish",
        ),
        pytest.param(
            "lesen.org",
            GERMAN,
            [
                ("book", "Der Zauberberg", "Thomas Mann", "1924", "in progress"),
                ("book", "Die Blechtrommel", "Günter Grass", "1959", "paused"),
                ("book", "Der Prozess", "Franz Kafka", "1925", "finished"),
                ("book", "Der Mann ohne Eigenschaften", "Robert Musil", "1930", "given up"),
                ("article", "Über Gewißheit", "", "", "not started"),
            ],
            id="German",
        ),
        pytest.param(
            "lectures.org",
            FRENCH,
            [
                ("book", "Du côté de chez Swann", "Marcel Proust", "1913", "in progress"),
                ("book", "Candide", "Voltaire", "1759", "not started"),
                ("book", "Les Bienveillantes", "Jonathan Littell", "2006", "given up"),
                ("course", "Python", "", "", "not started"),
            ],
            id="French",
        ),
        pytest.param(
            "読む.org",
            JAPANESE,
            [
                ("book", "雪国", "川端康成", "1937", "not started"),
                ("book", "人間失格", "太宰治", "1948", "finished"),
                ("paper", "深層学習", "", "", "in progress"),
            ],
            id="Japanese",
        ),
        pytest.param(
            "books.org",
            CAPTURED,
            [
                ("book", "The Dispossessed", "Ursula K. Le Guin", "1974", "finished"),
                ("book", "Accelerando", "Charles Stross", "2005", "in progress"),
                ("book", "The Power Broker", "Robert A. Caro", "1974", "not started"),
            ],
            id="templates of org-capture",
        ),
        pytest.param(
            "refs.org",
            REFERENCES,
            [
                (
                    *("paper", "A Mathematical Theory of Communication"),
                    *("Claude E. Shannon", "1948", "not started"),
                ),
                (
                    *("book", "The Structure of Scientific Revolutions"),
                    *("Thomas S. Kuhn", "1962", "finished"),
                ),
            ],
            id="org-ref",
        ),
        pytest.param(
            "gtd.org",
            GTD,
            [
                ("book", "Deep Work", "Cal Newport", "", "not started"),
                ("book", "The E-Myth Revisited", "Michael Gerber", "", "finished"),
            ],
            id="getting things done",
        ),
        pytest.param(
            "sicp.org",
            PAGE,
            [("book", "SICP", "Abelson; Sussman", "", "untracked")],
            id="Logseq",
        ),
    ],
)
def test_works_are_what_their_reader_would_say(
    tmp_path: Path, name: str, text: str, wanted: list[Work]
) -> None:
    found = works(home(tmp_path, name, text))
    titles = {title: title for _, title, *_ in wanted}
    bare = [(kind, titles.get(t, t.partition(" - ")[0]), *rest) for kind, t, *rest in found]
    assert bare == wanted


def test_pages_are_counted_whatever_they_are_called(tmp_path: Path) -> None:
    program = home(tmp_path, "lesen.org", GERMAN)
    assert "250/1000" in program("works").out
    assert "250/1000" in program("progress", "--by", "work").out


def test_init_finds_the_keywords_that_only_emacs_knows(tmp_path: Path) -> None:
    program = home(tmp_path, "notes.org", DOOM)
    offered = program("init", ".")
    assert 'todo_keywords: ["TODO STRT HOLD | DONE KILL"]' in offered.err
    assert not (program.folder / ".orgshelf.yaml").exists()
    assert program("init", ".", "--yes").code == 0
    assert works(program) == [
        ("book", "Dune - Frank Herbert", "Frank Herbert", "1965", "in progress"),
        ("book", "Ulysses - James Joyce", "James Joyce", "", "paused"),
        ("book", "Neuromancer - William Gibson", "William Gibson", "", "finished"),
        ("book", "Twilight", "", "", "given up"),
    ]


def test_init_takes_no_word_in_capitals_for_a_keyword(tmp_path: Path) -> None:
    program = home(tmp_path, "notes.org", "* Books\n** NASA and its rivals\n** NOW or never\n")
    assert "todo_keywords" not in program("init", ".").err


def test_init_says_that_a_list_holds_no_works(tmp_path: Path) -> None:
    program = home(tmp_path, "reading.org", "* Books\n- [ ] Kindred\n- [X] Emma\n")
    assert "2 checkboxes on a shelf: works are headings" in program("init", ".").err
