"""Items as a unit enters them, with made-up parties."""

from typing import Any

from anyue.accounts.models import User
from anyue.cases import actions, queries
from anyue.cases.models import CaseItem
from anyue.core.cases import Register
from anyue.orgs.models import Unit
from tests.cast import Cast, Running, new_key

CASE = {
    "title": "青溪县霁岚化工有限公司未按规定培训从业人员案",
    "kinds": "dual transfer",
    "enterprise": "青溪县霁岚化工有限公司",
    "person": "欧阳焱",
    "people": "张淼、李鑫",
    "decided_on": "2026-06-02",
    "authority": "青溪县应急管理局",
    "facts": "石桥铺镇桥东村的霁岚化工负责人欧阳焱（电话１３９ 0000 1111）没有培训张淼，李 鑫作证。",
    "basis": "《安全生产法》第九十七条、应急〔2024〕5号",
    "on_enterprise": "罚款50000元",
    "on_person": "对欧阳焱罚款10000元",
    "receiver": "police",
    "transferred_on": "2026-06-03",
    "number": "青应急罚〔2026〕12号",
}
EXPOSURE = {
    "enterprise": "石桥霁岚水泥厂",
    "place": "青溪县石桥铺镇桥东村三组12号",
    "sector": "冶金工贸",
    "hazard": "煤磨袋式收尘器没有泄爆装置，桥东村三组12号厂区通道堵塞。",
    "level": "major",
    "criterion": "工贸企业重大事故隐患判定标准第八条",
    "found_on": "2026-06-01",
    "order": "停产整改",
    "deadline": "2026-06-20",
    "state": "open",
    "outlet": "青溪融媒",
    "url": "https://news.example.com/1",
}
SAMPLES = {Register.CASE: CASE, Register.EXPOSURE: EXPOSURE}


def line_key(unit: Unit, superior: Unit, running: Running | None = None) -> str:
    """The way up from one unit to another, along the campaign where there is one."""
    lines = queries.lines_of([unit])
    return next(
        one.key
        for one in lines
        if one.superior == superior and (one.participation is None) == (running is None)
    )


def enter(
    unit: Unit, superior: Unit, by: User, register: Register = Register.CASE, **changes: str
) -> CaseItem:
    """A draft without a campaign."""
    line = queries.line_named([unit], line_key(unit, superior))
    assert line is not None
    raw = SAMPLES[register] | changes
    return actions.enter_case(register=register, line=line, raw=raw, key=new_key(), by=by)


def send(item: CaseItem, by: User, **changes: str) -> CaseItem:
    """Send what the draft holds."""
    item.refresh_from_db()
    raw = item.content | changes
    return actions.send_case(item=item, raw=raw, revision=item.revision, key=new_key(), by=by)


def sent(cast: Cast, register: Register = Register.CASE, **changes: str) -> CaseItem:
    """An item of the town that waits for the county's office."""
    return send(enter(cast.town, cast.office, cast.clerk, register, **changes), cast.clerk)


def approved(cast: Cast, register: Register = Register.CASE, **changes: str) -> CaseItem:
    """One that the office has approved."""
    item = sent(cast, register, **changes)
    actions.approve_case(item=item, version=1, by=cast.lead)
    item.refresh_from_db()
    return item


def published(cast: Cast, register: Register = Register.CASE, **how: Any) -> CaseItem:
    """One that anybody may read."""
    item = approved(cast, register)
    actions.publish_case(
        item=item, version=1, is_named=how.get("is_named", False), more=how.get("more", ()), by=cast.lead
    )
    item.refresh_from_db()
    return item
