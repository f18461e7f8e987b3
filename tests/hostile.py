"""Text that tries to break a form, and text that only looks as if it did."""

# Sent as bytes, as a browser that means harm could send them.
REFUSED = {
    "nul": b"Ann\x00a",
    "escape": b"Ann\x1b[31m",
    "delete": b"Ann\x7f",
    "next line": "Ann\u0085a".encode(),
    "two lines": b"Ann\r\nBcc: x",
    "line separator": "Ann\u2028a".encode(),
    "right to left override": "Ann\u202ea".encode(),
    "isolate": "Ann\u2066a".encode(),
    "too long": b"a" * 121,
    "much too long": b"a" * 100_000,
    "a heap of accents": ("a" + "\u0301\u0316" * 20_000).encode(),
    "nothing visible": "\u200b\u00ad\u2060".encode(),
    "empty": b"",
}
KEPT = {
    "script": "<script>alert(1)</script>",
    "sql": "Robert'); DROP TABLE patient;--",
    "template": "{{ 7 * 7 }}{% raw %}",
    "gap of a sentence": "100 %(name)s %s %",
    "formula": "=cmd|' /C calc'!A0",
    "family": "👩‍👩‍👧",
    "persian": "علی‌رضا",
    "composed": "Zoë Ångström",
}
# Not a number from 1900 to this year, however it is spelled.
YEARS = (
    "",
    "abc",
    "19641",
    "64",
    "-1964",
    "1964.5",
    "1e3",
    "1899",
    "3000",
    "１９６４",
    "١٩٦٤",
    "9" * 400,
    "0x7ac",
    "NaN",
)
