"""Reports and their immutable versions."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from anyue.accounts.models import User
from anyue.campaigns.models import (
    Campaign,
    Decided,
    Occurrence,
    Participation,
    SentUp,
    SentUpQuerySet,
    WrittenOnce,
    paired,
)
from anyue.files.models import StoredFile
from anyue.reports.choices import Check, FilePart, ReportState


class ReportQuerySet(SentUpQuerySet["Report"]):
    """Reports."""

    def visible_to(self, user: User) -> Self:
        """The reports of a person's units and of everybody who reports to these."""
        return self.filter(participation__in=Participation.objects.visible_to(user).values("pk"))

    def approved(self) -> Self:
        """Reports that count in official totals, be it with a version before the last."""
        return self.filter(approved_version__gt=0)


class Report(SentUp):
    """One participation's report for one occurrence: what is being filled in, and the facts of its way.

    `entries` holds the unit's own numbers as they stand on its page, `reasons` why some of them are not what
    the ledger says, by code. `revision` goes up with every change and guards against two people overwriting
    each other. `version` is the number of the version sent in last, `returned_version` of the one that the
    superior returned last, `approved_version` of the official one; 0 for none. An approved report that its
    unit reopens to correct (更正) keeps its official version until a later one is approved; `approved_at` is
    of the version sent in last. `figures` are those of a written text by key, as `Told.frozen` gives them:
    the text holds them by reference. `signed_at` is when the text was signed as it stands, and
    `sign_asked_at` when its leader was asked to, null once signed or sent in: what changes the text takes
    both away.
    `read_from` is the name of the returned file that the superior read the draft from, and `read_findings`
    what is to be said of it: pairs of codes (none for the file as a whole) and a sentence.
    """

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="reports")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="reports")
    entries = models.JSONField("填写内容", default=dict)
    reasons = models.JSONField("改动原因", default=dict)
    figures = models.JSONField("文中数字", default=dict)
    revision = models.PositiveIntegerField("修改次数", default=0)
    version = models.PositiveSmallIntegerField("版本", default=0)
    is_nil = models.BooleanField("零报告", default=False)
    saved_at = models.DateTimeField("保存时间", null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField("审签时间", null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sign_asked_at = models.DateTimeField("送审签时间", null=True)
    sign_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    read_from = models.CharField("来源文件", max_length=200, blank=True, default="")
    read_findings = models.JSONField("读入问题", default=list)
    read_at = models.DateTimeField("读入时间", null=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_submitted_at = models.DateTimeField("首次报送时间", null=True)
    return_marks = models.JSONField("退回标记", default=list)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "报表"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["participation", "occurrence"], name="report_once"),
            paired("saved", "report_saved_pair"),
            paired("signed", "report_signed_pair"),
            paired("sign_asked", "report_sign_asked_pair"),
            paired("read", "report_read_pair"),
            paired("submitted", "report_submitted_pair"),
            paired("opened", "report_opened_pair"),
            paired("returned", "report_returned_pair"),
            paired("approved", "report_approved_pair"),
            paired("reopened", "report_reopened_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} {self.occurrence_id}"

    def get_absolute_url(self) -> str:
        """The page on which the unit fills it in."""
        return reverse("reports:fill", args=[self.participation_id, self.occurrence_id])

    @property
    def is_seen_above(self) -> bool:
        """Whether the superior may see what was sent in: not a draft, nor what was taken back."""
        return self.is_closed or self.returned_at is not None or self.approved_version > 0

    @property
    def standing_number(self) -> int:
        """The number of the version that stands: the one sent in last, else the official one; 0 for none."""
        return self.version if self.is_closed else self.approved_version

    @property
    def is_reopened(self) -> bool:
        """Whether it was reopened after it was approved, and nothing has been sent in since."""
        return (
            self.reopened_at is not None and not self.is_closed and self.version == self.approved_version > 0
        )

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it was read from a file and the unit has not sent it in yet."""
        return self.read_at is not None and self.version == 0

    @property
    def is_as_read(self) -> bool:
        """Whether nobody has typed into it since it was read from a file."""
        return self.awaits_confirmation and self.saved_at == self.read_at and self.saved_by == self.read_by

    @property
    def is_untyped(self) -> bool:
        """Whether it holds nothing that its unit typed, so that a file may be read into it."""
        return self.version == 0 and (not self.entries or self.is_as_read)

    def state(self) -> ReportState:
        """Where it stands, apart from the time."""
        if self.approved_at:
            return ReportState.APPROVED
        if self.submitted_at:
            return ReportState.SUBMITTED
        if self.returned_at:
            return ReportState.RETURNED
        if self.approved_version:
            return ReportState.CORRECTING
        return ReportState.DRAFTING if self.saved_at else ReportState.NOT_STARTED


class ReportVersionQuerySet(models.QuerySet["ReportVersion"]):
    """Versions."""

    def standing(self) -> Self:
        """The version of each report that stands: the one sent in last, else the official one."""
        sent = models.Q(report__submitted_at__isnull=False, number=models.F("report__version"))
        kept = models.Q(report__submitted_at__isnull=True, number=models.F("report__approved_version"))
        return self.filter(sent | kept)

    def sent(self) -> Self:
        """The version of each report that is with the superior, approved or not."""
        return self.filter(report__submitted_at__isnull=False, number=models.F("report__version"))

    def official(self) -> Self:
        """The version of each report that was approved last, which official totals count."""
        return self.filter(number=models.F("report__approved_version"))

    def in_official_order(self) -> Self:
        """Unit by unit in the office's order, period by period; each comes with its unit."""
        return self.select_related("report__participation__unit").order_by(
            "report__participation__unit__position",
            "report__participation__unit_id",
            "report__occurrence__number",
        )


class ReportVersion(WrittenOnce):
    """One sending-in of a report, never changed: all values in one row with where they came from.

    `values` are the totals that count above (own + below); `own` the unit's own numbers; `records` the ids of
    the ledger's records behind each code; `parts` the versions of those below that are in it, as
    [participation id, version id]; `typed` the codes typed by hand over what the ledger had, and `reasons`
    why, by code; `carried` what the earlier periods came to, on which cumulative numbers stand; `counters`
    the channel behind a code as [id, name, day of the reading]; `figures` the figures of a written text as
    [start, end, key, frozen], where it holds each of them. `gaps` names those below whose tables are not in
    it (`reports.gaps`), `passed` lists what a blocking check held up and why it was sent in all the same, as
    [check, code, sentence, reason], and `revised_for` says why it was sent in again after an approval.
    `digest` is SHA-256 over all of these and the files that went with it (`reports.digest`). `read_from`
    names the file that the first version was read from, "" for none. `stood_in` is why the superior filled
    it in for a unit that has nobody, "" for the unit's own people.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    key = models.CharField("提交标识", max_length=36)
    values = models.JSONField("合计")
    own = models.JSONField("本级")
    records = models.JSONField("记录")
    parts = models.JSONField("下级")
    typed = models.JSONField("手填")
    reasons = models.JSONField("改动原因", default=dict)
    carried = models.JSONField("前期累计", default=dict)
    counters = models.JSONField("渠道读数", default=dict)
    figures = models.JSONField("文中数字", default=list)
    gaps = models.JSONField("缺报", default=dict)
    passed = models.JSONField("说明后报送", default=list)
    revised_for = models.CharField("修订原因", max_length=200, blank=True, default="")
    digest = models.CharField("摘要", max_length=64)
    read_from = models.CharField("来源文件", max_length=200, blank=True, default="")
    stood_in = models.CharField("代填原因", max_length=200, blank=True, default="")
    submitted_at = models.DateTimeField("报送时间")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "报表版本"
        ordering: ClassVar[list[str]] = ["report", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.UniqueConstraint(fields=["report", "key"], name="report_version_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class ReportFile(models.Model):
    """A file of a written text, as somebody added it; `number` is its version, 0 for the draft.

    What goes up with a version stays with it for good: the draft's files are written down again for it.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveSmallIntegerField("版本", default=0)
    part = models.CharField("用途", max_length=10, choices=FilePart)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=120)
    added_at = models.DateTimeField("上传时间")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "报送文件"
        # The editable file before its scan.
        ordering: ClassVar[list[str]] = ["number", "part"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number", "part"], name="report_file_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Decision(Decided):
    """What a reviewer decided on one version; `marks` are the codes that a return is about."""

    version = models.OneToOneField(ReportVersion, models.PROTECT, primary_key=True, related_name="decision")
    marks = models.JSONField("标记", default=list)

    class Meta:
        verbose_name = "审核结论"


class BlockingCheck(models.Model):
    """A check that lets no value of a campaign pass without a reason; every other one only advises."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="blocking_checks")
    name = models.CharField("核对", max_length=40, choices=Check.choices)
    set_at = models.DateTimeField("设置时间")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "拦截性核对"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["campaign", "name"], name="blocking_check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.name}"


class SignOff(models.Model):
    """A leader answers for a version: the principal officer of an enterprise by law (安全生产法 art. 21).

    Of a text that was signed before it went up, the time is that of the signing.
    """

    version = models.OneToOneField(ReportVersion, models.PROTECT, primary_key=True, related_name="sign_off")
    signed_at = models.DateTimeField("审签时间")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "审签"

    def __str__(self) -> str:
        return f"{self.version_id}"


class CalendarFeed(models.Model):
    """A person's calendar of what their units owe, at a secret address of which only a digest is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed")
    digest = models.CharField("地址摘要", max_length=64, unique=True)
    opened_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "日历订阅"

    def __str__(self) -> str:
        return f"{self.user_id}"
