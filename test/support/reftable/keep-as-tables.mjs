import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTable } from './write-table.mjs';

/** What a git folder that keeps tables does not have as files. */
const moved = ['HEAD', 'ORIG_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'refs', 'logs', 'packed-refs'];

/**
 * Keeps the refs and reflogs of a git folder, and of its linked working trees, as git with `--ref-format=reftable` does:
 * in a table with the older entries, and one above it that takes back what the first says of names that are gone.
 * @param {string} folder that all working trees share
 * @param {Parameters<typeof writeTable>[1]} [form]
 * @returns gives back the files; the folder of tables stays beside them
 */
export function keepAsTables(folder, form = {}) {
  const configuration = join(folder, 'config');
  const text = readFileSync(configuration, 'utf8');
  const given = { idBytes: /^\s*objectformat\s*=\s*sha256/im.test(text) ? 32 : 20, ...form };
  const linked = join(folder, 'worktrees');
  const folders = existsSync(linked) ? readdirSync(linked).map((name) => join(linked, name)) : [];
  const giveBack = [folder, ...folders].map((gitDirectory) => convert(gitDirectory, folder, given));
  const extension = '[extensions]\n\trefStorage = reftable\n';
  appendFileSync(configuration, `[core]\n\trepositoryFormatVersion = 1\n${extension}`);
  return () => {
    for (const give of giveBack) give();
    writeFileSync(configuration, text);
  };
}

function convert(gitDirectory, common, form) {
  const refs = [...(gitDirectory === common ? sharedRefs(common) : []), ...pseudoRefs(gitDirectory)];
  const stack = tablesOf({ refs, logs: reflogs(join(gitDirectory, 'logs')) });
  const saved = mkdtempSync(join(tmpdir(), 'before-tables-'));
  const names = moved.filter((name) => existsSync(join(gitDirectory, name)));
  for (const name of names) {
    cpSync(join(gitDirectory, name), join(saved, name), { recursive: true, preserveTimestamps: true });
    rmSync(join(gitDirectory, name), { recursive: true });
  }
  mkdirSync(join(gitDirectory, 'refs'));
  writeFileSync(join(gitDirectory, 'refs', 'heads'), 'this repository uses the reftable format\n');
  writeFileSync(join(gitDirectory, 'HEAD'), 'ref: refs/heads/.invalid\n');
  writeStack(join(gitDirectory, 'reftable'), stack, form);
  return () => {
    rmSync(join(gitDirectory, 'refs'), { recursive: true });
    cpSync(saved, gitDirectory, { recursive: true, preserveTimestamps: true });
    rmSync(saved, { recursive: true });
  };
}

/** @param {readonly Parameters<typeof writeTable>[0][]} stack the oldest first */
export function writeStack(folder, stack, form) {
  mkdirSync(folder);
  const names = stack.map((table, index) => {
    const number = String(index + 1).padStart(12, '0');
    const name = `0x${number}-0x${number}-0badcafe.ref`;
    writeFileSync(join(folder, name), writeTable(table, form));
    return name;
  });
  writeFileSync(join(folder, 'tables.list'), names.map((name) => `${name}\n`).join(''));
}

function tablesOf({ refs, logs }) {
  const gone = 'refs/heads/was-there-once';
  const [first] = logs;
  const half = Math.floor(logs.length / 2);
  const sha = refs.find((ref) => ref.sha !== undefined)?.sha;
  const last = logs.length + 2;
  const above = { refs: refs.map((ref) => ({ ...ref, updateIndex: last })), logs: logs.slice(half) };
  if (sha === undefined || first === undefined) return [above];
  const stale = refs.filter((ref) => ref.sha !== undefined).map(({ name }) => ({ name, sha }));
  const lost = { name: gone, updateIndex: 1 };
  return [
    {
      refs: [...stale, { ...lost, sha }],
      logs: [...logs.slice(0, half), { ...lost, update: first.update }],
    },
    { refs: [...above.refs, { name: gone, updateIndex: last }], logs: [...above.logs, lost] },
  ];
}

function sharedRefs(folder) {
  const format = '%(refname) %(objectname) %(*objectname) %(symref)';
  const listed = spawnSync('git', ['--git-dir', folder, 'for-each-ref', `--format=${format}`], {
    encoding: 'utf8',
  });
  return linesOf(listed.stdout).map((line) => {
    const [name, sha, peeled, target] = line.split(' ');
    return target ? { name, target } : { name, sha, ...(peeled && { peeled }) };
  });
}

function pseudoRefs(gitDirectory) {
  const names = moved.filter((name) => name.endsWith('HEAD') && existsSync(join(gitDirectory, name)));
  return names.map((name) => {
    const text = readFileSync(join(gitDirectory, name), 'utf8').trim();
    return text.startsWith('ref: ') ? { name, target: text.slice('ref: '.length) } : { name, sha: text };
  });
}

const line = /^(\w+) (\w+) (.*) <(.*)> (\d+) ([+-])(\d\d)(\d\d)(?:\t(.*))?$/;

/** Every entry of every reflog in the order of its time, each of a transaction of its own. */
function reflogs(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const entries = files.flatMap((file) => {
    const path = join(file.parentPath, file.name);
    const name = path.slice(folder.length + 1);
    return linesOf(readFileSync(path, 'utf8')).map((text) => ({ name, update: updateOf(text) }));
  });
  return entries
    .sort((a, b) => a.update.seconds - b.update.seconds)
    .map((entry, index) => ({ ...entry, updateIndex: index + 1 }));
}

function updateOf(text) {
  const [, previousSha, sha, name, email, seconds, sign, hours, minutes, message = ''] = line.exec(text);
  const zone = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { previousSha, sha, name, email, seconds: Number(seconds), zone, message };
}

function linesOf(text) {
  return text.split('\n').filter((found) => found !== '');
}
