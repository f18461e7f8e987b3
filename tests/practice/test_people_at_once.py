"""Two administrators cannot remove each other at the same moment and leave nobody."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from diary import clock
from diary.accounts.models import Staff
from diary.db import db
from diary.errors import DiaryError
from diary.practice.people_actions import deactivate_person
from tests.factories import a_staff_member
from tests.practice.logins import signed_in

ROUNDS = 5


def test_two_administrators_who_remove_each_other_at_once_leave_one(app, practice):
    def remove(pair: tuple[Staff, Staff], together: Barrier) -> bool:
        remover, removed = pair
        with app.app_context():
            together.wait()
            try:
                deactivate_person(removed.id, signed_in(remover), now=clock.now())
            except DiaryError:
                return False
            return True

    for _ in range(ROUNDS):
        db.session.execute(db.update(Staff).values(is_administrator=False, is_practitioner=True))
        db.session.commit()
        ada, bea = a_staff_member(practice, "administrator"), a_staff_member(practice, "administrator")

        with ThreadPoolExecutor(2) as threads:
            together = Barrier(2)
            removed = list(threads.map(remove, [(ada, bea), (bea, ada)], [together, together]))

        left = db.select(Staff.id).where(Staff.is_administrator, Staff.deactivated_at.is_(None))
        assert sorted(removed) == [False, True]
        assert len(db.session.scalars(left).all()) == 1
        db.session.rollback()
