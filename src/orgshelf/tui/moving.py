"""Going through the list and the page, and folding the tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from orgshelf.store.folding import Outline
from orgshelf.tui.acts import View
from orgshelf.tui.stage import Handler, Stage


@dataclass(frozen=True, slots=True)
class Moving:
    """Moves what is current on the stage, and folds what is below it."""

    stage: Stage

    def handlers(self) -> Mapping[str, Handler]:
        """What is done by each of these acts."""
        views = (View.TODAY, View.WORKS, View.QUOTES, View.PROGRESS)
        return {
            "down": partial(self._go, 1),
            "up": partial(self._go, -1),
            "page-down": lambda: self._go(self._page),
            "page-up": lambda: self._go(-self._page),
            "first": lambda: self._go(-self._length),
            "last": lambda: self._go(self._length),
            "fold": self._fold,
            "in": self._go_in,
            "out": self._go_out,
            "fold-all": self._fold_all,
            "show": lambda: self.stage.set_alone(not self.stage.alone),
            "scroll": lambda: self._scroll(1),
            "scroll-back": lambda: self._scroll(-1),
            **{view: partial(self.stage.show_view, view) for view in views},
            "back": self.stage.go_back,
        }

    @property
    def _page(self) -> int:
        return self.stage.page.size.height if self.stage.alone else self.stage.list.page

    @property
    def _length(self) -> int:
        return len(self.stage.page.lines if self.stage.alone else self.stage.list.rows)

    def _go(self, steps: int) -> None:
        if self.stage.alone:
            self.stage.page.scroll_lines(steps)
        else:
            self.stage.list.go(steps)

    def _scroll(self, way: int) -> None:
        self.stage.page.scroll_lines(way * max(self.stage.page.size.height // 2, 1))

    def _is_open(self) -> bool:
        return self.stage.outline.is_open(self.stage.library.stored, self.stage.list.at)

    def _fold(self) -> None:
        outline = self.stage.outline.turned_at(self.stage.library.stored, self.stage.list.at)
        self._show(outline)

    def _go_in(self) -> None:
        if not self._is_open():
            self._fold()

    def _go_out(self) -> None:
        """Fold what is open, else go to what is above."""
        if self._is_open():
            self._fold()
            return
        place = self.stage.outline.above(self.stage.library.stored, self.stage.list.at)
        if place is not None:
            self.stage.list.go_to(place)

    def _fold_all(self) -> None:
        stored, outline = self.stage.library.stored, self.stage.outline
        current = outline.ids[self.stage.list.at : self.stage.list.at + 1]
        other = self.stage.outlines.outline(whole=not outline.whole)
        for id_ in current:
            other = other if other.whole else other.revealing(stored, id_)
        self._show(other)

    def _show(self, outline: Outline) -> None:
        self.stage.outline = outline
        self.stage.show_view(View.WORKS, keep=True)
