-- The signed room ticket. The application signs workspace|member|expiry in Python and sets it for one
-- transaction; these functions verify it with a key the application can't read. Verify positively and count
-- the parts: a comparison with a missing part is NULL, and NULL must never let anyone in.
create schema gvi;
revoke all on schema gvi from public;
grant usage on schema gvi to gvi_app, gvi_backup;

create table gvi.ticket_key (
    fingerprint text primary key,
    inner_pad bytea not null check (octet_length(inner_pad) = 64),
    outer_pad bytea not null check (octet_length(outer_pad) = 64)
);

-- The backup's program locks every table it describes, which needs the right to read. It reads no row: row
-- security is on and no policy lets anyone but the owner through.
alter table gvi.ticket_key enable row level security;
grant select on gvi.ticket_key to gvi_backup;

create function gvi.open_ticket() returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    parts text[] := string_to_array(nullif(current_setting('gvi.ticket', true), ''), '|');
    known boolean;
begin
    if parts is null or array_length(parts, 1) is distinct from 4 then
        return null;
    end if;
    if parts[1] ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        and parts[2] ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        and parts[3] ~ '^[0-9]{1,12}$'
        and parts[4] ~ '^[0-9a-f]{64}$'
        and to_timestamp(parts[3]::bigint) > clock_timestamp()
    then
        select exists (
            select 1 from gvi.ticket_key k
            where encode(sha256(k.outer_pad || sha256(k.inner_pad
                || convert_to(parts[1] || '|' || parts[2] || '|' || parts[3], 'UTF8'))), 'hex') = parts[4]
        ) into known;
        if known is true then
            return array[parts[1]::uuid, parts[2]::uuid];
        end if;
    end if;
    return null;
end $$;

create function gvi.ticket_workspace() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select (gvi.open_ticket())[1] $$;

create function gvi.ticket_member() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select (gvi.open_ticket())[2] $$;

revoke all on all functions in schema gvi from public;
grant execute on function gvi.ticket_workspace(), gvi.ticket_member() to gvi_app, gvi_backup;

-- Refuses every change of a row: for tables to which one may only add. Erasure alone removes (sql/erasure.sql).
create function gvi.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'DELETE' and current_user = 'gvi_eraser' then
        return old;
    end if;
    if tg_op = 'UPDATE' and current_user = 'gvi_eraser' and tg_table_name = 'disclosures_disclosure' then
        return new;  -- it may write the reservation alone
    end if;
    raise exception 'gvi: rows of %.% are never changed or removed', tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

-- Swedish order and search without ICU: lower case, accents folded, å ä ö last.
create function public.sv_key(word text) returns text
language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
    select translate(
        replace(replace(replace(replace(lower(translate(word, 'ÅÄÖÆØÜ', 'åäöæøü')),
            'æ', '|'), 'ø', '}'), 'ß', 'ss'), 'þ', 'th'),
        'åäöáàâãéèêëíìîïóòôõúùûüýÿçñšžðđłÁÀÂÃÉÈÊËÍÌÎÏÓÒÔÕÚÙÛÝÇÑŠŽÐĐŁ',
        '{|}aaaaeeeeiiiioooouuuyyycnszddlaaaaeeeeiiiioooouuuycnszddl')
$$;
