#!/bin/sh
# Once, when the first primary is made: its settings, who may come in, the roles, and their passwords from the environment.
set -eu
here=${CBD_DEPLOY:-/deploy}
cat "$here/cbd.conf" >> "$PGDATA/postgresql.conf"
echo 'host replication cbd_standby all scram-sha-256' >> "$PGDATA/pg_hba.conf"
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file "$here/roles.sql"
for role in owner builder reader standby; do
    variable="CBD_$(echo "$role" | tr a-z A-Z)_PASSWORD"
    eval "password=\$$variable"
    echo "ALTER ROLE cbd_$role PASSWORD :'password'" |
        psql --quiet --set ON_ERROR_STOP=1 --set password="$password" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB"
done
