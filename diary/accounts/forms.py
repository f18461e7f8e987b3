"""What staff type to sign in."""

from wtforms import Field, Form, PasswordField
from wtforms.validators import StopValidation

from diary.accounts.passwords import MOST_LETTERS
from diary.text import Text
from diary.web.fields import line, needed

MOST_EMAIL = 254
MOST_CODE = 60


def short_enough(_form: Form, field: Field) -> None:
    if len(field.data or "") > MOST_LETTERS:
        raise StopValidation(Text("Password must be %(most)s letters or less.", most=MOST_LETTERS))


class SignInForm(Form):
    """E-mail address and password, as a password manager fills them in."""

    email = line(Text("E-mail address"), MOST_EMAIL, needed(Text("Enter your e-mail address.")))
    password = PasswordField(validators=[needed(Text("Enter your password.")), short_enough])


class CodeForm(Form):
    """The second step."""

    code = line(Text("Code"), MOST_CODE, needed(Text("Enter the code.")))


class PasswordForm(Form):
    """A new password for oneself."""

    current = PasswordField(validators=[needed(Text("Enter the password you have now.")), short_enough])
    password = PasswordField(validators=[needed(Text("Enter the new password.")), short_enough])
