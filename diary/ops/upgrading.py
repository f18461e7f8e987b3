"""Bring a database up to this release."""

from flask_migrate import upgrade

from diary.sync.unshown_actions import show_what_waited


def bring_up_to_date() -> int:
    """Make this release's tables, then show what phones saved before the diary knew how; done twice, it changes nothing more.

    Returns:
        How many saves no longer wait to be shown.
    """
    upgrade()
    return show_what_waited()
