-- A meeting that has been held or cancelled is a finished document: nothing of it is written again.
create function gvi.guard_held_meeting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'gvi: a meeting that is over is not changed' using errcode = 'check_violation';
end $$;
create trigger review_meeting_over before update on review_meeting for each row
    when (old.state in ('held', 'cancelled')) execute function gvi.guard_held_meeting();
