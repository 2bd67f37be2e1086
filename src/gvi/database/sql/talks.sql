-- Individual talks (domain.md, "Talks"; trust.md, T11, T14, T27): police rooms only, asked for by one, approved by
-- another, never tried without the check of the day. Numbers in braces come from gvi.steps.talks.ageing and
-- gvi.trust.people.retention.

create function gvi.date_talk() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    new.erase_on := ((coalesce(new.ended_at, new.at) at time zone 'Europe/Stockholm')::date
        + interval '{TALK_MONTHS} months')::date;
    return new;
end $$;

create function gvi.guard_talk() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    who uuid := gvi.ticket_member();
    kept text[] := array['id', 'workspace_id', 'person_id', 'kind', 'reason', 'words', 'group_id', 'incident_id',
        'callin_id', 'follows', 'by', 'at'];
begin
    if who is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases writes of talks' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if num_nonnulls(new.approved_by, new.approved_at, new.confirmed_at, new.ended_at) > 0 or new.oral
            or new.stop_reason <> '' then
            raise exception 'gvi: a talk begins as a request' using errcode = 'check_violation';
        end if;
        if new.kind = 'message' and (not gvi.may_be_called(new.workspace_id, new.person_id)
            or not gvi.group_goes_on(new.group_id)) then
            raise exception 'gvi: who is no part of it gets no message' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if exists (select 1 from unnest(kept) k where to_jsonb(new) -> k is distinct from to_jsonb(old) -> k)
        or new.due_at > old.due_at then
        raise exception 'gvi: a talk is worked with, not rewritten' using errcode = 'check_violation';
    end if;
    if old.state in ('closed', 'stopped') and new.state = old.state then
        raise exception 'gvi: what has ended is not changed' using errcode = 'check_violation';
    end if;
    if (new.approved_by, new.approved_at, new.oral) is distinct from (old.approved_by, old.approved_at, old.oral)
        or (new.state = 'approved' and old.state <> 'approved') then
        if old.state <> 'requested' or new.state <> 'approved' or num_nonnulls(new.approved_by, new.approved_at) <> 2
            or new.approved_at > clock_timestamp() + interval '1 minute' then
            raise exception 'gvi: only what is asked for is approved' using errcode = 'check_violation';
        end if;
        if new.approved_by = old."by" then
            raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
        end if;
        -- By phone: somebody else writes it down, and who decided was on call.
        if new.oral and not exists (
            select 1 from disclosures_oncall o where o.workspace_id = new.workspace_id and o.member_id = new.approved_by
                and new.approved_at >= o.starts_at and new.approved_at < o.ends_at
        ) then
            raise exception 'gvi: who decides by phone is on call' using errcode = 'insufficient_privilege';
        end if;
        if not new.oral and (new.approved_by is distinct from coalesce(who, new.approved_by)
            or (who is not null and not gvi.may_approve_persons())) then
            raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
        end if;
        -- Under eighteen: it is said whether a report of concern has been made (T27).
        if new.concern = '' and gvi.under_eighteen(new.workspace_id, new.person_id, gvi.today()) then
            raise exception 'gvi: it is said whether a report of concern has been made' using errcode = 'check_violation';
        end if;
    end if;
    if new.confirmed_at is distinct from old.confirmed_at and (not new.oral or old.confirmed_at is not null
        or (who is not null and who <> new.approved_by)) then
        raise exception 'gvi: who decided by phone confirms it' using errcode = 'insufficient_privilege';
    end if;
    if new.letter_id is not null and new.letter_id is distinct from old.letter_id and not exists (
        select 1 from talks_talkletter l where l.workspace_id = new.workspace_id and l.id = new.letter_id
            and l.approved_at is not null
    ) then
        raise exception 'gvi: only an approved letter is used' using errcode = 'check_violation';
    end if;
    if (new.state = 'stopped') and new.stop_reason = '' or (new.stop_reason <> '' and new.state not in ('stopped', 'closed'))
        or (new.state in ('stopped', 'closed')) <> (new.ended_at is not null) then
        raise exception 'gvi: what ends, ends on a day and for a reason' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger talks_talk_fact before insert on talks_talk
    for each row execute function gvi.guard_group_fact();
create trigger talks_talk_guard before insert or update on talks_talk
    for each row execute function gvi.guard_talk();
create trigger talks_talk_zdates before insert or update on talks_talk
    for each row execute function gvi.date_talk();

create trigger talks_team_fact before insert on talks_team
    for each row execute function gvi.guard_group_fact();
create trigger talks_talkletter_fact before insert on talks_talkletter
    for each row execute function gvi.guard_group_fact();
create trigger talks_talkletter_version before insert or update on talks_talkletter
    for each row execute function gvi.guard_version();

-- The check is of the day it is written; an attempt needs one that holds, of the same day.
create function gvi.guard_safety_check() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    perform gvi.guard_about_person(new.workspace_id, new.person_id);
    if new.day <> (new.at at time zone 'Europe/Stockholm')::date or not exists (
        select 1 from talks_talk t where t.workspace_id = new.workspace_id and t.id = new.talk_id
            and t.person_id = new.person_id and t.state in ('approved', 'prepared', 'attempted')
    ) then
        raise exception 'gvi: a check is of the day, for a talk that is to be' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger talks_safetycheck_fact before insert on talks_safetycheck
    for each row execute function gvi.guard_group_fact();
create trigger talks_safetycheck_guard before insert on talks_safetycheck
    for each row execute function gvi.guard_safety_check();

create function gvi.guard_attempt() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    the_day date := (new.at at time zone 'Europe/Stockholm')::date;
    the_talk talks_talk := (select t from talks_talk t where t.workspace_id = new.workspace_id and t.id = new.talk_id
        and t.person_id = new.person_id);
    latest talks_safetycheck := (select k from talks_safetycheck k where k.workspace_id = new.workspace_id
        and k.talk_id = new.talk_id and k.day = the_day order by k.at desc limit 1);
begin
    if the_talk.id is null or the_talk.state not in ('prepared', 'attempted') then
        raise exception 'gvi: only what is prepared is tried' using errcode = 'check_violation';
    end if;
    if latest.id is null or not (latest.no_rivals and latest.no_open_case and latest.safe_place) then
        raise exception 'gvi: no attempt without the check of the day' using errcode = 'check_violation';
    end if;
    if not new.lines <@ array['not_die', 'not_kill', 'group', 'help']::varchar[]
        or (the_talk.kind = 'safety' and cardinality(new.lines) > 0)
        or (cardinality(new.lines) > 0 and new.outcome not in ('met', 'family')) then
        raise exception 'gvi: lines are said to somebody who was met' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger talks_attempt_fact before insert on talks_attempt
    for each row execute function gvi.guard_group_fact();
create trigger talks_attempt_guard before insert on talks_attempt
    for each row execute function gvi.guard_attempt();

-- The joint space gets closed quarters, in order, by a decision maker of the room that owns them (T26, T34).
create function gvi.guard_quarter() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and (new.owner_id is distinct from gvi.here()
        or new.released_by is distinct from gvi.ticket_member() or not gvi.held_roles() && array['decision_maker']
        or not exists (select 1 from workspaces_workspace w where w.id = new.owner_id and w.kind = 'police')) then
        raise exception 'gvi: police release their counts' using errcode = 'insufficient_privilege';
    end if;
    if new.released_at > clock_timestamp() + interval '1 minute' or new.ends >= gvi.today()
        or new.ends <> (date_trunc('quarter', new.ends) + interval '3 months - 1 day')::date
        or exists (select 1 from talks_quarter q where q.owner_id = new.owner_id and q.ends >= new.ends) then
        raise exception 'gvi: counts are released by closed quarters' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger talks_quarter_guard before insert on talks_quarter
    for each row execute function gvi.guard_quarter();
create trigger talks_groupband_room before insert on talks_groupband
    for each row execute function gvi.guard_written_by('police', 'decision_maker');

revoke all on function gvi.date_talk(), gvi.guard_talk(), gvi.guard_safety_check(), gvi.guard_attempt(), gvi.guard_quarter() from public;
