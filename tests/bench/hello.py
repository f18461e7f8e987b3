"""The least that Flask can do, as a measure of this machine at this moment."""

from flask import Flask

app = Flask(__name__)


@app.post("/")
def hello() -> str:
    return "hello"
