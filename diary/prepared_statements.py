"""Statements for what each phone does with each save, where the work around a statement costs ten times the statement.

SQLAlchemy writes each of them once for a kind of database and says how values are turned on their way in and out; from then
on it goes to the driver as it is.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import ClauseElement, Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

from diary.db import db

Values = Mapping[str, Any]


class Prepared:
    """A statement as one kind of database takes it."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = cast(SQLCompiler, statement.compile(dialect=dialect))
        self.text = str(compiled)
        self.is_positional = compiled.positional
        names = compiled.positiontup if compiled.positional else compiled.binds
        types = [(name, compiled.binds[name].type) for name in names or ()]
        self.values = [(name, of.dialect_impl(dialect).bind_processor(dialect)) for name, of in types]
        columns = list(getattr(statement, "exported_columns", ()))
        self.row: Any = namedtuple("Row", [str(column.key) for column in columns])  # type: ignore[misc]
        turns = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self.turned = [(place, turn) for place, turn in enumerate(turns) if turn]

    def bound(self, values: Values) -> Any:
        """The values as the driver takes them."""
        if self.is_positional:
            return [turn(values[name]) if turn else values[name] for name, turn in self.values]
        return {name: turn(values[name]) if turn else values[name] for name, turn in self.values}

    def row_of(self, found: Sequence[Any]) -> Any:
        """What the driver found, by the names of its columns."""
        row = list(found)
        for place, turn in self.turned:
            row[place] = turn(row[place])
        return self.row._make(row)


known: dict[tuple[ClauseElement, str], Prepared] = {}


class Direct:
    """The driver's own cursor, within the transaction of its connection.

    Raises:
        DBAPIError: What the database refuses, under SQLAlchemy's names for it.
    """

    def __init__(self, cursor: Any, dialect: Dialect) -> None:
        self.cursor = cursor
        self.dialect = dialect

    def rows(self, statement: ClauseElement, values: Values) -> list[Any]:
        """What a statement finds or, if it writes, returns."""
        return self.rows_of_each(statement, [values])

    def rows_of_each(self, statement: ClauseElement, many: Sequence[Values]) -> list[Any]:
        """The same for each of these values, one after the other."""
        prepared = self.prepared(statement)
        bound = [prepared.bound(values) for values in many]
        return [prepared.row_of(row) for row in self.sent(self.found, prepared.text, bound)]

    def run(self, statement: ClauseElement, many: Sequence[Values]) -> None:
        """A statement that returns nothing, for each of these values."""
        prepared = self.prepared(statement)
        bound = [prepared.bound(values) for values in many]
        if bound:
            self.sent(self.cursor.executemany, prepared.text, bound)

    def prepared(self, statement: ClauseElement) -> Prepared:
        place = (statement, self.dialect.name)
        if place not in known:
            known[place] = Prepared(statement, self.dialect)
        return known[place]

    def found(self, text: str, many: Sequence[Any]) -> list[Any]:
        """On PostgreSQL several questions go there together, and so do their answers back."""
        if len(many) < 2 or self.dialect.name != "postgresql":
            return [row for bound in many for row in self.cursor.execute(text, bound).fetchall()]
        self.cursor.executemany(text, many, returning=True)
        return [row for answers in self.cursor.results() for row in answers]

    def sent(self, how: Callable[[str, Any], Any], text: str, many: Sequence[Any]) -> Any:
        errors = self.dialect.loaded_dbapi.Error
        try:
            return how(text, many)
        except errors as error:
            raise DBAPIError.instance(None, None, error, errors, dialect=self.dialect) from error


def direct(connection: Connection) -> Direct:
    """For a transaction that others write in too."""
    return Direct(connection.connection.cursor(), connection.dialect)


@contextmanager
def reading() -> Iterator[Direct]:
    """For a look that needs no transaction of the request's own."""
    with db.engine.connect() as connection:
        yield direct(connection)
