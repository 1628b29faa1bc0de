"""Photos and text of one campaign as a pack for the newsletter: names of files, captions, the document.

Owns what a photo is called, what is said of it and the Word document beside the photos. Does not own the
photos, nor who may have them.
"""

from anyue.core.packs.captions import Deed, caption_of, sentence_of
from anyue.core.packs.document import Section, Told, build_captions
from anyue.core.packs.names import Shot, pack_name, photo_names

__all__ = [
    "Deed",
    "Section",
    "Shot",
    "Told",
    "build_captions",
    "caption_of",
    "pack_name",
    "photo_names",
    "sentence_of",
]
