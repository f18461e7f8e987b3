"""The answer to "Before you start"."""

from typing import Any

from wtforms import Field, Form, StringField
from wtforms.validators import StopValidation

from diary.text import Text
from diary.web.fields import choice


def words_as_shown(form: "ConsentForm", _field: Field) -> None:
    if form.shown.data != form.mark:
        raise StopValidation(Text("These words are newer than the ones you read. Read them, then choose again."))


class ConsentForm(Form):
    """Whether the patient agrees, and the mark of the words they read."""

    shown = StringField()
    agreed = choice(("yes", "no"), Text("Choose whether you agree."), words_as_shown)

    def __init__(self, *args: Any, mark: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark = mark
