"""A test that did not run proves nothing: skipped and expected-to-fail tests fail, with the way out named."""

from collections.abc import Generator

import pytest

WAY_OUT = "did not run ({reason}). Give it what it needs, or delete it; a missing tool must fail with a sentence saying how to get it."


def fail_when_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else "expected to fail"
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} {WAY_OUT.format(reason=reason)}"
        vars(report).pop("wasxfail", None)  # with it, pytest would not count the failure


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    fail_when_skipped(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    fail_when_skipped(report)
    return report
