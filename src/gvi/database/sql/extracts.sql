-- A person's own extract (trust.md, T28): the clock is the database's, and the police never tie a request to a person.
create function gvi.guard_extract() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
declare
    room_kind text := (select w.kind from workspaces_workspace w where w.id = new.workspace_id);
begin
    if current_user = 'gvi_eraser' then
        return new;
    end if;
    if tg_op = 'INSERT' then
        new.made_by := gvi.ticket_member();
        new.answered_at := null;
        new.answered_by := null;
    elsif old.answered_at is not null then
        raise exception 'gvi: an answered request is not changed' using errcode = 'check_violation';
    elsif (new.workspace_id, new.reference, new.received_on, new.made_by)
        is distinct from (old.workspace_id, old.reference, old.received_on, old.made_by) then
        raise exception 'gvi: a request is not rewritten' using errcode = 'check_violation';
    elsif new.answered_at is not null then
        new.answered_at := now();
        new.answered_by := gvi.ticket_member();
    end if;
    if new.received_on > gvi.today() or btrim(new.reference) = '' then
        raise exception 'gvi: a request has come in' using errcode = 'check_violation';
    end if;
    if room_kind = 'police' and (new.person_id is not null or new.received <> '{}') then
        raise exception 'gvi: the police answer everybody alike' using errcode = 'check_violation';
    end if;
    new.due_on := (new.received_on + interval '1 month')::date;
    return new;
end $$;
revoke all on function gvi.guard_extract() from public;
create trigger people_extractrequest_guard before insert or update on people_extractrequest
    for each row execute function gvi.guard_extract();
