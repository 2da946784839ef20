#!/bin/sh
# What a standby does before it starts: without data it copies the host that takes writes, and then follows whichever does.
# CBD_HOSTS_OF_INDEX is the list of all hosts, PGPASSWORD that of cbd_standby, which PostgreSQL reads as well.
set -eu
source="host=$CBD_HOSTS_OF_INDEX port=${CBD_PORTS_OF_INDEX:-5432} user=cbd_standby target_session_attrs=read-write connect_timeout=2"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    until pg_basebackup --pgdata "$PGDATA" --dbname "$source" --wal-method stream --checkpoint fast; do
        rm -rf "${PGDATA:?}"/*
        sleep 2
    done
    echo "primary_conninfo = '$source'" >> "$PGDATA/postgresql.auto.conf"
    touch "$PGDATA/standby.signal"
fi
exec "$@"
