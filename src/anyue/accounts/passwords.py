"""The rules for passwords (GB/T 22239-2019, 8.1.4.1), as Django's validators; passwords for a first day."""

import secrets

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from anyue.accounts.models import FormerPassword, User

SHORTEST = 10
# As long as this, words of one class are harder to guess than ten mixed characters.
PASSPHRASE = 20
REMEMBERED = 5
RULES = (
    f"至少 {SHORTEST} 个字符，含大写字母、小写字母、数字、符号、汉字中的三类；"
    f"或者 {PASSPHRASE} 个字符以上的一句话。"
)
# No letters or digits that look alike, since people type these from a screen.
_LETTERS, _DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"


class StrengthValidator:
    """Long enough, and of several classes of characters or very long."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002  Django passes it.
        """Raise ValidationError for a password that is too easily guessed."""
        classes = (
            any(c.isupper() for c in password),
            any(c.islower() for c in password),
            any(c.isdigit() for c in password),
            any(c.isalpha() and c.isascii() is False for c in password),
            any(not c.isalnum() and not c.isspace() for c in password),
        )
        if len(password) < SHORTEST or (len(password) < PASSPHRASE and sum(classes) < 3):
            raise ValidationError(f"密码太简单：{RULES}")
        if len(set(password)) < SHORTEST // 2:
            raise ValidationError("密码里重复的字符太多，请换一个。")

    def get_help_text(self) -> str:
        """The rule, as the form says it."""
        return RULES


class OwnNameValidator:
    """Not the account, the name or the number of its person, alone or with something around it."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where any of them is in the password."""
        if user is None:
            return
        mobile = getattr(user, "mobile", None)
        own = [user.account, user.name, mobile.number if mobile else ""]
        if any(len(word) > 1 and word.casefold() in password.casefold() for word in own):
            raise ValidationError("密码里不能有自己的账号、姓名或手机号码，请换一个。")

    def get_help_text(self) -> str:
        """The rule, as the form says it."""
        return "不能含有账号、姓名或手机号码。"


class FormerPasswordValidator:
    """Not one of the last five; Django tells it of every password that is set."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError for one of the last five, the present one included."""
        if user is None or user.pk is None:
            return
        former = FormerPassword.objects.filter(user=user).values_list("digest", flat=True)[:REMEMBERED]
        if any(check_password(password, digest) for digest in former):
            raise ValidationError(f"最近 {REMEMBERED} 次用过的密码不能再用，请换一个。")

    def password_changed(self, password: str, user: User) -> None:  # noqa: ARG002  Django passes it.
        """Remember the password, and forget the sixth."""
        FormerPassword.objects.create(user=user, digest=user.password)
        kept = FormerPassword.objects.filter(user=user).values_list("pk", flat=True)[:REMEMBERED]
        FormerPassword.objects.filter(user=user).exclude(pk__in=list(kept)).delete()

    def get_help_text(self) -> str:
        """The rule, as the form says it."""
        return f"不能与最近 {REMEMBERED} 次的相同。"


def new_password() -> str:
    """A password for a first day, such as kmwt-4829-hbfe-rxqa: about 66 bits, easily typed from a screen."""
    groups = [_LETTERS, _DIGITS, _LETTERS, _LETTERS]
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for letters in groups)
