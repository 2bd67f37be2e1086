-- What police know of groups and who belongs to them (domain.md, "Groups"): kept in police rooms only, signed by
-- whoever writes, ended or withdrawn but never rewritten, and dated so that it goes when nobody looks (trust.md, T15).
-- Numbers in braces come from gvi.steps.groups.ageing and gvi.trust.people.retention.

create function gvi.may_write_groups() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select gvi.held_roles() && array['coordinator', 'analyst', 'decision_maker'] $$;
-- Who belongs where, who had part in what and who was seen with whom is entered by those whose work it is (rights.py).
create function gvi.may_enter_memberships() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select gvi.held_roles() && array['coordinator', 'analyst'] $$;
revoke all on function gvi.may_write_groups(), gvi.may_enter_memberships() from public;
grant execute on function gvi.may_write_groups(), gvi.may_enter_memberships() to gvi_app;

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
    if (now_is ->> 'withdrawn_at')::timestamptz > clock_timestamp() + interval '1 minute' then
        raise exception 'gvi: nothing is written in the future' using errcode = 'check_violation';
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

-- The dates of a membership: reviewed or gone. Half the time for whoever may be under eighteen, by any of the records
-- that were found to be the same person.
create function gvi.date_membership() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    written date := (new.at at time zone 'Europe/Stockholm')::date;
    confirmed date := (new.confirmed_at at time zone 'Europe/Stockholm')::date;
    base date := coalesce(new.reviewed_on, confirmed, written);
    minor boolean := coalesce((
        select bool_or(coalesce(p.birth_date > (base - interval '{ADULT} years')::date, p.under_eighteen <> 'no'))
        from people_person about join people_person p on p.workspace_id = about.workspace_id
            and case when p.merged_into_id is null then p.id else p.merged_into_id end
                = case when about.merged_into_id is null then about.id else about.merged_into_id end
        where about.workspace_id = new.workspace_id and about.id = new.person_id
    ), true);
begin
    new.review_due := case
        when confirmed is null then written + {UNCONFIRMED_DAYS}
        when new.reviewed_on is null then confirmed + {FIRST_REVIEW_DAYS} / case when minor then {MINOR_DIVISOR} else 1 end
        else new.reviewed_on + {NEXT_REVIEW_DAYS} / case when minor then {MINOR_DIVISOR} else 1 end
    end;
    if tg_op = 'UPDATE' and new.reviewed_on is not distinct from old.reviewed_on
        and new.confirmed_at is not distinct from old.confirmed_at then
        new.review_due := least(new.review_due, old.review_due);
    end if;
    -- What follows a membership of a group that has ended is looked at no later than that one would have been.
    if new.follows is not null and new.reviewed_on is null then
        new.review_due := least(new.review_due, (
            select m.review_due from groups_membership m
            where m.workspace_id = new.workspace_id and m.id = new.follows
                and (confirmed is null or m.confirmed_at is not null)
        ), case when confirmed is null then old.review_due end);
    end if;
    new.hidden_on := least(new.ended_on, new.review_due) + {READ_ONLY_DAYS};
    new.erase_on := new.hidden_on + {APART_DAYS};
    return new;
end $$;

-- One membership at a time: what has lapsed stands in nobody's way, also when it is out of sight.
alter table groups_membership add constraint groups_membership_once exclude using gist (
    workspace_id with =, person_id with =, group_id with =,
    daterange((at at time zone 'Europe/Stockholm')::date, review_due, '[]') with &&
) where (state in ('proposed', 'confirmed'));

create function gvi.group_goes_on(the_group uuid) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp
as $$ select exists (select 1 from groups_group g where g.id = the_group and g.state in ('active', 'dormant')) $$;

create function gvi.guard_membership() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    today date := gvi.today();
    decided text[] := array['state', 'confirmed_by', 'confirmed_at', 'reviewed_on', 'review_words', 'ended_on',
        'ended_by', 'end_reason', 'review_due', 'hidden_on', 'erase_on'];
    written date := (new.at at time zone 'Europe/Stockholm')::date;
    confirmed date := (new.confirmed_at at time zone 'Europe/Stockholm')::date;
    renewed boolean;
begin
    if tg_op = 'INSERT' then
        if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
            raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
        if num_nonnulls(new.confirmed_at, new.confirmed_by, new.reviewed_on, new.ended_on, new.ended_by) > 0
            or new.end_reason <> '' or new.review_words <> '' or new.since > today then
            raise exception 'gvi: a membership begins as a proposal' using errcode = 'check_violation';
        end if;
        if not gvi.group_goes_on(new.group_id) or (new.follows is not null and not exists (
            select 1 from groups_membership m where m.workspace_id = new.workspace_id and m.id = new.follows
                and m.person_id = new.person_id and m.group_id <> new.group_id
        )) then
            raise exception 'gvi: nobody is put in a group that has ended' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if gvi.ticket_member() is not null and not gvi.may_write_groups() then
        raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
    end if;
    if old.state = 'removed' then
        raise exception 'gvi: what has ended is not changed' using errcode = 'check_violation';
    end if;
    renewed := new.reviewed_on is distinct from old.reviewed_on or new.review_words <> old.review_words;
    if renewed then
        decided := decided || array['role', 'certainty', 'accuracy', 'source_id'];
    end if;
    if to_jsonb(new) - decided is distinct from to_jsonb(old) - decided then
        raise exception 'gvi: a membership is decided about, not rewritten' using errcode = 'check_violation';
    end if;
    -- A second member confirms.
    if new.confirmed_at is distinct from old.confirmed_at or new.confirmed_by is distinct from old.confirmed_by
        or (new.state = 'confirmed' and old.state <> 'confirmed') then
        if old.state <> 'proposed' or new.state <> 'confirmed' or new.confirmed_at is null or renewed
            or new.confirmed_at > clock_timestamp() + interval '1 minute' or old.review_due < today or confirmed < written
            or not gvi.group_goes_on(new.group_id) then
            raise exception 'gvi: only what is proposed is confirmed' using errcode = 'check_violation';
        end if;
        if new.confirmed_by is null or new.confirmed_by = old."by"
            or new.confirmed_by is distinct from coalesce(gvi.ticket_member(), new.confirmed_by)
            or (gvi.ticket_member() is not null and not gvi.may_approve_persons()) then
            raise exception 'gvi: a second member confirms' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
    end if;
    -- Renewed in words while it holds, words that nobody has written of it before; what has lapsed is proposed anew.
    if renewed then
        if new.state <> 'confirmed' or new.reviewed_on is null or old.review_due < today or new.reviewed_on > today
            or (new.reviewed_on is not distinct from old.reviewed_on and new.reviewed_on < today)
            or new.reviewed_on < coalesce(old.reviewed_on, confirmed)
            or length(gvi.said(new.review_words)) < {NEED_LETTERS}
            or gvi.said(new.review_words) in (gvi.said(old.review_words), gvi.said(old.basis))
            or not gvi.group_goes_on(new.group_id) or exists (
                select 1 from groups_membershiprevision r where r.workspace_id = new.workspace_id
                    and r.pgh_obj_id = new.id and gvi.said(r.review_words) = gvi.said(new.review_words)
            ) then
            raise exception 'gvi: a review is written, in fresh words and in time' using errcode = 'check_violation';
        end if;
        -- What it says is changed by another than who proposed it, as a second member confirmed it.
        if gvi.ticket_member() = old."by" and (new.role, new.certainty, new.accuracy, new.source_id)
            is distinct from (old.role, old.certainty, old.accuracy, old.source_id) then
            raise exception 'gvi: a second member changes what a membership says' using errcode = 'insufficient_privilege';
        end if;
        if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
            raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
        end if;
        perform gvi.guard_about_person(new.workspace_id, new.person_id);
    end if;
    -- Ended for one of the known reasons, on a day that has come and not before what was last decided.
    if (new.state = 'removed') <> (new.end_reason <> '')
        or (new.state = 'removed') <> (new.ended_on is not null and new.ended_by is not null)
        or num_nonnulls(new.ended_on, new.ended_by) = 1 then
        raise exception 'gvi: what ends, ends on a day and for a reason' using errcode = 'check_violation';
    end if;
    if new.ended_on > today or new.ended_on < greatest(written, confirmed, new.reviewed_on) then
        raise exception 'gvi: what ends, ends on a day that has come' using errcode = 'check_violation';
    end if;
    if new.ended_by is distinct from coalesce(gvi.ticket_member(), new.ended_by) and new.state = 'removed' then
        raise exception 'gvi: whoever ends it signs' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger groups_membership_fact before insert on groups_membership
    for each row execute function gvi.guard_group_fact();
create trigger groups_membership_guard before insert or update on groups_membership
    for each row execute function gvi.guard_membership();
create trigger groups_membership_dates before insert or update on groups_membership
    for each row execute function gvi.date_membership();

-- What has lapsed or ended is out of sight after a time, and erased after another (people/retention.py); so is its
-- history.
create policy groups_membership_kept on groups_membership as restrictive to gvi_app using (
    hidden_on > (select gvi.today())
);
create policy groups_membershiprevision_kept on groups_membershiprevision as restrictive to gvi_app using (
    exists (select 1 from groups_membership m where m.workspace_id = groups_membershiprevision.workspace_id
        and m.id = groups_membershiprevision.pgh_obj_id)
);

-- A group that police tell of somebody is a membership that holds: its code name, and no longer than to its review.
create function gvi.guard_group_item() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'police'
    ) then
        if new.membership is not null then
            raise exception 'gvi: only police keep memberships' using errcode = 'check_violation';
        end if;
        return new;
    end if;
    if new.assertion <> 'assessment' or not exists (
        select 1 from groups_membership m
            join groups_group g on g.id = m.group_id and g.state in ('active', 'dormant')
            join people_person p on p.workspace_id = m.workspace_id and p.id = m.person_id
            join disclosures_disclosure d on d.id = new.disclosure_id and d.expires_on <= m.review_due
            join disclosures_ground s on s.disclosure_id = d.id and s.workspace_id = m.workspace_id
            join people_person about on about.workspace_id = s.workspace_id and about.id = s.person_id
                and case when about.merged_into_id is null then about.id else about.merged_into_id end
                    = case when p.merged_into_id is null then p.id else p.merged_into_id end
        where m.workspace_id = new.workspace_id and m.id = new.membership and m.state = 'confirmed'
            and m.review_due >= gvi.today() and g.code_name = new.text
    ) then
        raise exception 'gvi: a group is told while it is confirmed, and until it is reviewed'
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_item_group before insert on disclosures_item
    for each row when (new.data_class = 'group') execute function gvi.guard_group_item();

-- The receiver reads it while it holds, whatever shortened it since. Nobody else gets an answer.
create function gvi.group_item_holds(item uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from disclosures_item i
            join groups_membership m on m.workspace_id = i.workspace_id and m.id = i.membership
            join groups_group g on g.id = m.group_id and g.state in ('active', 'dormant')
        where i.id = item and m.state = 'confirmed' and m.review_due >= gvi.today()
            and gvi.disclosure_open(i.disclosure_id)
    )
$$;
create policy disclosures_item_group on disclosures_item as restrictive for select to gvi_app using (
    membership is null or workspace_id = (select gvi.person_room()) or gvi.group_item_holds(id)
);

-- Whoever was told that somebody belongs to a group is told that it has ended; looked at when the transaction ends.
-- That it has ended is what lets others than the decider correct it (sql/disclosures.sql).
create function gvi.membership_ended(disclosure uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from disclosures_item i
            join groups_membership m on m.workspace_id = i.workspace_id and m.id = i.membership
        where i.disclosure_id = disclosure and m.state = 'removed'
    )
$$;
create function gvi.guard_membership_told() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from disclosures_item i join disclosures_disclosure d on d.id = i.disclosure_id
        where i.workspace_id = new.workspace_id and i.membership = new.id and d.expires_on >= gvi.today()
            and not exists (
                select 1 from disclosures_disclosuremove m
                where m.disclosure_id = d.id and m.move in ('withdrawn', 'corrected')
            )
    ) then
        raise exception 'gvi: whoever was told of a membership is told that it has ended' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger groups_membership_told after update on groups_membership
    deferrable initially deferred for each row when (new.state = 'removed' and old.state <> 'removed')
    execute function gvi.guard_membership_told();

-- Somebody's part in an incident: who is put down as suspected is suspected, in one of the records that were found to
-- be the same person. When that ends the part is withdrawn, whoever ends it and however (trust.md, T13).
create function gvi.has_the_role_of(room uuid, person uuid, side text) returns boolean
language sql stable set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from people_person about
            join people_person p on p.workspace_id = about.workspace_id
                and case when p.merged_into_id is null then p.id else p.merged_into_id end
                    = case when about.merged_into_id is null then about.id else about.merged_into_id end
            join people_personrole r on r.workspace_id = p.workspace_id and r.person_id = p.id and r.until is null
        where about.workspace_id = room and about.id = person
            and r.role = any (case side when 'suspected' then array['suspected', 'convicted'] else array['injured'] end)
    )
$$;
create function gvi.guard_involvement() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
        raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
    end if;
    perform gvi.guard_about_person(new.workspace_id, new.person_id);
    if new.withdrawn_at is not null or not gvi.has_the_role_of(new.workspace_id, new.person_id, new.side) then
        raise exception 'gvi: the part in an incident agrees with the role' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create function gvi.withdraw_suspected() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    update groups_involvement i set withdrawn_at = now()
    from people_person about join people_person p on p.workspace_id = about.workspace_id
        and case when p.merged_into_id is null then p.id else p.merged_into_id end
            = case when about.merged_into_id is null then about.id else about.merged_into_id end
    where about.workspace_id = new.workspace_id and about.id = new.person_id
        and i.workspace_id = p.workspace_id and i.person_id = p.id
        and i.side = 'suspected' and i.withdrawn_at is null
        and not gvi.has_the_role_of(i.workspace_id, i.person_id, 'suspected');
    return null;
end $$;
create trigger groups_involvement_suspicion after update of until on people_personrole
    for each row when (new.until is not null and new.role in ('suspected', 'convicted'))
    execute function gvi.withdraw_suspected();
create trigger groups_involvement_fact before insert on groups_involvement
    for each row execute function gvi.guard_group_fact();
create trigger groups_involvement_guard before insert on groups_involvement
    for each row execute function gvi.guard_involvement();
create trigger groups_involvement_kept before update on groups_involvement
    for each row execute function gvi.guard_kept('withdrawn_at');

create function gvi.guard_tie() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not gvi.may_enter_memberships() then
        raise exception 'gvi: only who works with cases writes of groups' using errcode = 'insufficient_privilege';
    end if;
    perform gvi.guard_about_person(new.workspace_id, new.first_id);
    perform gvi.guard_about_person(new.workspace_id, new.second_id);
    if new.withdrawn_at is not null or (new.seen_on + interval '{TIE_MONTHS} months')::date <= gvi.today() then
        raise exception 'gvi: what is this old is not kept' using errcode = 'check_violation';
    end if;
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

-- When something about a person was withdrawn is the database's to say.
create function gvi.stamp_withdrawal() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.withdrawn_at := now();
    return new;
end $$;
create trigger groups_involvement_stamp before update on groups_involvement
    for each row when (new.withdrawn_at is not null) execute function gvi.stamp_withdrawal();
create trigger groups_relationsign_stamp before update on groups_relationsign
    for each row when (new.withdrawn_at is not null) execute function gvi.stamp_withdrawal();
create trigger groups_persontie_stamp before update on groups_persontie
    for each row when (new.withdrawn_at is not null) execute function gvi.stamp_withdrawal();

-- A tie is seen while both persons are. What was withdrawn is out of sight when the transaction that does it has ended,
-- and so is its history; the rows go with the nightly erasure.
create policy groups_persontie_other on groups_persontie as restrictive to gvi_app using (
    exists (select 1 from people_person p
        where p.workspace_id = groups_persontie.workspace_id and p.id = groups_persontie.second_id)
);
create policy groups_persontie_stands on groups_persontie as restrictive to gvi_app using (
    withdrawn_at is null or withdrawn_at >= now()
);
create policy groups_persontierevision_stands on groups_persontierevision as restrictive to gvi_app using (
    exists (select 1 from groups_persontie t where t.workspace_id = groups_persontierevision.workspace_id
        and t.id = groups_persontierevision.pgh_obj_id)
);
create policy groups_involvement_stands on groups_involvement as restrictive to gvi_app using (
    withdrawn_at is null or withdrawn_at >= now()
);
-- A part in what was found never to have happened is no part.
create policy groups_involvement_happened on groups_involvement as restrictive to gvi_app using (
    exists (select 1 from incidents_incident h where h.id = incident_id and h.state <> 'unfounded')
);
create policy groups_involvementrevision_stands on groups_involvementrevision as restrictive to gvi_app using (
    exists (select 1 from groups_involvement i where i.workspace_id = groups_involvementrevision.workspace_id
        and i.id = groups_involvementrevision.pgh_obj_id)
);

-- Code names are the police's: who works with cases there gives, changes and ends them, and an end is written down.
create function gvi.guard_group() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and (not gvi.may_write_groups() or not exists (
        select 1 from workspaces_workspace w where w.id = gvi.ticket_workspace() and w.kind = 'police'
    )) then
        raise exception 'gvi: only police name groups' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger groups_group_police before insert or update on groups_group
    for each row execute function gvi.guard_group();
create function gvi.guard_group_end() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if gvi.ticket_member() is not null and not exists (
        select 1 from groups_succession k where k.former_id = new.id and k.kind = new.state
    ) then
        raise exception 'gvi: what became of a group is written' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger groups_group_ended after update on groups_group deferrable initially deferred
    for each row when (new.state in ('merged', 'split', 'dissolved') and old.state <> new.state)
    execute function gvi.guard_group_end();
create function gvi.guard_succession() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from groups_group g where g.id = new.former_id and g.state = new.kind) then
        raise exception 'gvi: only a group that ends has a successor' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger groups_succession_ended after insert on groups_succession deferrable initially deferred
    for each row execute function gvi.guard_succession();
revoke all on function gvi.guard_group(), gvi.guard_group_end(), gvi.guard_succession() from public;
revoke all on function gvi.guard_group_fact(), gvi.guard_past_day(), gvi.guard_kept(), gvi.date_membership(),
    gvi.guard_membership(), gvi.guard_involvement(), gvi.guard_tie(), gvi.guard_group_item(), gvi.membership_ended(uuid),
    gvi.guard_membership_told(), gvi.withdraw_suspected(), gvi.stamp_withdrawal(), gvi.group_goes_on(uuid), gvi.group_item_holds(uuid),
    gvi.has_the_role_of(uuid, uuid, text) from public;
grant execute on function gvi.group_goes_on(uuid), gvi.group_item_holds(uuid), gvi.has_the_role_of(uuid, uuid, text)
    to gvi_app;
