"""Laws of the lossless text: every byte comes back, and a splice touches its own lines."""

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from orgshelf.org.lines import Lines, Splice

laws = settings(max_examples=6 * settings().max_examples)

#: Bytes that decoding, line ends and BOMs trip over, more often than chance brings them.
_PIECES = st.sampled_from(
    (
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\r",
        b"\0",
        b"\f",
        b"\v",
        b"\x1a",
        b"\t",
        b"  ",
        b"* TODO A",
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF16_BE,
        "é日本🎓".encode(),
        "é".encode("latin-1"),
        b"\x93quoted\x94",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\x80",
        b"\xe2\x80",
        "\u2028\u0085\x1c".encode(),
        "A\nB".encode("utf-16-le"),
        b"\x00\xd8",
    )
)
ANY_BYTES = st.one_of(
    st.binary(max_size=60),
    st.lists(st.one_of(_PIECES, st.binary(max_size=3)), max_size=12).map(b"".join),
)


def splices_for(lines: Lines) -> st.SearchStrategy[list[Splice]]:
    """Splices that do not overlap, each of a few lines, insertions among them."""
    most = len(lines.raw)
    bounds = st.lists(st.integers(0, most), min_size=2, max_size=6).map(sorted)
    new = st.lists(st.sampled_from(("new", "", "neu é")), max_size=3).map(tuple)
    return bounds.flatmap(
        lambda cuts: st.tuples(*(new for _ in cuts[::2])).map(
            lambda texts: [
                Splice(start, stop, text)
                for start, stop, text in zip(cuts[::2], cuts[1::2], texts, strict=False)
            ]
        )
    )


@laws
@given(ANY_BYTES)
@example(b"")
@example(b"\r")
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf\xe9")
@example(b"a\rb\r")
@example(b"a\r\r\nb\n\r")
def test_bytes_come_back(data: bytes) -> None:
    assert Lines.from_bytes(data).to_bytes() == data


@laws
@given(ANY_BYTES)
def test_no_text_holds_a_line_end(data: bytes) -> None:
    lines = Lines.from_bytes(data)
    assert len(lines.texts) == len(lines.raw)
    assert not any(lines.separator in text for text in lines.texts)


@laws
@given(ANY_BYTES)
def test_no_splices_change_nothing(data: bytes) -> None:
    assert Lines.from_bytes(data).apply(()).to_bytes() == data


@laws
@given(st.data(), ANY_BYTES)
def test_a_splice_leaves_every_other_line_as_it_is(draw: st.DataObject, data: bytes) -> None:
    lines = Lines.from_bytes(data)
    splices = draw.draw(splices_for(lines))
    edited = lines.apply(splices)
    assert edited.encoding == lines.encoding
    assert edited.bom == lines.bom
    wanted = [*lines.texts]
    for splice in reversed(splices):
        wanted[splice.start : splice.stop] = splice.new
    assert [*edited.texts] == (wanted or [""])
    first, last = splices[0].start, splices[-1].stop
    # The line next to the file's end may gain or lose an ending; all before keep theirs.
    head = min(first, len(lines.raw) - 1, len(edited.raw) - 1)
    assert edited.raw[:head] == lines.raw[:head]
    tail = len(lines.raw) - last
    if tail:
        assert edited.raw[-tail:] == lines.raw[-tail:]


@laws
@given(st.lists(st.sampled_from(("a", "b", "")), min_size=1, max_size=5), st.data())
def test_a_crlf_file_stays_one(texts: list[str], draw: st.DataObject) -> None:
    lines = Lines.from_bytes("\r\n".join([*texts, ""]).encode())
    edited = lines.apply(draw.draw(splices_for(lines))).to_bytes()
    assert edited.count(b"\r\n") == edited.count(b"\n") == edited.count(b"\r")


@pytest.mark.parametrize(
    ("before", "splice", "after"),
    [
        (b"a\nb", Splice(2, 2, ("c",)), b"a\nb\nc"),
        (b"a\nb", Splice(2, 2, ("c", "")), b"a\nb\nc\n"),
        (b"a\r\nb", Splice(2, 2, ("c", "")), b"a\r\nb\r\nc\r\n"),
        (b"a\r\nb\nc\n", Splice(1, 1, ("x",)), b"a\r\nx\r\nb\nc\n"),
        (b"a\r\nb\nc\n", Splice(2, 2, ("x",)), b"a\r\nb\nx\nc\n"),
        (b"a\r\nb\nc\n", Splice(0, 1, ("x", "y")), b"x\r\ny\r\nb\nc\n"),
        (b"a\nb\r", Splice(0, 1, ("x",)), b"x\nb\r"),
        (b"\xef\xbb\xbfa\n", Splice(0, 0, ("x",)), b"\xef\xbb\xbfx\na\n"),
        (b"a\n\xff\n\xc3\xa9\n", Splice(0, 1, ("é",)), b"\xc3\xa9\n\xff\n\xc3\xa9\n"),
        (b"a\n\xe9\n", Splice(0, 1, ("\xe9",)), b"\xe9\n\xe9\n"),
        (b"", Splice(0, 0, ("x",)), b"x\n"),
        (b"a\n", Splice(0, 2, ()), b""),
    ],
)
def test_new_lines_end_as_their_neighbours(before: bytes, splice: Splice, after: bytes) -> None:
    assert Lines.from_bytes(before).apply([splice]).to_bytes() == after


def test_insertions_at_one_place_keep_their_order() -> None:
    lines = Lines.from_bytes(b"a\nb\n")
    first, second = Splice(1, 1, ("x",)), Splice(1, 1, ("y",))
    assert lines.apply([first, second]).to_bytes() == b"a\nx\ny\nb\n"
    assert lines.apply([Splice(1, 2, ("z",)), first, second]).to_bytes() == b"a\nx\ny\nz\n"


def test_a_letter_that_the_encoding_lacks_is_refused() -> None:
    lines = Lines.from_bytes(b"caf\xe9\n").apply([Splice(0, 1, ("日本",))])
    with pytest.raises(UnicodeEncodeError):
        lines.to_bytes()


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("é\n".encode(), "utf-8", "é"),
        (b"\xef\xbb\xbf\xc3\xa9\n", "utf-8", "é"),
        (b"\xe9\n", "latin-1", "é"),
        ("é\n".encode("utf-16"), "utf-16-le", "é"),
        (b"\xfe\xff" + "é\n".encode("utf-16-be"), "utf-16-be", "é"),
        (b"\x93\n", "ascii", "\udc93"),
        (b"\xe9 \xc3\xa9\n", "utf-8", "\udce9 é"),
        (b"\xe9\xe8 \xc3\xa9\n", "latin-1", "éè Ã©"),
        ("读书\n".encode("gbk") + b"\xc2\xa9\n", "latin-1", "¶ÁÊé"),
        ("丂丄丅\n".encode("gbk") + b"\xc2\xa9\n", "ascii", "\udc81@\udc81A\udc81B"),
    ],
)
def test_the_encoding_is_found_out(data: bytes, encoding: str, text: str) -> None:
    lines = Lines.from_bytes(data)
    assert (lines.encoding, lines.texts[0]) == (encoding, text)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gbk", "读书笔记 今天读了三本书，其中一本很好"),
        ("big5", "讀書筆記 今天讀了三本書，其中一本很好"),
        ("shift_jis", "今日は本を三冊読みました テスト"),
        ("euc-kr", "오늘은 책을 세 권 읽었다"),
        ("koi8-r", "Сегодня я прочитал три книги"),
        ("cp1252", "“Déjà lu” — dit-elle"),
    ],
)
def test_nothing_of_utf_8_gets_into_a_file_of_another_encoding(encoding: str, text: str) -> None:
    data = f"* TODO {text}\n".encode(encoding) + b"by chance \xc2\xa9\n"
    lines = Lines.from_bytes(data)
    assert lines.to_bytes() == data
    with pytest.raises(UnicodeEncodeError):
        lines.apply([Splice(1, 1, ("\u8aad",))]).to_bytes()
    with_ascii = lines.apply([Splice(1, 1, ("CLOSED: [2026-11-23 Mon]",))])
    assert with_ascii.to_bytes() == data.replace(b"\nby", b"\nCLOSED: [2026-11-23 Mon]\nby")


@pytest.mark.parametrize(
    ("data", "mixed", "editable"),
    [
        (b"a\nb\n", False, True),
        (b"a\r\nb\r\n", False, True),
        (b"a\r\nb", False, True),
        (b"a\r\nb\n", True, True),
        (b"a\rb\r", False, False),
        ("a\nb\n".encode("utf-16"), False, False),
    ],
)
def test_what_an_edit_must_know(data: bytes, mixed: bool, editable: bool) -> None:
    lines = Lines.from_bytes(data)
    assert lines.mixed is mixed
    assert (lines.uneditable is None) is editable
