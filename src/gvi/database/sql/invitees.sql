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

-- What police have told of somebody, that this room has acknowledged and may read now: only then is it acted upon.
create function gvi.named_by_police(room uuid, disclosure uuid) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from disclosures_disclosure d
            join workspaces_workspace w on w.id = d.sender_id and w.kind = 'police'
            join law_ruleversion v on v.id = d.rule_id and 'callins.nominees' = any (v.steps)
            join disclosures_disclosuremove m on m.disclosure_id = d.id and m.move = 'received'
        where d.id = disclosure and d.receiver_id = room and gvi.disclosure_open(d.id) and exists (
            select 1 from disclosures_item i where i.disclosure_id = d.id
                and i.data_class in ('name', 'identity_number', 'case_number')
        )
    )
$$;

-- Under supervision on the day of the call-in: its last day counts.
create function gvi.is_supervised(supervision text, until date, day date) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select coalesce(supervision <> 'none' and until >= day, false) $$;

-- What the last tap at the door says; null before the first.
create function gvi.last_tap(room uuid, invitee uuid) returns text
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select a.mark from callins_attendance a where a.workspace_id = room and a.invitee_id = invitee
    order by a.at desc, a.id desc limit 1
$$;

-- Summoned while under supervision on the day of the call-in, invited otherwise; gone when it is over.
create function gvi.date_invitee() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    the_day date := (select c.day from callins_callin c where c.id = new.callin_id);
begin
    new.kind := case when gvi.is_supervised(new.supervision, new.supervision_until, the_day) then 'summons'
        else 'invitation' end;
    new.erase_on := (the_day + interval '{INVITEE_MONTHS} months')::date;
    return new;
end $$;

create function gvi.guard_invitee() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    who uuid := gvi.ticket_member();
    kept text[] := array['id', 'workspace_id', 'callin_id', 'told_by', 'by', 'at'];
    drafted text[] := array['person_id', 'supervision', 'supervision_until'];
    approval text[] := array['approved_by', 'approved_at', 'letter_id'];
    service text[] := array['service', 'served_on', 'receipt'];
    the_callin callins_callin := (select c from callins_callin c where c.id = new.callin_id);
    coming boolean := the_callin.state in ('idea', 'decided', 'planning', 'rehearsed');
begin
    if who is not null and not gvi.held_roles() && array['coordinator', 'probation_officer'] then
        raise exception 'gvi: only who works with cases writes this' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if num_nonnulls(new.approved_by, new.approved_at, new.letter_id, new.served_on, new.followed_up_on) > 0
            or new.service <> '' or new.receipt or new.follow_up <> '' then
            raise exception 'gvi: a summons begins as a draft' using errcode = 'check_violation';
        end if;
        if not coming or new.session not between 1 and the_callin.sessions then
            raise exception 'gvi: the call-in is over' using errcode = 'check_violation';
        end if;
        -- Nobody is summoned but whom police named to this very room by a disclosure that can be read now.
        if who is not null and not (gvi.named_by_police(new.workspace_id, new.told_by)
            and gvi.called_by(new.told_by, new.callin_id)) then
            raise exception 'gvi: nobody is summoned but who was named by a disclosure' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if exists (select 1 from unnest(kept) k where to_jsonb(new) -> k is distinct from to_jsonb(old) -> k) then
        raise exception 'gvi: whom it is about is not rewritten' using errcode = 'check_violation';
    end if;
    if (old.state <> 'drafted' or new.state <> 'drafted')
        and exists (select 1 from unnest(drafted) k where to_jsonb(new) -> k is distinct from to_jsonb(old) -> k) then
        raise exception 'gvi: only a draft is changed' using errcode = 'check_violation';
    end if;
    if new.person_id <> old.person_id then
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
    end if;
    if new.session <> old.session and new.session not between 1 and the_callin.sessions then
        raise exception 'gvi: there is no such session' using errcode = 'check_violation';
    end if;
    -- Drafted anew, with nothing left of what was decided and done.
    if new.state = 'drafted' and (num_nonnulls(new.approved_by, new.approved_at, new.letter_id, new.served_on) > 0
        or new.service <> '' or new.receipt) then
        raise exception 'gvi: what is drafted anew is approved and served anew' using errcode = 'check_violation';
    end if;
    if new.state <> 'drafted' and (
        (new.state = 'approved' and old.state <> 'approved') or exists (
            select 1 from unnest(approval) k where to_jsonb(new) -> k is distinct from to_jsonb(old) -> k
        )
    ) then
        if old.state <> 'drafted' or new.state <> 'approved' or num_nonnulls(new.approved_by, new.approved_at, new.letter_id) <> 3
            or new.approved_at > clock_timestamp() + interval '1 minute' then
            raise exception 'gvi: only a draft with its letter is approved' using errcode = 'check_violation';
        end if;
        if new.approved_by = old."by" or new.approved_by is distinct from coalesce(who, new.approved_by)
            or (who is not null and not gvi.held_roles() && array['coordinator']) then
            raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
    end if;
    -- Sent on its way only while the call-in comes and the letter is of its kind; and every step, also a confirmation,
    -- only while what police told can be read.
    if new.state <> old.state and new.state in ('approved', 'served', 'not_found') then
        if not coming then
            raise exception 'gvi: the call-in is over' using errcode = 'check_violation';
        end if;
        if not exists (
            select 1 from callins_letter l where l.workspace_id = new.workspace_id and l.id = new.letter_id
                and l.approved_at is not null and l.kind = new.kind
        ) then
            raise exception 'gvi: a letter is of its kind, and approved' using errcode = 'check_violation';
        end if;
    end if;
    if who is not null and new.state <> old.state and new.state in ('approved', 'served', 'not_found', 'confirmed')
        and not (gvi.named_by_police(new.workspace_id, new.told_by) and gvi.called_by(new.told_by, new.callin_id)) then
        raise exception 'gvi: what police told has ended' using errcode = 'check_violation';
    end if;
    if new.state not in ('drafted', 'served', 'confirmed')
        and exists (select 1 from unnest(service) k where to_jsonb(new) -> k is distinct from to_jsonb(old) -> k) then
        raise exception 'gvi: service is written when it is made' using errcode = 'check_violation';
    end if;
    if new.state in ('served', 'confirmed') and (new.service = '' or new.served_on is null or new.served_on > gvi.today()) then
        raise exception 'gvi: it is said how and when a letter reached its receiver' using errcode = 'check_violation';
    end if;
    -- Attendance is what the last tap says.
    if new.state <> old.state and new.state in ('attended', 'absent', 'absent_excused')
        and new.state is distinct from gvi.last_tap(new.workspace_id, new.id) then
        raise exception 'gvi: attendance is what the last tap says' using errcode = 'check_violation';
    end if;
    if (new.state = 'followed_up') <> (new.followed_up_on is not null)
        or (new.state = 'followed_up') <> (new.follow_up ~ '\S')
        or new.followed_up_on > gvi.today() or (old.state = 'followed_up' and new is distinct from old) then
        raise exception 'gvi: what was followed up is said once' using errcode = 'check_violation';
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
create trigger callins_letter_role before update on callins_letter
    for each row execute function gvi.guard_written_by('probation', 'coordinator');

-- A tap is about one who was asked to come, on the day or after it, while what police told can be read.
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
    if gvi.ticket_member() is not null and not exists (
        select 1 from callins_invitee i where i.workspace_id = new.workspace_id and i.id = new.invitee_id
            and gvi.named_by_police(i.workspace_id, i.told_by)
    ) then
        raise exception 'gvi: what police told has ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_attendance_fact before insert on callins_attendance
    for each row execute function gvi.guard_probation_fact();
create trigger callins_attendance_guard before insert on callins_attendance
    for each row execute function gvi.guard_attendance();

-- What probation answers about somebody is what the row says now: the supervision as of the call-in's day, attendance
-- by the last tap, in fixed words (trust/disclosures/offers.py), in answer to what named the person and can be read
-- now, and no more.
create function gvi.guard_answer_item() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'probation') then
        return new;
    end if;
    if new.assertion <> '' or not exists (
        select 1 from disclosures_disclosure d
            join disclosures_ground g on g.disclosure_id = d.id and g.workspace_id = new.workspace_id
            join callins_invitee i on i.workspace_id = new.workspace_id and i.told_by = d.in_answer_to
            join callins_callin c on c.id = i.callin_id
            join people_person p on p.workspace_id = i.workspace_id and p.id = i.person_id
            join people_person about on about.workspace_id = g.workspace_id and about.id = g.person_id
                and case when about.merged_into_id is null then about.id else about.merged_into_id end
                    = case when p.merged_into_id is null then p.id else p.merged_into_id end
        where d.id = new.disclosure_id and gvi.named_by_police(i.workspace_id, d.in_answer_to) and new.text = case
            when new.data_class = 'supervision' and gvi.is_supervised(i.supervision, i.supervision_until, c.day)
                then 'Ja, står under övervakning'
            when new.data_class = 'supervision' then 'Nej, står inte under övervakning'
            when gvi.last_tap(i.workspace_id, i.id) = 'attended' then 'Var med på mötet'
            when gvi.last_tap(i.workspace_id, i.id) is not null then 'Kom inte till mötet'
        end
    ) then
        raise exception 'gvi: an answer is what the row says now' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_item_answer before insert on disclosures_item
    for each row when (new.data_class in ('supervision', 'attendance')) execute function gvi.guard_answer_item();

-- The one total that leaves the room is the true one, of a call-in that was held.
create function gvi.guard_held_total() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and new.total is distinct from (
        select count(*) from callins_invitee i join callins_callin c on c.id = i.callin_id
        where i.callin_id = new.callin_id and c.state in ('held', 'debriefed', 'reported')
            and gvi.last_tap(i.workspace_id, i.id) = 'attended'
    ) then
        raise exception 'gvi: the total is how many came' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_heldtotal_true before insert on callins_heldtotal
    for each row execute function gvi.guard_held_total();

revoke all on function gvi.guard_probation_fact(), gvi.named_by_police(uuid, uuid), gvi.is_supervised(text, date, date),
    gvi.last_tap(uuid, uuid), gvi.date_invitee(), gvi.guard_invitee(), gvi.guard_attendance(), gvi.guard_answer_item(),
    gvi.guard_held_total() from public;
grant execute on function gvi.named_by_police(uuid, uuid), gvi.is_supervised(text, date, date),
    gvi.last_tap(uuid, uuid) to gvi_app;
