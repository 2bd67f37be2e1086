"""Functions that guard: their bodies are the ones of this version, and only named roles may call the powerful ones."""

from collections.abc import Iterator

import psycopg

from gvi.cli.guards import declared

FOUND = """
    select n.nspname || '.' || p.proname, p.oid::regprocedure::text, p.prosrc, p.prosecdef,
        coalesce(array(select case when a.grantee = 0 then 'public' else a.grantee::regrole::text end
            from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner), '{}')
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('gvi', 'public') and p.prokind = 'f'
        and not exists (select 1 from pg_catalog.pg_depend d where d.objid = p.oid and d.deptype = 'e')
"""
HISTORY = "public.pgtrigger_"  # a trigger's function can't be called, only fired


def look(connection: psycopg.Connection) -> Iterator[str]:
    """Functions that are missing or changed, or that more roles may call than the code says."""
    expected, may_call = declared.functions(), declared.callers()
    seen = set()
    for name, signature, body, definer, callers in connection.execute(FOUND).fetchall():
        seen.add(name)
        if name in expected and body.strip() != expected[name].strip():
            yield f"{signature} has another body than in this version"
        if name.startswith(HISTORY):
            if not definer:
                yield f"{signature} does not act as its owner"
            continue
        if definer and (others := set(callers) - may_call.get(name, set())):
            yield f"{signature} may be called by {', '.join(sorted(others))}"
        if definer and name not in expected:
            yield f"{signature} acts as its owner and is not ours"
    for name in set(expected) - seen:
        yield f"{name} is missing"
