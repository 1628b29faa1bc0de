"""Pages: those of the system administrator and the security administrator; the auditor's is in `trail`."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyue.accounts import actions, queries
from anyue.accounts.administration_forms import OpenAccountForm
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.models import Lock, Session, User
from anyue.accounts.person import person
from anyue.accounts.proof import recently_proved
from anyue.core.errors import AnyueError
from anyue.web.fields import words_of

View = Callable[..., HttpResponse]
_PER_PAGE = 50


def only(*kinds: AdministratorKind) -> Callable[[View], View]:
    """Let in the administrators of these kinds; everybody else gets NOT_ADMINISTRATOR."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            user = person(request)
            if user.administers not in kinds:
                actions.require_administrator(user, kinds[0])
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _accounts_page(
    request: HttpRequest, form: OpenAccountForm, link: str = "", opened: User | None = None
) -> HttpResponse:
    words = words_of(request.GET.get("words", ""), 40)
    found = queries.accounts_matching(words, by=person(request))
    context = {
        "page": Paginator(found, _PER_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "form": form,
        "opened": opened,
        "link": request.build_absolute_uri(reverse("accounts:enter", args=[link])) if link else "",
    }
    return render(request, "accounts/accounts.html", context, status=422 if form.errors else 200)


@recently_proved
@only(AdministratorKind.SYSTEM)
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """All accounts; open one."""
    form = OpenAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, link = actions.open_account(**form.cleaned_data, by=person(request))
        except AnyueError as wrong:
            form.add_error(wrong.field, wrong.message)
        else:
            return _accounts_page(request, OpenAccountForm(), link, user)
    return _accounts_page(request, form)


@recently_proved
@only(AdministratorKind.SYSTEM)
@require_POST
def act_on_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an account, let it be used again, or free its number; a new password is a matter of `orgs`."""
    by = person(request)
    user = get_object_or_404(queries.accounts_matching("", by=by), pk=pk)
    act = request.POST.get("act", "")
    if act == "stop":
        actions.stop_account(user=user, by=by)
        messages.success(request, f"已停用“{user.account}”，其各处登录随即结束。")
    elif act == "resume":
        actions.resume_account(user=user, by=by)
        messages.success(request, f"已恢复“{user.account}”。")
    elif act == "release":
        actions.release_number(user=user, by=by)
        messages.success(request, f"已释放“{user.account}”的手机号码，可以重新邀请本人。")
    return redirect("accounts:accounts")


@only(AdministratorKind.SYSTEM)
@require_GET
def settings_in_force(request: HttpRequest) -> HttpResponse:
    """The settings that protect the program, without a secret among them."""
    told = [
        ("访问地址", "、".join(settings.ALLOWED_HOSTS)),
        ("只经 HTTPS 访问", "是" if settings.HTTPS else "否"),
        ("浏览器只走 HTTPS（HSTS）", _days(settings.SECURE_HSTS_SECONDS)),
        ("经反向代理访问", "是" if settings.BEHIND_PROXY else "否"),
        ("管理员须用动态口令", "是" if settings.SECOND_FACTOR_REQUIRED else "否（只能在本机访问）"),
        ("无操作自动退出", f"{settings.IDLE_MINUTES} 分钟"),
        ("一次登录最长", f"{settings.SESSION_COOKIE_AGE // 3600} 小时"),
        ("密码有效期", f"{settings.PASSWORD_DAYS} 天" if settings.PASSWORD_DAYS else "不限"),
        ("密码算法", "国密（SM4、SM3）" if settings.ALGORITHMS == "national" else "国际（AES、SHA-256）"),
        ("停用账号的手机号码保留", f"{settings.KEEP_NUMBER_DAYS} 天"),
        ("失败登录的计数保留", f"{settings.KEEP_LOCK_DAYS} 天"),
        ("未办理的加入申请保留", f"{settings.KEEP_REQUEST_DAYS} 天"),
        (
            "未通过的案例和案例照片保留",
            f"{settings.KEEP_CASE_MONTHS} 个月" if settings.KEEP_CASE_MONTHS else "不自动清理",
        ),
        (
            "审计记录保留",
            f"{settings.KEEP_TRAIL_MONTHS} 个月" if settings.KEEP_TRAIL_MONTHS else "不自动清理",
        ),
        ("一人可兼任管理员", "是（单办公室）" if settings.SINGLE_OFFICE else "否"),
        ("数据库", settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]),
        ("调试方式", "开（危险）" if settings.DEBUG else "关"),
    ]
    return render(request, "accounts/settings.html", {"told": told})


@only(AdministratorKind.SECURITY)
@require_GET
def protection(request: HttpRequest) -> HttpResponse:
    """Locks in force, where people are signed in, and their second factors."""
    words = words_of(request.GET.get("words", ""), 40)
    by = person(request)
    context = {
        "locks": queries.locks_in_force(by=by),
        "sessions": queries.all_sessions(words, by=by)[:_PER_PAGE],
        "factors": queries.factors_matching(words, by=by)[:_PER_PAGE],
        "words": words,
    }
    return render(request, "accounts/protection.html", context)


@recently_proved
@only(AdministratorKind.SECURITY)
@require_POST
def act_on_protection(request: HttpRequest) -> HttpResponse:
    """Release a lock, end somebody's session, or free somebody of a lost second factor."""
    by = person(request)
    if number := _number(request, "lock"):
        lock: Lock = get_object_or_404(queries.locks_in_force(by=by), pk=number)
        actions.release_lock(lock=lock, by=by)
        messages.success(request, "已解除锁定。")
    elif number := _number(request, "factor"):
        factor = get_object_or_404(queries.factors_matching("", by=by), pk=number)
        actions.reset_factor(user=factor.user, by=by)
        messages.success(request, f"已重置“{factor.user.account}”的动态口令，其各处登录随即结束。")
    elif mark := request.POST.get("session", ""):
        ended: list[Session] = [one for one in queries.all_sessions("", by=by) if one.mark() == mark]
        actions.end_sessions(sessions=ended, by=by)
        messages.success(request, "已结束这一处的登录。")
    return redirect("accounts:protection")


@require_GET
def administration(request: HttpRequest) -> HttpResponse:
    """The first page of whichever administrator this is."""
    kind = person(request).administers
    first = {
        AdministratorKind.SYSTEM: "accounts:accounts",
        AdministratorKind.SECURITY: "accounts:protection",
        AdministratorKind.AUDIT: "accounts:trail",
    }
    return redirect(first[AdministratorKind(kind)] if kind else "home")


def _days(seconds: int) -> str:
    return f"{seconds // 86_400} 天" if seconds else "不由本程序要求"


def _number(request: HttpRequest, name: str) -> int:
    raw = request.POST.get(name, "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 18 else 0
