"""What YouTube answers of a video (oEmbed 1.0, section 2.3.4)."""

from orgshelf.importers.decoding import read_json
from orgshelf.importers.imported import ImportedWork
from orgshelf.importers.json_values import member_of, text_of
from orgshelf.lookup.reply import Reply


def read_video(reply: Reply) -> ImportedWork | None:
    """The video, by its channel.

    Raises:
        ImportFormatError: it is no JSON.
    """
    video = member_of(read_json(reply.data, "an answer of oEmbed"))
    title = text_of(video.get("title"))
    if not title:
        return None
    return ImportedWork(title, kind="video", authors=(text_of(video.get("author_name")),))
