"""Which features there are: their tables, pages, shells and commands."""

from click import Command
from flask import Blueprint, Flask
from flask_migrate.cli import db as migrations_cli

import diary.accounts.models
import diary.audit.models
import diary.checks.models
import diary.effects.models
import diary.entries.models
import diary.practice.models
import diary.push.models
import diary.reminders.models
import diary.reminders.other_ways_models
import diary.sessions.models  # noqa: F401  # migrations compare against every table
from diary.accounts.guards import init_accounts
from diary.accounts.pairing_views import bp as pairing_pages
from diary.accounts.shells import SHELLS as PAIR_SHELLS
from diary.accounts.sign_in_views import bp as sign_in_pages
from diary.caseload.area_views import bp as area_pages
from diary.caseload.phone_views import bp as phone_pages
from diary.caseload.views import bp as patient_pages
from diary.checks.goal_views import bp as goal_pages
from diary.checks.shells import SHELLS as CHECK_SHELLS
from diary.checks.visit_views import bp as next_visit_pages
from diary.effects.views import bp as red_flag_pages
from diary.export.shells import SHELLS as EXPORT_SHELLS
from diary.export.views import bp as data_pages
from diary.ops.cli import upgrade_cli, worker_cli
from diary.ops.commands import Commands
from diary.ops.demo_views import bp as demo_pages
from diary.ops.reminder_cli import metrics_cli
from diary.ops.views import bp as ops_pages
from diary.past.shells import SHELLS as PAST_SHELLS
from diary.past.views import bp as past_pages
from diary.practice.cli import practice_cli
from diary.practice.consent_views import bp as consent_pages
from diary.practice.pages import people as people_pages
from diary.practice.pages import practice as practice_pages
from diary.practice.shells import SHELLS as PRACTICE_SHELLS
from diary.push.cli import push_cli
from diary.push.views import bp as push_api
from diary.pwa.shells import SHELLS as APP_SHELLS
from diary.pwa.views import init_pwa
from diary.reminders.calendar_views import bp as calendar_feed
from diary.reminders.later_views import bp as later_api
from diary.reminders.mail_views import bp as mail_pages
from diary.reminders.other_ways_views import bp as way_pages
from diary.reminders.shells import SHELLS as REMINDER_SHELLS
from diary.reminders.views import bp as reminder_pages
from diary.sessions.pages import bp as session_pages
from diary.sessions.visit_views import bp as visit_pages
from diary.sync.views import bp as sync_api
from diary.today.after_views import bp as after_pages
from diary.today.flag_views import bp as flag_pages
from diary.today.settings_views import bp as settings_pages
from diary.today.shells import SHELLS as TODAY_SHELLS
from diary.today.views import bp as today_pages
from diary.trends.views import bp as trend_pages
from diary.web.shells import Shell

BLUEPRINTS: tuple[Blueprint, ...] = (
    after_pages,
    pairing_pages,
    sign_in_pages,
    area_pages,
    calendar_feed,
    consent_pages,
    data_pages,
    goal_pages,
    later_api,
    mail_pages,
    next_visit_pages,
    ops_pages,
    past_pages,
    patient_pages,
    people_pages,
    phone_pages,
    practice_pages,
    push_api,
    flag_pages,
    red_flag_pages,
    reminder_pages,
    session_pages,
    settings_pages,
    sync_api,
    today_pages,
    trend_pages,
    visit_pages,
    way_pages,
)
SHELLS: tuple[Shell, ...] = (
    *TODAY_SHELLS,
    *CHECK_SHELLS,
    *PAST_SHELLS,
    *EXPORT_SHELLS,
    *PRACTICE_SHELLS,
    *REMINDER_SHELLS,
    *PAIR_SHELLS,
    *APP_SHELLS,
)
COMMANDS: tuple[Command, ...] = (metrics_cli, migrations_cli, practice_cli, push_cli, upgrade_cli, worker_cli)


def add_features(app: Flask) -> None:
    """Register every feature's pages."""
    init_accounts(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    init_pwa(app, SHELLS)
    if app.config["DIARY"].demo:
        app.register_blueprint(demo_pages)


def add_commands(app: Flask) -> None:
    """Register every feature's commands."""
    app.cli = Commands(app.cli.name, app.cli.commands)
    for command in COMMANDS:
        app.cli.add_command(command)
