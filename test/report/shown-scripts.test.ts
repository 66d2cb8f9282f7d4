import { describe, expect, it } from 'vitest';
import { lines, prompt, type Row, sessionId, toolResult, toolUse } from '../sessions/transcripts.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';

const file = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;
const shop = '/home/dana/shop';

interface Step {
  readonly tool?: string;
  readonly input: Row;
  readonly prints?: string;
  readonly isError?: true;
}

const shell = (command: string, prints = ''): Step => ({ input: { command }, prints });
const write = (name: string, content: string): Step => ({
  tool: 'Write',
  input: { file_path: `${shop}/${name}`, content },
});
const read = (name: string, content: string, more: Row = {}): Step => ({
  tool: 'Read',
  input: { file_path: `${shop}/${name}`, ...more },
  prints: content
    .split('\n')
    .map((line, index) => `${String(index + 1).padStart(6)}→${line}`)
    .join('\n'),
});

/** Of the databases alone: id, level and state. */
async function told(...steps: readonly Step[]): Promise<readonly string[]> {
  const calls = steps.flatMap(({ tool = 'Bash', input, prints = '', isError }, index) => [
    toolUse(index * 2 + 1, `t${index}`, input, { tool }),
    toolResult(index * 2 + 2, `t${index}`, prints, isError ? { isError } : {}),
  ]);
  const { root, home } = evidenceImage({
    [file]: lines(prompt(0, 'tidy up', { permissionMode: 'bypassPermissions' }), ...calls),
  });
  const argv = ['report', '--root', root, '--home', home, '--output', '-', '--format', 'json'];
  const document = JSON.parse((await runCli(argv)).stdout);
  return document.findings
    .filter(({ queryId }: Row) => String(queryId).startsWith('database_'))
    .map(({ queryId, level, state }: Row) => `${queryId} ${level} ${state}`);
}

const python = (statement: string) =>
  `import psycopg2\nconn = psycopg2.connect("host=db.widgets.example")\ncur = conn.cursor()\ncur.execute("${statement}")\nconn.commit()\n`;
const destroyed = ['database_destroyed critical confirmed'];
const rows = ['database_rows_deleted medium confirmed'];

describe('a script that changes a database, and whose text is known', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    ['a tool showed', [read('a.py', python('TRUNCATE orders')), shell('python a.py')], destroyed],
    ['a command printed', [shell('cat a.py', python('DROP TABLE orders')), shell('python a.py')], destroyed],
    [
      'the session wrote',
      [write('a.py', python('DELETE FROM orders WHERE id = 3')), shell('python a.py')],
      rows,
    ],
    [
      'runs a file of statements',
      [
        write('a.sql', 'DELETE FROM orders;\n'),
        write('a.py', 'import sqlite3\nsqlite3.connect("app.db").executescript(open("a.sql").read())\n'),
        shell('python3 a.py'),
      ],
      destroyed,
    ],
    [
      'runs a file of statements in Node.js',
      [
        write('a.sql', 'DROP TABLE orders;\n'),
        write(
          'a.js',
          "const fs = require('fs');\nconst { Pool } = require('pg');\nnew Pool().query(fs.readFileSync('a.sql', 'utf8'));\n",
        ),
        shell('node a.js'),
      ],
      destroyed,
    ],
    [
      'takes all documents',
      [
        write(
          'a.js',
          "const { MongoClient } = require('mongodb');\nconst c = new MongoClient(process.env.URL);\nc.db('shop').collection('users').deleteMany({});\n",
        ),
        shell('node a.js'),
      ],
      destroyed,
    ],
    [
      'takes some documents',
      [
        write(
          'a.js',
          "const { MongoClient } = require('mongodb');\nconst c = new MongoClient(process.env.URL);\nc.db('shop').collection('users').deleteMany({ age: 3 });\n",
        ),
        shell('node a.js'),
      ],
      rows,
    ],
    [
      'failed before it began',
      [
        write('a.py', python('DELETE FROM orders')),
        { ...shell('python a.py', "ModuleNotFoundError: No module named 'psycopg2'"), isError: true },
      ],
      ['database_destroyed critical attempted'],
    ],
    // Harmless ones.
    ['only asks', [read('a.py', python('SELECT * FROM orders')), shell('python a.py')], []],
    ['is read and not run', [read('a.py', python('DROP TABLE orders'))], []],
    [
      'was not there',
      [{ ...shell('cat a.py', 'cat: a.py: No such file'), isError: true }, shell('python a.py')],
      [],
    ],
  ])('%s', async (_name, steps, expected) => {
    expect(await told(...steps)).toEqual(expected);
  });
});
