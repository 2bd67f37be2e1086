-- A request for public records: each owner answers for its own documents, nobody for another's.
create function gvi.guard_record_part() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if old.state <> 'waiting' or (new.request_id, new.owner_id, new.documents)
        is distinct from (old.request_id, old.owner_id, old.documents) then
        raise exception 'gvi: what was routed is not rewritten' using errcode = 'check_violation';
    end if;
    if new.owner_id is distinct from gvi.ticket_workspace() then
        raise exception 'gvi: whoever keeps a document answers for it' using errcode = 'insufficient_privilege';
    end if;
    new.answered_by := gvi.ticket_member();
    new.answered_at := now();
    return new;
end $$;
revoke all on function gvi.guard_record_part() from public;
create trigger workspaces_recordpart_guard before update on workspaces_recordpart
    for each row execute function gvi.guard_record_part();
