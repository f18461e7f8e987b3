"""What a phone's worker says of a reminder that is to come again."""

from typing import Annotated

from pydantic import Field

from diary.push.wire import Nothing
from diary.reminders.push_content import TAG_LETTERS


class Later(Nothing):
    """POST /api/v1/reminders/later: the tag of the notification that was tapped."""

    tag: Annotated[str, Field(max_length=TAG_LETTERS)]
