// Evidence that is broken, cut off or forged: whatever cannot be read is told, and nothing is called clean over it.
import { chmodSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { git, ordinaryHome, sessionText, write, writeRepository } from '../evidence.mjs';

const first = '00000000-0000-4000-8000-000000000000.jsonl';

/** What takes the place of the only session of a home. */
const sessions = {
  'cut in the middle of a call': (text) => text.slice(0, text.length - 150),
  'no JSON at all': () => 'this is no record\nnor this\n',
  'bytes that are no UTF-8': (text) =>
    Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x0a])]),
  'zeros in the place of a block': (text) =>
    Buffer.concat([Buffer.from(text.slice(0, 600)), Buffer.alloc(4096), Buffer.from(text.slice(600))]),
  'a line of 64 MB': (text) => `${text}{"type":"assistant","x":"${'a'.repeat(1 << 26)}`,
  'nesting without end': (text) => `${text}${'{"a":'.repeat(100_000)}`,
  'UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'records that are lists': () => '[[[]]]\n[1,2,3]\n',
  'an unknown form of records': () => '{"kind":"call","payload":{"argv":["rm","-rf","/"]}}\n'.repeat(20),
  'lines that end with a carriage return alone': (text) => text.replaceAll('\n', '\r'),
  'a packed session that is none': () => Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 1, 2, 3]),
  'records inside records of another type': (text) =>
    eachRecord(text, (data) => ({ type: 'summary', summary: 'x', leafUuid: 'a', data })),
  'records deep inside a known one': (text) =>
    eachRecord(text, (record) => ({ type: 'custom-title', customTitle: 'x', was: [{ at: [record] }] })),
  'a call beside a message': (text) =>
    eachRecord(text, (record) => (record.type === 'user' ? { ...record, data: callIn(text) } : undefined)),
  'keys twice': (text) =>
    text.replace('"type":"assistant"', '"type":"assistant","type":"noise"').replace('}', ',"x":'),
};

/** Where a transcript lies that is not read, and what stands before the type of its first record. */
const strays = {
  'in the trash': ['.local/share/Trash/files/x.jsonl', {}],
  'in the trash of a Mac': ['.Trash/.claude/projects/-x/x.jsonl', {}],
  'among downloads': ['Downloads/projects/-x/x.jsonl', {}],
  'in a folder like the agent’s': ['.config/claude-code/projects/-x/x.jsonl', {}],
  'in another folder like the agent’s': ['.local/share/claude/projects/-x/x.jsonl', {}],
  'put aside, with a list before its type': ['.claude/backups/x.jsonl', { tags: ['a', { b: [1] }] }],
  'put aside, with a long list before its type': [
    '.claude/projects.old/-x/x.jsonl',
    { uuid: 'a', sessionId: '1', tags: ['x'.repeat(70_000)] },
  ],
};

function eachRecord(text, made) {
  const records = text
    .trim()
    .split('\n')
    .flatMap((line) => made(JSON.parse(line)) ?? []);
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function callIn(text) {
  return JSON.parse(text.split('\n').find((line) => line.includes('tool_use')));
}

const repositories = {
  'an index that is cut': (path) => truncateSync(join(path, '.git/index'), 20),
  'a head that names nothing': (path) => writeFileSync(join(path, '.git/HEAD'), 'ref: refs/heads/none\n'),
  'a head that is no text': (path) => writeFileSync(join(path, '.git/HEAD'), Buffer.alloc(64, 0xff)),
  'a ref to an object that is not there': (path) =>
    writeFileSync(join(path, '.git/refs/heads/main'), `${'a'.repeat(40)}\n`),
  'a reflog of noise': (path) => writeFileSync(join(path, '.git/logs/HEAD'), 'noise\n'.repeat(100)),
  'no objects': (path) => rmSync(join(path, '.git/objects'), { recursive: true }),
  'objects that are cut': (path) => {
    for (const name of git(path, 'rev-list', '--objects', 'HEAD').split('\n').filter(Boolean)) {
      const id = name.slice(0, 40);
      const file = join(path, '.git/objects', id.slice(0, 2), id.slice(2));
      chmodSync(file, 0o644);
      truncateSync(file, 10);
    }
  },
  'a configuration that is no text': (path) =>
    writeFileSync(join(path, '.git/config'), Buffer.alloc(4096, 0xfe)),
  'packed refs without end': (path) =>
    writeFileSync(
      join(path, '.git/packed-refs'),
      `${'b'.repeat(40)} refs/heads/${'x'.repeat(200)}\n`.repeat(20_000),
    ),
  'an unknown version of the format': (path) =>
    writeFileSync(
      join(path, '.git/config'),
      '[core]\n\trepositoryFormatVersion = 9\n[extensions]\n\tnonsense = true\n',
    ),
};

const configurations = [
  '.claude.json',
  '.claude/settings.json',
  'work/.mcp.json',
  '.cursor/mcp.json',
  '.codex/config.toml',
];
const contents = {
  'no JSON': '{"a":',
  'nesting without end': '['.repeat(100_000),
  'bytes of noise': Buffer.alloc(10_000, 0x81),
  'a prototype': '{"__proto__":{"mcpServers":{}},"mcpServers":{"__proto__":{"command":"x"}}}',
  'wrong types': '{"mcpServers":[1,null,"x"],"permissions":7,"hooks":"x","projects":null,"env":[]}',
};

export const damagedKind = {
  name: 'damaged evidence',
  scenarios: () => [
    ...Object.entries(sessions).map(([name, make]) =>
      scenario(`a session: ${name}`, ({ home, repository }) => {
        const project = join(home, '.claude/projects', repository.replace(/[^A-Za-z0-9]/g, '-'));
        rmSync(project, { recursive: true });
        const packed = name.startsWith('a packed') ? '.zst' : '';
        write(join(project, `${first}${packed}`), make(sessionText({ cwd: repository, calls: ['ls'] })));
      }),
    ),
    ...Object.entries(strays).map(([name, [path, before]]) =>
      scenario(`a transcript ${name}`, ({ home, repository }) => {
        const text = eachRecord(sessionText({ cwd: repository, number: 7, calls: ['ls'] }), (record) => ({
          ...before,
          ...record,
        }));
        write(join(home, path), text);
      }),
    ),
    ...Object.entries(repositories).map(([name, damage]) =>
      scenario(
        `a repository: ${name}`,
        ({ repository }) => {
          rmSync(repository, { recursive: true });
          writeRepository(repository);
          damage(repository);
        },
        'mayBeUnread',
      ),
    ),
    ...configurations.flatMap((path) =>
      Object.entries(contents).map(([name, content]) =>
        scenario(`~/${path}: ${name}`, ({ home }) => write(join(home, path), content), 'mayBeUnread'),
      ),
    ),
  ],
};

function scenario(name, plant, mayBeUnread) {
  return {
    name,
    build: ordinaryHome,
    attacks: [{ name, plant }],
    isDamaged: mayBeUnread === undefined,
    limitMs: 30_000,
    runs: ({ home }) => [
      ['report', '--home', home, '--format', 'json', '--output', '-'],
      ['sessions', '--home', home, '--format', 'ndjson'],
    ],
  };
}
