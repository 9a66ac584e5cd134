"""Completion in bash, zsh and fish: their scripts, and candidates quoted so that none can act.

A shell takes a line for a candidate, and bash inserts it as it is; notes and configurations may
be from somebody else. So each candidate is quoted as its shell wants it; one that cannot be, or
that has control characters, is left out.
"""

import os
import re
from collections.abc import Mapping
from typing import Any, ClassVar

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
)

from orgshelf.cli.output import print_text
from orgshelf.text import one_line

#: The variable by which a shell's script asks for completions.
VARIABLE = "_ORGSHELF_COMPLETE"

#: Bash divides words at ``@``, ``:`` and ``=`` too, and wants what completes a word from the last
#: of these on, an ``@`` included. Queries have all three, so the words are put together again as
#: blanks divide them, and what stands before is cut off the answers.
_BASH = """\
_orgshelf_completion() {
    local IFS=$'\\n' rest=${COMP_LINE:0:COMP_POINT} blanks word cut=''
    local completion value number
    local -a words=()
    for ((number = 0; number <= COMP_CWORD; number++)); do
        blanks=${rest%%[^[:blank:]]*} rest=${rest#"$blanks"}
        if ((number < COMP_CWORD)); then word=${COMP_WORDS[number]}; else word=$rest; fi
        if [[ $blanks || $number == 0 ]]; then words+=("$word"); else words[-1]+=$word; fi
        rest=${rest#"$word"}
    done
    word=${words[-1]}
    if [[ $word != [\\"\\']* ]]; then cut=${word%"${word##*[$COMP_WORDBREAKS]}"}; fi
    cut=${cut%@}
    COMPREPLY=()
    while IFS= read -r completion; do
        value=${completion#*,}
        case ${completion%%,*} in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$cut"}") ;;
        esac
        if [[ $value == *: ]]; then compopt -o nospace; fi
    done < <(env COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) \\
        _ORGSHELF_COMPLETE=bash_complete "$1" 2> /dev/null)
}

complete -o nosort -F _orgshelf_completion orgshelf
"""

_ZSH = """\
#compdef orgshelf

_orgshelf_completion() {
    local -a bare described response nospace
    local type key help
    response=("${(@f)$(env COMP_WORDS="${words[*]}" COMP_CWORD=$((CURRENT-1)) \\
        _ORGSHELF_COMPLETE=zsh_complete orgshelf 2> /dev/null)}")
    for type key help in "${response[@]}"; do
        if [[ $key == *: ]]; then nospace=(-S ''); fi
        case $type in
            dir) _path_files -/ ;;
            file) _path_files -f ;;
            plain) if [[ $help == _ ]]; then bare+=("$key"); else described+=("$key:$help"); fi ;;
        esac
    done
    if (( $#described )); then _describe -V unsorted described -U "${nospace[@]}"; fi
    if (( $#bare )); then compadd -U -V unsorted "${nospace[@]}" -a bare; fi
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _orgshelf_completion "$@"
else
    compdef _orgshelf_completion orgshelf
fi
"""

_FISH = """\
function _orgshelf_completion
    set -l words (commandline --current-process --cut-at-cursor | string collect)
    set -l word (commandline --current-token --cut-at-cursor | string collect)
    set -l response (env COMP_WORDS="$words" COMP_CWORD="$word" \\
        _ORGSHELF_COMPLETE=fish_complete orgshelf 2> /dev/null)
    for completion in $response
        set -l parts (string split --max 1 , -- $completion)
        switch $parts[1]
            case dir
                __fish_complete_directories $parts[2]
            case file
                __fish_complete_path $parts[2]
            case plain
                printf '%s\\n' $parts[2]
        end
    end
end

complete --no-files --command orgshelf --arguments "(_orgshelf_completion)"
"""

# Where the last word has a quotation mark that is not closed, all to the end is in it.
_WORD = re.compile(r"""(?:[^\s'"\\]|\\.?|'[^']*'?|"(?:[^"\\]|\\.?)*"?)+""", re.DOTALL)
_QUOTING = re.compile(r"""['"\\]""")
# What bash takes for more than a letter where a word is in no quotation marks, and where it is.
_SPECIAL = re.compile(r"""[ !"#$&'()*;<>?\[\\\]^`{|}~]""")
_BACKSLASHED = r"\\\g<0>"
_SPECIAL_QUOTED = {"'": frozenset("'"), '"': frozenset('$`"\\!')}

Item = CompletionItem[Any]


class _Shell(ShellComplete):
    """What the shells have in common."""

    script: ClassVar[str]

    def source(self) -> str:
        """The shell's script."""
        return self.script

    def complete(self) -> str:
        """A line, or lines, for each candidate that can be passed on safely."""
        items = self.get_completions(*self.get_completion_args())
        return "\n".join(self.format_completion(item) for item in items if self.can_tell(item))

    def can_tell(self, item: Item) -> bool:
        """Whether the candidate is no more than it looks, in this shell."""
        value: str = item.value
        return item.type != "plain" or (value != "" and one_line(value) == value)


class Bash(_Shell, BashComplete):
    """Candidates are inserted as they are: what is not typed yet is quoted here."""

    script = _BASH

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the last, and the last one."""
        typed = last_word(os.environ["COMP_WORDS"])
        self._quote = typed[:1] if typed[:1] in _SPECIAL_QUOTED else ""
        self._plain = not _QUOTING.search(typed, len(self._quote))
        args, self._incomplete = super().get_completion_args()
        return args, self._incomplete

    def can_tell(self, item: Item) -> bool:
        """Whether what is not typed yet can be quoted where it will stand."""
        special = _SPECIAL_QUOTED.get(self._quote, frozenset())
        return super().can_tell(item) and self._plain and special.isdisjoint(self._parts(item)[1])

    def format_completion(self, item: Item) -> str:
        """The type and the word, without the mark that it begins with, which bash keeps."""
        typed, rest = self._parts(item)
        return f"{item.type},{typed}{rest if self._quote else _SPECIAL.sub(_BACKSLASHED, rest)}"

    def _parts(self, item: Item) -> tuple[str, str]:
        """What is typed already of a candidate, and its rest."""
        value: str = item.value
        typed = self._incomplete if value.startswith(self._incomplete) else ""
        return typed, value[len(typed) :]


class Zsh(_Shell, ZshComplete):
    """Zsh quotes what it inserts; of a candidate with a help text a colon ends the candidate."""

    script = _ZSH

    def format_completion(self, item: Item) -> str:
        """Three lines: the type, the word and its help."""
        if item.type != "plain":
            return f"{item.type}\n_\n_"
        help_ = one_line(item.help or "").strip()
        value: str = re.sub(r"[\\:]", _BACKSLASHED, item.value) if help_ else item.value
        return f"{item.type}\n{value}\n{help_ or '_'}"


class Fish(_Shell, FishComplete):
    """Fish quotes what it inserts; a tab parts a candidate from its help."""

    script = _FISH

    def format_completion(self, item: Item) -> str:
        """The type and the word, behind a tab its help."""
        help_ = one_line(item.help or "").strip()
        return f"{item.type},{item.value}" + (f"\t{help_}" if help_ else "")


SHELLS: Mapping[str, type[_Shell]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}


def last_word(line: str) -> str:
    """The last word of a line, as it was typed."""
    words = list(_WORD.finditer(line))
    return words[-1][0] if words and words[-1].end() == len(line) else ""


def answer(command: click.Command, instruction: str) -> int:
    """Do what a shell asks for, as in ``bash_complete``; 1 where we know no such thing."""
    shell, _, wanted = instruction.partition("_")
    if shell not in SHELLS or wanted not in ("complete", "source"):
        return 1
    made = SHELLS[shell](command, {}, command.name or "", VARIABLE)
    print_text(f"{made.complete()}\n" if wanted == "complete" else made.script)
    return 0
