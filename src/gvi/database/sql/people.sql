-- Persons: what each kind of room may keep, the dates that nobody types, and who sees a row (trust.md, "Person").
-- Numbers in braces come from gvi.trust.people.retention.

-- What a renewal, and what leaving, leaves as it was: everything but the dates and the state.
create function gvi.content_of(person people_person) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select to_jsonb(person) - array['state', 'exit_reason', 'exited_at', 'closed_on', 'review_due', 'hidden_on',
        'ends_on', 'erase_on', 'name_key', 'given_key', 'reference_key']
$$;
revoke all on function gvi.content_of(people_person) from public;
grant execute on function gvi.content_of(people_person) to gvi_app;
-- Who may be the second person, and who writes about persons at all: the table of rights (trust/workspaces/rights.py)
-- once more. Whoever reviews the log reads, and writes nothing.
create function gvi.may_approve_persons() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select gvi.held_roles() && array['coordinator', 'decision_maker'] $$;

create function gvi.guard_writer() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.held_roles() && array['coordinator', 'analyst', 'decision_maker',
        'probation_officer', 'case_worker'] then
        raise exception 'gvi: only who works with cases writes of persons' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke all on function gvi.may_approve_persons(), gvi.guard_writer() from public;
grant execute on function gvi.may_approve_persons() to gvi_app;
create trigger people_person_writer before insert or update on people_person
    for each statement execute function gvi.guard_writer();
create trigger people_personrole_writer before insert or update on people_personrole
    for each statement execute function gvi.guard_writer();
create trigger people_statement_writer before insert or update on people_statement
    for each statement execute function gvi.guard_writer();
create trigger people_personreview_writer before insert on people_personreview
    for each statement execute function gvi.guard_writer();
create trigger people_officer_writer before insert or delete on people_officer
    for each statement execute function gvi.guard_writer();
create trigger people_pair_writer before insert or update on people_pair
    for each statement execute function gvi.guard_writer();
create trigger people_batch_writer before insert or update on people_batch
    for each statement execute function gvi.guard_writer();
create trigger people_batchrow_writer before insert or update or delete on people_batchrow
    for each statement execute function gvi.guard_writer();

-- What stands about a person in the files that whoever entered the person has read in and nobody has decided about.
create function gvi.in_a_file(person people_person) returns setof jsonb
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select r.data from people_batch b
        join people_batchrow r on r.workspace_id = b.workspace_id and r.batch_id = b.id
    where b.workspace_id = person.workspace_id and b.state = 'proposed' and b.made_by = person.entered_by
        and r.data ->> 'local_reference' = person.local_reference and r.data ->> 'surname' = person.surname
        and r.data ->> 'given_name' = person.given_name and r.data ->> 'identity_number' = person.identity_number
        and (r.data ->> 'birth_date')::date is not distinct from person.birth_date
        and r.data ->> 'under_eighteen' = person.under_eighteen
$$;
revoke all on function gvi.in_a_file(people_person) from public;
grant execute on function gvi.in_a_file(people_person) to gvi_app;

create function gvi.guard_person() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    room_kind text := (select w.kind from workspaces_workspace w where w.id = new.workspace_id);
    today date := gvi.today();
    base date;
    minor boolean;
    unsure boolean := new.under_eighteen in ('yes', 'unknown');  -- asked only where the day of birth is not known
    fresh boolean := true;
    named boolean := btrim(new.given_name) <> '' or btrim(new.surname) <> '';
begin
    -- Erasure ties what is left of records that were one person, and touches nothing else (sql/erasure.sql).
    if current_user = 'gvi_eraser' then
        if (to_jsonb(new) - array['merged_into_id', 'name_key', 'given_key', 'reference_key'])
            is distinct from (to_jsonb(old) - array['merged_into_id', 'name_key', 'given_key', 'reference_key']) then
            raise exception 'gvi: erasure rewrites nobody' using errcode = 'check_violation';
        end if;
        return new;
    end if;

    -- What the room may keep.
    if room_kind = 'police' then
        if btrim(new.purpose) = '' or new.regime = '' or btrim(new.basis) = '' or btrim(new.evidence) = '' then
            raise exception 'gvi: police keep no person without purpose, regime, basis and evidence'
                using errcode = 'check_violation';
        end if;
    elsif room_kind = 'probation' then
        if new.purpose <> '' or new.regime <> '' or new.basis <> '' or new.evidence <> '' then
            raise exception 'gvi: probation keeps its short list only' using errcode = 'check_violation';
        end if;
    elsif room_kind = 'social_services' then
        if new.given_name <> '' or new.surname <> '' or new.birth_date is not null or new.identity_number <> '' or new.identity_hash <> ''
            or new.address <> '' or new.phone <> '' or new.purpose <> '' or new.regime <> '' or new.basis <> ''
            or new.evidence <> '' or new.concern <> '' or new.concern_reference <> '' or new.under_eighteen <> '' then
            raise exception 'gvi: social services keep a case number and no name' using errcode = 'check_violation';
        end if;
    else
        raise exception 'gvi: this room keeps no persons' using errcode = 'check_violation';
    end if;
    if not named and btrim(new.local_reference) = '' then
        raise exception 'gvi: a person has a name or a local reference' using errcode = 'check_violation';
    end if;
    if (new.identity_number = '') <> (new.identity_hash = '') then
        raise exception 'gvi: an identity number and its hash come together' using errcode = 'check_violation';
    end if;
    if new.identity_number <> '' and new.birth_date is null then
        raise exception 'gvi: an identity number tells the day of birth, so that day stands there too (T27)'
            using errcode = 'check_violation';
    end if;
    if new.protected then
        new.address := '';
    end if;
    -- The day of birth says who is under eighteen; where nobody knows it, whoever enters the person does (T27).
    if new.birth_date is not null then
        new.under_eighteen := '';
    elsif new.under_eighteen = '' and room_kind <> 'social_services' then
        raise exception 'gvi: without a day of birth: is the person under eighteen?' using errcode = 'check_violation';
    end if;

    -- Dates lie in the past, and move only by a written renewal.
    if new.entered_on > today or new.based_on > today or coalesce(new.reviewed_on, today) > today then
        raise exception 'gvi: a person''s dates lie in the past' using errcode = 'check_violation';
    end if;
    if tg_op = 'INSERT' then
        new.reviewed_on := null;
        new.exited_at := null;
        new.closed_on := null;
        new.exit_reason := '';
        if new.state <> 'active' and new.state <> 'proposed' then
            raise exception 'gvi: people_person may not begin as %', new.state using errcode = 'check_violation';
        end if;
    else
        if new.entered_on <> old.entered_on or new.entered_by <> old.entered_by or new.id <> old.id
            or new.workspace_id <> old.workspace_id then
            raise exception 'gvi: when and by whom a person was entered is not changed' using errcode = 'check_violation';
        end if;
        fresh := new.reviewed_on is distinct from old.reviewed_on or new.based_on <> old.based_on;
        if fresh and not exists (
            select 1 from people_personreview r
            where r.workspace_id = new.workspace_id and r.person_id = new.id
                and (r.at at time zone 'Europe/Stockholm')::date = new.reviewed_on
                and new.reviewed_on >= coalesce(old.reviewed_on, '-infinity'::date)
                and (new.based_on = old.based_on or (r.based_on = new.based_on and new.based_on > old.based_on))
        ) then
            raise exception 'gvi: a renewal needs a fresh written need' using errcode = 'check_violation';
        end if;
        if old.state = 'exited' then
            raise exception 'gvi: who has left is not changed' using errcode = 'check_violation';
        end if;
        if old.review_due < today and not fresh
            and (new.state <> 'exited' or gvi.content_of(new) is distinct from gvi.content_of(old)) then
            raise exception 'gvi: overdue for review: read only' using errcode = 'check_violation';
        end if;
        new.exited_at := old.exited_at;
        new.closed_on := old.closed_on;
        if new.state <> 'exited' then
            new.exit_reason := old.exit_reason;
        end if;
        if new.state <> old.state and old.state || '>' || new.state not in ('proposed>active', 'proposed>exited',
            'active>exited') then
            raise exception 'gvi: people_person may not go from % to %', old.state, new.state
                using errcode = 'check_violation';
        end if;
    end if;

    -- Two people for who is under eighteen, and the question of a report of concern answered (T27).
    minor := coalesce(new.birth_date > (new.entered_on - interval '{ADULT} years')::date, unsure);
    if new.state = 'active' and (minor or (tg_op = 'UPDATE' and old.state = 'proposed')) then
        if new.approved_by is null or new.approved_by = new.entered_by then
            raise exception 'gvi: a second person approves' using errcode = 'check_violation';
        end if;
    end if;
    if new.approved_by is not null and new.approved_by is distinct from gvi.ticket_member()
        and (tg_op = 'INSERT' or new.approved_by is distinct from old.approved_by) then
        raise exception 'gvi: whoever approves signs' using errcode = 'insufficient_privilege';
    end if;
    new.approved_at := case
        when tg_op = 'UPDATE' and new.approved_by is not distinct from old.approved_by then old.approved_at
        when new.approved_by is not null then now() end;
    if tg_op = 'INSERT' and gvi.ticket_member() is distinct from coalesce(new.approved_by, new.entered_by) then
        raise exception 'gvi: whoever enters signs' using errcode = 'insufficient_privilege';
    end if;
    if gvi.ticket_member() is not null and new.approved_by is not null and not gvi.may_approve_persons()
        and (tg_op = 'INSERT' or new.approved_by is distinct from old.approved_by) then
        raise exception 'gvi: not by this role' using errcode = 'insufficient_privilege';
    end if;
    -- Entered by one and approved by another in the same breath: a row of a file that the one has read in.
    if tg_op = 'INSERT' and new.approved_by <> new.entered_by and not exists (select 1 from gvi.in_a_file(new)) then
        raise exception 'gvi: whoever entered it has not' using errcode = 'insufficient_privilege';
    end if;
    if minor and new.concern = '' then
        raise exception 'gvi: under eighteen: is a report of concern made?' using errcode = 'check_violation';
    end if;

    -- The dates (T15): the shortest of law and house rule. Without a renewal none of them moves later, whatever else
    -- of the row is changed.
    base := coalesce(new.reviewed_on, new.entered_on);
    new.review_due := base + case when new.reviewed_on is null then {FIRST_REVIEW_DAYS} else {NEXT_REVIEW_DAYS} end
        / case when coalesce(new.birth_date > (base - interval '{ADULT} years')::date, unsure) then {MINOR_DIVISOR}
            else 1 end;
    if not fresh then
        new.review_due := least(new.review_due, old.review_due);
    end if;
    new.ends_on := null;
    new.erase_on := null;
    new.hidden_on := null;
    if room_kind <> 'social_services' then
        new.ends_on := least(
            (new.based_on + interval '{HOUSE_MONTHS} months')::date,
            case when new.regime = 'not_common' then (new.entered_on + interval '{NOT_COMMON_MONTHS} months')::date end
        );
        if not fresh then
            new.ends_on := least(new.ends_on, old.ends_on);
        end if;
        new.erase_on := least(new.review_due + {READ_ONLY_DAYS} + {APART_DAYS}, new.ends_on);
        new.hidden_on := new.erase_on - {APART_DAYS};
        if tg_op = 'UPDATE' and new.hidden_on <= today and old.hidden_on > today then
            -- A change that ends it at once: set apart tomorrow, and erased another day all the same.
            new.hidden_on := today + 1;
            new.erase_on := greatest(new.erase_on, today + 2);
        end if;
    end if;
    if new.state = 'exited' then
        if new.exit_reason = '' then
            raise exception 'gvi: whoever leaves, leaves for a reason' using errcode = 'check_violation';
        end if;
        new.exited_at := now();
        new.closed_on := today;
        if room_kind <> 'social_services' then
            new.erase_on := least(new.erase_on, today + {APART_DAYS});
            new.hidden_on := least(new.hidden_on, today + 1);  -- counted by the next run; out of sight from now on
        end if;
    end if;
    return new;
end $$;
create trigger people_person_guard before insert or update on people_person
    for each row execute function gvi.guard_person();

-- A renewal is a need in fresh words, written now, by whoever signs in; a newer basis comes with its evidence. A
-- decision of erasure is a social services board's own, and entered by the room's coordinator.
create function gvi.said(words text) returns text
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select regexp_replace(lower(words), '[^[:alnum:]]+', '', 'g')
$$;

create function gvi.guard_renewal() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    new.at := now();
    new."by" := coalesce(gvi.ticket_member(), new."by");
    if length(gvi.said(new.need)) < {NEED_LETTERS} then
        raise exception 'gvi: a renewal needs a fresh written need' using errcode = 'check_violation';
    end if;
    if exists (
        select 1 from people_personreview r where r.workspace_id = new.workspace_id and r.person_id = new.person_id
            and gvi.said(r.need) = gvi.said(new.need)
    ) then
        raise exception 'gvi: the need is written in the same words as before' using errcode = 'check_violation';
    end if;
    if (new.based_on is null) <> (new.basis = '' and new.evidence = '') or new.based_on > gvi.today()
        or (new.based_on is not null and (btrim(new.basis) = '' or btrim(new.evidence) = '')) then
        raise exception 'gvi: a newer basis has words, evidence and a day' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger people_personreview_guard before insert on people_personreview
    for each row execute function gvi.guard_renewal();

create function gvi.guard_erasure_decision() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    new.at := now();
    new."by" := coalesce(gvi.ticket_member(), new."by");
    if new.decided_on > gvi.today() or btrim(new.number) = '' or btrim(new.decider) = '' or not exists (
        select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'social_services'
    ) then
        raise exception 'gvi: a board of social services decides, with number and day' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not gvi.held_roles() && array['coordinator'] then
        raise exception 'gvi: only a coordinator enters the decision' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger people_erasuredecision_guard before insert on people_erasuredecision
    for each row execute function gvi.guard_erasure_decision();
revoke all on function gvi.said(text) from public;
grant execute on function gvi.said(text) to gvi_app;

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

-- Roles end and statements are withdrawn; neither is rewritten, and nothing is added to who is overdue (T14). Each is
-- signed by the ticket and the database's clock. Only the role of a file's person is its first reader's, as the person
-- is, while a second person lets the file in.
create function gvi.role_of_a_file(told people_personrole) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from people_person p cross join lateral gvi.in_a_file(p) as file (data)
        where p.workspace_id = told.workspace_id and p.id = told.person_id and p.entered_by = told."by"
            and p.approved_by = gvi.ticket_member() and p.approved_at = now()
            and file.data -> 'roles' @> jsonb_build_array(jsonb_build_object(
                'role', told.role, 'since', to_char(told.since, 'YYYY-MM-DD'), 'source', told.source))
    )
$$;
revoke all on function gvi.role_of_a_file(people_personrole) from public;
grant execute on function gvi.role_of_a_file(people_personrole) to gvi_app;

create function gvi.guard_role() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if (old.until is not null) or (old.person_id, old.role, old.since, old.source, old."by", old.at)
            is distinct from (new.person_id, new.role, new.since, new.source, new."by", new.at) then
            raise exception 'gvi: a role is ended, not rewritten' using errcode = 'check_violation';
        end if;
        if new.until > gvi.today() or new.until < new.since or (new.until is not null and btrim(new.end_reason) = '') then
            raise exception 'gvi: a role ends on a day that has come, for a reason' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    new.at := now();
    if gvi.ticket_member() is distinct from new."by" and not gvi.role_of_a_file(new) then
        new."by" := coalesce(gvi.ticket_member(), new."by");
    end if;
    new.until := null;
    new.end_reason := '';
    if new.since > gvi.today() or btrim(new.source) = '' then
        raise exception 'gvi: a role has a source, and a day that has come' using errcode = 'check_violation';
    end if;
    if new.role <> 'not_suspected' and exists (
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
        if new.withdrawn_at is not null then
            new.withdrawn_at := now();
            if btrim(new.withdrawn_reason) = '' then
                raise exception 'gvi: a statement is withdrawn for a reason' using errcode = 'check_violation';
            end if;
        end if;
    else
        if not exists (select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'police') then
            raise exception 'gvi: only police keep statements' using errcode = 'check_violation';
        end if;
        new.at := now();
        new."by" := coalesce(gvi.ticket_member(), new."by");
        new.withdrawn_at := null;
        new.withdrawn_reason := '';
        if new.said_on > gvi.today() or btrim(new.text) = '' or btrim(new.source) = '' then
            raise exception 'gvi: a statement has words, a source and a day that has come'
                using errcode = 'check_violation';
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
