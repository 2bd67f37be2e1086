-- Audits, decisions and reports of the problem analysis: police rooms only, signed, locked when they are approved
-- (domain.md, "Groups").

create trigger mapping_audit_fact before insert on mapping_audit
    for each row execute function gvi.guard_group_fact();
create trigger mapping_auditgroup_fact before insert on mapping_auditgroup
    for each row execute function gvi.guard_group_fact();
create trigger mapping_auditquestion_fact before insert on mapping_auditquestion
    for each row execute function gvi.guard_group_fact();
create trigger mapping_mostviolent_fact before insert on mapping_mostviolent
    for each row execute function gvi.guard_group_fact();
create trigger mapping_mostviolent_past before insert on mapping_mostviolent
    for each row execute function gvi.guard_past_day('decided_on');
create trigger mapping_problemanalysis_fact before insert on mapping_problemanalysis
    for each row execute function gvi.guard_group_fact();
create trigger mapping_frozencounts_fact before insert on mapping_frozencounts
    for each row execute function gvi.guard_group_fact();
create trigger mapping_analysisrun_fact before insert on mapping_analysisrun
    for each row execute function gvi.guard_group_fact();

-- An approved audit is never changed; a second member approves, and then the minutes are there.
create function gvi.guard_audit() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if old.state in ('approved', 'cancelled') then
        raise exception 'gvi: this audit is locked' using errcode = 'check_violation';
    end if;
    if (old.number, old."by", old.at) is distinct from (new.number, new."by", new.at) then
        raise exception 'gvi: who planned an audit, and when, is not changed' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases holds audits' using errcode = 'insufficient_privilege';
    end if;
    if old.state = 'running' and (old.opened_at, old.opened_by, old.planned_on)
        is distinct from (new.opened_at, new.opened_by, new.planned_on) then
        raise exception 'gvi: who holds an audit, and when, is not changed' using errcode = 'check_violation';
    end if;
    if new.state = 'running' and (new.opened_at is null or new.opened_at > clock_timestamp() + interval '1 minute' or new.opened_by is null
        or (old.state = 'planned' and new.opened_by is distinct from coalesce(gvi.ticket_member(), new.opened_by))) then
        raise exception 'gvi: somebody holds the audit' using errcode = 'check_violation';
    end if;
    if (new.state = 'planned' or new.state = 'cancelled') and num_nonnulls(new.opened_at, new.opened_by) > 0 then
        raise exception 'gvi: an audit is opened when it is held' using errcode = 'check_violation';
    end if;
    if num_nonnulls(new.approved_at, new.approved_by, new.minutes) <> 3 * (new.state = 'approved')::integer
        or new.approved_at < new.opened_at then
        raise exception 'gvi: an audit is approved with its minutes' using errcode = 'check_violation';
    end if;
    if new.state = 'approved' and (new.approved_by = new.opened_by or new.approved_at > clock_timestamp() + interval '1 minute'
        or new.approved_by is distinct from coalesce(gvi.ticket_member(), new.approved_by)
        or (gvi.ticket_member() is not null and not gvi.may_approve_persons())) then
        raise exception 'gvi: a second member approves the minutes' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create function gvi.guard_new_audit() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if num_nonnulls(new.opened_at, new.opened_by, new.approved_at, new.approved_by, new.minutes) > 0 then
        raise exception 'gvi: an audit begins as a plan' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger mapping_audit_new before insert on mapping_audit
    for each row execute function gvi.guard_new_audit();
create trigger mapping_audit_guard before update on mapping_audit
    for each row execute function gvi.guard_audit();

create function gvi.guard_audit_part() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases holds audits' using errcode = 'insufficient_privilege';
    end if;
    if not exists (
        select 1 from mapping_audit a where a.workspace_id = new.workspace_id and a.id = new.audit_id
            and a.state = 'running'
    ) then
        raise exception 'gvi: only an audit that goes on is written in' using errcode = 'check_violation';
    end if;
    if tg_op = 'UPDATE' then
        if (old.id, old.audit_id, old.workspace_id) is distinct from (new.id, new.audit_id, new.workspace_id)
            or to_jsonb(old) -> 'group_id' is distinct from to_jsonb(new) -> 'group_id'
            or to_jsonb(old) -> 'groups' is distinct from to_jsonb(new) -> 'groups' then
            raise exception 'gvi: what is written in an audit stays in it' using errcode = 'check_violation';
        end if;
        new."by" := coalesce(gvi.ticket_member(), new."by");  -- whoever rewrites it signs it
        new.at := now();
    end if;
    if exists (
        select 1 from jsonb_array_elements_text(coalesce(to_jsonb(new) -> 'groups', '[]')) g
        where not exists (select 1 from groups_group k where k.id = g::uuid)
    ) then
        raise exception 'gvi: a question is about groups' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger mapping_auditgroup_guard before insert or update on mapping_auditgroup
    for each row execute function gvi.guard_audit_part();
create trigger mapping_auditquestion_guard before insert or update on mapping_auditquestion
    for each row execute function gvi.guard_audit_part();

-- Named people decide: members of this very room.
create function gvi.guard_most_violent() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from unnest(new.deciders) d where not exists (
            select 1 from workspaces_member m where m.id = d and m.workspace_id = new.workspace_id
        )
    ) then
        raise exception 'gvi: deciders are members of the room' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and (not gvi.held_roles() && array['decision_maker']
        or not gvi.ticket_member() = any (new.deciders)) then
        raise exception 'gvi: a decision maker decides, and is one of those named' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger mapping_mostviolent_guard before insert on mapping_mostviolent
    for each row execute function gvi.guard_most_violent();

-- An answer is worked out by the product and kept as it was asked; who only watches over the log asks nothing.
create function gvi.guard_run() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases asks' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' and (new.result is not null or new.done <> 0 or new.finished_at is not null)
        or tg_op = 'UPDATE' and ((old.id, old.workspace_id, old."by", old.at, old.analysis, old.asked, old.mark)
            is distinct from (new.id, new.workspace_id, new."by", new.at, new.analysis, new.asked, new.mark)
            or old.state in ('done', 'failed')) then
        raise exception 'gvi: a question is answered once' using errcode = 'check_violation';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger mapping_analysisrun_guard before insert or update or delete on mapping_analysisrun
    for each row execute function gvi.guard_run();

-- Counts are frozen at the end of a quarter, in order, and never show a small one (T26).
create function gvi.guard_frozen() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.quarter_end > gvi.today()
        or new.quarter_end <> (date_trunc('quarter', new.quarter_end) + interval '3 months - 1 day')::date
        or exists (select 1 from mapping_frozencounts f where f.workspace_id = new.workspace_id
            and f.quarter_end >= new.quarter_end)
        or coalesce((new.cells ->> 'least')::integer, 0) < 5
        or exists (
            select 1 from jsonb_array_elements(new.cells -> 'cells') c
            where jsonb_typeof(c -> 2) = 'number' and (c ->> 2)::numeric < (new.cells ->> 'least')::integer
        ) then
        raise exception 'gvi: counts are frozen at the end of a quarter, without small ones'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger mapping_frozencounts_guard before insert on mapping_frozencounts
    for each row execute function gvi.guard_frozen();

-- What leaves the room was made in it by somebody else: the very document without secrets, to a month's end at least
-- thirty days ago, released by a decision maker of its owner with a secrecy test.
create function gvi.guard_released_analysis() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is null or new.released_at > clock_timestamp() + interval '1 minute'
        or new.owner_id is distinct from gvi.here() or new.released_by is distinct from gvi.ticket_member()
        or not gvi.held_roles() && array['decision_maker']
        or new.period_until + 30 > gvi.today()
        or new.period_until <> (date_trunc('month', new.period_until) + interval '1 month - 1 day')::date
        or exists (select 1 from mapping_problemanalysis a where a.version = 'full' and a.pdf = new.pdf)
        or not exists (select 1 from review_release r where r.what = 'analysis' and r.target = new.id
            and r."by" = new.released_by and r.test ~ '\S')
        or not exists (
            select 1 from mapping_problemanalysis a where a.id = new.id and a.version = 'open' and a.pdf = new.pdf
                and a.language = new.language and a.period_from = new.period_from
                and a.period_until = new.period_until and a."by" <> new.released_by and a.at <= new.released_at
        ) then
        raise exception 'gvi: only an analysis without secrets is released, by a decision maker who did not make it'
            using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger mapping_releasedanalysis_guard before insert on mapping_releasedanalysis
    for each row execute function gvi.guard_released_analysis();

revoke all on function gvi.guard_audit(), gvi.guard_new_audit(), gvi.guard_audit_part(), gvi.guard_most_violent(),
    gvi.guard_released_analysis(), gvi.guard_run(), gvi.guard_frozen() from public;
