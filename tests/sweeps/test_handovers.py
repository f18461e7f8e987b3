"""One phone goes from patient to patient and back, with pages of each left open; nobody's saves are lost or another's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from tests.rounds import rounds
from tests.sweeps.checker import Envelope, diary_of, problems_between_patients, problems_on_the_server
from tests.sweeps.conftest import Clinic
from tests.sweeps.node_phones import Phones
from tests.sweeps.people import Patient

HANDOVERS = rounds(few=20, many=100)
STEPS = 6


@dataclass
class Hands:
    """The phone as it goes round."""

    clinic: Clinic
    phones: Phones
    patients: list[Patient]
    kept: dict[Patient, list[Envelope]]
    pages: dict[str, Patient] = field(default_factory=dict)  # the open ones

    def hand_to(self, patient: Patient, page: str) -> None:
        """Pair the phone anew and open the diary; of the pages before, those stay whose saves still wait."""
        self.clinic.server.clock.forward(minutes=20)  # nobody types codes faster
        self.phones.pair("shared", patient, self.clinic.practice)
        self.phones.ask("page", name=page, phone="shared")
        self.pages = {name: owner for name, owner in self.pages.items() if self.waits(owner)} | {page: patient}

    def waits(self, patient: Patient) -> bool:
        there = diary_of(self.clinic.practice.app, patient.id).versions
        return any(UUID(save["id"]) not in there for save in self.kept[patient])

    def save(self, page: str, kind: str, number: int, note: str) -> None:
        """What a page of anybody keeps is that patient's, whoever has the phone by now."""
        owner = self.pages[page]
        body = {"asked": "last_24h", "pain": number, "note": note}
        self.kept[owner] += self.phones.ask("keep", page=page, saves=[{"area": owner.area, "kind": kind, "body": body}])

    def problems(self, page: str) -> Iterator[str]:
        for patient in self.patients:
            there = diary_of(self.clinic.practice.app, patient.id).versions.values()
            yield from problems_between_patients(f"{patient.name}'s diary", there, self.others(patient))
        shown = [row["version"] for row in self.phones.ask("dump", page=page)["versions"]]
        yield from problems_between_patients("the phone", shown, self.others(self.pages[page]))

    def others(self, patient: Patient) -> list[Envelope]:
        return [save for other in self.patients if other != patient for save in self.kept[other]]


def test_a_phone_that_goes_from_patient_to_patient_mixes_no_diaries(clinic: Clinic, phones: Phones) -> None:
    patients = [clinic.practice.add_patient("Alice Martin"), clinic.practice.add_patient("Charlie Roy")]
    phones.ask("phone", name="shared", zone="America/Toronto")
    hands = Hands(clinic, phones, patients, {patient: [] for patient in patients})
    refused = 0
    for seed in range(HANDOVERS):
        refused += go_round(seed, hands)
        assert list(hands.problems(f"page {seed}")) == [], f"seed {seed}"
    for patient in patients:
        hands.hand_to(patient, f"last page of {patient.name}")
        assert phones.ask("drain", page=f"last page of {patient.name}") == "sent"
        diary = diary_of(clinic.practice.app, patient.id)
        assert list(problems_on_the_server(diary, hands.kept[patient])) == []
    assert refused, "no page of one patient tried to send while the phone was the other's"
    print(
        f"{HANDOVERS} times the phone changed hands, {refused} pages kept waiting, {len(hands.others(patients[0]))} saves"
    )


def go_round(seed: int, hands: Hands) -> int:
    """Somebody takes the phone; saves and syncs of all open pages cross. Returns how many syncs had to wait."""
    chance = Random(seed)
    hands.hand_to(hands.patients[seed % 2], f"page {seed}")
    said = []
    for step in range(STEPS):
        page = chance.choice(list(hands.pages))
        if chance.random() < 0.5:
            hands.save(page, chance.choice(["entry", "weather"]), chance.randrange(11), f"{seed} {step}")
        else:
            said.append(hands.phones.ask("drain", page=page, tries=1))
    return said.count("signed-out")
