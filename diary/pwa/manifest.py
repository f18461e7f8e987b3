"""What a phone needs to know to put the diary on its home screen."""

import json

from diary.web.assets import Asset, Assets


def manifest(assets: Assets) -> Asset:
    """`/manifest.webmanifest`."""
    members = {"name": "Diary", "start_url": "/", "display": "standalone"}
    return Asset("manifest.webmanifest", json.dumps(members, separators=(",", ":")).encode())
