"""Where a patient types an e-mail address."""

from wtforms import Field, Form
from wtforms.validators import StopValidation

from diary.smtp import MOST_LETTERS, is_mail_address
from diary.text import Text
from diary.web.fields import line, needed


def is_mailbox(_form: Form, field: Field) -> None:
    if not is_mail_address(field.data):
        raise StopValidation(Text("This is no e-mail address that we can use. Check it and try again."))


class MailForm(Form):
    """One address, the patient's own."""

    address = line(Text("E-mail address"), MOST_LETTERS, needed(Text("Type your e-mail address.")), is_mailbox)
