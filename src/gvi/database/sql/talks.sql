-- Individual talks (domain.md, "Talks"; trust.md, T11, T14, T27): police rooms only, asked for by one, approved by
-- another, never tried without the check of the day. Numbers in braces come from gvi.steps.talks.ageing and
-- gvi.steps.talks.deadlines.

create function gvi.date_talk() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    new.erase_on := ((coalesce(new.ended_at, new.at) at time zone 'Europe/Stockholm')::date
        + interval '{TALK_MONTHS} months')::date;
    return new;
end $$;

-- The latest time for a talk, from its reason (gvi.steps.talks.deadlines): hours from the incident, days from the call-in
-- or from the talk before, else from the request; what has run out when somebody asks is due a day later.
create function gvi.talk_latest(the_talk talks_talk) returns timestamptz
language plpgsql stable set search_path = public, pg_catalog, pg_temp as $$
declare
    hours integer := ('{HOURS}'::jsonb ->> the_talk.reason)::integer;
    days integer := ('{DAYS}'::jsonb ->> the_talk.reason)::integer;
    asked_on date := (the_talk.at at time zone 'Europe/Stockholm')::date;
    start_on date;
    due timestamptz;
begin
    if hours is not null then
        due := least((select i.occurred_at from incidents_incident i where i.id = the_talk.incident_id), the_talk.at)
            + make_interval(hours => hours);
    else
        if the_talk.reason = 'repeat' then
            select (max(a.at) at time zone 'Europe/Stockholm')::date into start_on from talks_attempt a
                where a.workspace_id = the_talk.workspace_id and a.talk_id = the_talk.follows
                    and a.outcome in ('met', 'family');
            days := case when exists (select 1 from talks_talk t where t.workspace_id = the_talk.workspace_id
                and t.follows = the_talk.follows) then {SECOND_DAYS} else {FIRST_DAYS} end;
        elsif the_talk.reason in ('absent', 'unreached') then
            start_on := least((select c.day from callins_callin c where c.id = the_talk.callin_id), asked_on);
        end if;
        due := (coalesce(start_on, asked_on) + days + time '23:59') at time zone 'Europe/Stockholm';
    end if;
    return case when due > the_talk.at then due else the_talk.at + interval '{RUN_OUT_HOURS} hours' end;
end $$;

-- Whether somebody has been reached: the person or the family was met, and what was to be said was said.
create function gvi.talk_reached(the_talk talks_talk, how text) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from talks_attempt a where a.workspace_id = the_talk.workspace_id and a.talk_id = the_talk.id
            and a.outcome = how and (the_talk.kind = 'safety' or cardinality(a.lines) > 0)
    )
$$;

-- The message goes to who is part of it, on the day of each step too: a suspicion that is dropped stops the talk (T11).
create function gvi.guard_message(the_kind text, room uuid, person uuid) returns void
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if the_kind = 'message' and not gvi.may_be_called(room, person) then
        raise exception 'gvi: who is no part of it gets no message' using errcode = 'check_violation';
    end if;
end $$;

create function gvi.guard_new_talk(new_talk talks_talk) returns void
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
        raise exception 'gvi: only who works with talks asks for one' using errcode = 'insufficient_privilege';
    end if;
    perform gvi.guard_about_person(new_talk.workspace_id, new_talk.person_id);
    if num_nonnulls(new_talk.approved_by, new_talk.approved_at, new_talk.second_by, new_talk.second_at,
        new_talk.confirmed_at, new_talk.ended_at) > 0 or new_talk.oral or new_talk.stop_reason <> '' then
        raise exception 'gvi: a talk begins as a request' using errcode = 'check_violation';
    end if;
    perform gvi.guard_message(new_talk.kind, new_talk.workspace_id, new_talk.person_id);
    if new_talk.kind = 'message' and not gvi.group_goes_on(new_talk.group_id) then
        raise exception 'gvi: a group that has ended gets no message' using errcode = 'check_violation';
    end if;
    if (new_talk.reason = 'repeat') <> (new_talk.follows is not null) or new_talk.follows is not null and (
        not exists (select 1 from talks_talk t where t.workspace_id = new_talk.workspace_id and t.id = new_talk.follows
            and t.person_id = new_talk.person_id and t.reason <> 'repeat'
            and t.state in ('delivered', 'through_family', 'follow_up'))
        or (select count(*) from talks_talk t where t.workspace_id = new_talk.workspace_id
            and t.follows = new_talk.follows) >= 2) then
        raise exception 'gvi: a talk that was held is followed up twice' using errcode = 'check_violation';
    end if;
end $$;

-- Asked for by one, approved by another; by phone by who is on call; under eighteen by two others (T27).
create function gvi.guard_approval(was talks_talk, now_is talks_talk) returns void
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    who uuid := gvi.ticket_member();
begin
    if was.state <> 'requested' or now_is.state <> 'approved' or num_nonnulls(now_is.approved_by, now_is.approved_at) <> 2
        or now_is.approved_at > clock_timestamp() + interval '1 minute' or now_is.approved_at < now_is.at then
        raise exception 'gvi: only what is asked for is approved' using errcode = 'check_violation';
    end if;
    if now_is.approved_by = now_is."by" then
        raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
    end if;
    if now_is.oral and not exists (
        select 1 from disclosures_oncall o where o.workspace_id = now_is.workspace_id
            and now_is.approved_at >= o.starts_at and now_is.approved_at < o.ends_at
            and (o.member_id = now_is.approved_by or exists (
                select 1 from workspaces_deputyship d where d.principal_id = o.member_id
                    and d.deputy_id = now_is.approved_by
                    and (now_is.approved_at at time zone 'Europe/Stockholm')::date >= d.starts
                    and (now_is.approved_at at time zone 'Europe/Stockholm')::date < d.ends))
    ) then
        raise exception 'gvi: who decides by phone is on call' using errcode = 'insufficient_privilege';
    end if;
    if not now_is.oral and (now_is.approved_by is distinct from coalesce(who, now_is.approved_by)
        or (who is not null and not gvi.may_approve_persons())) then
        raise exception 'gvi: a second member approves' using errcode = 'insufficient_privilege';
    end if;
    perform gvi.guard_about_person(now_is.workspace_id, now_is.person_id);
    perform gvi.guard_message(now_is.kind, now_is.workspace_id, now_is.person_id);
    if now_is.concern = '' and gvi.under_eighteen(now_is.workspace_id, now_is.person_id, gvi.today()) then
        raise exception 'gvi: it is said whether a report of concern has been made' using errcode = 'check_violation';
    end if;
end $$;

create function gvi.guard_talk() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    who uuid := gvi.ticket_member();
    kept text[] := array['id', 'workspace_id', 'person_id', 'kind', 'reason', 'words', 'group_id', 'incident_id',
        'callin_id', 'follows', 'by', 'at'];
    latest timestamptz;
begin
    if who is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases writes of talks' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        perform gvi.guard_new_talk(new);
        latest := gvi.talk_latest(new);
        new.due_at := coalesce(new.due_at, latest);
        if new.due_at > latest then
            raise exception 'gvi: a talk may be earlier, never later' using errcode = 'check_violation';
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
        perform gvi.guard_approval(old, new);
    end if;
    if (new.second_by, new.second_at) is distinct from (old.second_by, old.second_at) then
        if old.second_by is not null or new.state <> 'approved' or num_nonnulls(new.second_by, new.second_at) <> 2
            or new.second_by in (new."by", new.approved_by) or new.second_by is distinct from coalesce(who, new.second_by)
            or (who is not null and not gvi.may_approve_persons()) then
            raise exception 'gvi: a third member stands behind it' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_message(new.kind, new.workspace_id, new.person_id);
    end if;
    if new.state = 'prepared' and old.state <> 'prepared' then
        if new.second_by is null and gvi.under_eighteen(new.workspace_id, new.person_id, gvi.today()) then
            raise exception 'gvi: under eighteen a second member approves too' using errcode = 'insufficient_privilege';
        end if;
        if new.team_id is null or new.planned_on is null or new.place !~ '\S' then
            raise exception 'gvi: a team, a day and a place are needed' using errcode = 'check_violation';
        end if;
        perform gvi.guard_message(new.kind, new.workspace_id, new.person_id);
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
    if new.state <> old.state and (new.state = 'delivered' and not gvi.talk_reached(new, 'met')
        or new.state = 'through_family' and not gvi.talk_reached(new, 'family')) then
        raise exception 'gvi: somebody was met and the message given' using errcode = 'check_violation';
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
    if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
        raise exception 'gvi: only who works with talks checks' using errcode = 'insufficient_privilege';
    end if;
    if new.day <> (new.at at time zone 'Europe/Stockholm')::date or not exists (
        select 1 from talks_talk t where t.workspace_id = new.workspace_id and t.id = new.talk_id
            and t.person_id = new.person_id and t.state in ('approved', 'prepared', 'attempted')
    ) then
        raise exception 'gvi: a check is of the day, for a talk that is to be' using errcode = 'check_violation';
    end if;
    perform gvi.guard_message(t.kind, t.workspace_id, t.person_id) from talks_talk t
        where t.workspace_id = new.workspace_id and t.id = new.talk_id;
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
    perform gvi.guard_about_person(new.workspace_id, new.person_id);
    if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
        raise exception 'gvi: only who works with talks tries' using errcode = 'insufficient_privilege';
    end if;
    if the_talk.id is null or the_talk.state not in ('prepared', 'attempted') then
        raise exception 'gvi: only what is prepared is tried' using errcode = 'check_violation';
    end if;
    perform gvi.guard_message(the_talk.kind, new.workspace_id, new.person_id);
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
        or exists (select 1 from talks_quarter q where q.owner_id = new.owner_id)
            and new.ends <> (select (date_trunc('quarter', max(q.ends)) + interval '6 months - 1 day')::date
                from talks_quarter q where q.owner_id = new.owner_id) then
        raise exception 'gvi: counts are released by closed quarters, one after another' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not exists (select 1 from review_release r where r.what = 'talks'
        and r.target = new.id and r."by" = new.released_by and r.test ~ '\S') then
        raise exception 'gvi: a release has its secrecy test' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger talks_quarter_guard before insert on talks_quarter
    for each row execute function gvi.guard_quarter();

-- How long ago, and only with the quarter, by who released it; once there, the bands of a quarter are what they are.
create function gvi.guard_group_band() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not exists (
        select 1 from talks_quarter q where q.id = new.quarter_id and q.owner_id = gvi.here()
            and q.released_by = gvi.ticket_member() and q.released_at > clock_timestamp() - interval '1 minute'
    ) then
        raise exception 'gvi: bands come with their quarter' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger talks_groupband_guard before insert on talks_groupband
    for each row execute function gvi.guard_group_band();
create trigger talks_groupband_room before insert on talks_groupband
    for each row execute function gvi.guard_written_by('police', 'decision_maker');

-- At the end of the transaction: every band that is told covers at least three groups (T34).
create function gvi.guard_whole_bands() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (select 1 from talks_groupband b where b.quarter_id = new.quarter_id group by b.band having count(*) < 3) then
        raise exception 'gvi: a band covers at least three groups' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger talks_groupband_whole after insert on talks_groupband deferrable initially deferred
    for each row execute function gvi.guard_whole_bands();

revoke all on function gvi.date_talk(), gvi.talk_latest(talks_talk), gvi.talk_reached(talks_talk, text),
    gvi.guard_message(text, uuid, uuid), gvi.guard_new_talk(talks_talk), gvi.guard_approval(talks_talk, talks_talk),
    gvi.guard_talk(),
    gvi.guard_safety_check(), gvi.guard_attempt(), gvi.guard_quarter(), gvi.guard_group_band(), gvi.guard_whole_bands()
    from public;
grant execute on function gvi.talk_latest(talks_talk), gvi.talk_reached(talks_talk, text),
    gvi.guard_message(text, uuid, uuid), gvi.guard_new_talk(talks_talk), gvi.guard_approval(talks_talk, talks_talk)
    to gvi_app;
