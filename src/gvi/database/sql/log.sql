-- Row security of the log: whoever acts may add events in their own name only; a room reads its own events and
-- those of no room (console, failed sign-ins), which hold no person. The seal reads all, as the owner.
alter table log_event enable row level security;
alter table log_event force row level security;

create policy log_event_add on log_event for insert to gvi_app with check (
    workspace_id is not distinct from (select gvi.ticket_workspace())
    and member_id is not distinct from (select gvi.ticket_member())
);
create policy log_event_read on log_event for select to gvi_app using (
    workspace_id = (select gvi.ticket_workspace())
    or (workspace_id is null and (select gvi.ticket_workspace()) is not null)
);
create policy log_event_seal on log_event for select to gvi_owner using (true);
create policy log_event_backup on log_event for select to gvi_backup using (true);
