"""How a copy and the list of who looked call things."""

from diary.entries.domain import BOTHER_WORDS, EFFECT_WORDS
from diary.entries.words import GOAL, MEDICINE, MEDICINE_CLASSES, RELIEF, SLEEP
from diary.export.values import Value
from diary.practice.words import LANGUAGES, ROWS
from diary.sessions.words import ANAESTHETICS, CONDITIONS, SIDES, STINGING, TECHNIQUES
from diary.text import Text

CLINIC = "staff"
KINDS = {
    "patient": Text("You"),
    "area": Text("Parts of your body that are treated"),
    "course": Text("Courses"),
    "session": Text("Sessions"),
    "phone": Text("Phones"),
    "consent": Text("What you agreed to"),
    "prefs": Text("Settings"),
    "reminders": Text("Reminders"),
    "goal": Text("Goals"),
    "question": Text("Things to ask"),
    "weekly_check": Text("Before your visits"),
    "after": Text("After your sessions"),
    "relief_end": Text("When relief ended"),
    "flag_log": Text("Cards that told you to call"),
    "symptoms": Text("Symptoms that you were asked about"),
    "entry": Text("Check-ins"),
}
OTHERS = Text("Other things that you saved")
BY = {"patient": Text("by you"), "carer": Text("by your carer"), CLINIC: Text("by your clinic")}
STAMPS = {"late": Text("Filled in later"), "recalled": Text("From memory")}
NOT_SHOWN = Text("Changed later")
YES_NO: dict[Value, Text] = {True: Text("Yes"), False: Text("No")}
FIELDS = {
    "name": Text("Name"),
    "year_of_birth": Text("Year of birth"),
    "language": Text("Language"),
    "enrolled_on": Text("Since"),
    "clinic": Text("Clinic"),
    "asks": Text("Your clinic asks about"),
    "blood_thinner": Text("Blood thinner"),
    "anaesthetic_allergy": Text("Allergy to local anaesthetic"),
    "diabetes": Text("Diabetes"),
    "intake_pain": Text("Pain when you started"),
    "sharing_stopped_at": Text("You stopped sharing"),
    "deletion_asked_at": Text("You asked to delete"),
    "condition": Text("Condition"),
    "condition_words": Text("In words"),
    "planned_sessions": Text("Planned sessions"),
    "next_visit_at": Text("Next visit"),
    "opened_at": Text("Started"),
    "ended_at": Text("Ended"),
    "number": Text("Session"),
    "technique": Text("Treatment"),
    "areas": Text("Where"),
    "side": Text("Side"),
    "solution": Text("Solution"),
    "anaesthetic": Text("Local anaesthetic"),
    "volume_ml": Text("Millilitres"),
    "points": Text("Points"),
    "stinging": Text("Stinging"),
    "pain_before": Text("Pain before"),
    "pain_after_15min": Text("Pain 15 minutes after"),
    "label": Text("Phone"),
    "zone": Text("Time zone"),
    "is_carer": Text("Your carer's"),
    "paired_at": Text("Paired"),
    "last_seen_at": Text("Last used"),
    "signed_out_at": Text("Signed out"),
    "agreed": Text("Agreed"),
    "wording_version": Text("Version"),
    "wording": Text("What you read"),
    "asked": Text("Asked about"),
    "pain": Text("Average pain"),
    "worst": Text("Worst pain"),
    "sleep": Text("Sleep"),
    "medicine": Text("Extra pain medicine"),
    "medicine_classes": Text("Kind of medicine"),
    "relief": Text("Relief"),
    "goal": Text("Goal"),
    "bothered": Text("Bothered by the injections"),
    "effect_words": Text("In your words"),
    "note": Text("Note"),
    "words": Text("Words"),
    "prompt": Text("Asked"),
    "ease": Text("Your usual pain"),
    "eased": Text("Started to ease"),
    "none_of_these": Text("None of these"),
    "usual_day": Text("Back to your usual day"),
    "said": Text("You said"),
    "symptoms": Text("You ticked"),
    "peg_pain": Text("Pain in the past week"),
    "peg_enjoyment": Text("Enjoyment of life"),
    "peg_activity": Text("General activity"),
    "change": Text("Change, 1 to 7"),
    "goal_difficulty": Text("How hard your goal was"),
    "theme": Text("Look"),
    "bigger": Text("Bigger buttons"),
    "hides_trend": Text("Hide my trend"),
    "at": Text("Remind me at"),
    "on": Text("Every day"),
    "again": Text("Again if I miss it"),
    "paused_until": Text("Paused until"),
    "calendar_since": Text("Calendar link since"),
    "address": Text("E-mail address"),
    "confirmed_at": Text("You said it is yours"),
    "sent_on": Text("Last e-mail"),
    **EFFECT_WORDS,
}
BOTHER = {"0": Text("gone"), **{str(level): words for level, words in BOTHER_WORDS.items()}}
VALUES = {
    "asks": dict(ROWS),
    "language": dict(LANGUAGES),
    "sleep": dict(SLEEP),
    "medicine": dict(MEDICINE),
    "medicine_classes": dict(MEDICINE_CLASSES),
    "relief": dict(RELIEF),
    "goal": dict(GOAL),
    "condition": dict(CONDITIONS),
    "technique": dict(TECHNIQUES),
    "anaesthetic": dict(ANAESTHETICS),
    "side": dict(SIDES),
    "asked": {"last_24h": Text("The last 24 hours"), "since_session": Text("Since your session")},
    "ease": {
        "much_less": Text("Much less"),
        "a_little_less": Text("A little less"),
        "same": Text("The same"),
        "worse": Text("Worse"),
    },
    "eased": {"right_away": Text("Right away"), "in_1_hour": Text("In 1 hour"), "later": Text("Later on")},
    "usual_day": {"yes": Text("Yes"), "almost": Text("Almost"), "no": Text("No")},
    **dict.fromkeys(EFFECT_WORDS, BOTHER),
}
OF_A_SESSION = {"stinging": dict(STINGING)}  # there it is what was felt during the injections
WHAT_STAFF_DID = {
    "patient_opened": Text("looked at your trend"),
    "sessions_opened": Text("looked at your sessions"),
    "details_viewed": Text("looked at your details"),
    "visit_viewed": Text("looked at your next visit"),
    "patient_added": Text("added you to the clinic's list"),
    "patient_changed": Text("changed your details"),
    "patient_archived": Text("took you off the clinic's list"),
    "patient_unarchived": Text("put you back on the clinic's list"),
    "area_added": Text("changed the parts that are treated"),
    "area_changed": Text("changed the parts that are treated"),
    "course_opened": Text("started a course"),
    "course_changed": Text("changed your course"),
    "course_ended": Text("ended your course"),
    "session_recorded": Text("wrote down a session"),
    "session_corrected": Text("changed what is written of a session"),
    "session_moved": Text("moved a session to another day"),
    "session_cancelled": Text("took a session out"),
    "visit_booked": Text("booked your next visit"),
    "visit_taken_out": Text("took your next visit out"),
    "phone_paired": Text("paired a phone"),
    "phone_signed_out": Text("signed a phone out"),
}
SOMETHING = Text("worked on your record")


def look_words(action: str) -> Text:
    """What a member of the staff did, after their name."""
    return WHAT_STAFF_DID.get(action, SOMETHING)


def field_words(name: str) -> Text | str:
    """What an answer is called; what only a newer diary knows goes by the name it has there."""
    return FIELDS.get(name, name)


def value_words(kind: str, name: str, value: Value) -> Text | str:
    """What was answered, as it was offered; what only a newer diary knows stands as it was saved."""
    if isinstance(value, bool):
        return YES_NO[value]
    known = OF_A_SESSION.get(name) if kind == "session" else None
    return (known or VALUES.get(name, {})).get(str(value), str(value))
