"""SHA-1, which tells texts apart that nobody made to be mistaken for one another.

``hashlib`` brings OpenSSL with it, and to load that takes longer than to read a file of notes.
"""

try:
    from _sha1 import sha1  # type: ignore[import-not-found]
except ImportError:  # a Python that was built without it
    from hashlib import sha1


def sha1_hex(data: bytes) -> str:
    """The digest of some bytes, in hex."""
    digest: str = sha1(data).hexdigest()
    return digest
