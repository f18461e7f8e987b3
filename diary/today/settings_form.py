"""How a patient wants the diary, as the settings page asks it."""

from typing import Self

from wtforms import Form

from diary.practice.domain import LOOKS, PatientRecord
from diary.prefs.wire import PrefsBody
from diary.text import Text
from diary.web.fields import choice, choices

ANSWER = Text("Choose one of the answers shown.")


class SettingsForm(Form):
    """Bigger buttons, light or dark, and whether the patient sees their trend."""

    buttons = choices(("bigger",), ANSWER)
    theme = choice(LOOKS, ANSWER)
    trend = choices(("hidden",), ANSWER)

    @classmethod
    def of(cls, patient: PatientRecord) -> Self:
        look = patient.look
        return cls(
            data={
                "buttons": ["bigger"] if look.bigger_buttons else [],
                "theme": look.theme,
                "trend": ["hidden"] if patient.hides_trend else [],
            }
        )

    def wishes(self) -> PrefsBody:
        return PrefsBody(
            theme=self.theme.data, bigger="bigger" in self.buttons.data, hides_trend="hidden" in self.trend.data
        )
