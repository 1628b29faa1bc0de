"""What a backup says of itself: its last part, so that one without it is not complete."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

DATABASE = "anyue.sqlite3"
MANIFEST = "manifest.json"
FILES = "files"
KEYS = "keys"
AUDIT_KEY = "audit_key"
KEY_FILES = ("secret_key", "mobile_key", "index_key", AUDIT_KEY)
FORMAT = 1
_NAME = re.compile(rf"{re.escape(DATABASE)}|{KEYS}/(?:{'|'.join(KEY_FILES)})|{FILES}/[^\0\\:]+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """`listing` is the SHA-256 of a line a member: digest, size and name, in their order in the file."""

    version: str
    made_at: str
    suite: str
    members: int
    size: int
    listing: str
    migrations: dict[str, list[str]]
    counts: dict[str, int]
    missing: list[str]
    anchor: str
    format: int = FORMAT

    def to_json(self) -> bytes:
        """JSON in UTF-8."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def manifest_of(data: bytes) -> Manifest:
    """The manifest of these bytes; ValueError or TypeError where they are none that this release knows."""
    found = Manifest(**json.loads(data))
    if found.format != FORMAT:
        raise ValueError(found.format)
    return found


def is_safe(name: str) -> bool:
    """Whether a member's name leads where members of a backup belong, and nowhere else."""
    parts = PurePosixPath(name).parts
    return bool(_NAME.fullmatch(name)) and ".." not in parts and "/".join(parts) == name
