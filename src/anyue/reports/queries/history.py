"""What a report said in each of its versions, and where each value came from."""

from dataclasses import dataclass

from anyue.accounts.models import User
from anyue.core.forms.form import Indicator
from anyue.orgs.queries import roles_in
from anyue.reports.digest import is_as_sent
from anyue.reports.gaps import Gaps
from anyue.reports.models import Decision, Report, ReportVersion


@dataclass(frozen=True, slots=True)
class Told:
    """One version; `is_intact` says whether its digest still agrees with it."""

    version: ReportVersion
    decision: Decision | None
    is_official: bool
    is_intact: bool

    @property
    def gaps(self) -> Gaps | None:
        """Whom the version leaves out."""
        return Gaps.of(self.version)


@dataclass(frozen=True, slots=True)
class Said:
    """What one version said at one blank: own part and whole, from where, why; "" for nothing given."""

    told: Told
    value: str
    own: str
    source: str
    reason: str
    is_changed: bool
    is_marked: bool


def history_of(report: Report, *, is_own: bool) -> list[Told]:
    """The versions of a report, the last one first; two queries.

    A superior sees what it decided on and what stands: what was sent in and taken back was never its to see.
    """
    standing = report.standing_number
    files: dict[int, list[list[str]]] = {}
    for row in report.files.filter(number__gt=0).select_related("file").order_by("part"):
        files.setdefault(row.number, []).append([row.part, row.file.sha256])
    versions = report.versions.select_related("submitted_by", "sign_off__signed_by", "decision__decided_by")
    return [
        Told(
            version,
            decision,
            is_official=version.number == report.approved_version,
            is_intact=is_as_sent(version, files.get(version.number, ())),
        )
        for version in versions.order_by("-number")
        if (decision := getattr(version, "decision", None)) or is_own or version.number == standing
    ]


def seen_by(user: User, report: Report) -> list[Told]:
    """The versions that a person may see, the last one first."""
    return history_of(report, is_own=bool(roles_in(user, report.participation.unit_id)))


def values_of(indicator: Indicator, history: list[Told]) -> list[Said]:
    """What each version said at one blank, the last one first."""
    code = indicator.code
    said = []
    for place, told in enumerate(history):
        version, before = told.version, history[place + 1].version if place + 1 < len(history) else None
        value = version.values.get(code, "")
        said.append(
            Said(
                told=told,
                value=value,
                own=version.own.get(code, ""),
                source="，".join(_sources(version, code)),
                reason=version.reasons.get(code, ""),
                is_changed=before is not None and value != before.values.get(code, ""),
                is_marked=told.decision is not None and code in told.decision.marks,
            )
        )
    return said


def _sources(version: ReportVersion, code: str) -> list[str]:
    """Where a value came from, in words: file, hand, ledger, units below."""
    own = version.own.get(code, "")
    told = []
    if code in version.typed:
        told.append(f"读自文件“{version.read_from}”" if version.read_from else "手工填写")
    elif count := len(version.records.get(code, ())):
        told.append(f"台账 {count} 条")
    elif own:
        told.append("未填，按 0 报送" if own == "0" else "前期累计")
    if version.parts and version.values.get(code, "") != own:
        told.append(f"下级 {len(version.parts)} 个单位")
    return told
