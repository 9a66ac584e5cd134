"""Columns, indentation and alignment of what an edit writes."""

from dataclasses import dataclass

from orgshelf.org.document import Document
from orgshelf.text import TAB_WIDTH


@dataclass(frozen=True, slots=True)
class Layout:
    """Emacs's variables that decide about indentation.

    ``adapt`` is org-adapt-indentation; ``virtual`` says that org-indent-mode shows the outline
    by itself (``#+STARTUP: indent``); then nothing is adapted and no tabs are written.
    """

    adapt: bool
    virtual: bool

    @classmethod
    def of(cls, document: Document) -> "Layout":
        """The variables as they are for a file."""
        words = [word.lower() for word in document.settings.startup]
        indent = [word for word in words if word in ("indent", "noindent")]
        virtual = indent[-1:] == ["indent"]
        return cls(document.org.adapt_indentation and not virtual, virtual)

    def below(self, level: int) -> int:
        """The column of what stands below a headline of that level."""
        return level + 1 if self.adapt else 0

    def blanks(self, column: int) -> str:
        """Indentation up to ``column``, in tabs as far as they go (indent-line-to)."""
        tabs, spaces = divmod(column, TAB_WIDTH)
        return " " * column if self.virtual else "\t" * tabs + " " * spaces
