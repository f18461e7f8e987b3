"""Passwords: which are good enough, and what is kept of them."""

import re
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from diary.errors import Invalid
from diary.text import Text

LEAST_LETTERS = 12
MOST_LETTERS = 200
# OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
HASHER = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)
# The hash of a password nobody knows: an unknown e-mail address costs the same time as a wrong password.
NOBODYS_HASH = "$argon2id$v=19$m=19456,t=2,p=1$2mzGmdHxCIFnfTHDqL/KpQ$oZQkDyiS54uO8K7j8eh8Qq7I/NJnU833uhWE1OJWkDU"
COMMON = frozenset(
    """
    password passw0rd passwort motdepasse contraseña letmein welcome iloveyou admin administrator qwerty qwertyuiop
    azerty abc abcd abcdef trustno dragon monkey football baseball sunshine princess superman batman master shadow
    hello freedom whatever secret changeme default login access summer winter autumn spring
    clinic practice practitioner reception doctor nurse patient diary medical health physio injection
    """.split()
)
RUNS = ("12345678", "87654321", "abcdefgh", "qwertyui", "asdfghjk")
LOOK_ALIKES = str.maketrans("@4301$5", "aaeolss")  # "p4$$w0rd"


def hash_password(password: str) -> str:
    """What is kept of a password.

    Raises:
        Invalid: It is too short or too easy to guess; the field is ``password``.
    """
    problem = problem_of(password)
    if problem:
        raise Invalid({"password": problem})
    return HASHER.hash(one_spelling(password))


def problem_of(password: str) -> Text | None:
    """Why a password cannot be taken, in words that say what to do."""
    if len(password) < LEAST_LETTERS:
        return Text("Password must be %(least)s letters or more.", least=LEAST_LETTERS)
    if len(password) > MOST_LETTERS:
        return Text("Password must be %(most)s letters or less.", most=MOST_LETTERS)
    if easy_to_guess(password):
        return Text("That password is easy to guess. Use 3 or 4 words that do not belong together.")
    return None


def easy_to_guess(password: str) -> bool:
    """Common words and runs of keys, padded with digits and signs or said again, add next to nothing.

    Source: NIST SP 800-63B, 5.1.1.2: refuse common, repeated, sequential and context-specific values.
    """
    letters = password.casefold()
    if len(set(letters)) < 5 or any(run in letters for run in RUNS):
        return True
    words = re.findall(r"[^\W_]+", letters)
    return all(is_padding(word) for word in words) or is_said_twice("".join(words))


def is_padding(word: str) -> bool:
    """Whether a word adds next to nothing: a common one, dressed up with digits, or digits alone."""
    core = word.strip("0123456789").translate(LOOK_ALIKES)
    return not core or core in COMMON


def is_said_twice(letters: str) -> bool:
    half, odd = divmod(len(letters), 2)
    return not odd and letters[:half] == letters[half:]


def one_spelling(password: str) -> str:
    """The same letters whichever keyboard typed them: accents come composed from one and apart from another."""
    return unicodedata.normalize("NFKC", password)


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password; takes the same time when there is nobody to compare with."""
    try:
        HASHER.verify(kept or NOBODYS_HASH, one_spelling(password))
    except VerifyMismatchError:
        return False
    return kept is not None
