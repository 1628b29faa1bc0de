import pytest
from django.test import Client, RequestFactory

from anyue.web.views import carried_fields

pytestmark = [pytest.mark.urls("tests.web.urls")]


@pytest.mark.parametrize(
    ("path", "cookie", "value"),
    [("/display/theme/", "anyue_theme", "dark"), ("/display/type/", "anyue_type", "large")],
)
def test_display_choice_is_kept_and_undone(client: Client, path: str, cookie: str, value: str) -> None:
    field = path.split("/")[2]
    answer = client.post(path, {field: value, "next": "/sign-in/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?a=1")
    assert client.cookies[cookie].value == value
    assert f'data-{field}="{value}"' in client.get("/sign-in/").content.decode()

    client.post(path, {field: ""})
    assert client.cookies[cookie].value == ""


def test_display_choice_is_one_of_those_offered(client: Client) -> None:
    client.post("/display/theme/", {"theme": '"><script>'})
    assert client.cookies["anyue_theme"].value == ""


def test_forged_display_cookie_stays_inside_its_attribute(client: Client) -> None:
    client.cookies["anyue_theme"] = '"><script>'
    assert (
        '<html lang="zh-CN" data-theme="&quot;&gt;&lt;script&gt;">'
        in client.get("/sign-in/").content.decode()
    )


@pytest.mark.parametrize("page", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_display_choice_never_leads_outside(client: Client, page: str) -> None:
    assert client.post("/display/theme/", {"theme": "dark", "next": page})["Location"] == "/"


def test_display_choice_is_made_by_post_only(client: Client) -> None:
    assert client.get("/display/theme/").status_code == 405


def test_missing_page_says_what_to_do(client: Client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "请从首页重新进入" in answer.content.decode()


def test_uncaught_problem_of_the_catalogue_becomes_its_page(client: Client) -> None:
    answer = client.get("/broken/")
    assert answer.status_code == 409
    assert "“统计表”已停止填报。请联系下发单位。" in answer.content.decode()
    assert "错误代码 sheet_closed" in answer.content.decode()


@pytest.mark.django_db
def test_typed_words_wait_until_the_database_is_back() -> None:
    client = Client(raise_request_exception=False)
    answer = client.post("/without-database/", {"reason": "<今天>", "password": "secret"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert 'name="reason" value="&lt;今天&gt;"' in page
    assert "secret" not in page
    assert "系统正在恢复" in client.get("/without-database/").content.decode()
    told = client.post("/api/without-database/", {"reason": "今天"}).json()
    assert (told["code"], told["status"]) == ("unavailable", 503)


@pytest.mark.parametrize("site", ["http://testserver", "https://elsewhere.example"])
def test_words_of_another_site_are_not_kept_for_a_second_try(site: str) -> None:
    secret = "s" * 32
    typed = {"reason": "今天", "csrfmiddlewaretoken": secret}
    request = RequestFactory(enforce_csrf_checks=True).post("/", typed, headers={"origin": site})
    request.COOKIES["csrftoken"] = secret
    assert carried_fields(request) == ([("reason", "今天")] if site == "http://testserver" else [])
    without = RequestFactory(enforce_csrf_checks=True).post("/", {"reason": "今天"})
    assert carried_fields(without) == []


@pytest.mark.django_db
def test_form_without_a_token_is_answered_with_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/display/theme/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "页面已过期，请重新提交" in answer.content.decode()


@pytest.mark.django_db
def test_sign_in_shows_the_refusal_and_keeps_the_account(client: Client) -> None:
    html = client.post("/sign-in/", {"account": "linxiao", "password": "x"}).content.decode()
    assert "账号或密码不对。" in html
    assert 'value="linxiao"' in html
    assert 'value="x"' not in html
