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
create trigger callins_checkitem_room before insert or update or delete on callins_checkitem
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator');
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

-- Speakers stand in the municipality's room alone, for whoever works with the call-in there.
create trigger callins_speaker_room before insert or update or delete on callins_speaker
    for each row execute function gvi.guard_written_by('municipality', 'coordinator');
create policy callins_speaker_cases on callins_speaker as restrictive to gvi_app using (
    (select gvi.held_roles() && array['coordinator', 'log_reviewer'])
);

revoke all on function gvi.guard_joint_hand(), gvi.guard_written_by(), gvi.guard_version() from public;
