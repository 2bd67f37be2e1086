-- Summons, invitations and attendance (domain.md, "Call-in"): probation's room only. Numbers in braces come from
-- gvi.steps.callins.ageing and gvi.trust.people.retention.

create function gvi.guard_probation_fact() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'probation') then
        raise exception 'gvi: only probation keeps this' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not gvi.held_roles() && array['coordinator', 'probation_officer'] then
        raise exception 'gvi: only who works with cases writes this' using errcode = 'insufficient_privilege';
    end if;
    if new."by" is distinct from coalesce(gvi.ticket_member(), new."by") then
        raise exception 'gvi: whoever writes signs' using errcode = 'insufficient_privilege';
    end if;
    if new.at > clock_timestamp() + interval '1 minute' then
        raise exception 'gvi: nothing is written in the future' using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Summoned while under supervision on the day of the call-in, invited otherwise; gone when it is over.
create function gvi.date_invitee() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    the_day date := (select c.day from callins_callin c where c.id = new.callin_id);
begin
    new.kind := case when new.supervision <> 'none' and new.supervision_until >= the_day then 'summons' else 'invitation' end;
    new.erase_on := (the_day + interval '{INVITEE_MONTHS} months')::date;
    return new;
end $$;

create function gvi.guard_invitee() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    who uuid := gvi.ticket_member();
    kept text[] := array['id', 'workspace_id', 'callin_id', 'person_id', 'told_by', 'by', 'at'];
begin
    if who is not null and not gvi.held_roles() && array['coordinator', 'probation_officer'] then
        raise exception 'gvi: only who works with cases writes this' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if num_nonnulls(new.approved_by, new.approved_at, new.served_on, new.followed_up_on) > 0 then
            raise exception 'gvi: a summons begins as a draft' using errcode = 'check_violation';
        end if;
        -- Nobody is summoned but whom police named to this very room by a disclosure.
        if who is not null and not exists (
            select 1 from disclosures_disclosure d where d.id = new.told_by and d.receiver_id = new.workspace_id
                and d.outcome = 'decided'
        ) then
            raise exception 'gvi: nobody is summoned but who was named by a disclosure' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if exists (select 1 from unnest(kept) k where to_jsonb(new) -> k is distinct from to_jsonb(old) -> k) then
        raise exception 'gvi: whom it is about is not rewritten' using errcode = 'check_violation';
    end if;
    if (new.approved_by, new.approved_at) is distinct from (old.approved_by, old.approved_at)
        or (new.state = 'approved' and old.state <> 'approved') then
        if old.state <> 'drafted' or new.state <> 'approved' or num_nonnulls(new.approved_by, new.approved_at, new.letter_id) <> 3
            or new.approved_at > clock_timestamp() + interval '1 minute' then
            raise exception 'gvi: only a draft with its letter is approved' using errcode = 'check_violation';
        end if;
        if new.approved_by = old."by" or new.approved_by is distinct from coalesce(who, new.approved_by)
            or (who is not null and not gvi.may_approve_persons()) then
            raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
        end if;
    end if;
    if new.letter_id is not null and new.letter_id is distinct from old.letter_id and not exists (
        select 1 from callins_letter l where l.workspace_id = new.workspace_id and l.id = new.letter_id
            and l.approved_at is not null and l.kind = new.kind
    ) then
        raise exception 'gvi: a letter is of its kind, and approved' using errcode = 'check_violation';
    end if;
    if new.state in ('served', 'confirmed') and (new.service = '' or new.served_on is null) then
        raise exception 'gvi: it is said how and when a letter reached its receiver' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_invitee_fact before insert on callins_invitee
    for each row execute function gvi.guard_probation_fact();
create trigger callins_invitee_dates before insert or update on callins_invitee
    for each row execute function gvi.date_invitee();
create trigger callins_invitee_guard before insert or update on callins_invitee
    for each row execute function gvi.guard_invitee();

create trigger callins_letter_fact before insert on callins_letter
    for each row execute function gvi.guard_probation_fact();
create trigger callins_letter_version before insert or update on callins_letter
    for each row execute function gvi.guard_version();

-- A tap is about one who was asked to come, on the day or after it.
create function gvi.guard_attendance() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from callins_invitee i join callins_callin c on c.id = i.callin_id
        where i.workspace_id = new.workspace_id and i.id = new.invitee_id and i.person_id = new.person_id
            and i.state not in ('drafted', 'followed_up') and c.day <= gvi.today() and c.state <> 'cancelled'
    ) then
        raise exception 'gvi: attendance is taken on the day' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_attendance_fact before insert on callins_attendance
    for each row execute function gvi.guard_probation_fact();
create trigger callins_attendance_guard before insert on callins_attendance
    for each row execute function gvi.guard_attendance();

revoke all on function gvi.guard_probation_fact(), gvi.date_invitee(), gvi.guard_invitee(), gvi.guard_attendance() from public;
