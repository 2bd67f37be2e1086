-- A room's acts about rules are its own, also while the room is off: the law is settled before a person is let in.
-- Whoever acts signs by the ticket, and the clock is the database's; it never goes back, since the latest act counts.
create function gvi.sign_rule_act() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    new.at := clock_timestamp();
    if new."by" is distinct from (select gvi.ticket_member()) then
        raise exception 'gvi: an act is signed by whoever does it' using errcode = 'insufficient_privilege';
    end if;
    if not gvi.held_roles() && array[(case new.act when 'verified' then 'lawyer' when 'advised' then 'dpo'
        else 'rules_decider' end)] then
        raise exception 'gvi: not by this role' using errcode = 'insufficient_privilege';
    end if;
    if btrim(new.name) = '' or (new.act in ('advised', 'disabled') and btrim(new.note) = '') then
        raise exception 'gvi: an act is signed by name, advice and an end with words' using errcode = 'check_violation';
    end if;
    if new.act = 'enabled' and not exists (
        select 1 from law_ruleact a where a.workspace_id = new.workspace_id and a.rule_id = new.rule_id
            and a.act = 'verified' and a."by" <> new."by"
    ) then
        raise exception 'gvi: a rule is switched on only after somebody else has verified it'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger law_ruleact_sign before insert on law_ruleact for each row execute function gvi.sign_rule_act();

alter table law_ruleact enable row level security;
alter table law_ruleact force row level security;
create policy law_ruleact_own on law_ruleact to gvi_app
    using (workspace_id = (select gvi.ticket_workspace())) with check (workspace_id = (select gvi.ticket_workspace()));
create policy law_ruleact_owner on law_ruleact for select to gvi_owner using (true);
create policy law_ruleact_backup on law_ruleact for select to gvi_backup using (true);

-- Whether `room` has `rule` switched on today: its latest act of that kind says so, it is valid, and no later version
-- of the same rule has begun to be (trust.md, T03, T04).
create function gvi.rule_on(room uuid, rule uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select coalesce((
        select a.act = 'enabled' from law_ruleact a
        where a.workspace_id = room and a.rule_id = rule and a.act in ('enabled', 'disabled')
        order by a.at desc limit 1
    ), false) and exists (
        select 1 from law_ruleversion v
        where v.id = rule and v.valid_from <= (now() at time zone 'Europe/Stockholm')::date
            and (v.valid_to is null or v.valid_to >= (now() at time zone 'Europe/Stockholm')::date)
            and not exists (
                select 1 from law_ruleversion n where n.code = v.code and n.version > v.version
                    and n.valid_from <= (now() at time zone 'Europe/Stockholm')::date
            )
    )
$$;
revoke all on function gvi.rule_on(uuid, uuid), gvi.sign_rule_act() from public;
grant execute on function gvi.rule_on(uuid, uuid) to gvi_app;
