"""What objects look like where they begin (org-element.el)."""

import re

from orgshelf.org.syntax.timestamps import STAMP

_ALNUM = r"[^\W_]"
SCRIPT = re.compile(
    r"(?:_|\^(?=[-{(*+.,]|[^\W_]))(?:"
    r"\{(?P<inner>(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}"
    r"|(?P<outer>\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)"
    rf"|\*|[+-]?(?:[.,\\]*{_ALNUM})+))"
)
TARGET = re.compile(r"<<(<)?+([^<> \t\n](?:[^<>\n]*[^<> \t\n])?)>>(?(1)>)")
RANGE = re.compile(rf"{STAMP.pattern}(?:--{STAMP.pattern})?")
COOKIE = re.compile(r"\[\d*(?:%|/\d*)\]", re.ASCII)
FOOTNOTE = re.compile(r"\[fn:(?:(?P<name>[-\w]*)(?P<colon>:)|(?P<label>[-\w]+)\])")
ENTITY = re.compile(
    r"\\(?:(_ +)|(there4|sup[123]|frac[13][24]|[a-zA-Z]+)(?:\{\}|(?![^\W\d_])|$))", re.MULTILINE
)
LATEX_MACRO = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^][\n{}]*\]|\{[^{}\n]*\})*")
BREAK = re.compile(r"(?<!\\)\\\\[ \t]*(?:\n|\Z)")
FOLDED = re.compile(r"[ \t]*\n[ \t]*")
SNIPPET = re.compile(r"@@[-A-Za-z0-9]+:(.*?)@@", re.DOTALL)
SOURCE = re.compile(r"src_[^ \t\n\[{]+(?=[\[{])")
