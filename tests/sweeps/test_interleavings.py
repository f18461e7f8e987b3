"""Two phones and a second tab save and sync the same days, in orders that chance decides."""

from collections.abc import Iterator, Sequence

import pytest

from tests.sweeps.checker import Envelope, diary_of, problems_on_a_phone, problems_on_the_server
from tests.sweeps.conftest import served
from tests.sweeps.node_phones import Phones, phones_at
from tests.sweeps.people import Patient, Practice
from tests.sweeps.server import Server

INTERLEAVINGS = 200  # here and in the long run: they are quick
A_PATIENT = 20  # then somebody else's diary, so that the days stay those that phones keep
LOOK_AT_PHONES = 5  # every so many interleavings; at the server's tables after each
PHONES = {"one": ("America/Toronto", 120_000), "two": ("Asia/Kathmandu", -3_600_000)}  # zone, error of the clock in ms


@pytest.mark.parametrize("first", range(0, INTERLEAVINGS, A_PATIENT))
def test_phones_end_equal_however_their_syncs_cross(clinic: tuple[Practice, Phones], first: int) -> None:
    practice, phones = clinic
    patient = practice.add_patient()
    names = [f"{name}-{first}" for name in PHONES]
    for name, (zone, error) in zip(names, PHONES.values(), strict=True):
        phones.add(name, patient, practice, zone=zone, error=error)
    kept: list[Envelope] = []
    for seed in range(first, first + A_PATIENT):
        crossed = phones.ask("interleave", seed=seed, names=names, area=patient.area)
        kept += crossed["kept"]
        looked_at = names if seed % LOOK_AT_PHONES == LOOK_AT_PHONES - 1 else []
        assert list(problems(practice, patient, phones, looked_at, kept)) == [], (seed, crossed["story"])


def problems(
    practice: Practice, patient: Patient, phones: Phones, names: Sequence[str], kept: list[Envelope]
) -> Iterator[str]:
    diary = diary_of(practice.app, patient.id)
    yield from problems_on_the_server(diary, kept)
    for name in names:
        yield from problems_on_a_phone(name, phones.dump(name), diary, practice.now.date())


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Practice, Phones]]:
    with (
        served(Server(tmp_path_factory.mktemp("data"))) as (server, _proxy, practice),
        phones_at(server.url, server.clock.file) as phones,
    ):
        yield practice, phones
