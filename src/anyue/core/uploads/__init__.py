"""Photos, videos and documents that people send in: what a file is by its content, and what is kept of it.

Nothing is kept that tells where, by whom or with which device a photo or a video was made. Knows no disk and
no database. Notices and returned tables are opened by `core/notice/open` and `core/forms/returned`.
"""

from anyue.core.uploads.kinds import DOCUMENTS, PICTURES, TAKEN, VIDEOS, UploadKind
from anyue.core.uploads.prepare import Prepared, prepare, public_copy

__all__ = ["DOCUMENTS", "PICTURES", "TAKEN", "VIDEOS", "Prepared", "UploadKind", "prepare", "public_copy"]
