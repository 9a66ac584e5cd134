"""Acts that change what is seen, and nothing in the notes."""

from functools import partial

from orgshelf.tui.acts import EVERYWHERE, LISTS, Act, On, View

_WORKS = frozenset((View.WORKS,))
_REVIEW = frozenset((View.REVIEW,))
#: Cards are graded by the keys that show other views elsewhere.
_ELSEWHERE = EVERYWHERE - _REVIEW

_move = partial(Act, family="Moving")
_tree = partial(Act, family="Moving", on=On.ROW, views=_WORKS)
_look = partial(Act, family="Looking")
_mark = partial(Act, family="Marking", views=LISTS)
_review = partial(Act, family="Reviewing", views=_REVIEW, common=True)
_around = partial(Act, family="Around")

MOVING = (
    _move("down", "j down", "Go to the next row.", emacs="ctrl+n down"),
    _move("up", "k up", "Go to the row before.", emacs="ctrl+p up"),
    _move("page-down", "ctrl+f pagedown", "Go on by a page.", emacs="ctrl+v pagedown"),
    _move("page-up", "ctrl+b pageup", "Go back by a page.", emacs="alt+v pageup"),
    _move("first", "g home", "Go to the first row.", emacs="< alt+< home"),
    _move("last", "G end", "Go to the last row.", emacs="> alt+> end"),
    _tree("fold", "tab", "Unfold what is below, or fold it.", common=True),
    _tree("in", "l right", "Unfold what is below.", emacs="ctrl+f right"),
    _tree("out", "h left", "Fold it, or go to what is above.", emacs="ctrl+b left"),
    _tree("fold-all", "shift+tab", "Unfold everything, or fold all works.", on=On.ALWAYS),
)
LOOKING = (
    _look("show", "enter", "Show the page alone, or not.", on=On.ROW, views=LISTS, common=True),
    _look("scroll", "J space", "Scroll the page beside the list.", emacs="space", views=LISTS),
    _look("scroll-back", "K backspace", "Scroll it back.", emacs="backspace", views=LISTS),
    _look("search", "/", "Look for words, or by a query.", emacs="/ ctrl+s", common=True),
    _look("today", "1", "Show what there is to do today.", views=_ELSEWHERE),
    _look("works", "2", "Show the tree of works and parts.", views=_ELSEWHERE),
    _look("quotes", "3", "Show the quotes.", views=_ELSEWHERE),
    _look("progress", "4", "Show how far you are.", views=_ELSEWHERE),
    _look("review", "5", "Ask the cards that are due.", views=_ELSEWHERE),
)
MARKING = (
    _mark("mark", "m", "Mark it, to change many at once.", on=On.ROW, common=True),
    _mark("unmark", "u", "Take the mark off.", on=On.ROW),
    _mark("unmark-all", "M", "Take all marks off."),
    _mark("bulk", "B", "Do something to all that is marked.", common=True),
)
REVIEWING = (
    _review("answer", "space enter", "Show the answer."),
    _review("grade-again", "1", "You did not know it."),
    _review("grade-hard", "2", "It was hard."),
    _review("grade-good", "3", "You knew it."),
    _review("grade-easy", "4", "It was easy."),
    _review("skip", "n", "Leave the card for later."),
    _review("suspend", "x", "Do not ask the card any more."),
)
AROUND = (
    _around("open", "o", "Open a link of it.", on=On.ROW, views=LISTS, common=True),
    _around("edit", "E", "Open it in your editor.", on=On.ROW, views=LISTS, common=True),
    _around("reload", "r", "Read the notes again."),
    _around("palette", "ctrl+p alt+x", "Choose what to do from a list.", emacs="alt+x"),
    _around("help", "?", "Show all keys."),
    _around("back", "escape", "Go back to the list.", emacs="escape ctrl+g"),
    _around("stop", "ctrl+z", "Go back to the shell; `fg` goes on here."),
    _around("quit", "Q ctrl+c", "Leave."),
)
