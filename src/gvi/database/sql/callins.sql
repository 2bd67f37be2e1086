-- The call-in in the joint space: written by members of rooms, in their own hand, approved by a second member, never
-- rewritten afterwards; police release what they release (domain.md, "Call-in").

-- Every new joint row: the writer's own room and hand, no time to come.
create function gvi.guard_joint_hand() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null
        and (new."by" is distinct from gvi.ticket_member() or new.room_id is distinct from gvi.ticket_workspace()) then
        raise exception 'gvi: whoever writes signs' using errcode = 'insufficient_privilege';
    end if;
    if new.at > clock_timestamp() + interval '1 minute' then
        raise exception 'gvi: nothing is written in the future' using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Rooms of the kinds named before the bar, members who hold one of the roles after it.
create function gvi.guard_written_by() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is null then
        return coalesce(new, old);
    end if;
    if not exists (
        select 1 from workspaces_workspace w
        where w.id = gvi.ticket_workspace() and w.kind = any (string_to_array(tg_argv[0], ','))
    ) or not gvi.held_roles() && string_to_array(tg_argv[1], ',') then
        raise exception 'gvi: this is not for this room or role to write' using errcode = 'insufficient_privilege';
    end if;
    return coalesce(new, old);
end $$;

-- A version is approved once, by another member than its author, and never changed otherwise.
create function gvi.guard_version() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    approval text[] := array['approved_by', 'approved_at'];
begin
    if tg_op = 'INSERT' then
        if num_nonnulls(new.approved_by, new.approved_at) > 0 then
            raise exception 'gvi: a version begins as a proposal' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if to_jsonb(new) - approval is distinct from to_jsonb(old) - approval or old.approved_at is not null
        or num_nonnulls(new.approved_by, new.approved_at) <> 2 or new.approved_at > clock_timestamp() + interval '1 minute' then
        raise exception 'gvi: a version is approved, not rewritten' using errcode = 'check_violation';
    end if;
    if new.approved_by = old."by" or new.approved_by is distinct from coalesce(gvi.ticket_member(), new.approved_by) then
        raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger callins_callin_hand before insert on callins_callin
    for each row execute function gvi.guard_joint_hand();
create trigger callins_callin_room before insert or update on callins_callin
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_checkitem_room before insert or delete on callins_checkitem
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_checkitem_ticked before update on callins_checkitem
    for each row execute function gvi.guard_written_by('police,municipality,probation', 'coordinator');
create trigger callins_speakerslot_hand before insert on callins_speakerslot
    for each row execute function gvi.guard_joint_hand();
create trigger callins_speakerslot_room before insert or update or delete on callins_speakerslot
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_speakerlink_room before insert on callins_speakerlink
    for each row execute function gvi.guard_written_by('municipality', 'coordinator');
create trigger callins_scriptversion_hand before insert on callins_scriptversion
    for each row execute function gvi.guard_joint_hand();
create trigger callins_scriptversion_version before insert or update on callins_scriptversion
    for each row execute function gvi.guard_version();
create trigger callins_runitem_hand before insert on callins_runitem
    for each row execute function gvi.guard_joint_hand();
create trigger callins_runitem_room before insert or update or delete on callins_runitem
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_securityplan_hand before insert on callins_securityplan
    for each row execute function gvi.guard_joint_hand();
create trigger callins_securityplan_version before insert or update on callins_securityplan
    for each row execute function gvi.guard_version();
create trigger callins_securityplan_room before insert or update on callins_securityplan
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_gonogo_hand before insert on callins_gonogo
    for each row execute function gvi.guard_joint_hand();
create trigger callins_gonogo_room before insert on callins_gonogo
    for each row execute function gvi.guard_written_by('police,municipality,probation,social_services', 'coordinator,decision_maker');
create trigger callins_observation_hand before insert on callins_observation
    for each row execute function gvi.guard_joint_hand();
create trigger callins_debrief_hand before insert on callins_debrief
    for each row execute function gvi.guard_joint_hand();
create trigger callins_debrief_room before insert on callins_debrief
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_cardversion_hand before insert on callins_cardversion
    for each row execute function gvi.guard_joint_hand();
create trigger callins_cardversion_version before insert or update on callins_cardversion
    for each row execute function gvi.guard_version();
create trigger callins_cardversion_room before insert or update on callins_cardversion
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
create trigger callins_groupreach_hand before insert on callins_groupreach
    for each row execute function gvi.guard_joint_hand();
create trigger callins_groupreach_room before insert on callins_groupreach
    for each row execute function gvi.guard_written_by('police', 'decision_maker');
create trigger callins_heldtotal_hand before insert on callins_heldtotal
    for each row execute function gvi.guard_joint_hand();
create trigger callins_heldtotal_room before insert on callins_heldtotal
    for each row execute function gvi.guard_written_by('probation', 'coordinator');

-- A call-in keeps its number and its hand; a decision is taken once; what is over or cancelled is not rewritten; it is
-- held on its day or later, and gone through when there is a debrief.
create function gvi.guard_callin() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    moves text[] := array['state', 'cancelled_because'];
    decision text[] := array['decided_by', 'decision'];
begin
    if (old.id, old.number, old."by", old.room_id, old.at)
        is distinct from (new.id, new.number, new."by", new.room_id, new.at) then
        raise exception 'gvi: a call-in keeps its number and its hand' using errcode = 'check_violation';
    end if;
    if old.state not in ('idea', 'decided', 'planning', 'rehearsed')
        and to_jsonb(new) - moves is distinct from to_jsonb(old) - moves then
        raise exception 'gvi: a call-in that is over is not rewritten' using errcode = 'check_violation';
    end if;
    if not (old.state = 'idea' and new.state = 'decided')
        and (old.decided_by, old.decision) is distinct from (new.decided_by, new.decision) then
        raise exception 'gvi: a decision is taken once' using errcode = 'check_violation';
    end if;
    if old.cancelled_because <> new.cancelled_because and not (old.state <> 'cancelled' and new.state = 'cancelled') then
        raise exception 'gvi: the reason is given when it is cancelled' using errcode = 'check_violation';
    end if;
    if new.state <> old.state and (new.state = 'held' and new.day > gvi.today()
        or new.state = 'debriefed' and not exists (select 1 from callins_debrief d where d.callin_id = new.id)) then
        raise exception 'gvi: a call-in is held on its day, and gone through in writing' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_callin_kept before update on callins_callin
    for each row execute function gvi.guard_callin();

-- How long what is about persons stays follows from the day, so that lies within two years (T15).
create function gvi.guard_callin_day() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.day > gvi.today() + 731 then
        raise exception 'gvi: a call-in is within two years' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_callin_day before insert or update of day on callins_callin
    for each row execute function gvi.guard_callin_day();
revoke all on function gvi.guard_callin_day() from public;

-- What belongs to a call-in is written while it is in one of the states named, and stays in that call-in.
create function gvi.guard_callin_part() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    part jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    whole uuid := coalesce(
        (part ->> 'callin_id')::uuid,
        (select s.callin_id from callins_speakerslot s where s.id = (part ->> 'slot_id')::uuid)
    );
    held text := (select c.state from callins_callin c where c.id = whole for key share);
begin
    if tg_op = 'UPDATE' and (to_jsonb(old) -> 'id', to_jsonb(old) -> 'callin_id', to_jsonb(old) -> 'by')
        is distinct from (part -> 'id', part -> 'callin_id', part -> 'by') then
        raise exception 'gvi: what belongs to a call-in stays in it' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not coalesce(held = any (string_to_array(tg_argv[0], ',')), false) then
        raise exception 'gvi: a call-in that is over is not rewritten' using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger callins_checkitem_part before insert or update or delete on callins_checkitem for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed,held,debriefed');
create trigger callins_speakerslot_part before insert or update or delete on callins_speakerslot for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed');
create trigger callins_scriptversion_part before insert or update on callins_scriptversion for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed');
create trigger callins_speakerlink_part before insert on callins_speakerlink for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed');
create trigger callins_speaker_part before insert or update on callins_speaker for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed,held');
create trigger callins_runitem_part before insert or update or delete on callins_runitem for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed');
create trigger callins_securityplan_part before insert or update on callins_securityplan for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed');
create trigger callins_gonogo_part before insert on callins_gonogo for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed,held');
create trigger callins_observation_part before insert on callins_observation for each row
    execute function gvi.guard_callin_part('idea,decided,planning,rehearsed,held');
create trigger callins_debrief_part before insert on callins_debrief for each row
    execute function gvi.guard_callin_part('held');

-- A line is ticked by whoever does it, today or earlier; its key stays.
create function gvi.guard_checkitem() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.key <> old.key or new.done_on > gvi.today()
        or (new.done_by is not null and new.done_by is distinct from old.done_by
            and new.done_by is distinct from coalesce(gvi.ticket_member(), new.done_by)) then
        raise exception 'gvi: whoever ticks a line signs it' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_checkitem_guard before update on callins_checkitem
    for each row execute function gvi.guard_checkitem();

-- Whoever has been asked once is not unasked, and a place that has been used is not taken away.
create function gvi.guard_slot() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' and new.state <> 'open' or tg_op = 'UPDATE' and old.state <> 'open' and new.state = 'open'
        or tg_op = 'DELETE' and old.state <> 'open' and gvi.ticket_member() is not null then
        raise exception 'gvi: a place for a speaker begins open and is not emptied' using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger callins_speakerslot_guard before insert or update or delete on callins_speakerslot
    for each row execute function gvi.guard_slot();

create function gvi.guard_speaker() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (select 1 from callins_speakerslot s where s.id = new.slot_id and s.state = 'open')
        or tg_op = 'UPDATE' and new.slot_id <> old.slot_id then
        raise exception 'gvi: whoever is named has been asked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_speaker_guard before insert or update on callins_speaker
    for each row execute function gvi.guard_speaker();

-- A speaker's page closes when the day is over, and moves with the day; a link is revoked once and opened once.
create function gvi.link_closes(slot uuid) returns timestamptz
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select (c.day + 1)::timestamp at time zone 'Europe/Stockholm'
    from callins_callin c join callins_speakerslot s on s.callin_id = c.id where s.id = slot
$$;
create function gvi.guard_link() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    told text[] := array['revoked_at', 'opened_at', 'expires_at'];
begin
    if tg_op = 'INSERT' then
        if gvi.ticket_member() is not null and new.made_by is distinct from gvi.ticket_member()
            or num_nonnulls(new.revoked_at, new.opened_at) > 0 then
            raise exception 'gvi: a link is made by whoever hands it over' using errcode = 'insufficient_privilege';
        end if;
        new.expires_at := gvi.link_closes(new.slot_id);
        return new;
    end if;
    if to_jsonb(new) - told is distinct from to_jsonb(old) - told
        or old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
        or old.opened_at is not null and new.opened_at is distinct from old.opened_at
        or new.expires_at is distinct from old.expires_at and new.expires_at is distinct from gvi.link_closes(new.slot_id)
        or new.revoked_at is distinct from old.revoked_at and gvi.ticket_member() is null then
        raise exception 'gvi: a link is revoked once, and not changed otherwise' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger callins_speakerlink_guard before insert or update on callins_speakerlink
    for each row execute function gvi.guard_link();
create trigger callins_speakerlink_revoked before update of revoked_at on callins_speakerlink
    for each row execute function gvi.guard_written_by('municipality', 'coordinator');

create function gvi.move_links() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    update callins_speakerlink l set expires_at = gvi.link_closes(l.slot_id)
    from callins_speakerslot s where s.id = l.slot_id and s.callin_id = new.id;
    return null;
end $$;
create trigger callins_callin_links after update of day on callins_callin
    for each row when (old.day is distinct from new.day) execute function gvi.move_links();

-- An authority speaks for itself.
create function gvi.guard_gonogo() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null
        and not exists (select 1 from workspaces_workspace w where w.id = new.room_id and w.kind = new.kind) then
        raise exception 'gvi: an authority speaks for itself' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger callins_gonogo_guard before insert on callins_gonogo
    for each row execute function gvi.guard_gonogo();

-- Speakers stand in the municipality's room alone, for whoever works with the call-in there.
create trigger callins_speaker_room before insert or update or delete on callins_speaker
    for each row execute function gvi.guard_written_by('municipality', 'coordinator');
create policy callins_speaker_owner on callins_speaker for select to gvi_owner using (true);
create policy callins_speaker_erase on callins_speaker to gvi_eraser using (true);
create policy callins_speaker_cases on callins_speaker as restrictive to gvi_app using (
    (select gvi.held_roles() && array['coordinator', 'log_reviewer'])
);

revoke all on function gvi.guard_joint_hand(), gvi.guard_written_by(), gvi.guard_version(), gvi.guard_callin(),
    gvi.guard_callin_part(), gvi.guard_checkitem(), gvi.guard_slot(), gvi.guard_speaker(), gvi.guard_link(),
    gvi.move_links(), gvi.guard_gonogo() from public;
