-- Persons, what is done with more than one hand: files, named officers, merged records and pairs (trust.md, "Person").

-- A file is read in by one and decided once, by another who may; its rows come with it and are never rewritten.
create function gvi.guard_batch() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    decided text[] := array['state', 'decided_by', 'decided_at', 'decision'];
begin
    if gvi.ticket_member() is null then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'proposed' or new.decided_at is not null or new.decision <> '' then
            raise exception 'gvi: a file waits for a second person' using errcode = 'check_violation';
        end if;
        new.made_by := gvi.ticket_member();
        new.made_at := now();
        return new;
    end if;
    if old.state <> 'proposed' or new.state not in ('approved', 'rejected')
        or to_jsonb(new) - decided is distinct from to_jsonb(old) - decided then
        raise exception 'gvi: a file is decided once, and not rewritten' using errcode = 'check_violation';
    end if;
    new.decided_by := gvi.ticket_member();
    new.decided_at := now();
    if new.decided_by = old.made_by or not gvi.may_approve_persons() or btrim(new.decision) = '' then
        raise exception 'gvi: a second person decides, and says why' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger people_batch_guard before insert or update on people_batch
    for each row execute function gvi.guard_batch();

create function gvi.guard_batch_row() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and (tg_op = 'UPDATE' or not exists (
        select 1 from people_batch b where b.workspace_id = new.workspace_id and b.id = new.batch_id
            and b.state = 'proposed' and b.made_by = gvi.ticket_member() and b.made_at = now()
    )) then
        raise exception 'gvi: rows come with their file' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger people_batchrow_guard before insert or update on people_batchrow
    for each row execute function gvi.guard_batch_row();

-- Who may see a person kept for named officers is for those who already may: nobody names themself.
create function gvi.guard_officer() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
    target uuid := case when tg_op = 'DELETE' then old.person_id else new.person_id end;
    room uuid := case when tg_op = 'DELETE' then old.workspace_id else new.workspace_id end;
begin
    if gvi.ticket_member() is not null and exists (
        select 1 from people_person p where p.workspace_id = room and p.id = target and p.regime = 'common_p2'
    ) and not exists (
        select 1 from people_officer o
        where o.workspace_id = room and o.person_id = target and o.member = gvi.ticket_member()
    ) then
        raise exception 'gvi: not a named officer' using errcode = 'insufficient_privilege';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
revoke all on function gvi.guard_officer() from public;
create trigger people_officer_guard before insert or delete on people_officer
    for each row execute function gvi.guard_officer();

-- Set apart, or kept for named officers: the row is not there (T14). Seen for the rest of the transaction in which
-- somebody leaves, so that the one who ends it may say so.
create policy people_person_seen on people_person as restrictive to gvi_app using (
    (exited_at is null or exited_at >= now())
    and (hidden_on is null or hidden_on > (select gvi.today()) or exited_at >= now())
    and (regime <> 'common_p2' or exists (
        select 1 from people_officer o where o.workspace_id = people_person.workspace_id
            and o.person_id = people_person.id and o.member = (select gvi.ticket_member())
    ))
);

-- Nor do the rows beside it tell that there is somebody: who the officers are, or whom the person resembles. One's
-- own row is always seen, since the person is seen by it; officers are named before the person is written.
create function gvi.kept_from_me(room uuid, person uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from people_person p where p.workspace_id = room and p.id = person and (
            p.exited_at < now() or (p.hidden_on <= gvi.today() and p.exited_at is null)
            or (p.regime = 'common_p2' and not exists (
                select 1 from people_officer o where o.workspace_id = room and o.person_id = person
                    and o.member = gvi.ticket_member()
            ))
        )
    )
$$;
revoke all on function gvi.kept_from_me(uuid, uuid) from public;
grant execute on function gvi.kept_from_me(uuid, uuid) to gvi_app;
create policy people_officer_seen on people_officer as restrictive to gvi_app using (
    member = (select gvi.ticket_member()) or not gvi.kept_from_me(workspace_id, person_id)
);
create policy people_pair_seen on people_pair as restrictive to gvi_app using (
    exists (select 1 from people_person p
        where p.workspace_id = people_pair.workspace_id and p.id = people_pair.first_id)
    and exists (select 1 from people_person p
        where p.workspace_id = people_pair.workspace_id and p.id = people_pair.second_id)
);

-- There are officers for as long as the person is kept for them: nobody names themself in advance. Looked at when the
-- transaction ends.
create function gvi.guard_officers() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
    person uuid := case when tg_table_name = 'people_person' then to_jsonb(new) ->> 'id'
        else to_jsonb(new) ->> 'person_id' end;
begin
    if exists (
        select 1 from people_officer o join people_person p on p.workspace_id = o.workspace_id and p.id = o.person_id
        where p.workspace_id = new.workspace_id and p.id = person and p.regime <> 'common_p2'
    ) then
        raise exception 'gvi: officers are named for whom only they may see' using errcode = 'check_violation';
    end if;
    return null;
end $$;
revoke all on function gvi.guard_officers() from public;
create constraint trigger people_officer_named after insert on people_officer
    deferrable initially deferred for each row when (gvi.ticket_member() is not null)
    execute function gvi.guard_officers();
create constraint trigger people_person_officers after update on people_person
    deferrable initially deferred for each row when (old.regime = 'common_p2' and new.regime <> 'common_p2')
    execute function gvi.guard_officers();

-- Whether people have said of two records, pair by pair, that they are one person.
create function gvi.said_same(room uuid, one uuid, other uuid) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    with recursive same (id) as (
        select one
        union
        select case when p.first_id = s.id then p.second_id else p.first_id end
        from same s join people_pair p
            on p.workspace_id = room and p.state = 'same' and s.id in (p.first_id, p.second_id)
    )
    select exists (select 1 from same where id = other)
$$;
revoke all on function gvi.said_same(uuid, uuid, uuid) from public;
grant execute on function gvi.said_same(uuid, uuid, uuid) to gvi_app;

-- A record is read under another that the writer sees, because somebody has said that they are the same person, and for
-- as long as that is said; never in a ring, and one step only when the transaction ends.
create function gvi.guard_merge() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.id = new.merged_into_id or (current_user <> 'gvi_eraser' and new.merged_into_id is not null and not exists (
        select 1 from people_person p where p.workspace_id = new.workspace_id and p.id = new.merged_into_id
    )) then
        raise exception 'gvi: read under nobody in sight' using errcode = 'check_violation';
    end if;
    if current_user = 'gvi_eraser' then
        return new;
    end if;
    if gvi.ticket_member() is null then
        return new;
    end if;
    if new.merged_into_id is not null and not gvi.said_same(new.workspace_id, new.id, new.merged_into_id) then
        raise exception 'gvi: nobody has said that they are the same person' using errcode = 'check_violation';
    end if;
    if new.merged_into_id is null and gvi.said_same(new.workspace_id, new.id, old.merged_into_id) then
        raise exception 'gvi: they are said to be the same person' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger people_person_merge before update of merged_into_id on people_person
    for each row when (new.merged_into_id is distinct from old.merged_into_id) execute function gvi.guard_merge();
create trigger people_person_merged before insert on people_person
    for each row when (new.merged_into_id is not null) execute function gvi.guard_merge();

create function gvi.guard_merged() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from people_person p join people_person above on above.workspace_id = p.workspace_id
            and above.id = p.merged_into_id
        where p.workspace_id = new.workspace_id and new.id in (p.id, above.id) and above.merged_into_id is not null
    ) then
        raise exception 'gvi: a record is read under one that is read by itself' using errcode = 'check_violation';
    end if;
    return null;
end $$;
revoke all on function gvi.guard_merged() from public;
create constraint trigger people_person_one_step after insert or update of merged_into_id on people_person
    deferrable initially deferred for each row when (new.merged_into_id is not null)
    execute function gvi.guard_merged();

-- A pair begins open and is signed by who decides. What was told apart stays so; what was joined may be taken back.
create function gvi.guard_pair() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    decided text[] := array['state', 'decided_by', 'decided_at'];
begin
    if gvi.ticket_member() is null then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'open' or new.decided_by is not null or new.decided_at is not null then
            raise exception 'gvi: a pair begins open' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if old.state = new.state then
        decided := array['reasons'];
    end if;
    if to_jsonb(new) - decided is distinct from to_jsonb(old) - decided
        or (old.state = new.state and old.state <> 'open')
        or old.state || '>' || new.state not in ('open>open', 'open>same', 'open>different', 'same>open',
            'same>different') then
        raise exception 'gvi: a pair that was decided on is not rewritten' using errcode = 'check_violation';
    end if;
    if new.state <> old.state then
        new.decided_by := case when new.state <> 'open' then gvi.ticket_member() end;
        new.decided_at := case when new.state <> 'open' then now() end;
    end if;
    return new;
end $$;
create trigger people_pair_guard before insert or update on people_pair
    for each row execute function gvi.guard_pair();

-- What is said of a pair is also done: joined or taken back in the same transaction. Looked at when it ends.
create function gvi.guard_pair_followed() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from people_person one join people_person other on other.workspace_id = one.workspace_id
        where one.workspace_id = new.workspace_id and one.id = new.first_id and other.id = new.second_id
            and gvi.said_same(new.workspace_id, one.id, other.id)
                <> (case when one.merged_into_id is null then one.id else one.merged_into_id end
                    = case when other.merged_into_id is null then other.id else other.merged_into_id end)
    ) then
        raise exception 'gvi: what is said of a pair is also done' using errcode = 'check_violation';
    end if;
    return null;
end $$;
revoke all on function gvi.guard_pair_followed() from public;
create constraint trigger people_pair_followed after update of state on people_pair
    deferrable initially deferred for each row when (old.state = 'same' or new.state = 'same')
    execute function gvi.guard_pair_followed();

-- How many of the room's persons are set apart and wait for erasure: a number, since the rows are out of reach.
create function gvi.set_apart_count() returns bigint
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select count(*) from people_person p
    where p.workspace_id = gvi.here() and (p.hidden_on <= gvi.today() or p.exited_at is not null)
$$;
revoke all on function gvi.set_apart_count() from public;
grant execute on function gvi.set_apart_count() to gvi_app;
