-- Doors between rooms. Who may decide, what a rule lets through, who sees what, and for how long (trust.md,
-- "Disclosure"; T03-T09, T29). Every check is made here as well as in the flow: a forgotten check, or raw SQL by the
-- application's own role, opens no door.

create function gvi.room_is_on(room uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select coalesce((
        select s."on" and (s.valid_until is null or s.valid_until >= gvi.today()) from workspaces_switch s
        where s.workspace_id = room order by s.recorded_at desc limit 1
    ), false)
$$;

create function gvi.agreement_holds(one uuid, other uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from disclosures_agreement a
        where (a.first_id, a.second_id) in ((one, other), (other, one)) and a.confirmed_at is not null
            and a.ended_at is null and a.valid_from <= gvi.today() and a.valid_until >= gvi.today()
    )
$$;

-- Whether a member of a room may decide there today, of their own or as a deputy.
create function gvi.may_decide(who uuid, room uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from workspaces_member m
            join workspaces_workspace w on w.id = m.workspace_id
            join workspaces_grant g on g.ended_at is null and g.approved_at is not null
                and g.starts <= gvi.today() and g.ends > gvi.today()
                and g.role = case w.kind when 'police' then 'decision_maker' when 'probation' then 'coordinator'
                    when 'social_services' then 'coordinator' else 'contact_person' end
        where m.id = who and m.workspace_id = room and m.left_at is null and (
            g.member_id = m.id or exists (
                select 1 from workspaces_deputyship d
                    join workspaces_member p on p.id = d.principal_id and p.workspace_id = room and p.left_at is null
                where d.principal_id = g.member_id and d.deputy_id = m.id
                    and d.starts <= gvi.today() and d.ends > gvi.today()
                    and exists (
                        select 1 from workspaces_grant own where own.member_id = m.id and own.ended_at is null
                            and own.approved_at is not null and own.starts <= gvi.today() and own.ends > gvi.today()
                            and own.role not in ('administrator', 'lawyer', 'rules_decider', 'dpo', 'log_reviewer')
                    )
            )
        )
    )
$$;

-- Whether the receiver's room may read the items now. Anybody else gets no answer.
create function gvi.disclosure_open(disclosure uuid) returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select exists (
        select 1 from disclosures_disclosure d
        where d.id = disclosure and d.outcome = 'decided' and d.receiver_id = gvi.person_room()
            and d.expires_on >= gvi.today()
            and gvi.agreement_holds(d.sender_id, d.receiver_id) and gvi.room_is_on(d.sender_id)
            and not exists (
                select 1 from disclosures_disclosuremove m
                where m.disclosure_id = d.id and m.move in ('withdrawn', 'corrected')
            )
    )
$$;

-- Whether whoever is here works with cases: a log reviewer reads, and tells nobody anything.
create function gvi.may_disclose() returns boolean
language sql stable security definer set search_path = public, pg_catalog, pg_temp as $$
    select gvi.person_room() is not null and gvi.held_roles() && array['coordinator', 'analyst', 'decision_maker',
        'probation_officer', 'case_worker', 'contact_person']
$$;
revoke all on function gvi.room_is_on(uuid), gvi.agreement_holds(uuid, uuid), gvi.may_decide(uuid, uuid),
    gvi.disclosure_open(uuid), gvi.may_disclose() from public;
grant execute on function gvi.room_is_on(uuid), gvi.agreement_holds(uuid, uuid), gvi.may_decide(uuid, uuid),
    gvi.disclosure_open(uuid), gvi.may_disclose() to gvi_app;

create function gvi.guard_disclosure() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    rule law_ruleversion := (select v from law_ruleversion v where v.id = new.rule_id);
    sender_kind text := (select w.kind from workspaces_workspace w where w.id = new.sender_id);
    receiver_kind text := (select w.kind from workspaces_workspace w where w.id = new.receiver_id);
    at_most date := greatest(new.expires_on, gvi.today());  -- what is told may end it earlier, nothing later
begin
    new.decided_at := now();
    new.recorded_by := gvi.ticket_member();
    new.agreement_id := null;
    if not gvi.may_disclose() then
        raise exception 'gvi: whoever tells works with cases' using errcode = 'insufficient_privilege';
    end if;
    if new.form <> 'urgent' and new.decided_by is distinct from new.recorded_by then
        raise exception 'gvi: a decision is recorded by whoever makes it' using errcode = 'insufficient_privilege';
    end if;
    if not gvi.may_decide(new.decided_by, new.sender_id) then
        raise exception 'gvi: not a decider of this room' using errcode = 'insufficient_privilege';
    end if;
    if new.sender_id = new.receiver_id then
        raise exception 'gvi: a room discloses nothing to itself' using errcode = 'check_violation';
    end if;
    if new.in_answer_to is not null and not exists (
        select 1 from disclosures_disclosure d where d.id = new.in_answer_to and d.sender_id = new.receiver_id
            and d.receiver_id = new.sender_id and d.outcome = 'decided'
    ) then
        raise exception 'gvi: an answer answers what was received' using errcode = 'check_violation';
    end if;
    -- What was withdrawn, corrected or has run out is answered no more; that it was not answered may be kept.
    if new.outcome = 'decided' and new.in_answer_to is not null and not gvi.disclosure_open(new.in_answer_to) then
        raise exception 'gvi: what was to be answered has ended' using errcode = 'check_violation';
    end if;
    if new.batch is not null and ((
        select count(*) from disclosures_disclosure d where d.batch = new.batch
    ) >= {MOST_LINES} or exists (
        select 1 from disclosures_disclosure d where d.batch = new.batch
            and (d.sender_id, d.receiver_id, d.rule_id, d.decided_by, d.decided_at)
                <> (new.sender_id, new.receiver_id, new.rule_id, new.decided_by, new.decided_at)
    )) then
        raise exception 'gvi: a joint decision is one receiver, one rule, at most {MOST_LINES} persons'
            using errcode = 'check_violation';
    end if;
    new.expires_on := gvi.today();
    if new.outcome = 'refused' then
        return new;
    end if;
    if not gvi.rule_on(new.sender_id, new.rule_id) then
        raise exception 'gvi: the rule is not switched on' using errcode = 'check_violation';
    end if;
    if not sender_kind = any (rule.from_kinds) or not receiver_kind = any (rule.to_kinds) then
        raise exception 'gvi: the rule does not lead from % to %', sender_kind, receiver_kind
            using errcode = 'check_violation';
    end if;
    if new.form = 'urgent' and not rule.urgent then
        raise exception 'gvi: the rule carries no urgent oral disclosure' using errcode = 'check_violation';
    end if;
    select a.id, least(gvi.today() + rule.max_days, a.valid_until, rule.valid_to, at_most)
        into new.agreement_id, new.expires_on from disclosures_agreement a
        where (a.first_id, a.second_id) in ((new.sender_id, new.receiver_id), (new.receiver_id, new.sender_id))
            and a.confirmed_at is not null and a.ended_at is null
            and a.valid_from <= gvi.today() and a.valid_until >= gvi.today()
        order by a.valid_until desc limit 1;
    if new.agreement_id is null or not gvi.room_is_on(new.receiver_id) then
        raise exception 'gvi: no agreement in force with an open room' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_disclosure_guard before insert on disclosures_disclosure
    for each row execute function gvi.guard_disclosure();

create function gvi.guard_ground() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    header disclosures_disclosure := (select d from disclosures_disclosure d where d.id = new.disclosure_id);
    rule law_ruleversion := (select v from law_ruleversion v where v.id = header.rule_id);
    sender_kind text := (select w.kind from workspaces_workspace w where w.id = new.workspace_id);
    subject people_person;
    question text;
begin
    if header.id is null or header.sender_id <> new.workspace_id or header.decided_at <> now() then
        raise exception 'gvi: grounds are given with the decision' using errcode = 'check_violation';
    end if;
    if new.person_id is not null then
        select p.* into subject from people_person p
            where p.workspace_id = new.workspace_id and p.id = new.person_id;
        if subject.id is null or subject.state <> 'active' or subject.review_due < gvi.today() then
            raise exception 'gvi: nobody here of whom something may be told' using errcode = 'check_violation';
        end if;
        new.birth_date := coalesce(subject.birth_date, new.birth_date);
    elsif sender_kind in ('police', 'probation') then
        raise exception 'gvi: police and probation tell of a person of their own room' using errcode = 'check_violation';
    end if;
    if new.person_id is null and btrim(new.subject_reference) = '' then
        raise exception 'gvi: a decision is about somebody' using errcode = 'check_violation';
    end if;
    if btrim(new.reason) = '' then
        raise exception 'gvi: each person has a written reason' using errcode = 'check_violation';
    end if;
    if header.form <> 'urgent' and btrim(new.need) = '' then
        raise exception 'gvi: the need is written out' using errcode = 'check_violation';
    end if;
    if header.outcome = 'refused' then
        return new;
    end if;
    foreach question in array rule.questions loop
        if coalesce(btrim(new.answers ->> question), '') = '' then
            raise exception 'gvi: condition % is not answered', question using errcode = 'check_violation';
        end if;
    end loop;
    if header.form <> 'urgent' and (btrim(new.test_words) = '' or btrim(new.necessity) = '') then
        raise exception 'gvi: necessity and test are written out' using errcode = 'check_violation';
    end if;
    if rule.age_from is not null or rule.age_under is not null then
        if new.birth_date is null
            or (rule.age_from is not null and gvi.age_on(new.birth_date, gvi.today()) < rule.age_from)
            or (rule.age_under is not null and gvi.age_on(new.birth_date, gvi.today()) >= rule.age_under) then
            raise exception 'gvi: outside the rule''s ages' using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;

-- Whole years on a day. Born on 29 February, one is a year older on 1 March in a common year: the last day of the
-- year of life has passed only then.
create function gvi.age_on(birth date, today date) returns integer
language sql immutable strict set search_path = pg_catalog, pg_temp as $$
    select extract(year from today)::integer - extract(year from birth)::integer
        - (to_char(today, 'MMDD') < to_char(birth, 'MMDD'))::integer
$$;
revoke all on function gvi.age_on(date, date) from public;
grant execute on function gvi.age_on(date, date) to gvi_app;
create trigger disclosures_ground_guard before insert on disclosures_ground
    for each row execute function gvi.guard_ground();

create function gvi.guard_item() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    header disclosures_disclosure := (select d from disclosures_disclosure d where d.id = new.disclosure_id);
    rule law_ruleversion := (select v from law_ruleversion v where v.id = header.rule_id);
    sender_kind text := (select w.kind from workspaces_workspace w where w.id = new.workspace_id);
    own people_statement;
    subject people_person;
begin
    if header.id is null or header.sender_id <> new.workspace_id or header.decided_at <> now()
        or header.outcome <> 'decided' then
        raise exception 'gvi: items are given with the decision' using errcode = 'check_violation';
    end if;
    if btrim(new.text) = '' then
        raise exception 'gvi: an item says something' using errcode = 'check_violation';
    end if;
    if not new.data_class = any (rule.carries) then
        raise exception 'gvi: the rule does not carry %', new.data_class using errcode = 'check_violation';
    end if;
    if header.form = 'urgent' and new.data_class not in ('name', 'address') then
        raise exception 'gvi: an urgent oral disclosure carries name and address' using errcode = 'check_violation';
    end if;
    if new.secrecy = any (rule.never_secrecy) then
        raise exception 'gvi: what stands under % can''t travel by this rule', new.secrecy
            using errcode = 'check_violation';
    end if;
    if sender_kind = 'social_services' and new.secrecy not in ('osl_26', 'osl_25') then
        raise exception 'gvi: what social services tell stands under their secrecy' using errcode = 'check_violation';
    end if;
    select p.* into subject from people_person p
        join disclosures_ground g on g.workspace_id = p.workspace_id and g.person_id = p.id
        where g.disclosure_id = new.disclosure_id;
    if new.data_class = 'address' and subject.protected then
        raise exception 'gvi: a protected person''s address is told to nobody' using errcode = 'check_violation';
    end if;
    if new.data_class = 'name' and sender_kind in ('police', 'probation')
        and (new.role = '') <> (rule.carries <@ array['name', 'address', 'phone', 'email']::varchar[]) then
        raise exception 'gvi: a role stands beside the name, but where only contact details travel'
            using errcode = 'check_violation';
    end if;
    -- What police and probation tell of somebody is what the row says now (trust/disclosures/offers.py).
    if sender_kind in ('police', 'probation') and new.data_class in ('name', 'identity_number', 'birth_date', 'address',
        'phone', 'case_number') and new.text is distinct from (case new.data_class
            when 'name' then concat_ws(', ', nullif(subject.surname, ''), nullif(subject.given_name, ''))
            when 'identity_number' then subject.identity_number
            when 'birth_date' then to_char(subject.birth_date, 'YYYY-MM-DD')
            when 'address' then subject.address
            when 'phone' then subject.phone
            else subject.local_reference end) then
        raise exception 'gvi: what is told is what the row says' using errcode = 'check_violation';
    end if;
    if new.data_class = 'statement' and sender_kind = 'police' then
        select s.* into own from people_statement s
            where s.workspace_id = new.workspace_id and s.id = new.statement and s.withdrawn_at is null;
        if own.id is null or own.kind <> new.assertion or own.secrecy <> new.secrecy or own.text <> new.text
            or not exists (
                select 1 from people_person p where p.workspace_id = new.workspace_id and p.id = own.person_id
                    and subject.id in (p.id, p.merged_into_id)
            ) then
            raise exception 'gvi: a statement travels as it stands' using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger disclosures_item_guard before insert on disclosures_item
    for each row execute function gvi.guard_item();

-- A decision is whole when its transaction ends: grounds always, items when something is let through.
create function gvi.guard_whole_disclosure() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (select 1 from disclosures_ground g where g.disclosure_id = new.id)
        or (new.outcome = 'decided') <> exists (select 1 from disclosures_item i where i.disclosure_id = new.id) then
        raise exception 'gvi: a decision has grounds and items' using errcode = 'check_violation';
    end if;
    return null;
end $$;
revoke all on function gvi.guard_whole_disclosure() from public;
create constraint trigger disclosures_disclosure_whole after insert on disclosures_disclosure
    deferrable initially deferred for each row execute function gvi.guard_whole_disclosure();

create function gvi.guard_move() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
declare
    header disclosures_disclosure := (select d from disclosures_disclosure d where d.id = new.disclosure_id);
    room uuid := gvi.person_room();
begin
    new.at := now();
    new."by" := gvi.ticket_member();
    if room is null or not gvi.may_disclose() or header.outcome is distinct from 'decided'
        or new.workspace_id is distinct from room
        or room is distinct from
            (case when new.move = 'received' then header.receiver_id else header.sender_id end) then
        raise exception 'gvi: nothing to add to' using errcode = 'insufficient_privilege';
    end if;
    if new.move = 'received' and not gvi.disclosure_open(header.id) then
        raise exception 'gvi: it has ended' using errcode = 'check_violation';
    end if;
    if new.move = 'completed' and header.form <> 'urgent' then
        raise exception 'gvi: only an urgent oral disclosure is completed' using errcode = 'check_violation';
    end if;
    if new.move <> 'received' and btrim(new.text) = '' then
        raise exception 'gvi: it says why' using errcode = 'check_violation';
    end if;
    if new.move in ('completed', 'withdrawn') and not gvi.may_decide(new."by", room) then
        raise exception 'gvi: not a decider of this room' using errcode = 'insufficient_privilege';
    end if;
    -- A correction reaches also who was told to stop reading: they have read.
    if new.move in ('withdrawn', 'corrected') and exists (
        select 1 from disclosures_disclosuremove m
        where m.disclosure_id = header.id and m.move in (new.move, 'corrected')
    ) then
        raise exception 'gvi: it has ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;
revoke all on function gvi.guard_move() from public;
create trigger disclosures_disclosuremove_guard before insert on disclosures_disclosuremove
    for each row execute function gvi.guard_move();

-- The decider corrects what was told. Anybody else does so only by ending what it rested on: the suspicion, the record
-- of the wrong person (T13), or the membership of the group (gvi.membership_ended: sql/groups.sql). Looked at when the
-- transaction ends, since the receivers are told first.
create function gvi.guard_correction() returns trigger
language plpgsql security definer set search_path = public, pg_catalog, pg_temp as $$
begin
    if not gvi.may_decide(new."by", new.workspace_id) and not gvi.membership_ended(new.disclosure_id) and not exists (
        select 1 from disclosures_ground g
            join people_person about on about.workspace_id = g.workspace_id and about.id = g.person_id
            join people_person p on p.workspace_id = about.workspace_id
                and case when p.merged_into_id is null then p.id else p.merged_into_id end
                    = case when about.merged_into_id is null then about.id else about.merged_into_id end
        where g.disclosure_id = new.disclosure_id and (
            (p.exit_reason in ('suspicion_dropped', 'wrong_person') and p.exited_at = new.at)
            or exists (
                select 1 from people_personrole r where r.workspace_id = p.workspace_id and r.person_id = p.id
                    and r.role = 'suspected' and r.until = (new.at at time zone 'Europe/Stockholm')::date
            )
        )
    ) then
        raise exception 'gvi: not a decider of this room' using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
revoke all on function gvi.guard_correction() from public;
create constraint trigger disclosures_disclosuremove_warranted after insert on disclosures_disclosuremove
    deferrable initially deferred for each row when (new.move = 'corrected') execute function gvi.guard_correction();

-- Who sees what.
alter table disclosures_disclosure enable row level security;
alter table disclosures_disclosure force row level security;
create policy disclosures_disclosure_sides on disclosures_disclosure for select to gvi_app using (
    sender_id = (select gvi.person_room())
    or (receiver_id = (select gvi.person_room()) and outcome = 'decided')
);
create policy disclosures_disclosure_send on disclosures_disclosure for insert to gvi_app
    with check (sender_id = (select gvi.person_room()));

alter table disclosures_item enable row level security;
alter table disclosures_item force row level security;
create policy disclosures_item_sides on disclosures_item for select to gvi_app using (
    (workspace_id = (select gvi.person_room()) and exists (
        select 1 from disclosures_ground g where g.disclosure_id = disclosures_item.disclosure_id
    )) or gvi.disclosure_open(disclosure_id)
);

-- What the sender wrote about somebody is seen while that person is: set apart, or kept for named officers, it is not.
create policy disclosures_ground_seen on disclosures_ground as restrictive to gvi_app using (
    person_id is null or exists (select 1 from people_person p
        where p.workspace_id = disclosures_ground.workspace_id and p.id = disclosures_ground.person_id)
);
create policy disclosures_draftline_seen on disclosures_draftline as restrictive to gvi_app using (
    person_id is null or exists (select 1 from people_person p
        where p.workspace_id = disclosures_draftline.workspace_id and p.id = disclosures_draftline.person_id)
);
create policy disclosures_item_send on disclosures_item for insert to gvi_app
    with check (workspace_id = (select gvi.person_room()));

alter table disclosures_disclosuremove enable row level security;
alter table disclosures_disclosuremove force row level security;
create policy disclosures_disclosuremove_sides on disclosures_disclosuremove for select to gvi_app using (
    exists (
        select 1 from disclosures_disclosure d where d.id = disclosure_id and (
            d.sender_id = (select gvi.person_room())
            or (d.receiver_id = (select gvi.person_room()) and move in ('received', 'corrected'))
        )
    )
);
create policy disclosures_disclosuremove_add on disclosures_disclosuremove for insert to gvi_app
    with check (workspace_id = (select gvi.person_room()));

-- At most fifteen lines a draft; a line answers what the draft's receiver has told this very room and holds now.
create function gvi.guard_draft_line() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if (select count(*) from disclosures_draftline l
        where l.workspace_id = new.workspace_id and l.draft_id = new.draft_id) >= {MOST_LINES} then
        raise exception 'gvi: at most {MOST_LINES} persons in one decision' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_draftline_guard before insert on disclosures_draftline
    for each row execute function gvi.guard_draft_line();
create function gvi.guard_draft_answer() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if not exists (
        select 1 from disclosures_disclosure d
            join disclosures_draft f on f.workspace_id = new.workspace_id and f.id = new.draft_id
        where d.id = new.in_answer_to and d.receiver_id = new.workspace_id and d.sender_id = f.receiver_id
            and gvi.disclosure_open(d.id)
    ) then
        raise exception 'gvi: an answer answers what was received and holds' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger disclosures_draftline_answer before insert or update of in_answer_to on disclosures_draftline
    for each row when (new.in_answer_to is not null) execute function gvi.guard_draft_answer();

-- Agreements: one side writes, the other confirms, either may end it; each act is signed by the ticket and the
-- database's clock, by who may sign for the authority. Nothing else of it changes.
create function gvi.guard_agreement() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    room uuid := gvi.ticket_workspace();
    kept disclosures_agreement := new;
begin
    if not gvi.held_roles() && array['coordinator', 'contact_person', 'lawyer', 'rules_decider'] then
        raise exception 'gvi: not by this role' using errcode = 'insufficient_privilege';
    end if;
    if tg_op = 'INSERT' then
        if new.first_id is distinct from room or new.confirmed_at is not null or new.ended_at is not null then
            raise exception 'gvi: one side writes, the other confirms' using errcode = 'insufficient_privilege';
        end if;
        if btrim(new.reference) = '' or btrim(new.purposes) = '' or btrim(new.signatory) = '' then
            raise exception 'gvi: an agreement says what, why and who' using errcode = 'check_violation';
        end if;
        new.made_by := gvi.ticket_member();
        new.made_at := now();
        return new;
    end if;
    if new.confirmed_at is distinct from old.confirmed_at then
        if old.confirmed_at is not null or new.confirmed_at is null or room is distinct from old.second_id
            or btrim(new.counter_signatory) = '' then
            raise exception 'gvi: the other side confirms, once' using errcode = 'insufficient_privilege';
        end if;
        new.confirmed_by := gvi.ticket_member();
        new.confirmed_at := now();
        kept.confirmed_by := old.confirmed_by;
        kept.confirmed_at := old.confirmed_at;
        kept.counter_signatory := old.counter_signatory;
    end if;
    if new.ended_at is distinct from old.ended_at then
        if btrim(new.end_reason) = '' then
            raise exception 'gvi: it says why it is ended' using errcode = 'check_violation';
        end if;
        new.ended_by := gvi.ticket_member();
        new.ended_at := now();
        kept.ended_by := old.ended_by;
        kept.ended_at := old.ended_at;
        kept.end_reason := old.end_reason;
    end if;
    if room is null or room not in (old.first_id, old.second_id) or old.ended_at is not null or kept <> old then
        raise exception 'gvi: an agreement is not rewritten' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger disclosures_agreement_guard before insert or update on disclosures_agreement
    for each row execute function gvi.guard_agreement();

alter table disclosures_oncall enable row level security;
alter table disclosures_oncall force row level security;
create policy disclosures_oncall_own on disclosures_oncall to gvi_app
    using (workspace_id = (select gvi.ticket_workspace())) with check (workspace_id = (select gvi.ticket_workspace()));
create policy disclosures_oncall_backup on disclosures_oncall for select to gvi_backup using (true);
create policy disclosures_oncall_owner on disclosures_oncall for select to gvi_owner using (true);
