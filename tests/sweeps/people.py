"""The people of the sweeps: patients with a course who agreed already, and a desk that pairs their phones by the real form."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

from flask import Flask
from flask_migrate import upgrade

from diary import create_app
from diary.accounts.login_actions import start_staff_login
from diary.config import Config
from diary.db import db
from diary.practice.consent import VERSION
from diary.practice.models import Consent
from tests.factories import a_patient, a_practice, a_staff_member, an_area, kept
from tests.sweeps.server import Server
from tests.today.days import a_course

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True)
class Patient:
    """Whose diary it is, and the one area that it asks about."""

    id: UUID
    area: UUID
    name: str


class Practice:
    """One clinic in a server's database, reached beside the server for what no screen is needed for."""

    def __init__(self, server: Server, zone: str = "America/Toronto") -> None:
        self.server = server
        self.app: Flask = create_app(Config.from_env(server.env))
        with self.app.app_context():
            upgrade()
            self.practice = a_practice(zone=zone)
            self.bob = a_staff_member(self.practice, "practitioner")

    @property
    def now(self) -> datetime:
        return self.server.clock.now()

    def add_patient(self, name: str = "Alice Martin", since: timedelta = timedelta(days=150)) -> Patient:
        """Somebody who agreed and has one open course, enrolled so long ago by the server's clock."""
        start = self.now - since
        with self.app.app_context():
            patient = a_patient(self.practice, name=name, enrolled_on=start.date(), created_at=start)
            area = an_area(patient, name="Right knee", area_group="joint")
            a_course(patient, area, opened_at=start)
            words = {"wording": "as it was", "wording_version": VERSION, "language": "en"}
            kept(Consent(id=uuid4(), patient_id=patient.id, agreed=True, answered_at=start, device_id=None, **words))
        return Patient(patient.id, area.id, name)

    def desk(self) -> "Desk":
        """Bob's browser, signed in at this moment."""
        with self.app.app_context():
            token = start_staff_login(self.bob.id, second_step=True, now=self.now)
            db.session.commit()
        return Desk(self.server.url, token)

    def pair(self, patient: Patient, code: str) -> None:
        """Type the code that a phone shows and confirm it."""
        desk = self.desk()
        place = f"/clinic/patients/{patient.id}/pair"
        found = desk.send(place, place, code=code)
        assert "found-phone" in found, found
        desk.send(place, f"{place}/confirm", code=code, whose="patient")

    def sign_out_phones(self, patient: Patient) -> None:
        """Tap "Sign out" at each phone of the patient."""
        desk, place = self.desk(), f"/clinic/patients/{patient.id}"
        for device in set(re.findall(r"phones/([0-9a-f-]{36})/sign-out", desk.open(f"{place}/details"))):
            desk.send(f"{place}/details", f"{place}/phones/{device}/sign-out")

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


class Desk:
    """A browser without a screen: cookies, forms and their tokens."""

    def __init__(self, url: str, token: str) -> None:
        self.place = urlsplit(url).netloc
        self.cookies = {"staff": token}

    def open(self, path: str, form: dict[str, str] | None = None) -> str:
        """What a page says, or what its form is answered with."""
        connection = HTTPConnection(self.place, timeout=20)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Sec-Fetch-Site": "same-origin"}
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        connection.close()
        assert answer.status < 400, (path, answer.status, text)
        return text

    def send(self, page: str, path: str, **fields: str) -> str:
        """Fill in the form of a page and send it."""
        token = TOKEN.search(self.open(page))
        assert token, f"no form at {page}"
        return self.open(path, fields | {"csrf_token": token[1]})
