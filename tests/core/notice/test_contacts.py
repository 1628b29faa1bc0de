"""Whom to ask, one trap a row; all names and numbers are invented."""

import pytest

from anyue.core.notice import read_notice


def _contacts(words: str) -> list[tuple[str | None, str | None, str | None]]:
    text = f"关于开展安全生产月活动的通知\n各村：\n请于2025年6月30日前报送总结。{words}\n青禾镇安监站\n"
    return [(one.name, one.phone, one.email) for one in read_notice(text, source="x.txt").contacts]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("联系人：林乔，电话：0777-5551234。", [("林乔", "0777-5551234", None)]),
        ("联系人：林 乔  电话：5551234", [("林乔", "5551234", None)]),
        (
            "联系人及电话：林乔，0777-5551234；方舟，0777-5551235。",
            [("林乔", "0777-5551234", None), ("方舟", "0777-5551235", None)],
        ),
        ("（联系人：林乔；联系电话：13800001111）", [("林乔", "13800001111", None)]),
        ("联系人：青禾镇安监站 林乔，电话：5551234转802", [("林乔", "5551234转802", None)]),
        ("联系人：林乔、方舟，电话：0777-5551234。", [("林乔、方舟", "0777-5551234", None)]),
        ("联系人：林乔，电话：5551234，传真：5551235。", [("林乔", "5551234", None)]),
        ("联系人：林乔，电话：5551234、5551235（传真）。", [("林乔", "5551234", None)]),
        ("联系人：林乔，电话：5551234，邮箱：lin@example.com。", [("林乔", "5551234", "lin@example.com")]),
        ("请发至邮箱lin@example.com。", [(None, None, "lin@example.com")]),
        ("举报电话：12350，监督电话：5559999。", []),
        ("要宣传12350安全生产举报投诉热线，热线电话：5558888。", []),
    ],
)
def test_contacts_are_read_with_their_names(
    words: str, found: list[tuple[str | None, str | None, str | None]]
) -> None:
    assert _contacts(words) == found


def test_numbers_listed_behind_several_names_are_tied_in_order_with_a_doubt() -> None:
    text = "关于开展质量月活动的通知\n各所：\n联系人：林乔、方舟\n联系电话：0777-5551234，0777-5551235\n"
    found = read_notice(text, source="x.txt").contacts
    assert [(one.name, one.phone) for one in found] == [("林乔", "0777-5551234"), ("方舟", "0777-5551235")]
    assert all(one.doubt for one in found)


def test_address_and_post_code_belong_to_the_contact() -> None:
    text = "关于质量月活动的通知\n各所：\n联系人：林乔，电话：5551234；地址：人民路9号302室，邮编：100200。\n"
    (contact,) = read_notice(text, source="x.txt").contacts
    assert (contact.address, contact.postcode) == ("人民路9号302室", "100200")
