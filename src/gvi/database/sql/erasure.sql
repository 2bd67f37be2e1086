-- Erasure (gallring) by functions that act as gvi_eraser, who can do nothing else: it reads and removes rows of the
-- tables in gvi.erasable and their histories, and writes tombstones, the protocol and one event (trust.md, T16).
-- Numbers in braces come from gvi.trust.people.retention. The functions get their owner in sql/erasure_owner.sql.

-- What is erased by dates of its own, and when: {due} speaks of a row t; $1 is the room, $2 the day up to which things
-- are erased, $3 how long the room keeps what it has ended.
create table gvi.erasable_root (
    table_name text primary key,
    due text not null,
    reads text not null,  -- other tables that `due` looks into, with commas
    position integer not null
);

-- What goes along with it: rows of table_name whose column_name holds the id of a due row of the root, with their
-- history; `matching` says so where it takes more than one column; `unlink` empties the column and keeps the row. The header of
-- a disclosure has a sender where others have a room, and keeps its words as an empty text.
create table gvi.erasable (
    table_name text not null,
    column_name text not null,
    root text not null references gvi.erasable_root (table_name),
    history text not null,
    history_column text not null,
    matching text not null,
    unlink boolean not null,
    position integer not null,
    primary key (table_name, column_name, root)
);
grant select on gvi.erasable_root, gvi.erasable to gvi_eraser, gvi_backup;

-- Another room's counts are nobody's business.
alter table people_erasureprotocol enable row level security;
alter table people_erasureprotocol force row level security;
create policy people_erasureprotocol_own on people_erasureprotocol for select to gvi_app
    using (workspace_id = (select gvi.ticket_workspace()));
create policy people_erasureprotocol_backup on people_erasureprotocol for select to gvi_backup using (true);
create policy people_erasureprotocol_erase on people_erasureprotocol to gvi_eraser using (true);

-- The eraser may say in the log that it has erased, and nothing else.
create policy log_event_erase on log_event for insert to gvi_eraser with check (
    operation = 'erase' and verb in ('retention.erase', 'retention.replay') and member_id is null
    and workspace_id is not null
);

-- On how many days between two the log has an event: a clock that was moved leaves days that nobody has lived.
create function gvi.days_lived(since date, until date) returns integer
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select count(distinct (e.at at time zone 'Europe/Stockholm')::date)::integer from log_event e
    where e.at >= (since + 1)::timestamp at time zone 'Europe/Stockholm'
        and e.at < until::timestamp at time zone 'Europe/Stockholm'
$$;

-- The run that goes on: one that was interrupted, or a new one that has counted what was set apart since the last.
-- Its horizon is today if there was a run yesterday, or a trace of every day since the last. Otherwise the clock may
-- have leapt: the horizon moves by the days that left a trace, nothing is erased early, and somebody must say that
-- the clock is right.
create function gvi.retention_run(clock_is_right boolean) returns people_retentionrun
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    today date := gvi.today();
    last people_retentionrun := (
        select r from people_retentionrun r where r.day <= today order by r.day desc, r.horizon desc limit 1
    );
    run people_retentionrun := (
        select r from people_retentionrun r where r.finished_at is null and r.day = today limit 1
    );
begin
    if run.id is not null then
        if clock_is_right then
            update people_retentionrun r set horizon = today where r.id = run.id returning * into run;
        end if;
        return run;
    end if;
    insert into people_retentionrun (id, started_at, day, horizon) values (
        gen_random_uuid(), now(), today, case
            when last.id is null or clock_is_right then today
            when last.day = today then last.horizon
            when gvi.days_lived(last.day, today) + 1 = today - last.day then
                least(today, last.horizon + (today - last.day))
            else least(today, last.horizon + gvi.days_lived(last.day, today))
        end
    ) returning * into run;
    insert into people_erasureprotocol (id, run_id, workspace_id, at, set_apart, erased, rows_by_table)
        select gen_random_uuid(), run.id, p.workspace_id, now(), count(*), 0, '{}' from people_person p
        where coalesce(p.hidden_on, p.closed_on + 1) > coalesce(last.day, '-infinity'::date)
            and coalesce(p.hidden_on, p.closed_on + 1) <= today
        group by p.workspace_id;
    return run;
end $$;

-- How long the room keeps what it has ended. Social services: as its latest decision says; without one, null.
create function gvi.kept_for(room workspaces_workspace) returns interval
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select case when room.kind <> 'social_services' then interval '{HOUSE_MONTHS} months' else (
        select make_interval(months => d.kept_months) from people_erasuredecision d
        where d.workspace_id = room.id and d.decided_on <= gvi.today() order by d.at desc limit 1
    ) end
$$;

-- A record that was found to be the same person as an erased one stays until its own day: the earliest of those that
-- are left takes the place of the one that goes.
create function gvi.tie_what_is_left(room uuid, ids uuid[]) returns void
language sql set search_path = public, pg_catalog, pg_temp as $$
    with orphans as (
        select p.id, above.merged_into_id as above,
            first_value(p.id) over (partition by p.merged_into_id order by p.entered_on, p.id) as heir
        from people_person p join people_person above on above.id = p.merged_into_id
        where p.workspace_id = room and p.merged_into_id = any(ids) and p.id <> all(ids)
    )
    update people_person p set merged_into_id = case
        when o.above <> all(ids) then o.above when o.heir <> o.id then o.heir end
    from orphans o where p.id = o.id
$$;

-- Removes these rows of a root and all that goes along; returns the number of rows by table.
create function gvi.erase_rows(root_table text, room uuid, ids uuid[]) returns jsonb
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    told jsonb := '{}';
    part gvi.erasable;
    gone bigint;
begin
    if root_table = 'people_person' then
        perform gvi.tie_what_is_left(room, ids);
    end if;
    for part in select * from gvi.erasable e where e.root = root_table order by e.position, e.table_name loop
        if part.history <> '' then
            execute format('delete from %I t where t.%I = any($1)', part.history, part.history_column) using ids;
            get diagnostics gone = row_count;
            told := gvi.add_rows(told, jsonb_build_object(part.history, gone));
        end if;
        execute format(
            case when part.unlink and part.table_name = 'disclosures_disclosure'
                    then 'update %1$I t set %2$I = '''' where t.sender_id = $2 and t.%2$I <> '''' and (%3$s)'
                when part.unlink then 'update %1$I t set %2$I = null where t.workspace_id = $2 and (%3$s)'
                else 'delete from %1$I t where t.workspace_id = $2 and (%3$s)' end,
            part.table_name, part.column_name,
            case part.matching when '' then format('t.%I = any($1)', part.column_name) else part.matching end
        ) using ids, room;
        get diagnostics gone = row_count;
        told := gvi.add_rows(told, jsonb_build_object(part.table_name, gone));
    end loop;
    return told;
end $$;

create function gvi.add_rows(one jsonb, other jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select coalesce(jsonb_object_agg(n.key, n.rows), '{}') from (
        select r.key, sum(r.value::bigint) as rows
        from (select * from jsonb_each_text(one) union all select * from jsonb_each_text(other)) r
        group by r.key having sum(r.value::bigint) > 0
    ) n
$$;

-- Erases, as one act: rows, tombstones and event stand or fall together. Returns the rows by table.
create function gvi.erase_act(root_table text, room uuid, ids uuid[], verb text, run uuid) returns jsonb
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    told jsonb := gvi.erase_rows(root_table, room, ids);
begin
    insert into people_tombstone (record_id, erased_at) select unnest(ids), now() on conflict do nothing;
    insert into log_event (id, workspace_id, operation, verb, kind, record_id, reason, count)
        values (gen_random_uuid(), room, 'erase', verb, 'retention', run, '', cardinality(ids));
    return told;
end $$;

-- One batch of what is due, in one transaction: whoever is interrupted loses nothing and does nothing twice. Call it
-- until it says that it is finished.
create function gvi.erase(most integer, clock_is_right boolean) returns jsonb
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
    run people_retentionrun;
    room workspaces_workspace;
    part gvi.erasable_root;
    ids uuid[];
    told jsonb;
begin
    if coalesce(most, 0) < 1 then
        raise exception 'gvi: a batch is at least one record' using errcode = 'check_violation';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('gvi.erase', 0));
    run := gvi.retention_run(clock_is_right);
    for room in select w.* from workspaces_workspace w order by w.id loop
        continue when gvi.kept_for(room) is null;
        for part in select * from gvi.erasable_root r order by r.position loop
            execute format(
                'select array_agg(d.id) from (select t.id from %I t where t.workspace_id = $1 and (%s) limit $4) d',
                part.table_name, part.due
            ) into ids using room.id, run.horizon, gvi.kept_for(room), most;
            continue when ids is null;
            told := gvi.erase_act(part.table_name, room.id, ids, 'retention.erase', run.id);
            insert into people_erasureprotocol as p (id, run_id, workspace_id, at, set_apart, erased, rows_by_table)
                values (gen_random_uuid(), run.id, room.id, now(), 0, cardinality(ids), told)
                on conflict (run_id, workspace_id) do update set at = now(), erased = p.erased + excluded.erased,
                    rows_by_table = gvi.add_rows(p.rows_by_table, excluded.rows_by_table);
            return jsonb_build_object('run', run.id, 'day', run.day, 'horizon', run.horizon, 'finished', false);
        end loop;
    end loop;
    update people_retentionrun r set finished_at = now() where r.finished_at is null and r.day <= run.day;
    return jsonb_build_object('run', run.id, 'day', run.day, 'horizon', run.horizon, 'finished', true);
end $$;

-- What a run has done. A room is told its own counts; the console that runs it, which has no room, those of each kind
-- of room.
create function gvi.retention_report(run uuid) returns table (
    kind text, set_apart integer, erased integer, rows_by_table jsonb
)
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    with told as (
        select w.kind, p.set_apart, p.erased, p.rows_by_table
        from people_erasureprotocol p join workspaces_workspace w on w.id = p.workspace_id
        where p.run_id = run and coalesce(gvi.ticket_workspace(), p.workspace_id) = p.workspace_id
    ), counted as (
        select r.kind, jsonb_object_agg(r.name, r.rows) as rows from (
            select t.kind, e.key as name, sum(e.value::bigint) as rows
            from told t, jsonb_each_text(t.rows_by_table) e group by t.kind, e.key
        ) r group by r.kind
    )
    select t.kind, sum(t.set_apart)::integer, sum(t.erased)::integer, coalesce(c.rows, '{}')
    from told t left join counted c on c.kind = t.kind group by t.kind, c.rows order by t.kind
$$;

-- After a restore: what had been erased is erased again, whatever its dates. The owner's alone.
create function gvi.erase_again(ids uuid[]) returns integer
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
    part gvi.erasable_root;
    room uuid;
    found_ids uuid[];
    again integer := 0;
begin
    for part in select * from gvi.erasable_root r order by r.position loop
        for room, found_ids in execute format(
            'select t.workspace_id, array_agg(t.id) from %I t where t.id = any($1) group by t.workspace_id',
            part.table_name
        ) using ids loop
            perform gvi.erase_act(part.table_name, room, found_ids, 'retention.replay', null);
            again := again + cardinality(found_ids);
        end loop;
    end loop;
    insert into people_tombstone (record_id, erased_at) select unnest(ids), now() on conflict do nothing;
    update people_tombstone set filed_at = now() where record_id = any(ids);
    return again;
end $$;

-- Tombstones that the file outside the database does not have yet, and the word that it has them.
create function gvi.unfiled_tombstones(most integer) returns table (record_id uuid, erased_at timestamptz)
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select t.record_id, t.erased_at from people_tombstone t where t.filed_at is null
    order by t.erased_at, t.record_id limit most
$$;
create function gvi.tombstones_filed(ids uuid[]) returns void
language sql security definer set search_path = public, pg_catalog, pg_temp as $$
    update people_tombstone set filed_at = now() where record_id = any(ids) and filed_at is null
$$;

revoke all on function gvi.days_lived(date, date), gvi.retention_run(boolean), gvi.kept_for(workspaces_workspace),
    gvi.tie_what_is_left(uuid, uuid[]), gvi.erase_rows(text, uuid, uuid[]), gvi.add_rows(jsonb, jsonb),
    gvi.erase_act(text, uuid, uuid[], text, uuid), gvi.erase(integer, boolean), gvi.retention_report(uuid),
    gvi.erase_again(uuid[]), gvi.unfiled_tombstones(integer), gvi.tombstones_filed(uuid[]) from public;
grant execute on function gvi.days_lived(date, date), gvi.ticket_workspace() to gvi_eraser;
grant execute on function gvi.erase(integer, boolean), gvi.retention_report(uuid), gvi.unfiled_tombstones(integer),
    gvi.tombstones_filed(uuid[]) to gvi_app;
