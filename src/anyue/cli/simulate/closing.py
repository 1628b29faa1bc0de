"""The office writes its summary at the end of a simulated campaign; its figures beside the book's."""

import re
from collections.abc import Iterator

from anyue import clock
from anyue.campaigns.queries import own_participation_for
from anyue.cli.simulate.comparing import Compared
from anyue.cli.simulate.stage import Stage
from anyue.core.simulation import Book
from anyue.core.written.closing import Count
from anyue.reports.actions import finalise_summary, reopen_summary, save_summary
from anyue.reports.models import SummaryVersion
from anyue.reports.queries import drafted_closing, statement_of, summary_of

_PROMPT = re.compile(r"【请[^】]*】")


def sum_up(stage: Stage) -> SummaryVersion:
    """Draft the summary, write it out and finalise it, as its page does."""
    lead = stage.people[1]
    with clock.standing_at(stage.until):
        participation = own_participation_for(lead, stage.parts[0])
        before = summary_of(participation)
        if before and before.finalised_at:
            reopen_summary(summary=before, version=before.version, by=lead)
        text = drafted_closing(participation, statement_of(participation, stage.until))
        revision = before.revision if before else 0
        kept = save_summary(participation=participation, text=text, revision=revision, by=lead)
        written = _PROMPT.sub("已按要求落实。", kept.text)
        return finalise_summary(participation=participation, text=written, revision=kept.revision, by=lead)


def figures_of(version: SummaryVersion, stage: Stage, book: Book) -> Iterator[Compared]:
    """Each figure of a summary that the book can tell, as the text has it and as the book reckons it."""
    counts = [book.counts(0, place) for place in range(len(stage.asks))]
    reckoned = {
        Count.IN.value: str(sum(one.total() for one in counts)),
        Count.WAITING.value: str(sum(one[False] for one in counts)),
    }
    for row in {ask.row for ask in stage.asks if ask.numbers()}:
        whole = book.whole(0, row)
        reckoned |= {f"{row + 1}:{code}": f"{number:f}" for code, number in whole.items()}
    told = {key: version.text[start:end] for start, end, key, _ in version.figures}
    for key, value in told.items():
        if key in reckoned or key[0].isdigit():
            yield Compared("活动总结", key, value, reckoned.get(key))
