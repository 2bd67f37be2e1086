-- Persons: what each kind of room may keep, the dates that nobody types, and who sees a row (trust.md, "Person").
-- Numbers in braces come from gvi.trust.people.retention.
create function gvi.guard_person() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    room_kind text := (select w.kind from workspaces_workspace w where w.id = new.workspace_id);
    today date := gvi.today();
    base date;
    minor boolean;
    named boolean := new.given_name <> '' or new.surname <> '';
begin
    -- What the room may keep.
    if room_kind = 'police' then
        if new.purpose = '' or new.regime = '' or new.basis = '' or new.evidence = '' then
            raise exception 'gvi: police keep no person without purpose, regime, basis and evidence'
                using errcode = 'check_violation';
        end if;
    elsif room_kind = 'probation' then
        if new.purpose <> '' or new.regime <> '' or new.basis <> '' or new.evidence <> '' then
            raise exception 'gvi: probation keeps its short list only' using errcode = 'check_violation';
        end if;
    elsif room_kind = 'social_services' then
        if named or new.birth_date is not null or new.identity_number <> '' or new.identity_hash <> ''
            or new.address <> '' or new.phone <> '' or new.purpose <> '' or new.regime <> '' or new.basis <> ''
            or new.evidence <> '' or new.concern <> '' or new.concern_reference <> '' then
            raise exception 'gvi: social services keep a case number and no name' using errcode = 'check_violation';
        end if;
    else
        raise exception 'gvi: this room keeps no persons' using errcode = 'check_violation';
    end if;
    if not named and new.local_reference = '' then
        raise exception 'gvi: a person has a name or a local reference' using errcode = 'check_violation';
    end if;
    if (new.identity_number = '') <> (new.identity_hash = '') then
        raise exception 'gvi: an identity number and its hash come together' using errcode = 'check_violation';
    end if;
    if new.protected then
        new.address := '';
    end if;

    -- Dates lie in the past, and move only by a written renewal.
    if new.entered_on > today or new.based_on > today or coalesce(new.reviewed_on, today) > today then
        raise exception 'gvi: a person''s dates lie in the past' using errcode = 'check_violation';
    end if;
    if tg_op = 'INSERT' then
        new.reviewed_on := null;
        new.exited_at := null;
        if new.state <> 'active' and new.state <> 'proposed' then
            raise exception 'gvi: people_person may not begin as %', new.state using errcode = 'check_violation';
        end if;
    else
        if new.entered_on <> old.entered_on or new.entered_by <> old.entered_by or new.workspace_id <> old.workspace_id
        then
            raise exception 'gvi: when and by whom a person was entered is not changed' using errcode = 'check_violation';
        end if;
        if (new.reviewed_on is distinct from old.reviewed_on or new.based_on <> old.based_on) and not exists (
            select 1 from people_personreview r
            where r.workspace_id = new.workspace_id and r.person_id = new.id
                and (r.at at time zone 'Europe/Stockholm')::date = new.reviewed_on
                and r.at > coalesce(old.reviewed_on, '-infinity'::date)
                and (new.based_on = old.based_on or (r.based_on = new.based_on and new.based_on > old.based_on))
        ) then
            raise exception 'gvi: a renewal needs a fresh written need' using errcode = 'check_violation';
        end if;
        if old.state = 'exited' then
            raise exception 'gvi: who has left is not changed' using errcode = 'check_violation';
        end if;
        if old.review_due < today and new.state = old.state and new.reviewed_on is not distinct from old.reviewed_on
        then
            raise exception 'gvi: overdue for review: read only' using errcode = 'check_violation';
        end if;
        if new.state <> old.state and old.state || '>' || new.state not in ('proposed>active', 'proposed>exited',
            'active>exited') then
            raise exception 'gvi: people_person may not go from % to %', old.state, new.state
                using errcode = 'check_violation';
        end if;
    end if;

    -- Two people for who is under eighteen, and the question of a report of concern answered (T27).
    minor := coalesce(new.birth_date > (new.entered_on - interval '{ADULT} years')::date, false);
    if new.state = 'active' and (minor or (tg_op = 'UPDATE' and old.state = 'proposed')) then
        if new.approved_by is null or new.approved_by = new.entered_by then
            raise exception 'gvi: a second person approves' using errcode = 'check_violation';
        end if;
    end if;
    if minor and new.concern = '' then
        raise exception 'gvi: under eighteen: is a report of concern made?' using errcode = 'check_violation';
    end if;

    -- The dates (T15): the shortest of law and house rule.
    base := coalesce(new.reviewed_on, new.entered_on);
    new.review_due := base + case when new.reviewed_on is null then {FIRST_REVIEW_DAYS} else {NEXT_REVIEW_DAYS} end
        / case when new.birth_date > (base - interval '{ADULT} years')::date then {MINOR_DIVISOR} else 1 end;
    new.ends_on := null;
    new.erase_on := null;
    new.hidden_on := null;
    if room_kind <> 'social_services' then
        new.ends_on := least(
            (new.based_on + interval '{HOUSE_MONTHS} months')::date,
            case when new.regime = 'not_common' then (new.entered_on + interval '{NOT_COMMON_MONTHS} months')::date end
        );
        new.erase_on := least(new.review_due + {READ_ONLY_DAYS} + {APART_DAYS}, new.ends_on);
        new.hidden_on := new.erase_on - {APART_DAYS};
    end if;
    if new.state = 'exited' then
        if new.exit_reason = '' then
            raise exception 'gvi: whoever leaves, leaves for a reason' using errcode = 'check_violation';
        end if;
        new.exited_at := now();
        new.closed_on := coalesce(new.closed_on, today);
        if room_kind <> 'social_services' then
            new.erase_on := least(new.erase_on, today + {APART_DAYS});
            new.hidden_on := least(new.hidden_on, today);
        end if;
    end if;
    return new;
end $$;
create trigger people_person_guard before insert or update on people_person
    for each row execute function gvi.guard_person();

-- Police and probation know nobody without a role (T10, T12). Looked at when the transaction ends.
create function gvi.guard_person_role() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind in ('police', 'probation')
    ) and not exists (
        select 1 from people_personrole r where r.workspace_id = new.workspace_id and r.person_id = new.id
    ) then
        raise exception 'gvi: a person has a role' using errcode = 'check_violation';
    end if;
    return null;
end $$;
revoke all on function gvi.guard_person_role() from public;
create constraint trigger people_person_has_role after insert on people_person
    deferrable initially deferred for each row execute function gvi.guard_person_role();

-- Roles end and statements are withdrawn; neither is rewritten, and nothing is added to who is overdue (T14).
create function gvi.guard_role() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if (old.until is not null) or (old.person_id, old.role, old.since, old.source, old."by", old.at)
            is distinct from (new.person_id, new.role, new.since, new.source, new."by", new.at) then
            raise exception 'gvi: a role is ended, not rewritten' using errcode = 'check_violation';
        end if;
    elsif new.role <> 'not_suspected' and exists (
        select 1 from people_person p where p.workspace_id = new.workspace_id and p.id = new.person_id
            and p.review_due < gvi.today()
    ) then
        raise exception 'gvi: overdue for review: read only' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger people_personrole_guard before insert or update on people_personrole
    for each row execute function gvi.guard_role();

create function gvi.guard_statement() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if (old.withdrawn_at is not null) or (old.person_id, old.kind, old.text, old.source, old.reliability,
            old.accuracy, old.secrecy, old.said_on, old."by", old.at)
            is distinct from (new.person_id, new.kind, new.text, new.source, new.reliability,
            new.accuracy, new.secrecy, new.said_on, new."by", new.at) then
            raise exception 'gvi: a statement is withdrawn, not rewritten' using errcode = 'check_violation';
        end if;
    else
        if not exists (select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'police') then
            raise exception 'gvi: only police keep statements' using errcode = 'check_violation';
        end if;
        if exists (
            select 1 from people_person p where p.workspace_id = new.workspace_id and p.id = new.person_id
                and p.review_due < gvi.today()
        ) then
            raise exception 'gvi: overdue for review: read only' using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger people_statement_guard before insert or update on people_statement
    for each row execute function gvi.guard_statement();

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

-- How many of the room's persons are set apart and wait for erasure: a number, since the rows are out of reach.
create function gvi.set_apart_count() returns bigint
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select count(*) from people_person p
    where p.workspace_id = gvi.here() and (p.hidden_on <= gvi.today() or p.exited_at is not null)
$$;
revoke all on function gvi.set_apart_count() from public;
grant execute on function gvi.set_apart_count() to gvi_app;
