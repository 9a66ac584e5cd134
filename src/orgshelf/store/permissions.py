"""What may be written: where notes may be, and who may read and write what takes their place."""

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from orgshelf.errors import NotEditableError
from orgshelf.store.paths import user_config_file

_ACL = "system.posix_acl_access"
#: What people and their programs say of a file, and its access lists. Labels of other kinds
#: are given to a new file by the system's own rules.
_KEPT = ("user.", "system.")
#: Of the bytes of a list as Linux has them: its head, an entry, and the tags with which an entry
#: begins that is in the mode as well (owner, mask, others).
_ACL_HEAD, _ACL_ENTRY = 4, 8
_IN_MODE = (b"\x01\x00", b"\x10\x00", b"\x20\x00")
_GROUP, _OTHERS, _ALL = 0o070, 0o007, 0o777


def check_not_read_only(target: Path, name: str) -> None:
    """Refuse to replace a file that its owner has made read-only, or that is not ours to write.

    The mode counts also for root, who may write to everything.

    Raises:
        NotEditableError: it is one.
    """
    try:
        status = target.stat()
    except OSError:
        return  # there is none, or what comes next says what is wrong
    if not status.st_mode & stat.S_IWUSR:
        raise NotEditableError(name, f"it is read-only (`chmod u+w {target}` changes that)")
    if not os.access(target, os.W_OK):
        raise NotEditableError(name, f"you may not write to {target}")


def keep(target: Path, handle: int) -> None:
    """Give an open file the owner, group, mode and attributes of the one that it replaces.

    Where the owner or the group cannot be kept nobody gets a right that he did not have.

    Raises:
        OSError: an attribute or an access list cannot be kept.
    """
    old = target.stat()
    for owner in (old.st_uid, -1):  # the group alone where it cannot be both
        with suppress(OSError):
            os.fchown(handle, owner, old.st_gid)
            break
    new = os.fstat(handle)
    mode = stat.S_IMODE(old.st_mode)
    if new.st_gid != old.st_gid:
        if _attributes(target).get(_ACL):
            raise OSError(errno.EPERM, "its group cannot be kept, which its access list is for")
        mode = _for_another_group(mode)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        mode &= _ALL  # it is run as nobody else
    _copy_attributes(target, handle)
    if stat.S_IMODE(os.fstat(handle).st_mode) != mode:  # which the access list may have set
        os.fchmod(handle, mode)


def _for_another_group(mode: int) -> int:
    """The mode where the new group was among the others, and the old one is from now on."""
    both = mode >> 3 & mode & _OTHERS
    return mode & ~(_GROUP | _OTHERS) | both << 3 | both


def _copy_attributes(target: Path, handle: int) -> None:
    """Make the attributes equal; a new file may have got an access list from its folder."""
    if sys.platform != "linux":
        return
    old, new = _attributes(target), _attributes(handle)
    try:
        for name in new.keys() - old.keys():
            os.removexattr(handle, name)
        for name, value in old.items() - new.items():
            os.setxattr(handle, name, value)
    except OSError as error:
        why = f"its attribute {name} cannot be kept ({error.strerror})"
        raise OSError(error.errno, why) from error


def _attributes(file: Path | int) -> dict[str, bytes]:
    """The extended attributes that are kept; on Linux the access list is one of them."""
    if sys.platform != "linux":
        return {}
    try:
        names = [name for name in os.listxattr(file) if name.startswith(_KEPT)]
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):  # the file system has none
            return {}
        raise
    return {name: os.getxattr(file, name) for name in names}


def open_up(handle: int, like: Iterable[Path]) -> None:
    """Give a new open file the usual mode, but no more than all of ``like`` have.

    Those are what its text is from. Its owner may read and write it in any case.
    """
    umask = os.umask(0)
    os.umask(umask)
    mode = 0o666 & ~umask
    for path in like:
        if not mode & (_GROUP | _OTHERS):
            break
        mode &= _granted(path, handle) | stat.S_IRUSR | stat.S_IWUSR
    os.fchmod(handle, mode)


def _granted(path: Path, handle: int) -> int:
    """The mode by which an open file lets nobody do more than another file does."""
    try:
        old, new = path.stat(), os.fstat(handle)
        if _listed(path) != _listed(handle):
            return 0
    except OSError:
        return 0
    mode = old.st_mode & _ALL
    return mode if new.st_gid == old.st_gid else _for_another_group(mode)


def _listed(file: Path | int) -> frozenset[bytes]:
    """Who is in a file's access list besides those whom the mode tells of."""
    entries = _attributes(file).get(_ACL, b"")[_ACL_HEAD:]
    every = (entries[i : i + _ACL_ENTRY] for i in range(0, len(entries), _ACL_ENTRY))
    return frozenset(entry for entry in every if entry[:2] not in _IN_MODE)


def real_place(root: Path, name: str, writable: Iterable[Path]) -> Path:
    """The file that is written when a file in the folder ``root`` is, links followed.

    ``name`` is relative to the folder. ``writable`` are the folders outside it that links may
    lead to. What a link leads to inside the folder must not be hidden there, as ``.git`` is.

    Raises:
        NotEditableError: it may not be written.
    """
    check_name(name)
    whole, target = _real(root), _real(root / name)
    if target == whole / name or any(target.is_relative_to(_real(path)) for path in writable):
        return target
    if not target.is_relative_to(whole):
        raise NotEditableError(name, _outside(target))
    if any(part.startswith(".") for part in target.relative_to(whole).parts):
        raise NotEditableError(name, f"it leads to {target}, which is hidden among the notes")
    return target


def check_name(name: str) -> None:
    """Refuse the name of a file that could not be below the folder of the notes.

    Raises:
        NotEditableError: it is one.
    """
    named = PurePosixPath(name)
    if named.is_absolute() or ".." in named.parts or "\0" in name:
        raise NotEditableError(name, "it is not among the notes")


def _real(path: Path) -> Path:
    """The path without links, as far as there is one."""
    return Path(os.path.realpath(path))


def _outside(target: Path) -> str:
    import json

    folder = json.dumps(str(target.parent), ensure_ascii=False)
    return (
        f"it leads to {target}, outside the notes (if that is your link, "
        f"allow it by `writable: [{folder}]` in {user_config_file()})"
    )
