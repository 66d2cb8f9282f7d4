// Evidence of a size, a depth, an age or a name that nobody expects.
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ordinaryHome, sessionText, write, writeSession } from '../evidence.mjs';

const notUtf8 = (folder, name) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
const flag = 'claude --dangerously-skip-permissions -p x\n';

const plants = {
  '200,000 small files': ({ repository }) => {
    for (let folder = 0; folder < 200; folder++) {
      mkdirSync(join(repository, `many/${folder}`), { recursive: true });
      for (let file = 0; file < 1000; file++) writeFileSync(join(repository, `many/${folder}/${file}`), '');
    }
  },
  'links that lead to links, 64 deep': ({ home }) => {
    write(join(home, 'end.json'), '{}');
    for (let index = 0; index < 64; index++)
      symlinkSync(index === 0 ? 'end.json' : `link-${index - 1}`, join(home, `link-${index}`));
    symlinkSync('link-63', join(home, '.profile'));
  },
  'links in a circle': ({ home, repository }) => {
    symlinkSync('b', join(home, 'a'));
    symlinkSync('a', join(home, 'b'));
    symlinkSync('../..', join(repository, 'up'));
    symlinkSync('.', join(home, '.claude/projects/self'));
  },
  'folders in folders, 400 deep': ({ repository }) =>
    mkdirSync(join(repository, 'd/'.repeat(400)), { recursive: true }),
  'a session of 2 GB that is mostly a hole': ({ home }) => {
    const path = join(home, '.claude/projects/-x/00000000-0000-4000-8000-000000000007.jsonl');
    write(path, sessionText({ cwd: '/x', number: 7 }));
    sparse(path);
  },
  'a history of 2 GB': ({ home }) => {
    write(join(home, '.bash_history'), flag);
    sparse(join(home, '.bash_history'));
  },
  'an untracked file of 2 GB': ({ repository }) => {
    write(join(repository, 'huge.bin'), 'x');
    sparse(join(repository, 'huge.bin'));
  },
  'a configuration of 2 GB': ({ home }) => sparse(join(home, '.claude.json')),
  'a state of git of 2 GB': ({ repository }) => sparse(join(repository, '.git/packed-refs'), true),
  'times before 1970': ({ home, repository }) => {
    for (const path of [
      join(home, '.bashrc'),
      join(home, '.claude/settings.json'),
      join(repository, '.git/HEAD'),
      join(repository, 'a.txt'),
    ])
      utimesSync(path, -1e9, -1e9);
  },
  'times after 2106': ({ home, repository }) => {
    for (const path of [join(home, '.bashrc'), join(repository, 'a.txt')]) utimesSync(path, 9e9, 9e9);
  },
  'records of years that there are not': ({ home, repository }) => {
    const path = writeSession(home, { cwd: repository, number: 3 });
    writeFileSync(
      path,
      sessionText({ cwd: repository, number: 3 }).replaceAll('2026-11-10', '-271821-04-20'),
    );
  },
  'records with times that are none': ({ home, repository }) => {
    const path = writeSession(home, { cwd: repository, number: 3 });
    writeFileSync(
      path,
      sessionText({ cwd: repository, number: 3 }).replace(
        /"timestamp":"[^"]*"/g,
        '"timestamp":"99999-99-99T99:99:99Z"',
      ),
    );
  },
  'a session whose name is no UTF-8': ({ home, repository }) => {
    const path = writeSession(home, { cwd: repository, number: 4 });
    renameSync(path, notUtf8(join(path, '..'), '\xff\xfe.jsonl'));
  },
  'files whose names are no UTF-8': ({ home, repository }) => {
    writeFileSync(notUtf8(repository, 'st\xe4rt.sh'), flag);
    writeFileSync(notUtf8(home, '\xe4\xf6.sh'), flag);
    mkdirSync(notUtf8(repository, 'ordner-\xe4'));
  },
  'a project folder whose name is no UTF-8': ({ home, repository }) => {
    const folder = notUtf8(join(home, '.claude/projects'), '-x-\xe4');
    mkdirSync(folder);
    writeFileSync(
      Buffer.concat([folder, Buffer.from('/00000000-0000-4000-8000-000000000005.jsonl')]),
      sessionText({ cwd: repository, number: 5 }),
    );
  },
  'names of 255 bytes': ({ repository }) => write(join(repository, 'x'.repeat(255)), flag),
  'names of line ends': ({ repository }) => write(join(repository, 'a\nb\r\tc'), flag),
  '5,000 sessions': ({ home, repository }) => {
    for (let number = 10; number < 5010; number++)
      writeSession(home, { cwd: repository, number, calls: ['ls'] });
  },
  '2,000 servers': ({ home }) =>
    write(
      join(home, '.claude.json'),
      JSON.stringify({
        mcpServers: Object.fromEntries(
          Array.from({ length: 2000 }, (_, index) => [`s${index}`, { command: 'npx', args: [`p${index}`] }]),
        ),
      }),
    ),
  '500 repositories that sessions name': ({ home }) => {
    for (let number = 10; number < 510; number++)
      writeSession(home, { cwd: join(home, `gone/${number}`), number, calls: ['git commit -m x'] });
  },
};

export const scaleKind = {
  name: 'size, depth, age and names',
  scenarios: () =>
    Object.entries(plants).map(([name, plant]) => ({
      name,
      build: ordinaryHome,
      attacks: [{ name, plant }],
      limitMs: 90_000,
      runs: ({ home }) => [
        ['report', '--home', home, '--format', 'json', '--output', '-'],
        ['scan', home, '--home', home, '--format', 'json'],
        ['collect', '--dry-run', '--home', home],
      ],
    })),
};

/** Two gigabytes that take no room on the disk. */
function sparse(path, isWritten = false) {
  const descriptor = openSync(path, 'a');
  ftruncateSync(descriptor, 2 * 1024 ** 3);
  if (isWritten) writeSync(descriptor, '\n');
  closeSync(descriptor);
}
