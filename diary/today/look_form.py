"""How the screens look, as the settings page asks it."""

from typing import Self

from wtforms import Form

from diary.practice.domain import LOOKS, Look
from diary.text import Text
from diary.web.fields import choice, choices

ANSWER = Text("Choose one of the answers shown.")


class LookForm(Form):
    """Bigger buttons and light or dark."""

    buttons = choices(("bigger",), ANSWER)
    theme = choice(LOOKS, ANSWER)

    @classmethod
    def of(cls, look: Look) -> Self:
        return cls(data={"buttons": ["bigger"] if look.bigger_buttons else [], "theme": look.theme})

    def look(self) -> Look:
        return Look(theme=self.theme.data, bigger_buttons="bigger" in self.buttons.data)
