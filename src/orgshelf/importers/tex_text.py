"""TeX as plain text: accents, dashes, braces."""

import re
from importlib import import_module

_SPECIAL = {
    "textbackslash": "\ue000",
    "textbraceleft": "\ue001",
    "textbraceright": "\ue002",
    "textasciitilde": "\ue003",
    "textasciicircum": "\ue004",
}
# Signs that TeX would not print so, or that would be taken for markup.
_KEPT = {"{": "\ue001", "}": "\ue002", "$": "\ue005", ",": "\ue006"}
_BACK = dict(zip(_SPECIAL.values(), "\\{}~^", strict=True)) | {"\ue005": "$", "\ue006": ","}
_NAMED = re.compile(rf"\{{\\({'|'.join(_SPECIAL)})\}}|\\({'|'.join(_SPECIAL)})(?:\{{\}}|\b ?)")
_ESCAPED = re.compile(r"\\([{}$])|,(?=,)")
_STYLE = re.compile(r"\\(?:emph|textit|textbf|textsc|texttt|mkbibquote|url|href|text)\b *")
_MARKS = re.compile("[\ue000-\ue006]")
_TEX = re.compile(r"[\\{}~]|,,|--|``|''|\?`|!`|<<|>>|---")


def plain_tex(text: str) -> str:
    """What TeX would print; a formula keeps its signs."""
    text = " ".join(text.split())
    if not _TEX.search(text):
        return text
    text = _NAMED.sub(lambda name: _SPECIAL[name[1] or name[2]], text)
    text = _ESCAPED.sub(lambda sign: _KEPT[sign[0][-1]], text)
    import_module("latexcodec")  # which gives Python the codec
    decoded = (
        _STYLE.sub("", text).encode().decode("latex+utf8", "ignore")
    )  # a sign that begins nothing
    bare = decoded.replace("{", "").replace("}", "").replace("~", " ")
    return _MARKS.sub(lambda mark: _BACK[mark[0]], bare).strip()


def plain_address(text: str) -> str:
    """An address, which TeX prints as it is but for escapes that are not needed."""
    return re.sub(r"\\(?=[_%&#~$])", "", "".join(text.split())).strip("{}")
