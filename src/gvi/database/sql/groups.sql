-- What police know of groups and who belongs to them (domain.md, "Groups"): kept in police rooms only, signed by
-- whoever writes, ended or withdrawn but never rewritten, and dated so that it goes when nobody looks (trust.md, T15).
-- Numbers in braces come from gvi.steps.groups.ageing and gvi.trust.people.retention.

create function gvi.may_write_groups() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select gvi.held_roles() && array['coordinator', 'analyst', 'decision_maker'] $$;
revoke all on function gvi.may_write_groups() from public;
grant execute on function gvi.may_write_groups() to gvi_app;

-- Every new row: a police room, a role that works with cases, its own hand, no time to come but for what two machines'
-- clocks differ by.
create function gvi.guard_group_fact() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'police') then
        raise exception 'gvi: only police keep this of groups' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
    end if;
    if new."by" is distinct from coalesce(gvi.ticket_member(), new."by") then
        raise exception 'gvi: whoever writes signs' using errcode = 'insufficient_privilege';
    end if;
    if new.at > clock_timestamp() + interval '1 minute' then
        raise exception 'gvi: nothing is written in the future' using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Days of what is said to have happened lie in the past.
create function gvi.guard_past_day() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if (to_jsonb(new) ->> tg_argv[0])::date > gvi.today() then
        raise exception 'gvi: % lies in the past', tg_argv[0] using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Ended or withdrawn once; all else stays as it was written. The arguments name what may change.
create function gvi.guard_kept() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    was jsonb := to_jsonb(old);
    now_is jsonb := to_jsonb(new);
begin
    if was - tg_argv is distinct from now_is - tg_argv or nullif(was ->> tg_argv[0], '') is not null
        or nullif(now_is ->> tg_argv[0], '') is null then
        raise exception 'gvi: % is ended once, not rewritten', tg_table_name using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

create trigger groups_source_guard before insert on groups_source
    for each row execute function gvi.guard_group_fact();
create trigger groups_source_past before insert on groups_source
    for each row execute function gvi.guard_past_day('day');
create trigger groups_profile_guard before insert on groups_profile
    for each row execute function gvi.guard_group_fact();
create trigger groups_profile_past before insert on groups_profile
    for each row execute function gvi.guard_past_day('as_of');
create trigger groups_succession_guard before insert on groups_succession
    for each row execute function gvi.guard_group_fact();
create trigger groups_succession_past before insert on groups_succession
    for each row execute function gvi.guard_past_day('day');
create trigger groups_rowdecision_guard before insert on groups_rowdecision
    for each row execute function gvi.guard_group_fact();
create trigger groups_relation_guard before insert on groups_relation
    for each row execute function gvi.guard_group_fact();
create trigger groups_relation_past before insert on groups_relation
    for each row execute function gvi.guard_past_day('since');
create trigger groups_relation_until before insert or update on groups_relation
    for each row execute function gvi.guard_past_day('until');
create trigger groups_relation_kept before update on groups_relation
    for each row execute function gvi.guard_kept('until', 'end_reason');
create trigger groups_relationsign_guard before insert on groups_relationsign
    for each row execute function gvi.guard_group_fact();
create trigger groups_relationsign_past before insert on groups_relationsign
    for each row execute function gvi.guard_past_day('seen_on');
create trigger groups_relationsign_kept before update on groups_relationsign
    for each row execute function gvi.guard_kept('withdrawn_at');

-- Nothing is added to who is overdue, set apart or waits for a second approver (T14, T27).
create function gvi.guard_about_person(room uuid, person uuid) returns void
language plpgsql stable set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from people_person p where p.workspace_id = room and p.id = person
            and p.state = 'active' and p.review_due >= gvi.today()
    ) then
        raise exception 'gvi: this person is read only' using errcode = 'check_violation';
    end if;
end $$;
revoke all on function gvi.guard_about_person(uuid, uuid) from public;
grant execute on function gvi.guard_about_person(uuid, uuid) to gvi_app;

-- The dates of a membership: reviewed or gone. Under eighteen, or where that is not known, half the time.
create function gvi.date_membership() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    written date := (new.at at time zone 'Europe/Stockholm')::date;
    confirmed date := (new.confirmed_at at time zone 'Europe/Stockholm')::date;
    base date := coalesce(new.reviewed_on, confirmed, written);
    minor boolean := coalesce((
        select (p.birth_date is null and p.under_eighteen <> 'no') or p.birth_date > (base - interval '{ADULT} years')::date from people_person p
        where p.workspace_id = new.workspace_id and p.id = new.person_id
    ), true);
begin
    new.review_due := case
        when new.confirmed_at is null then written + {UNCONFIRMED_DAYS}
        when new.reviewed_on is null then confirmed + {FIRST_REVIEW_DAYS} / case when minor then {MINOR_DIVISOR} else 1 end
        else new.reviewed_on + {NEXT_REVIEW_DAYS} / case when minor then {MINOR_DIVISOR} else 1 end
    end;
    if tg_op = 'UPDATE' and new.reviewed_on is not distinct from old.reviewed_on
        and new.confirmed_at is not distinct from old.confirmed_at then
        new.review_due := least(new.review_due, old.review_due);
    end if;
    new.hidden_on := least(new.ended_on, new.review_due) + {READ_ONLY_DAYS};
    new.erase_on := new.hidden_on + {APART_DAYS};
    return new;
end $$;

create function gvi.guard_membership() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    today date := gvi.today();
    decided text[] := array['state', 'confirmed_by', 'confirmed_at', 'reviewed_on', 'review_words', 'ended_on',
        'ended_by', 'end_reason', 'review_due', 'hidden_on', 'erase_on'];
    renewed boolean;
begin
    if tg_op = 'INSERT' then
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if new.confirmed_at is not null or new.confirmed_by is not null or new.reviewed_on is not null
            or new.ended_on is not null or new.end_reason <> '' or new.since > today then
            raise exception 'gvi: a membership begins as a proposal' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
    end if;
    renewed := new.reviewed_on is distinct from old.reviewed_on;
    if renewed then
        decided := decided || array['role', 'certainty', 'accuracy', 'source_id'];
    end if;
    if to_jsonb(new) - decided is distinct from to_jsonb(old) - decided then
        raise exception 'gvi: a membership is decided about, not rewritten' using errcode = 'check_violation';
    end if;
    -- A second member confirms.
    if new.confirmed_at is distinct from old.confirmed_at or new.confirmed_by is distinct from old.confirmed_by then
        if old.state <> 'proposed' or new.state <> 'confirmed' or new.confirmed_at > clock_timestamp() + interval '1 minute' or old.review_due < today
            or (new.confirmed_at at time zone 'Europe/Stockholm')::date
                < (old.at at time zone 'Europe/Stockholm')::date then
            raise exception 'gvi: only what is proposed is confirmed' using errcode = 'check_violation';
        end if;
        if new.confirmed_by is null or new.confirmed_by = old."by"
            or new.confirmed_by is distinct from coalesce(gvi.ticket_member(), new.confirmed_by)
            or (gvi.ticket_member() is not null and not gvi.may_approve_persons()) then
            raise exception 'gvi: a second member confirms' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
    elsif new.state = 'confirmed' and old.state <> 'confirmed' then
        raise exception 'gvi: a second member confirms' using errcode = 'check_violation';
    end if;
    -- Renewed in words while it holds; what has lapsed is proposed anew.
    if renewed then
        if new.state <> 'confirmed' or old.review_due < today or new.reviewed_on > today
            or new.reviewed_on < coalesce(old.reviewed_on, (old.confirmed_at at time zone 'Europe/Stockholm')::date)
            or length(gvi.said(new.review_words)) < {NEED_LETTERS}
            or gvi.said(new.review_words) = gvi.said(old.review_words) then
            raise exception 'gvi: a review is written, in fresh words and in time' using errcode = 'check_violation';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
    elsif new.review_words <> old.review_words then
        raise exception 'gvi: words of a review come with its day' using errcode = 'check_violation';
    end if;
    -- Ended for one of the known reasons.
    if (new.state = 'removed') <> (new.end_reason <> '' and new.ended_on is not null) then
        raise exception 'gvi: what ends, ends on a day and for a reason' using errcode = 'check_violation';
    end if;
    if old.state = 'removed' or (old.state = 'lapsed' and new.state = 'lapsed') then
        raise exception 'gvi: what has ended is not changed' using errcode = 'check_violation';
    end if;
    if new.state = 'removed' and (new.ended_on > today or new.ended_by is distinct from
        coalesce(gvi.ticket_member(), new.ended_by)) then
        raise exception 'gvi: whoever ends it signs' using errcode = 'insufficient_privilege';
    end if;
    if new.state = 'lapsed' and old.review_due >= today then
        raise exception 'gvi: it lapses when nobody has looked' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger groups_membership_fact before insert on groups_membership
    for each row execute function gvi.guard_group_fact();
create trigger groups_membership_guard before insert or update on groups_membership
    for each row execute function gvi.guard_membership();
create trigger groups_membership_dates before insert or update on groups_membership
    for each row execute function gvi.date_membership();

-- What has lapsed or ended is out of sight after a time, and erased after another (people/retention.py).
create policy groups_membership_kept on groups_membership as restrictive to gvi_app using (
    hidden_on > (select gvi.today())
);

-- Somebody's part in an incident: who is put down as suspected is suspected (trust.md, T13).
create function gvi.guard_involvement() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    perform gvi.guard_about_person(new.workspace_id, new.person_id);
    if not exists (
        select 1 from people_personrole r where r.workspace_id = new.workspace_id and r.person_id = new.person_id
            and r.until is null
            and r.role = any (case new.side when 'suspected' then array['suspected', 'convicted'] else array['injured'] end)
    ) then
        raise exception 'gvi: the part in an incident agrees with the role' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger groups_involvement_fact before insert on groups_involvement
    for each row execute function gvi.guard_group_fact();
create trigger groups_involvement_guard before insert on groups_involvement
    for each row execute function gvi.guard_involvement();
create trigger groups_involvement_kept before update on groups_involvement
    for each row execute function gvi.guard_kept('withdrawn_at');

create function gvi.guard_tie() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    perform gvi.guard_about_person(new.workspace_id, new.first_id);
    perform gvi.guard_about_person(new.workspace_id, new.second_id);
    return new;
end $$;
create trigger groups_persontie_fact before insert on groups_persontie
    for each row execute function gvi.guard_group_fact();
create trigger groups_persontie_past before insert on groups_persontie
    for each row execute function gvi.guard_past_day('seen_on');
create trigger groups_persontie_guard before insert on groups_persontie
    for each row execute function gvi.guard_tie();
create trigger groups_persontie_kept before update on groups_persontie
    for each row execute function gvi.guard_kept('withdrawn_at');
create policy groups_persontie_other on groups_persontie as restrictive to gvi_app using (
    exists (select 1 from people_person p
        where p.workspace_id = groups_persontie.workspace_id and p.id = groups_persontie.second_id)
);
create policy groups_persontierevision_other on groups_persontierevision as restrictive to gvi_app using (
    exists (select 1 from people_person p
        where p.workspace_id = groups_persontierevision.workspace_id and p.id = groups_persontierevision.second_id)
);
revoke all on function gvi.guard_group_fact(), gvi.guard_past_day(), gvi.guard_kept(), gvi.date_membership(),
    gvi.guard_membership(), gvi.guard_involvement(), gvi.guard_tie() from public;
