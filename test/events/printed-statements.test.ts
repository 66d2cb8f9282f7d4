import { describe, expect, it } from 'vitest';
import { CallAnalyser } from '../../src/transcripts/effects/call-analyser.ts';
import type { ToolCall } from '../../src/transcripts/tool-call.ts';

const shop = '/home/dana/shop';

type Step = readonly [tool: 'Write' | 'Bash', what: string, text: string];

function callOf([tool, what, text]: Step, index: number): ToolCall {
  const evidence = { path: 'transcript.jsonl', line: index + 1 };
  const isShell = tool === 'Bash';
  return {
    id: `toolu_${index}`,
    agent: 'claude-code',
    sessionId: 'session-1',
    project: 'shop',
    cwd: shop,
    tool,
    toolKind: isShell ? 'shell' : 'write',
    argument: what,
    input: isShell ? { command: what } : { file_path: `${shop}/${what}`, content: text },
    permissionMode: 'bypassPermissions',
    permissionModeSource: 'user-record',
    outcome: 'succeeded',
    effects: [],
    evidence,
    result: { text: isShell ? text : `File created successfully at: ${what}`, isError: false, evidence },
  };
}

/** What the last of the calls takes from a database. */
function lossesOf(...steps: readonly Step[]): readonly string[] {
  const analyser = new CallAnalyser('/home/dana');
  const analysed = steps.map((step, index) => analyser.analyse(callOf(step, index)));
  const { effects = [] } = analysed.at(-1)?.analysis ?? {};
  return effects
    .filter(({ action, traits = [] }) => action === 'delete' && traits.includes('database'))
    .map(({ target }) => target);
}

const script: Step = ['Write', 'db/000_reset.sql', 'DROP TABLE users;\nINSERT INTO a VALUES (1);\n'];

describe('what a runner prints of statements that take data', () => {
  it.each<[string, readonly Step[], string]>([
    [
      'a script by its path',
      [script, ['Bash', 'npm run migrate', 'Running db/000_reset.sql']],
      'DROP TABLE users',
    ],
    [
      'a script by its whole path',
      [script, ['Bash', 'php bin/migrate.php', `Running migration: ${shop}/db/000_reset.sql\n  OK`]],
      'DROP TABLE users',
    ],
    [
      'a script by its name alone',
      [script, ['Bash', 'node run-migrations.js', '✓ 000_reset.sql']],
      'DROP TABLE users',
    ],
    [
      'a script that is said to be done',
      [script, ['Bash', 'make migrate', '000_reset.sql ... done']],
      'DROP TABLE users',
    ],
    [
      'a statement',
      [['Bash', 'node sync.js', 'Executing (default): DROP TABLE IF EXISTS orders;']],
      'DROP TABLE IF EXISTS orders',
    ],
    [
      'a statement in a task',
      [['Bash', 'npm run seed', '> seed\nRunning query: TRUNCATE users']],
      'TRUNCATE users',
    ],
    [
      'the answer to a script that nobody knows',
      [['Bash', 'psql -f reset.sql', 'DROP TABLE\nCREATE TABLE']],
      'DROP TABLE by reset.sql',
    ],
  ])('tells %s', (_, steps, target) => {
    expect(lossesOf(...steps)).toEqual([target]);
  });

  it.each<[string, readonly Step[]]>([
    [
      'a script that only adds',
      [
        ['Write', 'db/001_users.sql', 'CREATE TABLE users (id int);\nINSERT INTO users VALUES (1);\n'],
        ['Bash', 'npm run migrate', 'Running db/001_users.sql'],
      ],
    ],
    ['a script that is only listed', [script, ['Bash', 'npm run migrate', 'pending:\n000_reset.sql']]],
    ['a file that is shown', [script, ['Bash', 'cat build.log', 'Running db/000_reset.sql']]],
    [
      'a log that is searched',
      [['Bash', 'grep -n DROP app.log && node a.js', 'Executing: DROP TABLE users']],
    ],
    ['a run of tests', [['Bash', 'npm test', 'Executing (default): DROP TABLE IF EXISTS users;']]],
    [
      'a database for tests',
      [['Bash', 'NODE_ENV=test node sync.js', 'Executing (default): DROP TABLE users;']],
    ],
    ['a read', [['Bash', 'node list.js', 'Executing (default): SELECT * FROM users;']]],
    [
      'an insert',
      [['Bash', 'node seed.js', "Executing (default): INSERT INTO users VALUES ('DROP TABLE a');"]],
    ],
    ['prose', [['Bash', 'node a.js', 'This would DROP TABLE users']]],
    ['an answer to tables made', [['Bash', 'psql -f schema.sql', 'CREATE TABLE\nINSERT 0 3']]],
  ])('tells nothing of %s', (_, steps) => {
    expect(lossesOf(...steps)).toEqual([]);
  });
});
