"""Codes of areas."""

import re

# GB/T 2260 has two digits a level down to the county; statistics add three for a town, three for a village.
_REGION = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", re.ASCII)


def is_region_code(code: str) -> bool:
    """Whether a code has as many digits as an area of some level (GB/T 2260; 统计用区划代码)."""
    return _REGION.fullmatch(code) is not None
