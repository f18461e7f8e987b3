"""Who the page is about, and what of the diary they share."""

from diary.days import diary_day
from diary.text import Text
from diary.trends.facts import Facts, Words


def about(facts: Facts, words: Words) -> list[Text]:
    """Age, area and course, each a short sentence."""
    sentences = [Text("%(age)s.", age=facts.patient.age(facts.today))]
    if facts.course is None:
        return sentences
    sentences.append(Text("%(area)s.", area=facts.course.area_name))
    sentences.append(course_said(facts, words))
    if facts.course.ended_at:
        ended = diary_day(facts.course.ended_at, facts.patient.practice.zone)
        sentences.append(Text("Ended %(day)s. The numbers are as of then.", day=words.medium_date(ended)))
    return sentences


def course_said(facts: Facts, words: Words) -> Text:
    course = facts.course
    planned = course.planned_sessions if course else 0
    if not facts.sessions:
        return Text("Course of %(n)s, not started.", n=planned)
    first = words.medium_date(facts.session_days[0])
    if course and course.weekday is not None:
        return Text("Course of %(n)s, weekly since %(day)s.", n=planned, day=first)
    return Text("Course of %(n)s, since %(day)s.", n=planned, day=first)


def sharing(facts: Facts, words: Words) -> str:
    if facts.patient.shared_until is None:
        return ""
    day = words.medium_date(diary_day(facts.patient.shared_until, facts.patient.practice.zone))
    return words.say(Text("Sharing stopped on %(day)s. Later entries are not shown.", day=day))
