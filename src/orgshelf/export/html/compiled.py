"""The page's templates, compiled once for many runs."""

from jinja2.bccache import Bucket, BytecodeCache

from orgshelf.storage.kept import keep, kept


class Compiled(BytecodeCache):
    """Compiled templates in the cache folder; Jinja2 sees whether they are of this template.

    To compile them takes longer than all the rest of the page of a few hundred headings.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept."""
        if data := kept(_name(bucket)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket has."""
        keep(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"{bucket.key}.template"
