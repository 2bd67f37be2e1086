-- Who says whether one incident answered another signs it: somebody of a police room who judges incidents there, of an
-- earlier incident.
create function gvi.guard_verdict() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if new."by" is distinct from coalesce(gvi.ticket_member(), new."by") or new.at > clock_timestamp() + interval '1 minute' then
        raise exception 'gvi: whoever says it signs' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select 1 from workspaces_workspace w where w.id = new.workspace_id and w.kind = 'police') then
        raise exception 'gvi: only police say what answers what' using errcode = 'check_violation';
    end if;
    if gvi.ticket_member() is not null
        and not gvi.held_roles() && array['coordinator', 'analyst', 'decision_maker'] then
        raise exception 'gvi: only who judges incidents says what answers what' using errcode = 'insufficient_privilege';
    end if;
    if not exists (
        select 1 from incidents_incident a, incidents_incident b
        where a.id = new.incident_id and b.id = new.earlier_id and b.occurred_at < a.occurred_at
    ) then
        raise exception 'gvi: an answer comes later than what it answers' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger review_answerverdict_guard before insert on review_answerverdict
    for each row execute function gvi.guard_verdict();
revoke all on function gvi.guard_verdict() from public;
