"""Every number behind the headline, in one place."""

from functools import reduce

from diary.text import Text
from diary.trends.level import Baseline, Level
from diary.trends.series import Series
from diary.trends.words import score_words


def basis_of(series: Series, baseline: Baseline, recent: Level) -> Text:
    """The averages, how many days are behind them, and yesterday: an average hides where pain is today."""
    sentences = [_averages(baseline, recent), _yesterday(series), *_meaning(baseline)]
    return reduce(lambda first, then: Text("%(first)s %(then)s", first=first, then=then), sentences)


def _averages(baseline: Baseline, recent: Level) -> Text:
    if recent.mean is None:
        return _baseline_alone(baseline, recent.n)
    kept: dict[str, object] = {"last": f"{recent.mean:.1f}", "n": recent.n}
    if baseline.kind == "observed":
        return Text(
            "Average %(last)s over the last 7 days (%(n)s of 7 kept) against %(base)s in the week before (%(m)s of 7).",
            **kept,
            **_before(baseline),
        )
    if baseline.kind == "observed_14":
        return Text(
            "Average %(last)s over the last 7 days (%(n)s of 7 kept)"
            " against %(base)s over the latest %(m)s days kept in the 2 weeks before.",
            **kept,
            **_before(baseline),
        )
    return Text("Average %(last)s over the last 7 days (%(n)s of 7 kept).", **kept)


def _baseline_alone(baseline: Baseline, n: int) -> Text:
    if baseline.kind == "observed":
        return Text(
            "%(n)s of the last 7 days kept, too few for an average; %(base)s in the week before (%(m)s of 7).",
            n=n,
            **_before(baseline),
        )
    if baseline.kind == "observed_14":
        return Text(
            "%(n)s of the last 7 days kept, too few for an average;"
            " %(base)s over the latest %(m)s days kept in the 2 weeks before.",
            n=n,
            **_before(baseline),
        )
    return Text("%(n)s of the last 7 days kept, too few for an average.", n=n)


def _before(baseline: Baseline) -> dict[str, object]:
    return {"base": f"{baseline.mean:.1f}", "m": baseline.n}


def _yesterday(series: Series) -> Text:
    if series.days and series.days[-1] == series.as_of:
        last = {"y": score_words(series.pains[-1])}
        return Text("On the last day %(y)s.", **last) if series.closed else Text("Yesterday %(y)s.", **last)
    return Text("No entry on the last day.") if series.closed else Text("No entry yesterday.")


def _meaning(baseline: Baseline) -> list[Text]:
    """What relief means here, or why there is none to speak of."""
    if baseline.mean is None:
        return []
    if baseline.kind == "intake":
        return [Text("Pain at intake was %(base)s; no percent is taken from it.", base=score_words(baseline.mean))]
    if baseline.comparable is None:
        return [Text("The baseline is below 3, so there is no percent and no relief to count.")]
    return [Text("Relief means a daily average at least 30% below baseline.")]
