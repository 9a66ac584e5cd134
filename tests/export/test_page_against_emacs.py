"""What a page makes of an entry's text, compared with Org's own Markdown export."""

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from orgshelf.export.page_blocks import pieces
from orgshelf.export.page_context import PageContext
from orgshelf.export.page_pieces import joined

pytestmark = pytest.mark.emacs

NOWHERE = PageContext(lambda target: None, lambda note: None)
SCRIPT = Path(__file__).with_name("page_in_emacs.el")
#: Links that are longer to the current Org than to that of some Emacs.
_NEWER_LINK = re.compile(r"(?:http|mailto):[^\s]*[-\[<]")

#: What random texts are put together from.
PARTS = json.loads((Path(__file__).parent / "page" / "parts.json").read_text(encoding="utf-8"))


def test_objects_are_read_as_org_reads_them(tmp_path: Path, emacs_cases: int) -> None:
    random = Random(1)
    texts = [_paragraph(random) for _ in range(4 * emacs_cases)]
    assert _differences(texts, _objects, tmp_path) == []


def test_blocks_and_lists_are_read_as_org_reads_them(tmp_path: Path, emacs_cases: int) -> None:
    random = Random(2)
    texts = [
        "\n".join(["Start", *random.choices(PARTS["lines"], k=random.randint(1, 12)), ""])
        for _ in range(2 * emacs_cases)
    ]
    assert _differences(texts, _blocks, tmp_path) == []


def _paragraph(random: Random) -> str:
    """A paragraph of random objects, none of its lines anything else."""
    while True:
        text = "Z" + "".join(random.choices(PARTS["objects"], k=random.randint(1, 12)))
        lines = text.split("\n")
        if _NEWER_LINK.search(text):
            continue
        if not any(re.match(r"\s*($|([-+*]|\d+[.)])(\s|$)|[|#:]|-{5})", line) for line in lines):
            return text + "\n"


def _differences(texts: Sequence[str], same: Callable[[str], str], folder: Path) -> list[str]:
    """Each text that comes out otherwise, with both results."""
    (folder / "texts").write_text(json.dumps(texts), encoding="utf-8")
    command = ["emacs", "--batch", "-Q", "-l", str(SCRIPT), "texts", "made"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=60 + len(texts))
    made = json.loads((folder / "made").read_text(encoding="utf-8"))
    found = []
    for text, theirs in zip(texts, made, strict=True):
        ours = "\n".join(joined(pieces(text.split("\n")[:-1], NOWHERE)))
        if theirs is not None and same(theirs) != same(ours):
            found.append(f"{text!r}\n{same(theirs)!r}\n{same(ours)!r}")
    return found


def _objects(made: str) -> str:
    """Without what only we do: to escape HTML, odd addresses, formulas and commands."""
    made = re.sub(r"(?m)^\\(?=[-+=~|:>])", "", made).replace("\\]", "]")
    made = made.replace("&lt;", "<").replace("&amp;", "&")
    # Org writes the end of a range anew, by its beginning.
    made = re.sub(r"&#x2013;[<\[]2026.*?(&gt;|\])(?=</span>)", "", made)
    made = re.sub(r"``? ?(\$[^`]*\$) ?``?", r"\1", made)
    made = re.sub(r"\\\\?([a-z]+)(\\(?=\*))?", r"\\\1", made)
    made = re.sub(r"%([0-9A-F]{2})", lambda code: chr(int(code[1], 16)), made)
    return re.sub(r"\s+", " ", re.sub(r"\s+</span>", "</span>", made)).strip()


def _blocks(made: str) -> str:
    """Without how Org lays out a table, blank lines, and how far paragraphs stand in."""
    made = re.sub(r"\n?<colgroup>.*?</colgroup>\n", "", made, flags=re.DOTALL)
    made = re.sub(r' (scope="col" )?class="org-(left|right)"', "", made).replace("<!-- -->", "")
    made = re.sub(r"(?m)^(> )? +", r"\1", made).replace("\\#", "#")
    made = re.sub(r"(?m)^\d+\.", "1.", made)  # Org counts on past a list that has ended
    made = re.sub(r"\s*(</?t[a-z]+>)[\s>]*", r"\1", made)
    return "\n".join(line.rstrip() for line in made.split("\n") if line.strip(" >"))
