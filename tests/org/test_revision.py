"""A file read again after an edit, entry by entry, is what the whole of it reads as."""

from hypothesis import given
from hypothesis import strategies as st

from orgshelf.org.lines import Lines, Splice
from orgshelf.org.reader import ReadDocument, read, revised

TEXTS = (
    *("* A", "** TODO B :x:", "*** C", "**** DONE D", "*bold*", "** ", "text", "", "- [ ] box"),
    *(":PROPERTIES:", ":K: v", ":CATEGORY: c", ":END:", "SCHEDULED: <2026-11-23 Mon>"),
    *("#+begin_quote", "#+end_quote", "#+begin_example", "#+end_example", "#+CAPTION: c"),
    *("#+TODO: B | C", "#+FILETAGS: :f:", "  #+STARTUP: logdrawer", "#+PROPERTY: K w", "# +"),
)
#: What is put into a file; some of it is read otherwise than it is written.
NEW = (*TEXTS, *TEXTS, "\r", "a\rb", "\udcff", "\ufeff", "two\nlines", "é")
ENDS = ("\n", "\n", "\n", "\r\n", "\r")


@st.composite
def edits(draw: st.DrawFn) -> tuple[ReadDocument, list[Splice]]:
    """A file and some splices that do not overlap."""
    end, texts = draw(st.sampled_from(ENDS)), draw(st.lists(st.sampled_from(TEXTS), max_size=25))
    data = (draw(st.sampled_from(("", "\ufeff", "é"))) + end.join(texts)).encode()
    document = read(Lines.from_bytes(data + draw(st.sampled_from((b"", b"\n", b"\xe9")))))
    places = st.integers(0, len(document.lines.raw))
    bounds = sorted(draw(st.lists(places, max_size=6)))
    new = st.lists(st.sampled_from(NEW), max_size=3)
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return document, [Splice(start, stop, tuple(draw(new))) for start, stop in pairs]


@given(edits())
def test_it_is_what_the_whole_file_reads_as(case: tuple[ReadDocument, list[Splice]]) -> None:
    document, splices = case
    after = revised(document, splices)
    if after is None:
        return
    whole = read(Lines.from_bytes(document.lines.apply(splices).to_bytes()))
    assert after.lines == whole.lines
    assert after.lines.texts == whole.lines.texts
    assert (after.settings, after.org) == (whole.settings, whole.org)
    assert after.properties == whole.properties
    assert repr([after.top, *after.headings]) == repr([whole.top, *whole.headings])


def test_an_entry_alone_is_read_again() -> None:
    document = read(Lines.from_bytes(b"#+TODO: A | B\n* One\ntext\n* A Two\n#+begin_quote\n"))
    after = revised(document, [Splice(4, 4, ("more",))])
    assert after is not None
    assert after.settings is document.settings
    assert after.entry_lines(1) == ("* A Two", "more", "#+begin_quote")


def test_what_a_file_says_of_itself_is_never_taken_from_before() -> None:
    document = read(Lines.from_bytes(b"* One\n#+begin_example\n#+TODO: A | B\n* A Two\n"))
    assert revised(document, [Splice(1, 2, ())]) is None
