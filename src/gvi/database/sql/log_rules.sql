-- What only persons can tell about a month of the log (trust.md, "Log", T21). Whoever ends a record, or keeps it for
-- named officers, hides the person from the log reviewer and must not hide their own readings with it: these functions
-- look past row security, for a log reviewer of the room that is open, and give events and nothing of a person.
-- Numbers in braces come from gvi.trust.people.log_rules. Tables of higher apps are looked up when they are called.
create function gvi.log_hits_surname(room uuid, since timestamptz, until timestamptz)
returns table (event uuid, at timestamptz, number bigint)
language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if room is distinct from gvi.log_review_room() then
        return;
    end if;
    return query
        select (array_agg(e.id order by e.at, e.id))[1], min(e.at), count(*)
        from log_event e
            join people_person p on p.id = e.record_id and p.workspace_id = e.workspace_id
            join workspaces_member m on m.id = e.member_id
        where e.workspace_id = room and e.at >= since and e.at < until and e.operation = 'read'
            and p.surname <> '' and regexp_split_to_array(public.sv_key(p.surname), '[ -]+')
                && (regexp_split_to_array(public.sv_key(m.name), '[ -]+'))[2:]
        group by e.member_id, e.record_id;
end $$;

-- What belongs to a person counts as work on the person: roles, statements and reviews, the records found to be the
-- same, and the disclosures and drafts that say something of them.
create function gvi.log_hits_no_task(room uuid, since timestamptz, until timestamptz)
returns table (event uuid, at timestamptz, number bigint)
language plpgsql stable security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if room is distinct from gvi.log_review_room() then
        return;
    end if;
    return query
        with belonging as materialized (
            select r.person_id as person, r.id as record from people_personrole r where r.workspace_id = room
            union all select s.person_id, s.id from people_statement s where s.workspace_id = room
            union all select v.person_id, v.id from people_personreview v where v.workspace_id = room
            union all select p.merged_into_id, p.id from people_person p
                where p.workspace_id = room and p.merged_into_id is not null
            union all select g.person_id, g.disclosure_id from disclosures_ground g
                where g.workspace_id = room and g.person_id is not null
            union all select l.person_id, l.draft_id from disclosures_draftline l
                where l.workspace_id = room and l.person_id is not null
        ), readings as (
            select e.member_id, e.record_id, (array_agg(e.id order by e.at, e.id))[1] as first, min(e.at) as began,
                count(*) as readings
            from log_event e
            where e.workspace_id = room and e.at >= since and e.at < until and e.member_id is not null
                and e.operation = 'read' and e.kind = 'person' and e.record_id is not null
            group by e.member_id, e.record_id
        ), work as (
            select distinct e.member_id, coalesce(b.person, e.record_id) as person
            from log_event e left join belonging b on b.record = e.record_id
            where e.workspace_id = room and e.member_id is not null and e.record_id is not null
                and e.at >= since - interval '{WORK_DAYS} days' and e.at < until + interval '{WORK_DAYS} days'
                and e.operation in ('collect', 'change', 'disclose', 'combine', 'erase')
        )
        select r.first, r.began, r.readings from readings r
        where not exists (select 1 from work w where w.member_id = r.member_id and w.person = r.record_id);
end $$;
revoke all on function gvi.log_hits_surname(uuid, timestamptz, timestamptz),
    gvi.log_hits_no_task(uuid, timestamptz, timestamptz) from public;
grant execute on function gvi.log_hits_surname(uuid, timestamptz, timestamptz),
    gvi.log_hits_no_task(uuid, timestamptz, timestamptz) to gvi_app;
