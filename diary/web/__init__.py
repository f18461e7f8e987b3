"""Shared by all views: headers, form checks, error pages, words, assets, logs, transactions."""

from flask import Flask

from diary.web.assets import init_assets
from diary.web.csrf import init_csrf
from diary.web.error_pages import init_error_pages
from diary.web.headers import init_headers
from diary.web.logs import init_logs
from diary.web.patterns import init_patterns
from diary.web.texts import init_texts
from diary.web.transactions import init_transactions


def init_web(app: Flask) -> None:
    """Wire everything that every page shares."""
    init_logs(app)
    init_transactions(app)
    init_assets(app)
    init_headers(app)
    init_csrf(app)
    init_error_pages(app)
    init_texts(app)
    init_patterns(app)
