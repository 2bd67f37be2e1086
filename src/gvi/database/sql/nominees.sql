-- Who is to be called (domain.md, "Call-in"; trust.md, T11, T14, T15, T27): police rooms only, nominated by one,
-- checked by another, decided by a decision maker. Numbers in braces come from gvi.steps.callins.ageing and
-- gvi.trust.people.retention.

-- Whoever is only injured, a witness, close to someone or not suspected, without a confirmed membership of their own,
-- is not called (T11): by any of the records that were found to be the same person.
create function gvi.may_be_called(room uuid, person uuid) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select gvi.has_the_role_of(room, person, 'suspected') or exists (
        select 1 from people_person about
            join people_person p on p.workspace_id = about.workspace_id
                and case when p.merged_into_id is null then p.id else p.merged_into_id end
                    = case when about.merged_into_id is null then about.id else about.merged_into_id end
            join groups_membership m on m.workspace_id = p.workspace_id and m.person_id = p.id
                and m.state = 'confirmed' and m.review_due >= gvi.today()
        where about.workspace_id = room and about.id = person
    )
$$;

-- Whether a disclosure to this very room names somebody who stands on the sender's list of that call-in. It answers the
-- receiver alone, who has been told so: being named for another reason is no call (T11).
create function gvi.called_by(disclosure uuid, the_callin uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from disclosures_disclosure d
            join disclosures_ground g on g.disclosure_id = d.id
            join people_person about on about.workspace_id = g.workspace_id and about.id = g.person_id
            join people_person p on p.workspace_id = about.workspace_id
                and coalesce(p.merged_into_id, p.id) = coalesce(about.merged_into_id, about.id)
            join callins_nominee n on n.workspace_id = p.workspace_id and n.person_id = p.id
        where d.id = disclosure and d.receiver_id = gvi.here() and d.outcome = 'decided'
            and n.callin_id = the_callin and n.state in ('approved', 'reserve')
    )
$$;
revoke all on function gvi.called_by(uuid, uuid) from public;
grant execute on function gvi.called_by(uuid, uuid) to gvi_app;

create function gvi.under_eighteen(room uuid, person uuid, day date) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select coalesce(bool_or(coalesce(p.birth_date > (day - interval '{ADULT} years')::date, p.under_eighteen <> 'no')), true)
    from people_person about join people_person p on p.workspace_id = about.workspace_id
        and case when p.merged_into_id is null then p.id else p.merged_into_id end
            = case when about.merged_into_id is null then about.id else about.merged_into_id end
    where about.workspace_id = room and about.id = person
$$;

-- The day of a call-in that is still to be held; null when it is over or cancelled.
create function gvi.day_to_come(the_callin uuid) returns date
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select c.day from callins_callin c
    where c.id = the_callin and c.state in ('idea', 'decided', 'planning', 'rehearsed')
$$;

create function gvi.list_is_locked(room uuid, the_callin uuid) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select exists (select 1 from callins_listlock k where k.workspace_id = room and k.callin_id = the_callin)
$$;

create function gvi.date_nominee() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    new.erase_on := (
        select (c.day + case when new.state = 'not_called' then interval '{NOT_CALLED_MONTHS} months'
            else interval '{NOMINEE_MONTHS} months' end)::date
        from callins_callin c where c.id = new.callin_id
    );
    return new;
end $$;

create function gvi.guard_nominee() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    decided text[] := array['state', 'session', 'checked_by', 'checked_at', 'decided_by', 'decided_at', 'rechecked_by',
        'rechecked_at', 'erase_on'];
    who uuid := gvi.ticket_member();
    locked boolean := gvi.list_is_locked(new.workspace_id, new.callin_id);
    the_day date := gvi.day_to_come(new.callin_id);
begin
    if the_day is null then
        raise exception 'gvi: the call-in is over' using errcode = 'check_violation';
    end if;
    if new.session > (select c.sessions from callins_callin c where c.id = new.callin_id) then
        raise exception 'gvi: there are no more sessions' using errcode = 'check_violation';
    end if;
    if new.checked_at < new.at or new.decided_at < coalesce(new.checked_at, new.at) or new.rechecked_at < new.decided_at then
        raise exception 'gvi: one thing comes after another' using errcode = 'check_violation';
    end if;
    if tg_op = 'INSERT' then
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if who is not null and not gvi.may_enter_memberships() then
            raise exception 'gvi: only who works with cases nominates' using errcode = 'insufficient_privilege';
        end if;
        if locked then
            raise exception 'gvi: the list is locked' using errcode = 'check_violation';
        end if;
        if num_nonnulls(new.checked_by, new.checked_at, new.decided_by, new.decided_at, new.rechecked_by, new.rechecked_at) > 0
            or not gvi.group_goes_on(new.group_id) then
            raise exception 'gvi: a nomination begins as a proposal' using errcode = 'check_violation';
        end if;
        if not gvi.may_be_called(new.workspace_id, new.person_id) then
            raise exception 'gvi: who is no part of it is not called' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if to_jsonb(new) - decided is distinct from to_jsonb(old) - decided then
        raise exception 'gvi: a nomination is decided about, not rewritten' using errcode = 'check_violation';
    end if;
    if who is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases decides' using errcode = 'insufficient_privilege';
    end if;
    -- A second member checks.
    if (new.checked_by, new.checked_at) is distinct from (old.checked_by, old.checked_at)
        or (new.state = 'checked' and old.state <> 'checked') then
        if old.state <> 'nominated' or new.state <> 'checked' or locked or num_nonnulls(new.checked_by, new.checked_at) <> 2
            or new.checked_at > clock_timestamp() + interval '1 minute' then
            raise exception 'gvi: only what is nominated is checked' using errcode = 'check_violation';
        end if;
        if new.checked_by = old."by" or new.checked_by is distinct from coalesce(who, new.checked_by)
            or (who is not null and not gvi.may_approve_persons()) then
            raise exception 'gvi: a second member checks' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if not gvi.may_be_called(new.workspace_id, new.person_id) then
            raise exception 'gvi: who is no part of it is not called' using errcode = 'check_violation';
        end if;
    end if;
    -- A decision maker decides; about somebody under eighteen another than who nominated and who checked (T27).
    if (new.decided_by, new.decided_at) is distinct from (old.decided_by, old.decided_at)
        or (new.state <> old.state and new.state in ('approved', 'reserve', 'not_called')) then
        if new.state = old.state or new.state not in ('approved', 'reserve', 'not_called')
            or num_nonnulls(new.decided_by, new.decided_at) <> 2
            or new.decided_at > clock_timestamp() + interval '1 minute'
            or new.decided_at <= old.decided_at then
            raise exception 'gvi: only what is checked is decided' using errcode = 'check_violation';
        end if;
        if new.decided_by is distinct from coalesce(who, new.decided_by)
            or (who is not null and not gvi.held_roles() && array['decision_maker']) then
            raise exception 'gvi: a decision maker decides' using errcode = 'insufficient_privilege';
        end if;
        if new.state in ('approved', 'reserve') then
            perform gvi.guard_about_person(new.workspace_id, new.person_id);
            if not gvi.may_be_called(new.workspace_id, new.person_id) then
                raise exception 'gvi: who is no part of it is not called' using errcode = 'check_violation';
            end if;
            if new.decided_by in (new."by", new.checked_by)
                and gvi.under_eighteen(new.workspace_id, new.person_id, gvi.today()) then
                raise exception 'gvi: somebody else decides about who is under eighteen' using errcode = 'insufficient_privilege';
            end if;
        end if;
        if locked and not (new.state = 'not_called' or (old.state = 'reserve' and new.state = 'approved')) then
            raise exception 'gvi: the list is locked' using errcode = 'check_violation';
        end if;
    end if;
    -- Looked at again in the last days before, once more by whoever looks.
    if (new.rechecked_by, new.rechecked_at) is distinct from (old.rechecked_by, old.rechecked_at)
        and (new.state not in ('approved', 'reserve') or num_nonnulls(new.rechecked_by, new.rechecked_at) <> 2
            or new.rechecked_at > clock_timestamp() + interval '1 minute'
            or new.rechecked_by is distinct from coalesce(who, new.rechecked_by)
            or not locked or (new.rechecked_at at time zone 'Europe/Stockholm')::date < the_day - {RECHECK_DAYS}
            or (who is not null and not gvi.may_approve_persons())
            or not gvi.may_be_called(new.workspace_id, new.person_id)) then
        raise exception 'gvi: who stands on the list is looked at again' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_nominee_fact before insert on callins_nominee
    for each row execute function gvi.guard_group_fact();
create trigger callins_nominee_guard before insert or update on callins_nominee
    for each row execute function gvi.guard_nominee();
create trigger callins_nominee_zdates before insert or update on callins_nominee
    for each row execute function gvi.date_nominee();

create trigger callins_selection_fact before insert on callins_selection
    for each row execute function gvi.guard_group_fact();
create trigger callins_listlock_fact before insert on callins_listlock
    for each row execute function gvi.guard_group_fact();
create trigger callins_listlock_role before insert on callins_listlock
    for each row execute function gvi.guard_written_by('police', 'decision_maker,coordinator');

create function gvi.guard_apart() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        perform gvi.guard_about_person(new.workspace_id, new.first_id);
        perform gvi.guard_about_person(new.workspace_id, new.second_id);
        if new.withdrawn_at is not null or (gvi.ticket_member() is not null and not gvi.may_enter_memberships()) then
            raise exception 'gvi: only who works with cases writes of persons' using errcode = 'insufficient_privilege';
        end if;
    end if;
    new.erase_on := least((new.at at time zone 'Europe/Stockholm')::date + interval '{APART_MONTHS} months',
        (new.withdrawn_at at time zone 'Europe/Stockholm')::date + {APART_DAYS})::date;
    return new;
end $$;
create trigger callins_apart_fact before insert on callins_apart
    for each row execute function gvi.guard_group_fact();
create trigger callins_apart_guard before insert on callins_apart
    for each row execute function gvi.guard_apart();
create trigger callins_apart_kept before update on callins_apart
    for each row execute function gvi.guard_kept('withdrawn_at', 'erase_on');
create trigger callins_apart_stamp before update on callins_apart
    for each row when (new.withdrawn_at is not null) execute function gvi.stamp_withdrawal();
create trigger callins_apart_zdates before update on callins_apart
    for each row execute function gvi.guard_apart();
create policy callins_apart_other on callins_apart as restrictive to gvi_app using (
    exists (select 1 from people_person p
        where p.workspace_id = callins_apart.workspace_id and p.id = callins_apart.second_id)
);

create policy callins_apart_stands on callins_apart as restrictive to gvi_app using (
    withdrawn_at is null or withdrawn_at >= now()
);
create policy callins_apartrevision_stands on callins_apartrevision as restrictive to gvi_app using (
    exists (select 1 from callins_apart a where a.workspace_id = callins_apartrevision.workspace_id
        and a.id = callins_apartrevision.pgh_obj_id)
);

-- A list is locked while the call-in is to come, when everybody on it is decided about.
-- When the list is locked, nobody is put in a session beside whom they must not meet.
create function gvi.guard_parted() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.state = 'approved' and (new.state, new.session) is distinct from (old.state, old.session)
        and gvi.list_is_locked(new.workspace_id, new.callin_id) and exists (
        select 1 from callins_nominee n
            join people_person p on p.workspace_id = n.workspace_id and p.id = n.person_id
            join people_person own on own.workspace_id = n.workspace_id and own.id = new.person_id
            join callins_apart a on a.workspace_id = n.workspace_id and a.withdrawn_at is null
            join people_person f on f.workspace_id = a.workspace_id and f.id = a.first_id
            join people_person s on s.workspace_id = a.workspace_id and s.id = a.second_id
        where n.workspace_id = new.workspace_id and n.callin_id = new.callin_id and n.state = 'approved'
            and n.session = new.session and n.id <> new.id
            and array[coalesce(p.merged_into_id, p.id), coalesce(own.merged_into_id, own.id)]
                <@ array[coalesce(f.merged_into_id, f.id), coalesce(s.merged_into_id, s.id)]
    ) then
        raise exception 'gvi: two who must not meet are in one session' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_nominee_parted before update on callins_nominee
    for each row execute function gvi.guard_parted();
revoke all on function gvi.guard_parted() from public;

create function gvi.guard_lock() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.day_to_come(new.callin_id) is null or not exists (
        select 1 from callins_nominee n where n.workspace_id = new.workspace_id and n.callin_id = new.callin_id
            and n.state = 'approved'
    ) or exists (
        select 1 from callins_nominee n where n.workspace_id = new.workspace_id and n.callin_id = new.callin_id
            and (n.state in ('nominated', 'checked')
                or n.state = 'approved' and not gvi.may_be_called(n.workspace_id, n.person_id))
    ) then
        raise exception 'gvi: a list that is decided is locked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_listlock_guard before insert on callins_listlock
    for each row execute function gvi.guard_lock();

-- Whoever sits, stands on the list; one to a place, and only while the day has not come.
create function gvi.guard_seat() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases seats' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if not exists (select 1 from callins_nominee n where n.workspace_id = new.workspace_id and n.id = new.nominee_id
        and n.person_id = new.person_id and n.state in ('approved', 'reserve')
        and gvi.day_to_come(n.callin_id) is not null)
        or not gvi.may_be_called(new.workspace_id, new.person_id) then
        raise exception 'gvi: only who is on the list has a seat' using errcode = 'check_violation';
    end if;
    if exists (
        select 1 from callins_seat s join callins_nominee n on n.workspace_id = s.workspace_id and n.id = s.nominee_id
            join callins_nominee own on own.workspace_id = s.workspace_id and own.id = new.nominee_id
        where s.workspace_id = new.workspace_id and s.id <> new.id and n.callin_id = own.callin_id
            and n.session = own.session and s.row = new.row and s.place = new.place
    ) then
        raise exception 'gvi: one to a seat' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_seat_fact before insert on callins_seat
    for each row execute function gvi.guard_group_fact();
create trigger callins_seat_guard before insert or update or delete on callins_seat
    for each row execute function gvi.guard_seat();

-- Reached or not is released of all groups on their own row at once, some days after the day, and not again for a while:
-- what changes from one day to the next, about this call-in or another, would tell what happened in between (T34): one
-- release at a time. With its secrecy test.
create function gvi.guard_group_reach() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is null then
        return new;
    end if;
    perform pg_advisory_xact_lock(hashtext('callins_groupreach'));
    if not exists (
        select 1 from callins_callin c where c.id = new.callin_id and c.state in ('held', 'debriefed', 'reported')
            and c.day + {REACH_DAYS_AFTER} <= (new.at at time zone 'Europe/Stockholm')::date
    ) or not exists (
        select 1 from groups_group g where g.id = new.group_id and g.own_row and g.state in ('active', 'dormant')
    ) or exists (
        select 1 from callins_groupreach r where (r.callin_id, r.at) <> (new.callin_id, new.at)
            and r.at > new.at - interval '{REACH_DAYS_APART} days'
    ) then
        raise exception 'gvi: reach is told of all groups at once, a while after' using errcode = 'check_violation';
    end if;
    if not exists (
        select 1 from review_release r where r.what = 'reach' and r.target = new.callin_id and r."by" = new."by"
            and r.at = new.at and r.test ~ '\S'
    ) then
        raise exception 'gvi: a release has its secrecy test' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger callins_groupreach_guard before insert on callins_groupreach
    for each row execute function gvi.guard_group_reach();
create function gvi.guard_whole_reach() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and exists (
        select 1 from groups_group g where g.own_row and g.state in ('active', 'dormant') and not exists (
            select 1 from callins_groupreach r
            where r.callin_id = new.callin_id and r.at = new.at and r.group_id = g.id
        )
    ) then
        raise exception 'gvi: reach is told of all groups at once' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger callins_groupreach_whole after insert on callins_groupreach
    deferrable initially deferred for each row execute function gvi.guard_whole_reach();

revoke all on function gvi.may_be_called(uuid, uuid), gvi.under_eighteen(uuid, uuid, date), gvi.list_is_locked(uuid, uuid),
    gvi.day_to_come(uuid), gvi.date_nominee(), gvi.guard_nominee(), gvi.guard_apart(), gvi.guard_lock(), gvi.guard_seat(),
    gvi.guard_group_reach(), gvi.guard_whole_reach()
    from public;
grant execute on function gvi.may_be_called(uuid, uuid), gvi.under_eighteen(uuid, uuid, date), gvi.list_is_locked(uuid, uuid),
    gvi.day_to_come(uuid) to gvi_app;
