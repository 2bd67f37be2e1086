-- Erasure acts as gvi_eraser: its functions belong to that role. Applied after every migration, and with it after
-- every restore, since pg_restore --no-owner leaves everything to gvi_owner.
grant usage on schema gvi, public to gvi_eraser;
grant create on schema gvi to gvi_eraser;
do $do$
declare eraser regprocedure;
begin
    for eraser in
        select p.oid::regprocedure from pg_proc p
        where p.pronamespace = 'gvi'::regnamespace and p.proname = any('{FUNCTIONS}'::text[])
    loop
        execute format('alter function %s owner to gvi_eraser', eraser);
    end loop;
end $do$;
revoke create on schema gvi from gvi_eraser;
