"""How the cells of a streamed workbook look: faces, fills and borders, by number."""

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class Look:
    """A cell's style by name: its place among the `cellXfs` of `STYLES`."""

    NONE = 0
    TITLE = 1
    HEAD = 2
    NUMBER = 3
    TEXT = 4
    ODD = 5
    TOTAL = 6


_SIDES = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
_CALIBRI, _XIAOBIAO, _HEI, _FANGSONG = range(4)
_NO_FILL, _YELLOW, _GREY = 0, 2, 3


def _format(font: int, *, fill: int = _NO_FILL, is_ruled: bool = True, side: str = "center") -> str:
    return (
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{int(is_ruled)}" xfId="0" applyFont="1"'
        f' applyFill="1" applyBorder="1" applyAlignment="1">'
        f'<alignment horizontal="{side}" vertical="center" wrapText="1"/></xf>'
    )


_FORMATS = {
    Look.NONE: '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    Look.TITLE: _format(_XIAOBIAO, is_ruled=False),
    Look.HEAD: _format(_HEI),
    Look.NUMBER: _format(_FANGSONG),
    Look.TEXT: _format(_FANGSONG, side="left"),
    Look.ODD: _format(_FANGSONG, fill=_YELLOW),
    Look.TOTAL: _format(_HEI, fill=_GREY),
}
# A workbook has the first two fills, whether or not it uses them.
STYLES = (
    f'<styleSheet xmlns="{_NAMESPACE}"><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><sz val="22"/><name val="方正小标宋简体"/></font><font><sz val="12"/><name val="黑体"/></font>'
    '<font><sz val="12"/><name val="仿宋_GB2312"/></font></fonts>'
    '<fills count="4"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    f"<border>{_SIDES}<diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_FORMATS)}">{"".join(_FORMATS[look] for look in range(len(_FORMATS)))}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
