"""The three administrators, and where wrong passwords and codes are counted."""

from django.db.models import TextChoices


class AdministratorKind(TextChoices):
    """Which of the three administrators an account is; GB/T 22239-2019 keeps them apart (8.1.5)."""

    SYSTEM = "system", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDIT = "audit", "审计管理员"


class LockScope(TextChoices):
    """What a lock keeps out."""

    HERE = "here", "账号在一处"
    ACCOUNT = "account", "账号在生疏的浏览器"
    ADDRESS = "address", "地址"
    CODE = "code", "动态口令"
    POST = "post", "任职验证码"
