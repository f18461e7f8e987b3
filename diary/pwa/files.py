"""Which files a shell needs to work without signal."""

import re

from diary.web.assets import Assets

NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def files_of(assets: Assets, page: str) -> set[str]:
    """Names of the files that a page names."""
    return {assets.by_address[address].name for address in NAMED.findall(page)}
