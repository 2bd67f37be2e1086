-- The seal of the log: each committed event gets a position and a hash that depends on all before it. Positions
-- are given in sealing order under a lock, never by id or time: a slow transaction commits late and is sealed late.
create function gvi.event_link(event log_event) returns bytea
language sql stable set search_path = pg_catalog, pg_temp as $$
    select convert_to(json_build_array(
        event.id, (extract(epoch from event.at) * 1000000)::bigint, event.workspace_id, event.member_id,
        event.operation, event.verb, event.kind, event.record_id, event.reason, event.count
    )::text, 'UTF8')
$$;

create function gvi.chain_next(before bytea, link bytea, start bytea) returns bytea
language sql immutable set search_path = pg_catalog, pg_temp as $$ select sha256(coalesce(before, start) || link) $$;

create aggregate gvi.chain(link bytea, start bytea) (sfunc = gvi.chain_next, stype = bytea);

-- Seals at most `most` events as one block; no row when nothing waited. Looks a day back from the last sealed
-- event (no transaction lives that long), or through everything when `whole`.
create function gvi.seal_log(most integer, whole boolean)
returns table (block integer, "position" bigint, hash bytea, sealed_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    last record;
    since timestamptz;
begin
    perform pg_advisory_xact_lock(hashtextextended('gvi.seal_log', 0));
    select s.block, s.position, s.hash, e.at into last
        from public.log_seal s left join public.log_event e on e.id = s.event_id
        order by s.position desc limit 1;
    since := case when whole then '-infinity' else coalesce(last.at - interval '1 day', '-infinity') end;
    insert into public.log_seal (position, event_id, block, hash)
        select coalesce(last.position, 0) + row_number() over sealing, w.id, coalesce(last.block, 0) + 1,
            gvi.chain(w.link, coalesce(last.hash, decode(repeat('00', 32), 'hex'))) over sealing
        from (
            select e.id, e.at, gvi.event_link(e) as link from public.log_event e
            where e.at >= since and not exists (select 1 from public.log_seal s where s.event_id = e.id)
            order by e.at, e.id limit most
        ) w
        window sealing as (order by w.at, w.id rows unbounded preceding);
    return query
        select s.block, s.position, s.hash, clock_timestamp() from public.log_seal s
        where s.position > coalesce(last.position, 0) order by s.position desc limit 1;
end $$;

revoke all on function gvi.event_link(log_event), gvi.chain_next(bytea, bytea, bytea), gvi.chain(bytea, bytea),
    gvi.seal_log(integer, boolean) from public;
grant execute on function gvi.seal_log(integer, boolean) to gvi_app;

-- A head must be the end of a sealed block: nobody can take the place of a block to come.
create function gvi.guard_head() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from public.log_seal s
        where s.block = new.block and s.position = new.position and s.hash = new.hash
            and not exists (select 1 from public.log_seal t where t.block = s.block and t.position > s.position)
    ) then
        raise exception 'gvi: a head must be the end of a sealed block' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
revoke all on function gvi.guard_head() from public;
create trigger log_head_guard before insert on log_head for each row execute function gvi.guard_head();
