"""Keys as a terminal sends them."""

import codecs
import re

_KEY = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|)|.", re.DOTALL)


class KeyReader:
    """Takes what was typed apart: a letter is a key, and so is a sequence that stands for one."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("ignore")

    def split(self, data: bytes) -> list[str]:
        """The keys that these bytes are; a letter may be cut in two between two calls."""
        return _KEY.findall(self._decoder.decode(data))
