// Faults of the machine: no space, no folder for temporary files, a reader that went away, signals. Each ends with a
// sentence and the documented code, and leaves nothing behind.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ordinaryHome, writeRepository, writeSession } from '../evidence.mjs';
import { runApart } from '../run-apart.mjs';

const commands = {
  report: ({ home }) => ['report', '--home', home, '--output', '-'],
  'report as a page': ({ home }) => ['report', '--home', home, '--format', 'html', '--output', '-'],
  'report as JSON': ({ home }) => ['report', '--home', home, '--format', 'json', '--output', '-'],
  sessions: ({ home }) => ['sessions', '--home', home, '--format', 'ndjson'],
  'sessions as a table': ({ home }) => ['sessions', '--home', home],
  git: ({ home }) => ['git', '--home', home],
  rollback: ({ home }) => ['rollback', '--home', home, '--format', 'sh'],
  scan: ({ home }) => ['scan', home, '--home', home],
  mcp: ({ home }) => ['mcp', '--home', home],
  posture: ({ home }) => ['posture', '--home', home],
  exposure: ({ home }) => ['exposure', '--home', home],
  replay: ({ home }) => ['replay', '--home', home],
  assess: ({ home }) => ['assess', '--home', home, '--output', '-'],
  explain: () => ['explain', 'rm -rf /'],
  'collect, only what it would do': ({ home }) => ['collect', '--dry-run', '--home', home],
  help: () => ['--help'],
};
const writing = {
  'a report to a file': ({ home, out }) => ['report', '--home', home, '--output', join(out, 'disk/r.md')],
  'a report to the folder': ({ home, out }) => ['report', '--home', home, '--output', join(out, 'disk')],
  'a bag': ({ home, out }) => ['collect', join(out, 'disk/bag'), '--home', home],
  'an archive': ({ home, out }) => ['collect', join(out, 'disk/bag'), '--archive', '--home', home],
  'a spool': ({ home, out }) => [
    'sessions',
    '--home',
    home,
    '--spool',
    join(out, 'disk/spool'),
    '--host-id',
    'h',
  ],
  'sessions to a file': ({ home, out }) => [
    'sessions',
    '--home',
    home,
    '--format',
    'ndjson',
    '--output',
    join(out, 'disk/s.ndjson'),
  ],
  'sessions to the folder': ({ home, out }) => [
    'sessions',
    '--home',
    home,
    '--format',
    'ndjson',
    '--output',
    join(out, 'disk'),
  ],
  'a plan to the folder': ({ home, out }) => [
    'rollback',
    '--home',
    home,
    '--format',
    'sh',
    '--output',
    join(out, 'disk'),
  ],
};
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const moments = {
  'at once': { afterMs: 60 },
  'while it reads': { afterMs: 400 },
  'while git works': { until: ({ temporary }) => readdirSync(temporary).length > 0, afterMs: 8_000 },
};

const gitWorks = { 'while git works': moments['while git works'] };

const faults = {
  'standard output that is full': { how: { stdout: '/dev/full' }, codes: [2] },
  'a reader that went away': { how: { stdout: 'closed' }, codes: [0, 1, 2, 3], mayBeSilent: true },
  'no temporary folder': {
    env: ({ folder }) => ({ TMPDIR: join(folder, 'absent') }),
    codes: [0, 1, 2, 3],
    mayBeSilent: true,
  },
  'a temporary folder that is a file': {
    env: ({ outside }) => ({ TMPDIR: join(outside, 'private.txt') }),
    codes: [0, 1, 2, 3],
    mayBeSilent: true,
  },
  'a temporary folder that is full': {
    disk: 'size=4k,nr_inodes=2',
    env: ({ out }) => ({ TMPDIR: join(out, 'disk') }),
    codes: [0, 1, 2, 3],
    mayBeSilent: true,
  },
  'a temporary folder that may not be written': {
    disk: 'size=64k,ro',
    env: ({ out }) => ({ TMPDIR: join(out, 'disk') }),
    codes: [0, 1, 2, 3],
    mayBeSilent: true,
  },
};
const disks = {
  'a full disk': { disk: 'size=16k', codes: [2] },
  'a disk that may not be written': { disk: 'size=64k,ro', codes: [2] },
  'a disk without names': { disk: 'size=1m,nr_inodes=3', codes: [2] },
};

const canMount =
  spawnSync('sh', [
    '-c',
    'd=$(mktemp -d) && mount -t tmpfs -o size=16k tmpfs "$d" && umount "$d"; rc=$?; rmdir "$d"; exit $rc',
  ]).status === 0;
if (!canMount) console.log('small disks: skipped, mounting needs root');
const possible = (entries) =>
  Object.entries(entries).filter(([, { disk }]) => disk === undefined || canMount);

export const machineKind = {
  name: 'faults of the machine',
  scenarios: () => [
    ...possible(faults).flatMap(([fault, given]) =>
      Object.entries(commands).map(([name, argv]) => scenario(`${fault}, ${name}`, argv, given)),
    ),
    ...possible(disks).flatMap(([fault, given]) =>
      Object.entries(writing).map(([name, argv]) => scenario(`${fault}, ${name}`, argv, given)),
    ),
    ...Object.entries(signals).flatMap(([signal, code]) =>
      Object.entries({ ...writing, report: commands.report, git: commands.git, scan: commands.scan }).flatMap(
        ([name, argv]) =>
          Object.entries(signal === 'SIGINT' ? moments : gitWorks).map(([moment, when]) =>
            interrupted({ signal, code, moment, name, argv, when }),
          ),
      ),
    ),
    ...Object.entries(writing)
      .filter(([name]) => name.includes('the folder'))
      .map(([name, argv]) => intoFolder(name, argv)),
  ],
  run: runApart,
};

function scenario(name, argv, { how, env, disk, codes, mayBeSilent }) {
  return {
    name,
    build(place) {
      ordinaryHome(place);
      mkdirSync(join(place.out, 'disk'));
      if (disk) spawnSync('mount', ['-t', 'tmpfs', '-o', disk, 'tmpfs', join(place.out, 'disk')]);
    },
    attacks: [
      {
        name,
        reached({ out }, [{ code, stderr }]) {
          const left = names(join(out, 'disk')).filter((one) => !/\.partial$|\.open$|^spool$/.test(one));
          if (code === 2 && left.length > 0) return `left ${left}`;
          if (!mayBeSilent && code === 2 && !/^yolo-triage: .{10,}/m.test(stderr)) return 'said nothing';
          return undefined;
        },
      },
    ],
    codes:
      name.includes('help') || name.includes('explain') || !name.includes('full, ') ? [0, 1, 2, 3] : codes,
    ...(env && { env }),
    runs: (place) => [{ argv: argv(place), ...(how && { how }) }],
    after: ({ out }) => disk && spawnSync('umount', [join(out, 'disk')]),
  };
}

function interrupted({ signal, code: expected, moment, name, argv, when }) {
  const title = `${signal} ${moment}, ${name}`;
  return {
    name: title,
    build(place) {
      for (let number = 0; number < 12; number++) {
        const repository = join(place.home, `src/${number}`);
        writeRepository(repository);
        writeSession(place.home, {
          cwd: repository,
          number,
          calls: Array.from({ length: 40 }, (_, index) => `echo ${index} && git commit -am ${index}`),
        });
      }
      mkdirSync(join(place.out, 'disk'));
    },
    attacks: [
      {
        name: title,
        reached({ out }, [{ code, by }]) {
          const left = names(join(out, 'disk')).filter(
            (one) =>
              !/\.partial$|^spool$|^bag(?:\.tar\.gz)?$|^s\.ndjson$|^r\.md$|^incident|^rollback|^sessions/.test(
                one,
              ),
          );
          if (left.length > 0) return `left ${left}`;
          const isTold = by === signal || code === expected || [0, 1, 3].includes(code);
          return isTold ? undefined : `ended with ${code ?? by}`;
        },
      },
    ],
    allows: ['codes'],
    runs: (place) => [
      {
        argv: argv(place),
        how: { signal, afterMs: when.afterMs, ...(when.until && { until: () => when.until(place) }) },
      },
    ],
  };
}

function intoFolder(name, argv) {
  return {
    name: `${name}: the output has its usual name`,
    build(place) {
      ordinaryHome(place);
      mkdirSync(join(place.out, 'disk'));
    },
    attacks: [
      {
        name: `${name}: the output has its usual name`,
        reached: ({ out }, [{ code }]) =>
          code === 2 || names(join(out, 'disk')).length !== 1
            ? `ended with ${code}, wrote ${names(join(out, 'disk'))}`
            : undefined,
      },
    ],
    runs: (place) => [argv(place)],
  };
}

function names(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}
