"""Rows of many ids at once: one parameter holds all of them, however many they are.

A list of a thousand parameters is written out and read anew each time, which takes longer than finding the rows.
"""

import json
from collections.abc import Collection
from typing import Any, Self
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, ColumnElement, Text, Uuid, bindparam
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine


class Ids(TypeDecorator[Collection[UUID]]):
    """Many ids as one value: an array of PostgreSQL, a text of JSON for SQLite, which has none."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(Uuid()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Collection[UUID] | None, dialect: Dialect) -> list[UUID] | str:
        ids = value or ()
        return list(ids) if dialect.name == "postgresql" else json.dumps([one.hex for one in ids])


class among(FunctionElement[bool]):  # noqa: N801  # reads as a function of SQL
    """Whether the id in a column is one of those that a parameter of the statement holds.

    Args:
        column: Of ids.
        parameter: Its name; the statement is given a collection of UUIDs by it.
    """

    type = Boolean()
    inherit_cache = True

    def __init__(self, column: ColumnElement[UUID], parameter: str) -> None:
        super().__init__(column, bindparam(parameter, type_=Ids()))

    def self_group(self, against: OperatorType | None = None) -> Self:
        """As it is: SQLAlchemy would compare it with 1 for SQLite, which then reads the whole table."""
        return self


@compiles(among, "sqlite")
def among_json(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608  # both were written by SQLAlchemy


@compiles(among, "postgresql")
def among_array(element: among, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} = ANY ({ids})"
