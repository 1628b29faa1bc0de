"""Input of a token: what it is for, what it may do, until when."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from anyue import clock
from anyue.orgs.choices import Role
from anyue.orgs.models import Membership
from anyue.orgs.permissions import ROLE_PERMISSIONS, Permission
from anyue.tokens.choices import NEVER, READ, SCOPES
from anyue.web.fields import DayField

_DAYS = 90


class _MembershipField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Takes none while it runs.
    """One of a person's posts, by its unit."""

    def label_from_instance(self, obj: Any) -> str:  # noqa: ANN401  Django's own shape.
        """Name the unit and the role."""
        return f"{obj.unit.name}（{obj.get_role_display()}）"


class TokenForm(forms.Form):
    """A token for one of a person's memberships."""

    membership = _MembershipField(Membership.objects.none(), label="单位", empty_label=None)
    name = forms.CharField(
        label="用途", max_length=40, help_text="写明给哪个系统用，例如“数据交换平台取汇总”。"
    )
    scopes = forms.MultipleChoiceField(
        label="可以做什么",
        widget=forms.CheckboxSelectMultiple,
        help_text="只勾选用得到的。令牌能做的不会超过您在这个单位的权限。",
    )
    last_day = DayField(label="有效期至", help_text="最长一年。到期自动失效。")

    def __init__(self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("_MembershipField", self.fields["membership"]).queryset = memberships
        held: set[Permission] = set().union(*(ROLE_PERMISSIONS[Role(one.role)] for one in memberships))
        offered = [(code, name) for code, name in SCOPES.items() if code == READ or code in held - NEVER]
        cast("forms.MultipleChoiceField", self.fields["scopes"]).choices = offered
        until = clock.today() + timedelta(days=_DAYS)
        first = next(iter(memberships), None)
        self.initial = {"membership": first, "scopes": [READ], "last_day": until, **self.initial}
