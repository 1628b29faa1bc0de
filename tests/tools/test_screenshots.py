from tools.screenshots import SHOTS, passwords

PRINTED = """
演示账号（密码只显示这一次，请记下）：

  账号          密码          姓名    单位
  anban         a73g53ypa7u3  柏青禾  澜溪县
  xikouxx       d4bbjxvz4tab  书兰  溪口中心小学

用 anban 登录看全县进展；用 xikou（溪口镇）在手机上填报。
"""


def test_passwords_are_read_from_what_the_demo_prints() -> None:
    assert passwords(PRINTED) == {"anban": "a73g53ypa7u3", "xikouxx": "d4bbjxvz4tab"}


def test_pictures_have_names_of_their_own() -> None:
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
