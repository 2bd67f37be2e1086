-- History that the application can neither switch off nor write: django-pghistory's triggers act as the owner, and the
-- setting by which django-pgtrigger skips a trigger is ignored. Applied after every migration, since a migration that
-- touches a trigger brings its own function back.
create or replace function public._pgtrigger_should_ignore(trigger_name name) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$ select false $$;

do $do$
declare trigger_function regprocedure;
begin
    for trigger_function in
        select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'public' and p.proname like 'pgtrigger\_%' and p.prorettype = 'trigger'::regtype
    loop
        execute format('alter function %s security definer set search_path = public, pg_temp', trigger_function);
    end loop;
end $do$;
