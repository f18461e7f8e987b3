"""Tables whose rows are only ever added: the database itself refuses to change or remove one."""

from alembic import op

REFUSAL = "rows of this table are only ever added"


def keep_for_ever(table: str) -> None:
    """Make UPDATE and DELETE on a table fail."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(trigger(table, verb))


def trigger(table: str, verb: str) -> str:
    name = f"{table}_refuses_{verb.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    return f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"


def let_go(table: str) -> None:
    """Take the two triggers away again."""
    on_table = "" if op.get_bind().dialect.name == "sqlite" else f" ON {table}"
    for verb in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_refuses_{verb}{on_table}")
