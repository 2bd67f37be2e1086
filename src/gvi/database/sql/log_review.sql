-- The monthly review of the log (trust.md, "Log", T21). Numbers in braces come from gvi.trust.log.review.numbers.
-- The log is the lowest app and is made before members and roles: what these functions ask of them is looked up when
-- they are called, which is why they are plpgsql.
create function gvi.log_role_room(wanted text[]) returns uuid
language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.held_roles() && wanted and exists (
        select 1 from workspaces_member m
        where m.id = gvi.ticket_member() and m.workspace_id = gvi.ticket_workspace() and m.left_at is null
    ) then
        return gvi.ticket_workspace();
    end if;
    return null;
end $$;

-- Who reviews, and who may read what was found.
create function gvi.log_review_room() returns uuid
language sql stable security definer set search_path = public, pg_catalog, pg_temp
as $$ select gvi.log_role_room(array['log_reviewer']) $$;

create function gvi.log_watch_room() returns uuid
language sql stable security definer set search_path = public, pg_catalog, pg_temp
as $$ select gvi.log_role_room(array['log_reviewer', 'dpo']) $$;

create function gvi.log_advice_room() returns uuid
language sql stable security definer set search_path = public, pg_catalog, pg_temp
as $$ select gvi.log_role_room(array['dpo']) $$;

create function gvi.month_start(month date) returns timestamptz
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select date_trunc('month', month::timestamp) at time zone 'Europe/Stockholm' $$;

create function gvi.month_end(month date) returns timestamptz
language sql immutable set search_path = pg_catalog, pg_temp
as $$ select (date_trunc('month', month::timestamp) + interval '1 month') at time zone 'Europe/Stockholm' $$;

-- The months that have ended and in which somebody acted in the room; whoever asks sees only what they may read. The
-- first event of each month, rather than whether there is one: that is found in the index, however old the log is.
create function gvi.log_months(room uuid, today date) returns setof date
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select m::date from generate_series(
        date_trunc('month', (select min(e.at) at time zone 'Europe/Stockholm' from log_event e
            where e.workspace_id = room)),
        date_trunc('month', today::timestamp) - interval '1 month', interval '1 month'
    ) m
    where (
        select e.id from log_event e where e.workspace_id = room and e.member_id is not null
            and e.at >= gvi.month_start(m::date) and e.at < gvi.month_end(m::date)
        order by e.at limit 1
    ) is not null
$$;

create function gvi.missed_log_months(room uuid, today date) returns setof date
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select m from gvi.log_months(room, today) m
    where (m + interval '1 month')::date + {DAYS_TO_SIGN} <= today and not exists (
        select 1 from log_logreview r where r.workspace_id = room and r.month = m and r.state = 'signed'
    )
$$;

-- The own room's missed months, for those who are to be told.
create function gvi.own_missed_log_months(today date) returns setof date
language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    return query select m from gvi.missed_log_months(gvi.log_role_room(
        array['log_reviewer', 'dpo', 'coordinator', 'contact_person', 'evaluator']), today) m;
end $$;

-- The sample: the same for the same seed, and unforeseeable before the seed is made. Signing in is left out, and so is
-- the work of reviewing, which would otherwise fill the next month's sample.
create function gvi.log_sample(room uuid, month date, seed text) returns table (event_id uuid)
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    with acts as (
        select e.id from log_event e
        where e.workspace_id = room and e.at >= gvi.month_start(month) and e.at < gvi.month_end(month)
            and e.member_id is not null and e.operation <> 'sign_in' and e.kind <> 'log_review'
    )
    select a.id from acts a order by sha256(convert_to(seed || a.id::text, 'UTF8'))
    limit (select least({SAMPLE_MOST}, greatest({SAMPLE_LEAST}, ceil(count(*) * {SAMPLE_PERCENT} / 100.0)))::bigint
        from acts)
$$;

create function gvi.guard_log_review() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.workspace_id is distinct from gvi.log_review_room() then
        raise exception 'gvi: only a log reviewer of the room reviews its log' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        if new.month <> date_trunc('month', new.month)::date or gvi.month_end(new.month) > now() then
            raise exception 'gvi: a month is reviewed when it has ended' using errcode = 'check_violation';
        end if;
        if new.state <> 'open' or new.outcome <> '' then
            raise exception 'gvi: log_logreview may not begin as %', new.state using errcode = 'check_violation';
        end if;
        new.seed := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
        new.made_at := now();
        new.made_by := gvi.ticket_member();
        return new;
    end if;
    if old.state = 'signed' or (old.workspace_id, old.month, old.seed, old.made_at, old.made_by)
        is distinct from (new.workspace_id, new.month, new.seed, new.made_at, new.made_by) then
        raise exception 'gvi: a review of the log is signed, not rewritten' using errcode = 'check_violation';
    end if;
    new.signed_by := gvi.ticket_member();
    new.signed_at := now();
    if new.state <> 'signed' then
        raise exception 'gvi: an open review changes by being signed' using errcode = 'check_violation';
    end if;
    if exists (
        select 1 from log_logreviewitem i
        where i.review_id = new.id and i.verdict = '' and i.member_id is distinct from new.signed_by
    ) then
        raise exception 'gvi: everything is judged before a review is signed' using errcode = 'check_violation';
    end if;
    if new.outcome <> 'breach' and exists (
        select 1 from log_logreviewitem i where i.review_id = new.id and i.verdict = 'breach'
    ) then
        raise exception 'gvi: a breach is the outcome when one was found' using errcode = 'check_violation';
    end if;
    if exists (select 1 from log_logreviewitem i where i.review_id = new.id and i.verdict = '')
        and (new.outcome = 'ok' or new.words not like '%bedömas av någon annan%') then
        raise exception 'gvi: what nobody has judged is a remark' using errcode = 'check_violation';
    end if;
    if exists (
        select s.event_id from gvi.log_sample(new.workspace_id, new.month, new.seed) s
        except select i.event_id from log_logreviewitem i where i.review_id = new.id and i.rule = 'sample'
    ) then
        raise exception 'gvi: the sample is not whole' using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- What is to be looked at comes with the review, in its own transaction. Nobody judges what they did themselves. That a
-- log reviewer does it, the policies hold: once a statement, however many rows.
create function gvi.guard_log_review_item() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
    review log_logreview := (select r from log_logreview r where r.id = new.review_id);
begin
    if tg_op = 'INSERT' then
        if review.workspace_id is distinct from new.workspace_id or review.made_at <> now() or new.verdict <> '' then
            raise exception 'gvi: what is looked at comes with the review' using errcode = 'check_violation';
        end if;
        select e.at, e.member_id into new.event_at, new.member_id from log_event e
            where e.id = new.event_id and e.workspace_id = new.workspace_id;
        if new.event_at is null then
            raise exception 'gvi: no such event' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if review.state <> 'open' then
        raise exception 'gvi: a review of the log is signed, not rewritten' using errcode = 'check_violation';
    end if;
    if (old.id, old.workspace_id, old.review_id, old.position, old.event_id, old.event_at, old.member_id, old.rule,
        old.count) is distinct from (new.id, new.workspace_id, new.review_id, new.position, new.event_id, new.event_at,
        new.member_id, new.rule, new.count) or new.verdict = '' then
        raise exception 'gvi: only the verdict changes' using errcode = 'check_violation';
    end if;
    if new.member_id = gvi.ticket_member() then
        raise exception 'gvi: nobody reviews what they did themselves' using errcode = 'insufficient_privilege';
    end if;
    new.by := gvi.ticket_member();
    new.at := now();
    return new;
end $$;

create function gvi.guard_log_advice() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if new.workspace_id is distinct from gvi.log_advice_room() or not exists (
        select 1 from log_logreview r
        where r.id = new.review_id and r.workspace_id = new.workspace_id and r.state = 'signed'
    ) then
        raise exception 'gvi: the data protection officer advises on a signed review'
            using errcode = 'insufficient_privilege';
    end if;
    new.by := gvi.ticket_member();
    new.at := now();
    return new;
end $$;

revoke all on function gvi.log_role_room(text[]), gvi.log_review_room(), gvi.log_watch_room(), gvi.log_advice_room(),
    gvi.month_start(date), gvi.month_end(date), gvi.log_months(uuid, date), gvi.missed_log_months(uuid, date),
    gvi.own_missed_log_months(date), gvi.log_sample(uuid, date, text), gvi.guard_log_review(),
    gvi.guard_log_review_item(), gvi.guard_log_advice() from public;
grant execute on function gvi.log_review_room(), gvi.log_watch_room(), gvi.log_advice_room(), gvi.month_start(date),
    gvi.month_end(date), gvi.log_months(uuid, date), gvi.own_missed_log_months(date), gvi.log_sample(uuid, date, text)
    to gvi_app;
grant execute on function gvi.month_start(date), gvi.month_end(date), gvi.log_months(uuid, date),
    gvi.missed_log_months(uuid, date) to gvi_backup;

create trigger log_logreview_guard before insert or update on log_logreview
    for each row execute function gvi.guard_log_review();
create trigger log_logreviewitem_guard before insert or update on log_logreviewitem
    for each row execute function gvi.guard_log_review_item();
create trigger log_logreviewadvice_guard before insert on log_logreviewadvice
    for each row execute function gvi.guard_log_advice();

alter table log_logreview enable row level security;
alter table log_logreview force row level security;
create policy log_logreview_read on log_logreview for select to gvi_app
    using (workspace_id = (select gvi.log_watch_room()));
create policy log_logreview_begin on log_logreview for insert to gvi_app
    with check (workspace_id = (select gvi.log_review_room()));
create policy log_logreview_sign on log_logreview for update to gvi_app
    using (workspace_id = (select gvi.log_review_room())) with check (workspace_id = (select gvi.log_review_room()));
create policy log_logreview_owner on log_logreview for select to gvi_owner using (true);
create policy log_logreview_backup on log_logreview for select to gvi_backup using (true);

alter table log_logreviewitem enable row level security;
alter table log_logreviewitem force row level security;
create policy log_logreviewitem_read on log_logreviewitem for select to gvi_app
    using (workspace_id = (select gvi.log_watch_room()));
create policy log_logreviewitem_begin on log_logreviewitem for insert to gvi_app
    with check (workspace_id = (select gvi.log_review_room()));
create policy log_logreviewitem_sign on log_logreviewitem for update to gvi_app
    using (workspace_id = (select gvi.log_review_room())) with check (workspace_id = (select gvi.log_review_room()));
create policy log_logreviewitem_owner on log_logreviewitem for select to gvi_owner using (true);
create policy log_logreviewitem_backup on log_logreviewitem for select to gvi_backup using (true);

alter table log_logreviewadvice enable row level security;
alter table log_logreviewadvice force row level security;
create policy log_logreviewadvice_read on log_logreviewadvice for select to gvi_app
    using (workspace_id = (select gvi.log_watch_room()));
create policy log_logreviewadvice_begin on log_logreviewadvice for insert to gvi_app
    with check (workspace_id = (select gvi.log_advice_room()));
create policy log_logreviewadvice_owner on log_logreviewadvice for select to gvi_owner using (true);
create policy log_logreviewadvice_backup on log_logreviewadvice for select to gvi_backup using (true);
