"""The shape of what the phone's screens are filled from: the facts, and those of the past."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from diary.checks.values import AskedQuestion
from diary.days import diary_day, offset_minutes
from diary.practice.consent import holds
from diary.practice.domain import ROWS, ConsentAnswer, PatientArea
from diary.reminders.plan_wire import plan_message
from diary.sessions.values import CourseRecord
from diary.sync.values import PastFacts, PhoneFacts
from diary.trends.own import OwnTrend, level_words

Message = dict[str, Any]


def facts_message(facts: PhoneFacts, now: datetime) -> Message:
    patient, clinic = facts.patient, facts.patient.practice
    return {
        "type": "facts",
        "clinic": {
            "name": clinic.name,
            "phone": clinic.phone,
            "emergency": clinic.emergency_number,
            "hours": clinic.hours,
            "out_of_hours": clinic.out_of_hours,
            "crisis": clinic.crisis_line,
            "zone": clinic.zone,
            "offset_min": offset_minutes(now, clinic.zone),
            "demo": clinic.is_demo,
        },
        "carer": facts.is_carer,
        "shared": patient.is_shared,
        "deleting": patient.deletion_asked_at is not None,
        "hides_trend": patient.hides_trend,
        "blood_thinner": facts.blood_thinner,
        "reminders": facts.plan and plan_message(facts.plan),
        "look": {"theme": patient.look.theme, "bigger": patient.look.bigger_buttons},
        "enrolled_on": patient.enrolled_on.isoformat(),
        "agreed": holds(facts.consent),
        "consent": consent_message(facts.consent) if facts.consent else None,
        "rows": [row for row in ROWS if row in patient.rows],
        "goals": [
            {
                "id": str(goal.version_id),
                "words": goal.words,
                "set_on": goal.set_on.isoformat(),
                "at": milliseconds(goal.corrected_at),
            }
            for goal in facts.goals
        ],
        "questions": [question_message(question) for question in facts.questions],
        "had_course": facts.had_course,
        "areas": [area_message(area, facts) for area in facts.areas],
        "sessions": [
            {
                "id": str(session.id),
                "area": str(session.area_id),
                "number": session.number,
                "day": session.day.isoformat(),
                "at": moment(session.at),
                "bath": session.is_bath_only,
                "techniques": list(session.techniques),
                "anaesthetic": session.anaesthetic,
            }
            for session in facts.sessions
        ],
    }


def past_message(past: PastFacts) -> Message:
    return {
        "type": "past",
        "areas": [past_area(course, trend, past) for course, trend in zip(past.courses, past.trends, strict=True)],
    }


def past_area(course: CourseRecord, trend: OwnTrend, past: PastFacts) -> Message:
    return {
        "id": str(course.area_id),
        "name": course.area_name,
        "until": diary_day(course.ended_at, past.zone).isoformat() if course.ended_at else None,
        "sessions": [
            {"number": session.number, "day": session.day.isoformat(), "at": moment(session.at)}
            for session in past.sessions
            if session.area_id == course.area_id
        ],
        "trend": trend_message(trend),
    }


def trend_message(trend: OwnTrend) -> Message:
    """The numbers of a course as the screens say them."""
    goal = trend.goal
    return {
        "as_of": trend.as_of.isoformat(),
        "first": trend.first.isoformat(),
        "headline": trend.headline,
        "before": trend.before,
        "said": {
            name: None if level is None else level_words(level)
            for name, level in (("before", trend.before), ("last", trend.last))
        },
        "dips": {"said": trend.dips.said, "n": trend.dips.dips, "of": trend.dips.of},
        "reliefs": [asdict(relief) for relief in trend.reliefs],
        "goal": goal and asdict(goal) | {"days": [[day.isoformat(), said] for day, said in goal.days]},
    }


def area_message(area: PatientArea, facts: PhoneFacts) -> Message:
    visit, level = facts.visits.get(area.id), facts.levels.get(area.id)
    return {
        "id": str(area.id),
        "name": area.name,
        "group": area.group,
        "visit": moment(visit) if visit else None,
        "level": None if level is None else round(level, 4),
    }


def consent_message(answer: ConsentAnswer) -> Message:
    return {"agreed": answer.agreed, "version": answer.version, "at": moment(answer.answered_at)}


def question_message(question: AskedQuestion) -> Message:
    talked_on = question.talked_about_on
    return {
        "id": str(question.id),
        "words": question.words,
        "asked_on": question.asked_on.isoformat(),
        "talked_on": talked_on and talked_on.isoformat(),
        "at": milliseconds(question.corrected_at),
    }


def milliseconds(at: datetime) -> int:
    """A moment as a phone orders saves by it."""
    return round(at.timestamp() * 1000)


def moment(at: datetime) -> str:
    """A moment as phones write it: 2026-11-17T18:05:00.000Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
