"""Videos and playlists: what ``yt-dlp -J``, also with ``--flat-playlist``, writes."""

from orgshelf.errors import ImportFormatError
from orgshelf.importers.decoding import (
    Member,
    looks_like_json,
    member_of,
    members_of,
    read_json,
)
from orgshelf.importers.foreign_fields import read_date, read_year, web
from orgshelf.importers.imported import Imported, ImportedWork, Skipped, State

_WHAT = "what yt-dlp writes"
_GONE = ("[Private video]", "[Deleted video]")


def recognize(data: bytes, name: str) -> bool:
    """Whether it is a playlist with entries, or a video that yt-dlp took out of a page."""
    is_list = looks_like_json(data, "entries", "_type") and not looks_like_json(data, "created_on")
    is_video = b'"extractor"' in data and b'"webpage_url"' in data
    return is_list or (is_video and looks_like_json(data, "id", "title"))


def read(data: bytes) -> Imported:
    """The video, or the playlist with its videos as parts.

    Raises:
        ImportFormatError: it has no entries and is no video.
    """
    found = member_of(read_json(data, _WHAT))
    entries = found.array("entries")
    if not entries and "extractor" not in found:
        raise ImportFormatError(_WHAT, "it has no entries")
    gone = [
        Skipped(number, "the video is private or was deleted", "entry")
        for number, entry in enumerate(entries, 1)
        if not _is_there(member_of(entry))
    ]
    address = web(found.text("webpage_url") or found.text("original_url"))
    work = ImportedWork(
        title=found.text("title") or address,
        kind="video",
        state=State.NONE if entries else State.UNREAD,
        authors=(found.text("uploader") or found.text("channel"),),
        year=read_year(found.text("upload_date")[:4]),
        identifiers=(("URL", address), ("YOUTUBE_ID", found.text("id") if entries else "")),
        tags=found.texts("tags"),
        properties=(("EFFORT", _hours(found.get("duration"))),),
        text=found.text("description"),
        parts=tuple(_part(entry) for entry in members_of(entries) if _is_there(entry)),
    )
    return Imported((work,), tuple(gone))


def _is_there(entry: Member) -> bool:
    return bool(entry.text("id")) and entry.text("title") not in _GONE


def _part(entry: Member) -> ImportedWork:
    if videos := entry.array("entries"):  # of a channel, one list for each of its tabs
        below = tuple(map(_part, filter(_is_there, members_of(videos))))
        return ImportedWork(title=entry.text("title"), kind="video", parts=below)
    number = entry.text("id")
    address = web(entry.text("url")) or f"https://www.youtube.com/watch?v={number}"
    return ImportedWork(
        title=entry.text("title") or address,
        kind="video",
        state=State.UNREAD,
        identifiers=(("URL", address),),
        added=read_date(entry.text("playlist_added")),
        properties=(("EFFORT", _hours(entry.get("duration"))),),
    )


def _hours(seconds: object) -> str:
    """A length as Org writes an effort, ``1:05``, the last minute whole."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < 1e7:
        return ""
    minutes = -int(-seconds // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
