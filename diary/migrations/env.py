"""How Alembic runs here: in one transaction on both databases, so a killed migration leaves nothing behind."""

from alembic import context

from diary.db import Base, db


def leave_out(_object: object, name: str | None, kind: str, _reflected: bool, _compared: object) -> bool:
    """SQLite's own bookkeeping tables are not ours to compare."""
    return not (kind == "table" and name is not None and name.startswith("sqlite_"))


def migrate() -> None:
    if context.is_offline_mode():
        raise SystemExit("Migrations run on a live database only: leave out --sql.")
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")  # a big table takes longer than a request may
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transactional_ddl=True,  # SQLite can, once the driver leaves transactions to us (diary/db.py)
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=connection.dialect.name != "sqlite",  # where columns keep the length they were made with
            include_object=leave_out,
            user_module_prefix="",  # script.py.mako imports what is ours by name
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


migrate()
