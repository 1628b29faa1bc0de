"""The sample notice: written for this project, dated from the day of the demo."""

from datetime import date, timedelta
from importlib import resources

THEME = "人人懂安全 处处会避险"


def sample_notice(today: date) -> str:
    """The notice with its dates set around `today`, so that something is late and something yet to come."""
    template = resources.files(__package__).joinpath("notice.txt").read_text("utf-8")
    days = {
        "issued": -16,
        "starts": -13,
        "card": -9,
        "consultation": -3,
        "register": 9,
        "drill": 12,
        "ends": 17,
        "summary": 20,
    }
    dates = {name: today + timedelta(days=offset) for name, offset in days.items()}
    return template.format(theme=THEME, **dates)
