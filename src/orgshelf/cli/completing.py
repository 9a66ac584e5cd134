"""The scripts by which shells complete words."""

import click
from click.shell_completion import get_completion_class

from orgshelf.errors import OrgshelfError

_VARIABLE = "_ORGSHELF_COMPLETE"

#: Bash divides words at ``@``, ``:`` and ``=`` too, and wants what completes a word from the last
#: of these on, an ``@`` included. Queries have all three, so the words are put together again as
#: blanks divide them, and what stands before is cut off the answers.
_BASH = """\
_orgshelf_completion() {
    local IFS=$'\\n' rest=${COMP_LINE:0:COMP_POINT} blanks word cut=''
    local completion type value number
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
    for completion in $(env COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) \\
        _ORGSHELF_COMPLETE=bash_complete "$1"); do
        IFS=',' read -r type value <<< "$completion"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("${value#"$cut"}") ;;
        esac
        if [[ $value == *: ]]; then compopt -o nospace; fi
    done
}

complete -o nosort -F _orgshelf_completion orgshelf
"""


def completion_script(command: click.Command, shell: str) -> str:
    """What a shell reads so that it completes what the command takes.

    Raises:
        OrgshelfError: there is none for that shell.
    """
    if shell == "bash":
        return _BASH
    kind = get_completion_class(shell)
    if kind is None:
        raise OrgshelfError(f"This click cannot complete for {shell}: use another shell.")
    made = kind(command, {}, "orgshelf", _VARIABLE)
    return f"{made.source_template % made.source_vars()}\n"
