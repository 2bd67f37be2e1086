-- Studies (domain.md, "Fidelity"; science.md, "Evaluation"): written in the joint space by those whose work it is, locked
-- once by a second member, never rewritten; the police's study of groups is theirs, and only its sentence leaves.

create trigger studies_study_hand before insert on studies_study
    for each row execute function gvi.guard_joint_hand();
create trigger studies_study_room before insert or update on studies_study
    for each row execute function gvi.guard_written_by('police,municipality,evaluator', 'coordinator,analyst,evaluator');
create trigger studies_panelfile_hand before insert on studies_panelfile
    for each row execute function gvi.guard_joint_hand();
create trigger studies_panelfile_room before insert on studies_panelfile
    for each row execute function gvi.guard_written_by('police,municipality,evaluator', 'coordinator,analyst,evaluator');
create trigger studies_planversion_hand before insert on studies_planversion
    for each row execute function gvi.guard_joint_hand();
create trigger studies_planversion_room before insert on studies_planversion
    for each row execute function gvi.guard_written_by('police,municipality,evaluator', 'coordinator,analyst,evaluator');
create trigger studies_planlock_hand before insert on studies_planlock
    for each row execute function gvi.guard_joint_hand();
create trigger studies_planlock_room before insert on studies_planlock
    for each row execute function gvi.guard_written_by('police,municipality,evaluator', 'coordinator,analyst,evaluator');
create trigger studies_studyrun_hand before insert on studies_studyrun
    for each row execute function gvi.guard_joint_hand();
create trigger studies_studyrun_room before insert or update on studies_studyrun
    for each row execute function gvi.guard_written_by('police,municipality,evaluator', 'coordinator,analyst,evaluator');
create trigger studies_studyreport_room before insert on studies_studyreport
    for each row execute function gvi.guard_written_by('police,municipality,evaluator', 'coordinator,analyst,evaluator');
create trigger studies_extract_hand before insert on studies_extract
    for each row execute function gvi.guard_joint_hand();
create trigger studies_extract_room before insert on studies_extract
    for each row execute function gvi.guard_written_by('police,municipality', 'coordinator,analyst');

-- A study keeps its hand and its question; it moves as states.py says, and is given up by the room that owns it.
create function gvi.guard_study() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    moves text[] := array['state', 'dropped_because'];
begin
    if to_jsonb(new) - moves is distinct from to_jsonb(old) - moves then
        raise exception 'gvi: a study keeps its question and its hand' using errcode = 'check_violation';
    end if;
    if new.state = 'locked' and old.state <> 'locked'
        and not exists (select 1 from studies_planlock l where l.study_id = new.id) then
        raise exception 'gvi: a study is locked by the lock of its plan' using errcode = 'check_violation';
    end if;
    if new.state = 'dropped' and old.state <> 'dropped'
        and gvi.ticket_member() is not null and gvi.ticket_workspace() is distinct from new.room_id then
        raise exception 'gvi: a study is given up by the room that owns it' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger studies_study_guard before update on studies_study
    for each row execute function gvi.guard_study();

-- Figures and plans are added, never changed; plans and files by the room that owns the study. A version after the lock is another
-- plan than the locked one, and what it gives is told as a deviation.
create function gvi.guard_study_part() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    the_study studies_study := (select s from studies_study s where s.id = new.study_id);
    text_of text := coalesce(to_jsonb(new) ->> 'text', to_jsonb(new) ->> 'csv');
begin
    if the_study.state = 'dropped' then
        raise exception 'gvi: a study that is given up is over' using errcode = 'check_violation';
    end if;
    if (tg_argv[0] = 'plan' or the_study.source = 'file')
        and gvi.ticket_member() is not null and the_study.room_id <> new.room_id then
        raise exception 'gvi: a plan or a file is of the room that owns the study' using errcode = 'insufficient_privilege';
    end if;
    if the_study.source = 'file' and new.at < clock_timestamp() - interval '15 minutes' then
        raise exception 'gvi: a file is read in now' using errcode = 'check_violation';
    end if;
    if new.sha256 <> encode(sha256(convert_to(text_of, 'UTF8')), 'hex') then
        raise exception 'gvi: the hash is of the text' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger studies_panelfile_guard before insert on studies_panelfile
    for each row execute function gvi.guard_study_part('panel');
create trigger studies_planversion_guard before insert on studies_planversion
    for each row execute function gvi.guard_study_part('plan');

-- The first day of a time as panels write it; null for a plain number and for what is no time.
create function gvi.first_day_of(told text) returns date
language sql immutable set search_path = pg_catalog, pg_temp as $$
    select case
        when told ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)$' then to_date(told, 'YYYY-MM-DD')
        when told ~ '^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$' then to_date(replace(told, 'W', ''), 'IYYY-IW')
        when told ~ '^\d{4}-(0[1-9]|1[0-2])$' then to_date(told, 'YYYY-MM')
        when told ~ '^\d{4}Q[1-4]$' then make_date(left(told, 4)::int, right(told, 1)::int * 3 - 2, 1)
        when told ~ '^[12]\d{3}$' then make_date(told::int, 1, 1)
    end
$$;

-- Whether the city's own incidents, or a file of the study, reach a start that the plan names: then outcomes were read.
create function gvi.outcomes_reached(study uuid, plan text) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select coalesce(bool_or(
        s.source = 'own' and gvi.first_day_of(told.start[1]) <= gvi.today()
        or exists (select 1 from studies_panelfile f where f.study_id = s.id
            and gvi.first_day_of(f.last) >= gvi.first_day_of(told.start[1]))), false)
    from studies_study s, regexp_matches(plan, '^\s*start\s*=\s*["'']?([^"''\s#]+)', 'gn') as told (start)
    where s.id = study
$$;

-- The latest plan of a study that is not locked, by another member than who wrote it, now, with the latest figures.
create function gvi.guard_plan_lock() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    the_plan studies_planversion := (select p from studies_planversion p where p.id = new.plan_id);
begin
    if the_plan.study_id is distinct from new.study_id
        or (select s.state from studies_study s where s.id = new.study_id) <> 'draft'
        or exists (select 1 from studies_planversion p where p.study_id = new.study_id and p.number > the_plan.number) then
        raise exception 'gvi: the latest plan of a draft is locked' using errcode = 'check_violation';
    end if;
    if the_plan."by" = new."by" then
        raise exception 'gvi: a second member locks the plan' using errcode = 'insufficient_privilege';
    end if;
    if gvi.ticket_member() is null or new.at < clock_timestamp() - interval '15 minutes' then
        raise exception 'gvi: a plan is locked by a member, now' using errcode = 'check_violation';
    end if;
    if new.panel_id is distinct from (
            select f.id from studies_panelfile f where f.study_id = new.study_id order by f.number desc limit 1) then
        raise exception 'gvi: the lock binds the latest figures' using errcode = 'check_violation';
    end if;
    if new.outcomes_read_at is null and gvi.outcomes_reached(new.study_id, the_plan.text) then
        raise exception 'gvi: outcomes after the start could be read' using errcode = 'check_violation';
    end if;
    if (new.receipt::jsonb ->> 'plan_sha256') is distinct from the_plan.sha256 or new.outcomes_read_at > new.at
        or (new.receipt::jsonb ->> 'locked_at')::timestamptz is distinct from new.at
        or (new.receipt::jsonb ->> 'outcomes_read_at')::timestamptz is distinct from new.outcomes_read_at
        or coalesce(new.receipt::jsonb ->> 'signature', '') = '' then
        raise exception 'gvi: the receipt is of this plan' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger studies_planlock_guard before insert on studies_planlock
    for each row execute function gvi.guard_plan_lock();

-- A run is asked once and answered once, of a plan and a panel of its own study.
create function gvi.guard_study_run() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' and (new.result is not null or new.done <> 0 or new.finished_at is not null
            or new.status <> 'exploratory'
            or not exists (select 1 from studies_planversion p where p.id = new.plan_id and p.study_id = new.study_id)
            or not exists (select 1 from studies_panelfile f where f.id = new.panel_id and f.study_id = new.study_id))
        or tg_op = 'UPDATE' and ((old.id, old.study_id, old.plan_id, old.panel_id, old."by", old.room_id, old.at)
            is distinct from (new.id, new.study_id, new.plan_id, new.panel_id, new."by", new.room_id, new.at)
            or old.state in ('done', 'failed')) then
        raise exception 'gvi: a run is answered once' using errcode = 'check_violation';
    end if;
    if new.status <> 'exploratory'
        and not exists (select 1 from studies_planlock l where l.study_id = new.study_id) then
        raise exception 'gvi: nothing is registered before the lock' using errcode = 'check_violation';
    end if;
    if new.status = 'registered' and not exists (select 1 from studies_planlock l
        where l.study_id = new.study_id and l.plan_id = new.plan_id and l.outcomes_read_at is null and l.at <= new.at) then
        raise exception 'gvi: only the plan that was locked in time is registered' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger studies_studyrun_guard before insert or update on studies_studyrun
    for each row execute function gvi.guard_study_run();
create function gvi.guard_study_report() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from studies_studyrun r where r.id = new.run_id and r.state = 'running') then
        raise exception 'gvi: a report is made by its run' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger studies_studyreport_guard before insert on studies_studyreport
    for each row execute function gvi.guard_study_report();

-- The police's own study: asked by who works with cases, answered once.
create trigger studies_wedgerun_fact before insert on studies_wedgerun
    for each row execute function gvi.guard_group_fact();
create function gvi.guard_wedge() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases asks' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' and (new.result is not null or new.done <> 0 or new.finished_at is not null
            or num_nonnulls(new.groups, new.incidents) > 0)
        or tg_op = 'UPDATE' and ((old.id, old.workspace_id, old."by", old.at, old.asked, old.period_from, old.period_until)
            is distinct from (new.id, new.workspace_id, new."by", new.at, new.asked, new.period_from, new.period_until)
            or old.state in ('done', 'failed')) then
        raise exception 'gvi: a question is answered once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger studies_wedgerun_guard before insert or update on studies_wedgerun
    for each row execute function gvi.guard_wedge();

-- What leaves is the very sentence, of a period that ended at a month's end at least thirty days ago, about five groups
-- and five incidents or more, released by a decision maker who did not ask for it, with a secrecy test.
create function gvi.guard_released_sentence() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is null or new.released_at > clock_timestamp() + interval '1 minute'
        or new.owner_id is distinct from gvi.here() or new.released_by is distinct from gvi.ticket_member()
        or not gvi.held_roles() && array['decision_maker']
        or new.period_until + 30 > gvi.today()
        or new.period_until <> (date_trunc('month', new.period_until) + interval '1 month - 1 day')::date
        or not exists (select 1 from review_release r where r.what = 'wedge' and r.target = new.id
            and r."by" = new.released_by and r.test ~ '\S')
        or not exists (
            select 1 from studies_wedgerun w where w.id = new.id and w.state = 'done' and w."by" <> new.released_by
                and w.groups >= 5 and w.incidents >= 5
                and w.period_from = new.period_from and w.period_until = new.period_until
                and w.result -> 'sentence' ->> 'sv' = new.sv and w.result -> 'sentence' ->> 'en' = new.en
        ) then
        raise exception 'gvi: only the sentence is released, by a decision maker who did not ask for it'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger studies_releasedsentence_guard before insert on studies_releasedsentence
    for each row execute function gvi.guard_released_sentence();

revoke all on function gvi.outcomes_reached(uuid, text), gvi.first_day_of(text) from public;
grant execute on function gvi.outcomes_reached(uuid, text), gvi.first_day_of(text) to gvi_app;
revoke all on function gvi.guard_study(), gvi.guard_study_part(), gvi.guard_plan_lock(), gvi.guard_study_run(),
    gvi.guard_study_report(), gvi.guard_wedge(), gvi.guard_released_sentence() from public;
