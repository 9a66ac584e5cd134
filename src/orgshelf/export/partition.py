"""Folders for many people's files, as Hive names them: ``notes_root=NAME``."""

import re

from orgshelf.export.encodable import REPLACEMENT, printable

# What Hive and Spark escape, and what a shell or another system would not take.
_SPECIAL = re.compile(r"[\x00-\x1f\x7f\"#%'*/:=?\\{}\[\]^<>|]")


def folder(name: str) -> str:
    """The folder of one notes root; readers turn ``%2F`` back into the sign it stands for.

    Letters of every script and blanks stay: Spark would not put their bytes together again.
    """
    text = printable(name).replace("\t", REPLACEMENT).replace("\n", REPLACEMENT)
    return f"notes_root={_SPECIAL.sub(lambda sign: f'%{ord(sign[0]):02X}', text)}"
