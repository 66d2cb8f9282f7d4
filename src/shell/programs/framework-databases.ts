import type { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import type { Program, Programs } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { withConsole } from './framework-consoles.ts';

/**
 * What the subcommands of a framework or a tool for migrations do to its database. One line a subcommand: its words,
 * then the options without which it does not do that.
 */
interface Migrations {
  /** Every table goes, or the whole database. */
  readonly empties: readonly string[];
  /** The last changes are taken back, with the data in them. */
  readonly undoes?: readonly string[];
  readonly changes?: readonly string[];
}

const dryRun = /^--(?:pretend|dry-?run|dump-sql|sql|plan|show-sql|preview|no-act)(?:=true)?$/;
const forcing = /^(?:-f|--force|--force-reset|--accept-data-loss)$/;
const testing = /^(?:test|testing|ci)$/i;
const environments = ['RAILS_ENV', 'RACK_ENV', 'MIX_ENV', 'NODE_ENV', 'APP_ENV', 'FLASK_ENV', 'DJANGO_ENV'];

function migrations(table: Migrations): Program {
  return { act: (call) => migrate(call, table) };
}

function migrate(call: Call, { empties, undoes = [], changes = [] }: Migrations): Stream {
  const words = call.argv.slice(1).map(({ text }) => text);
  if (words.some((word) => dryRun.test(word))) return unknownStream;
  const operands = call.operands.map(({ text }) => text);
  const said = { words, operands };
  const target = `database of ${[call.program, ...operands.slice(0, 3)].join(' ')}`;
  const zone = isTest(call, words) ? 'temporary' : 'outside';
  const forced: readonly Trait[] = words.some((word) => forcing.test(word)) ? ['forced'] : [];
  const says = (lines: readonly string[]): boolean => lines.some((line) => fits(line, said));
  if (says(empties))
    call.emit('delete', target, { zone, traits: ['database', 'irreversible', 'recursive', ...forced] });
  else if (says(undoes))
    call.emit('delete', target, { zone, traits: ['database', 'irreversible', ...forced] });
  else if (says(changes)) call.emit('write', target, { zone, traits: ['database'] });
  return unknownStream;
}

interface Said {
  readonly words: readonly string[];
  readonly operands: readonly string[];
}

/** Subcommands may stand one after the other: `rails db:drop db:create`. */
function fits(line: string, { words, operands }: Said): boolean {
  const parts = line.split(' ');
  const options = parts.filter((part) => part.startsWith('-'));
  const verbs = parts.filter((part) => !part.startsWith('-'));
  const [first = ''] = verbs;
  const starts = first.includes(':') ? operands.map((_, at) => at) : [0];
  const isSaid = starts.some((at) => verbs.every((verb, index) => operands[at + index] === verb));
  return (
    isSaid &&
    options.every((option) => words.some((word) => word === option || word.startsWith(`${option}=`)))
  );
}

/** A database of tests is made anew each time. */
function isTest({ scope }: Call, words: readonly string[]): boolean {
  const variables = environments.map((name) => scope.variables.get(name)?.fields[0]?.text ?? '');
  const options = words.map((word) => /^(?:--env(?:ironment)?=|-e=)(.*)$/.exec(word)?.[1] ?? '');
  return [...variables, ...options].some((name) => testing.test(name));
}

/** A driver and an address may stand before the verb. https://pressly.github.io/goose/documentation/cli-commands/ */
const gooseVerb = /(?:^|\s)(reset|down-to 0|up|up-by-one|up-to|down|down-to|redo)(?:\s|$)/;

export const gooseMigrations: Program = {
  dashes: 'single',
  options: { '-dir -table -s -env': 'value' },
  act: (call) => {
    const verb = gooseVerb.exec(call.operands.map(({ text }) => text).join(' '))?.[1];
    if (verb === undefined) return unknownStream;
    const isWhole = verb === 'reset' || verb === 'down-to 0';
    call.emit(isWhole ? 'delete' : 'write', `database of ${call.program} ${verb}`, {
      traits: isWhole ? ['database', 'irreversible', 'recursive'] : ['database'],
    });
    return unknownStream;
  },
};

/** https://hexdocs.pm/ecto_sql */
export const ecto = migrations({
  empties: ['ecto.drop', 'ecto.reset', 'ecto.rollback --all'],
  undoes: ['ecto.rollback'],
  changes: ['ecto.migrate', 'ecto.create', 'ecto.setup', 'ecto.load'],
});

/** https://learn.microsoft.com/ef/core/cli/dotnet */
export const entityFramework = migrations({ empties: ['database drop'], changes: ['database update'] });

/** `sail artisan …`, `ddev artisan …`: the same in a container. */
const runsInContainer: Program = {
  stopsAtOperand: true,
  subcommands: {
    exec: { stopsAtOperand: true, act: (call) => call.run(call.arguments.rest, { remote: call.program }) },
    up: { operands: 'value' },
    ps: { operands: 'value' },
    logs: { operands: 'value' },
  },
  otherwise: { stopsAtOperand: true, act: (call) => call.run(call.arguments.rest, { remote: call.program }) },
};

/** Frameworks and tools for migrations, each by its own manual. */
export const frameworkDatabases: Programs = {
  /** https://www.prisma.io/docs/orm/reference/prisma-cli-reference */
  prisma: migrations({
    empties: ['migrate reset', 'db push --force-reset', 'db push --accept-data-loss'],
    changes: ['migrate deploy', 'migrate dev', 'migrate resolve', 'db push', 'db seed', 'db execute'],
  }),
  /** https://laravel.com/docs/migrations */
  artisan: withConsole(
    migrations({
      empties: ['migrate:fresh', 'migrate:refresh', 'migrate:reset', 'db:wipe', 'db:drop'],
      undoes: ['migrate:rollback', 'model:prune', 'queue:flush', 'queue:clear'],
      changes: ['migrate', 'db:seed', 'schema:dump'],
    }),
    { language: 'php', option: '--execute', input: /^tinker$/ },
  ),
  /** https://guides.rubyonrails.org/active_record_migrations.html */
  'rails rake': withConsole(
    migrations({
      empties: [
        'db:drop',
        'db:drop:all',
        'db:drop:_unsafe',
        'db:reset',
        'db:purge',
        'db:purge:all',
        'db:schema:load',
        'db:structure:load',
        'db:migrate:reset',
        'db:truncate_all',
        'db:seed:replant',
      ],
      undoes: ['db:rollback', 'db:migrate:down', 'db:migrate:redo'],
      changes: ['db:migrate', 'db:seed', 'db:create', 'db:setup', 'db:prepare', 'db:fixtures:load'],
    }),
    { language: 'ruby', operand: /^(?:runner|r)$/, input: /^(?:console|c)$/ },
  ),
  /** https://docs.djangoproject.com/en/stable/ref/django-admin/ */
  'django-admin django-manage': migrations({
    empties: ['flush', 'reset_db', 'reset_schema'],
    undoes: ['clearsessions', 'remove_stale_contenttypes'],
    changes: ['migrate', 'loaddata', 'createsuperuser', 'changepassword'],
  }),
  /** https://symfony.com/doc/current/doctrine.html */
  'symfony-console doctrine': migrations({
    empties: [
      'doctrine:database:drop --force',
      'doctrine:schema:drop --force',
      'd:d:d --force',
      'd:s:d --force',
      'doctrine:fixtures:load',
    ],
    changes: ['doctrine:migrations:migrate', 'doctrine:schema:update --force', 'doctrine:database:create'],
  }),
  /** https://codeigniter.com/user_guide/dbmgmt/migration.html */
  spark: migrations({ empties: ['migrate:refresh', 'migrate:rollback'], changes: ['migrate', 'db:seed'] }),
  /** https://www.yiiframework.com/doc/guide/2.0/en/db-migrations */
  yii: migrations({
    empties: ['migrate/fresh'],
    undoes: ['migrate/down', 'migrate/redo'],
    changes: ['migrate', 'migrate/up'],
  }),
  /** https://docs.adonisjs.com */
  ace: migrations({
    empties: ['migration:fresh', 'migration:refresh', 'migration:reset', 'db:wipe', 'db:truncate'],
    undoes: ['migration:rollback'],
    changes: ['migration:run', 'db:seed'],
  }),
  'drizzle-kit': migrations({ empties: ['push --force'], changes: ['push', 'migrate'] }),
  /** https://sequelize.org/docs/v6/other-topics/migrations/, https://typeorm.io, https://knexjs.org, https://mikro-orm.io */
  'typeorm sequelize sequelize-cli knex mikro-orm': migrations({
    empties: [
      'schema:drop',
      'schema:fresh',
      'migration:fresh',
      'db:drop',
      'db:migrate:undo:all',
      'migrate:rollback --all',
      'schema:drop --run',
    ],
    undoes: ['migration:revert', 'migration:down', 'db:migrate:undo', 'migrate:rollback', 'migrate:down'],
    changes: [
      'migration:run',
      'migration:up',
      'db:migrate',
      'schema:sync',
      'schema:update',
      'migrate:latest',
      'seed:run',
      'db:seed:all',
    ],
  }),
  /** https://alembic.sqlalchemy.org, https://flask-migrate.readthedocs.io */
  alembic: migrations({ empties: ['downgrade base'], undoes: ['downgrade'], changes: ['upgrade', 'stamp'] }),
  'flask-db': migrations({
    empties: ['downgrade base'],
    undoes: ['downgrade'],
    changes: ['upgrade', 'stamp'],
  }),
  /** https://documentation.red-gate.com/flyway, https://docs.liquibase.com, https://github.com/amacneil/dbmate, https://sqitch.org, https://atlasgo.io */
  'flyway liquibase dbmate sqitch atlas': migrations({
    empties: ['clean', 'drop', 'dropAll', 'drop-all', 'schema clean', 'revert'],
    undoes: ['rollback', 'undo', 'down', 'rollbackCount', 'migrate down'],
    changes: ['migrate', 'update', 'up', 'deploy', 'schema apply', 'migrate apply', 'repair'],
  }),
  /** https://github.com/golang-migrate/migrate */
  'migrate golang-migrate': {
    dashes: 'single',
    options: {
      '-path -database -source -lock-timeout -prefetch': 'value',
      '-verbose': 'flag',
      '-version -help': 'harmless',
    },
    act: (call) =>
      migrate(call, { empties: ['drop', 'down -all'], undoes: ['down', 'force', 'goto'], changes: ['up'] }),
  },
  /** https://github.com/launchbadge/sqlx, https://diesel.rs, https://www.sea-ql.org/SeaORM */
  'sqlx diesel sea-orm-cli': migrations({
    empties: [
      'database drop',
      'database reset',
      'migration revert --all',
      'migrate fresh',
      'migrate reset',
      'migrate refresh',
    ],
    undoes: ['migrate revert', 'migrate down', 'migration revert', 'migration redo'],
    changes: ['migrate run', 'migrate up', 'migration run', 'database setup', 'database create'],
  }),
  phinx: migrations({
    empties: ['rollback --target', 'rollback -t'],
    undoes: ['rollback'],
    changes: ['migrate', 'seed:run'],
  }),
  /** https://developer.wordpress.org/cli/commands/db/, https://www.drush.org */
  'wp drush': migrations({
    empties: ['db reset', 'db drop', 'db clean', 'site empty', 'sql:drop', 'sql-drop', 'site:install'],
    undoes: ['post delete', 'user delete'],
    changes: ['db import', 'core update-db', 'updatedb', 'search-replace'],
  }),
  'dotnet-ef': entityFramework,
  'sail ddev lando': runsInContainer,
};
