"""What is no notice gives no plan; the least that is a notice gives one. All texts are invented."""

import pytest

from anyue.core.notice import is_plan, read_notice

NOVEL = """第三章 雨夜

老周推开门，雨水顺着斗笠往下淌。“各家的船都回来了？”他问。
“就差东头那一家。”媳妇把灯芯拨亮，“说是初五前一定回来。”
1.他想起许多年前的那场大水。
2.那时候村里还没有堤。
"""
LAW = """河湾市烟花爆竹安全管理办法

第一章 总则
第一条 为了加强安全管理，根据有关法律，制定本办法。
第二条 本市行政区域内的生产、经营活动，适用本办法。
第三条 各级人民政府应当加强领导。
第二章 法律责任
第四条 违反本办法的，由应急管理部门责令改正，并于三十日内报告。
第五条 本办法自2024年5月1日起施行。
"""
NEWS = """白石县启动2025年“安全生产月”活动

本报讯（记者 林乔）6月1日上午，白石县在文化广场举行“安全生产月”启动仪式，主题为“人人讲安全、个个会应急”。
活动现场，各单位设置展台20个，共发放宣传资料3000余份，接受咨询400人次。
据悉，活动将持续到6月30日。
"""
NEWS_WITHOUT_BYLINE = """青禾镇扎实开展消防宣传

11月9日，青禾镇组织派出所、消防站在集贸市场开展消防宣传活动。活动现场，工作人员发放传单500份，
现场演示灭火器的使用方法。此次活动提高了群众的安全意识，取得了良好效果。
"""
MINUTES = """青禾镇安委会会议纪要

时间：2025年6月3日
地点：二楼会议室
主持人：林乔
参会人员：各村主任、各站所负责人
记录人：方舟
会议听取了安监站的汇报，议定以下事项：
一、6月10日前完成企业自查。
二、各村于6月15日前上报名单。
"""
SPEECH = """在全县安全生产月启动仪式上的讲话

同志们：

今天我们在这里举行启动仪式，主题是“人人讲安全、个个会应急”。下面，我讲两点意见。

一、提高认识，增强责任感

安全生产是头等大事，容不得半点马虎，大家要始终绷紧这根弦。

二、突出重点，抓好落实

要开展宣传，要排查隐患，把各项措施落到实处。

谢谢大家！
"""
SUMMARY = """青禾镇2024年“安全生产月”活动总结

今年6月，我镇围绕“人人讲安全、个个会应急”主题开展了活动，现总结如下：
一、加强领导
成立了领导小组。
二、活动内容
（一）开展咨询日活动。发放资料2000份。
（二）开展演练。组织演练3场。
"""
CODE = """import os

def read(path: str) -> str:
    \"\"\"Read a file. 读取文件，返回文字。\"\"\"
    with open(path, encoding="utf-8") as file:
        return file.read()

# 6月30日前完成
class Reader:
    def __init__(self) -> None:
        self.items = [1, 2, 3]
"""
MANUAL = """云岭牌手提式灭火器使用说明书

一、产品概述
本产品适用于扑救初起火灾。
二、使用方法
1.拔出保险销。
2.对准火焰根部喷射。
三、注意事项
每月检查一次压力，指针在绿区为正常。
"""
TABLE = "序号\t产品\t单价\t数量\n1\t扳手\t12.5\t30\n2\t钳子\t9.8\t25\n3\t锤子\t15\t12\n"
POEM = "床前有灯火，\n窗外雨潺潺。\n今夜无人睡，\n明朝各自还。\n"
RECIPE = "红烧豆腐的做法\n一、材料\n豆腐两块，葱一根。\n二、步骤\n1.豆腐切块。\n2.下锅煎至两面金黄。\n"
CONTRACT = """房屋租赁合同

甲方：林乔
乙方：方舟
第一条 甲方将房屋出租给乙方。
第二条 租期自2025年1月1日至2025年12月31日。
第三条 租金每月5日前支付。
"""
BLOG = """消防员手记

入队第三年，我慢慢明白了什么叫责任。火场上没有彩排，每一次出警都是真的。
班长常说，平时多流汗，火场少流血。我把这句话写在了本子的第一页。
"""
EXAM = """安全知识竞赛试题及答案

一、单选题
1.火警电话是（ ）。
A.110 B.119 C.120
2.使用灭火器时应对准火焰的（ ）。
"""
ENGLISH = "Safety Month Notice\n\nDear all,\nPlease send the report before June 30.\n1. Hang banners.\n"


@pytest.mark.parametrize(
    "text",
    [
        NOVEL,
        LAW,
        NEWS,
        NEWS_WITHOUT_BYLINE,
        MINUTES,
        SPEECH,
        SUMMARY,
        CODE,
        MANUAL,
        TABLE,
        POEM,
        RECIPE,
        CONTRACT,
        BLOG,
        EXAM,
        ENGLISH,
        "",
    ],
)
def test_text_of_another_kind_is_no_plan(text: str) -> None:
    assert not is_plan(read_notice(text, source="x.txt"))


@pytest.mark.parametrize(
    "text",
    [
        "关于开展2025年“安全生产月”活动的通知\n",
        "白安办〔2025〕3号\n",
        "各村：\n今年6月是安全生产月，请认真做好宣传。\n青禾镇安监站\n2025年6月1日\n",
        "附件1\n活动统计表\n填报单位：\n1.组织宣讲（ ）场，参与（ ）人次。\n",
        "请各单位于2025年6月5日前报送活动总结。\n",
        "一、活动主题\n人人讲安全\n二、活动内容\n（一）张贴标语。\n三、工作要求\n各村要重视。\n",
        "关于印发《管理办法》的通知\n各县：\n现将办法印发给你们。\n第一条 一。\n第二条 二。\n第三条 三。\n",
    ],
)
def test_the_least_of_a_notice_is_a_plan(text: str) -> None:
    assert is_plan(read_notice(text, source="x.txt"))
