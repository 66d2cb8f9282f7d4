import { describe, expect, it } from 'vitest';
import { effectsOf } from './support.ts';

const emptied = 'database irreversible recursive';

/** One line, and exactly what it does. */
const cases: Record<string, readonly (readonly [string, readonly string[]])[]> = {
  'the same statement by whatever way': [
    ["psql -c 'DROP TABLE users'", [`delete DROP TABLE users ${emptied}`]],
    ["echo 'DROP TABLE users' | psql", [`delete DROP TABLE users ${emptied}`]],
    ["psql <<'EOF'\nDROP TABLE users;\nEOF", [`delete DROP TABLE users ${emptied}`]],
    [
      "psql -h db.example -c 'DROP TABLE users'",
      ['connect db.example database', `delete DROP TABLE users ${emptied} remote`],
    ],
    [
      "psql 'host=db.example dbname=shop' -c 'SELECT 1'",
      ['connect db.example database', 'read SELECT 1 database remote'],
    ],
    ["docker exec db psql -c 'DROP TABLE users'", [`delete DROP TABLE users ${emptied} remote`]],
    [
      "mysql -pnotsecret -e 'DELETE FROM t'",
      ['read secret in the words: --password inline local-host', `delete DELETE FROM t ${emptied}`],
    ],
    ["heroku pg:psql -c 'DROP TABLE users'", [`delete DROP TABLE users ${emptied} remote`]],
    [
      "wrangler d1 execute db --remote --command 'DROP TABLE users'",
      [`delete DROP TABLE users ${emptied} remote`],
    ],
    ["bq query 'DROP TABLE users'", [`delete DROP TABLE users ${emptied} remote`]],
    [
      "aws rds-data execute-statement --sql 'DROP TABLE users' --resource-arn a",
      [`delete DROP TABLE users ${emptied} remote`],
    ],
    [
      "printf 'DROP TABLE users;' > a.sql && psql -f a.sql",
      [
        'write /home/dana/app/a.sql',
        'read /home/dana/app/a.sql own-creation',
        `delete DROP TABLE users ${emptied}`,
      ],
    ],
    ['psql -f a.sql', ['read /home/dana/app/a.sql', 'write statements of a.sql database']],
  ],
  'a database in a file lies where the file lies': [
    [
      "sqlite3 app.db 'DELETE FROM t WHERE id = 1'",
      ['write /home/dana/app/app.db', 'delete DELETE FROM t WHERE id = 1 database irreversible'],
    ],
    ["sqlite3 app.db 'SELECT 1'", ['read /home/dana/app/app.db', 'read SELECT 1 database']],
    ["sqlite3 -readonly app.db 'DROP TABLE t'", []],
    ["sqlite3 :memory: 'DROP TABLE t'", []],
    ['duckdb -c "DROP TABLE t"', []],
    ["sqlite3 app.db '.shell rm -rf /srv/x'", ['delete /srv/x forced irreversible recursive']],
  ],
  'the server runs a program': [
    [
      'psql -c "COPY users TO PROGRAM \'rm -rf /srv/x\'"',
      [
        "read COPY users TO PROGRAM '' database",
        'execute rm -rf /srv/x database',
        'delete /srv/x forced irreversible recursive remote',
      ],
    ],
  ],
  'stores of keys and documents': [
    ['redis-cli FLUSHALL', [`delete redis FLUSHALL ${emptied}`]],
    [
      'redis-cli -h r.example DEL a',
      ['connect r.example database', 'delete redis DEL a database irreversible remote'],
    ],
    ['redis-cli SHUTDOWN NOSAVE', ['delete running database server database']],
    ['redis-cli CONFIG GET dir', []],
    ['redis-cli GET a', ['read redis GET a database']],
    ["mongosh --eval 'db.dropDatabase()'", [`delete db.dropDatabase() ${emptied}`]],
    ["mongosh --eval 'db.users.deleteMany({})'", [`delete db.users.deleteMany({}) ${emptied}`]],
    [
      "mongosh --eval 'db.users.deleteMany({age: 3})'",
      ['delete db.users.deleteMany({age: 3}) database irreversible'],
    ],
    ["mongosh --eval 'db.users.find()'", ['read db.users.find() database']],
  ],
  'whole databases': [
    ['dropdb app', [`delete database app ${emptied}`]],
    ['pg_dump app -f a.sql', ['write /home/dana/app/a.sql', 'read database app database']],
    ['pg_restore --clean -d app a.dump', [`delete database app ${emptied}`]],
    ['pg_restore -l a.dump', []],
  ],
  'frameworks and migrations': [
    [
      'npx prisma migrate reset --force',
      ['delete database of prisma migrate reset database forced irreversible recursive'],
    ],
    ['npx prisma migrate dev', ['write database of prisma migrate dev database']],
    ['npx prisma generate', []],
    [
      'php artisan migrate:fresh --seed',
      ['execute /home/dana/app/artisan', `delete database of artisan migrate:fresh ${emptied}`],
    ],
    ['./vendor/bin/sail artisan db:wipe', [`delete database of artisan db:wipe ${emptied} remote`]],
    ['php artisan migrate:status', ['execute /home/dana/app/artisan']],
    ['php artisan migrate:fresh --pretend', ['execute /home/dana/app/artisan']],
    [
      'bin/rails db:drop db:create',
      ['execute /home/dana/app/bin/rails', `delete database of rails db:drop db:create ${emptied}`],
    ],
    ['bundle exec rake db:schema:load', [`delete database of rake db:schema:load ${emptied}`]],
    ['rails db:rollback', ['delete database of rails db:rollback database irreversible']],
    ['rails routes', []],
    ['mix ecto.reset', [`delete database of mix ecto.reset ${emptied}`]],
    ['mix ecto.migrations', []],
    ['dotnet ef database drop', [`delete database of dotnet database drop ${emptied}`]],
    ['dotnet ef migrations list', []],
    ['python manage.py flush --no-input', [`delete database of django-manage flush ${emptied}`]],
    ['bin/console doctrine:schema:drop', ['execute /home/dana/app/bin/console']],
    ['alembic downgrade base', [`delete database of alembic downgrade base ${emptied}`]],
    ['alembic history', []],
    ['knex migrate:rollback --all', [`delete database of knex migrate:rollback ${emptied}`]],
    ['wp db reset --yes', [`delete database of wp db reset ${emptied}`]],
    ['supabase db reset --linked', [`delete supabase db reset ${emptied} remote`]],
    ['supabase db reset', ['delete supabase db reset database irreversible']],
  ],
};

describe.each(Object.entries(cases))('%s', (_, lines) => {
  it.each(lines.map(([command, effects]) => ({ command, effects })))('$command', ({ command, effects }) => {
    expect(effectsOf(command)).toEqual(effects);
  });
});
