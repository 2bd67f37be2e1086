-- What sign-in counts and remembers for seconds: failed attempts and one-time codes already used. Shared by all
-- worker processes; lost in a crash without harm, so it is not written twice.
create unlogged table gvi_cache (
    cache_key varchar(255) primary key,
    value text not null,
    expires timestamptz not null
);
create index gvi_cache_expires on gvi_cache (expires);

-- An installation is invented from its first row or never: role sign-in without a password opens on an invented
-- one, so no real database may ever become one, and no invented city may pass for real.
create function gvi.guard_fictional() returns trigger
language plpgsql set search_path = public, pg_catalog, pg_temp as $$
begin
    if tg_op = 'UPDATE' and new.fictional is distinct from old.fictional then
        raise exception 'workspaces_programme.fictional is set once' using errcode = 'check_violation';
    end if;
    if tg_op = 'INSERT' and new.fictional and exists (select 1 from workspaces_member) then
        raise exception 'a database with members can''t become fictional' using errcode = 'check_violation';
    end if;
    return new;
end
$$;
create trigger workspaces_programme_fictional before insert or update on workspaces_programme
    for each row execute function gvi.guard_fictional();
create function gvi.keep_programme() returns trigger language plpgsql as $$
begin
    raise exception 'the programme is never removed' using errcode = 'check_violation';
end
$$;
create trigger workspaces_programme_kept before delete or truncate on workspaces_programme
    for each statement execute function gvi.keep_programme();
