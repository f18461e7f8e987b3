"""How screens call what was treated and how."""

from diary.sessions.values import CoursePlan, SessionFacts
from diary.text import Text

TECHNIQUES = (("injections", Text("Injections")), ("spg_bath", Text("Bath through the nose, no needle")))
ANAESTHETICS = (("none", Text("None")), ("lidocaine", Text("Lidocaine")), ("procaine", Text("Procaine")))
SIDES = (("left", Text("Left")), ("right", Text("Right")), ("both", Text("Both")), ("middle", Text("Middle")))
STINGING = (("0", Text("None")), ("1", Text("A little")), ("2", Text("Quite a bit")), ("3", Text("A lot")))
WEEKDAYS = (
    ("0", Text("Monday")),
    ("1", Text("Tuesday")),
    ("2", Text("Wednesday")),
    ("3", Text("Thursday")),
    ("4", Text("Friday")),
    ("5", Text("Saturday")),
    ("6", Text("Sunday")),
)
CONDITIONS = (
    ("back_pain", Text("Back pain")),
    ("neck_pain", Text("Neck pain")),
    ("sciatica", Text("Sciatica")),
    ("carpal_tunnel", Text("Carpal tunnel")),
    ("facet_joint", Text("Facet joint syndrome")),
    ("herniated_disc", Text("Herniated disc")),
    ("post_surgical", Text("Pain after surgery")),
    ("scar", Text("Scar pain")),
    ("crps", Text("CRPS")),
    ("fibromyalgia", Text("Fibromyalgia")),
    ("migraine", Text("Migraine")),
    ("headache", Text("Headache")),
    ("joint_pain", Text("Joint pain")),
    ("tendonitis", Text("Tendonitis")),
    ("plantar_fasciitis", Text("Plantar fasciitis")),
    ("ligament_strain", Text("Ligament strain")),
    ("tendon_strain", Text("Tendon strain")),
    ("nerve_irritation", Text("Nerve irritation")),
    ("other", Text("Something else")),
)
DONE = {
    "cancelled": Text("The session is cancelled. What was recorded stays in the history."),
    "planned": Text("The course is saved."),
    "ended": Text("The course has ended."),
}


def said(facts: SessionFacts) -> list[Text]:
    """One visit's treatment in a few short sentences."""
    return [
        sentence for sentence in (where(facts), what(facts), points(facts), stinging(facts), *pains(facts)) if sentence
    ]


def where(facts: SessionFacts) -> Text:
    side = dict(SIDES).get(facts.side or "")
    areas = ", ".join(facts.area_names)
    return Text("%(areas)s (%(side)s).", areas=areas, side=side) if side else Text("%(areas)s.", areas=areas)


def what(facts: SessionFacts) -> Text:
    done = [dict(TECHNIQUES)[technique] for technique in facts.techniques]
    technique = done[0] if len(done) == 1 else Text("%(first)s and %(second)s", first=done[0], second=done[1])
    agent = dict(ANAESTHETICS)[facts.anaesthetic]
    return Text(
        "%(technique)s: %(solution)s. Anaesthetic: %(agent)s.",
        technique=technique,
        solution=solution(facts),
        agent=agent,
    )


def solution(facts: SessionFacts) -> Text | str:
    if facts.volume_ml is None:
        return facts.solution
    return Text("%(solution)s, %(ml)s ml", solution=facts.solution, ml=f"{facts.volume_ml:g}")


def points(facts: SessionFacts) -> Text | None:
    return None if facts.points is None else Text.plural("%(n)s point.", "%(n)s points.", facts.points)


def stinging(facts: SessionFacts) -> Text | None:
    if facts.stinging is None:
        return None
    return Text("Stinging or pressure: %(level)s.", level=dict(STINGING)[str(facts.stinging)])


def pains(facts: SessionFacts) -> list[Text]:
    before = None if facts.pain_before is None else Text("Pain before: %(n)s.", n=facts.pain_before)
    after = None if facts.pain_after_15min is None else Text("Pain 15 minutes after: %(n)s.", n=facts.pain_after_15min)
    return [sentence for sentence in (before, after) if sentence]


def condition(plan: CoursePlan) -> Text:
    """What a course treats: from the list, and the words beside it."""
    listed = dict(CONDITIONS)[plan.condition]
    if not plan.condition_words:
        return listed
    if plan.condition == "other":
        return Text("%(words)s", words=plan.condition_words)
    return Text("%(condition)s, %(words)s", condition=listed, words=plan.condition_words)
