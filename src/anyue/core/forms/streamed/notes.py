"""Notes at cells, as Excel keeps them: their words in one part, their boxes drawn in another."""

from collections.abc import Mapping

from anyue.core.forms.streamed.rows import letters, text_xml

Notes = Mapping[tuple[int, int], str]
"""Words by (row, column), both from 1."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DRAWING_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
    'margin-top:1.5pt;width:320px;height:90px;z-index:1;visibility:hidden" fillcolor="#ffffe1"'
    ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_FIRST_BOX = 1025


def comments_xml(notes: Notes, author: str) -> str:
    """The words of the notes."""
    listed = "".join(
        f'<comment ref="{letters(column)[-1]}{row}" authorId="0"><text>'
        f'<t xml:space="preserve">{text_xml(words)}</t></text></comment>'
        for (row, column), words in notes.items()
    )
    return (
        f'<comments xmlns="{_MAIN}"><authors><author>{author}</author></authors>'
        f"<commentList>{listed}</commentList></comments>"
    )


def drawing_xml(notes: Notes) -> str:
    """The boxes of the notes, hidden until the pointer is over their cells."""
    boxes = (
        _BOX.format(number=number, row=row - 1, column=column - 1)
        for number, (row, column) in enumerate(notes, _FIRST_BOX)
    )
    return f"{_DRAWING_HEAD}{''.join(boxes)}</xml>"
