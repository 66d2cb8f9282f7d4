// Files that are none: whoever opens a pipe waits for a writer, and a device never ends.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ordinaryHome, write, writeRepository, writeSession } from '../evidence.mjs';

/** Of a whole run: what is asked for is that nothing waits. */
const limitMs = 10_000;

const forms = {
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a socket': (path) =>
    execFileSync('python3', [
      '-c',
      'import os,socket,sys; os.chdir(os.path.dirname(sys.argv[1])); socket.socket(socket.AF_UNIX).bind(os.path.basename(sys.argv[1]))',
      path,
    ]),
  'a link to /dev/zero': (path) => symlinkSync('/dev/zero', path),
  'a device': (path) => execFileSync('mknod', [path, 'c', '1', '5']),
};

const inGit = [
  'HEAD',
  'config',
  'config.worktree',
  'index',
  'packed-refs',
  'logs/HEAD',
  'logs/refs/heads/main',
  'refs/heads/main',
  'refs/stash',
  'info/exclude',
  'info/attributes',
  'info/grafts',
  'objects/info/alternates',
  'shallow',
  'commondir',
  'FETCH_HEAD',
  'ORIG_HEAD',
  'MERGE_HEAD',
  'COMMIT_EDITMSG',
  'hooks/pre-commit',
  'objects/pack/pack-0000000000000000000000000000000000000000.idx',
  'worktrees/x/gitdir',
  'rebase-merge/orig-head',
];
const inTree = [
  'nested/.git',
  'nested-head/.git/HEAD',
  '.gitignore',
  '.gitattributes',
  '.gitmodules',
  'sub/.gitignore',
  'a.txt',
  'new.txt',
  '.mcp.json',
  'CLAUDE.md',
  '.claude/settings.json',
  '.claude/settings.local.json',
  '.vscode/tasks.json',
  '.vscode/mcp.json',
  'package.json',
  'Makefile',
  '.envrc',
  '.env',
  '.ignore',
  '.yolo-triageignore',
  '.github/workflows/x.yml',
  'Dockerfile',
  '.pre-commit-config.yaml',
];
const inHome = [
  '.claude.json',
  '.claude/settings.json',
  '.claude/history.jsonl',
  '.claude/CLAUDE.md',
  '.claude/.credentials.json',
  '.claude/projects/-x/00000000-0000-4000-8000-000000000009.jsonl',
  '.claude/todos/x.json',
  '.claude/statsig/x',
  '.claude/shell-snapshots/x.sh',
  '.claude/file-history/x/y',
  '.bashrc',
  '.profile',
  '.zshrc',
  '.bash_history',
  '.ssh/authorized_keys',
  '.ssh/id_rsa',
  '.ssh/config',
  '.aws/credentials',
  '.netrc',
  '.npmrc',
  '.gitconfig',
  '.git-credentials',
  '.docker/config.json',
  '.kube/config',
  '.cursor/mcp.json',
  '.config/Code/User/settings.json',
  '.config/Code/User/mcp.json',
  '.config/Code/User/globalStorage/state.vscdb',
  '.config/Claude/claude_desktop_config.json',
  '.codex/config.toml',
  '.codex/history.jsonl',
  '.codex/auth.json',
  '.codex/sessions/2026/11/13/rollout-2026-11-13T13-40-01-019a7d20-4f1e-7c33-9b52-5d0c6a1be9e4.jsonl',
  '.gemini/settings.json',
  '.gemini/tmp/x/chats/session-2026-11-13T13-40-6c2f9a10.json',
  '.copilot/mcp-config.json',
  '.copilot/session-state/x/events.jsonl',
  '.local/share/opencode/opencode.db',
  '.local/share/opencode/storage/session/x/y.json',
  '.config/opencode/opencode.json',
  '.config/systemd/user/x.service',
  '.config/autostart/x.desktop',
  '.crontab',
  '.local/bin/tool',
];

/** What the analyst names on the command line. */
const named = {
  'a case document': (path) => ['report', '--from', path, '--output', '-'],
  'answers of the analyst': (path, home) => ['report', '--home', home, '--case', path, '--output', '-'],
  'a query': (path, home) => ['report', '--home', home, '--queries', dirname(path), '--output', '-'],
  'a query alone': (path) => ['explain', 'ls', '--queries', path],
  'a baseline': (path, home) => ['scan', home, '--baseline', path],
  'a provider log': (path, home) => ['report', '--home', home, '--provider-log', path, '--output', '-'],
  'a process log': (path, home) => ['report', '--home', home, '--process-log', path, '--output', '-'],
  'a session': (path, home) => ['sessions', path, '--home', home],
  'an archive': (path) => ['verify', path],
  'a bag as a home': (path) => ['report', '--home', path, '--output', '-'],
  'settings to replay': (path, home) => ['replay', '--home', home, '--settings', path],
  'a repository': (path, home) => ['git', path, '--home', home],
  'a key of fingerprints': (path, home) => [
    'report',
    '--home',
    home,
    '--spool',
    join(dirname(path), 'spool'),
    '--host-id',
    'h',
    '--fingerprint-key',
    path,
  ],
  'a state': (path, home) => [
    'report',
    '--home',
    home,
    '--spool',
    join(dirname(path), 'spool'),
    '--host-id',
    'h',
    '--state',
    path,
  ],

  'a file to scan': (path) => ['scan', path],
  'an output': (path, home) => ['report', '--home', home, '--output', path],
};

const inBag = [
  'bagit.txt',
  'bag-info.txt',
  'manifest-sha256.txt',
  'tagmanifest-sha256.txt',
  'custody.ndjson',
  'README.txt',
  'data/case.json',
  'data/root/x',
];

/** They are opened one by one: what waits for one of them does not end. */
function together(form, attacks) {
  return {
    name: `${form} in ${attacks.length} places`,
    build: ordinaryHome,
    attacks,
    limitMs: 180_000,
    runs: ofHomes,
  };
}

function at(where, pathOf, { form, make }) {
  return { name: `${form} as ${where}`, plant: (place) => replace(pathOf(place), make) };
}

/** A repository for each: most are none without the file. */
function inRepository(path, { form, make, number }) {
  return {
    name: `${form} as .git/${path}`,
    plant(place) {
      const repository = join(place.home, 'src', String(number));
      writeRepository(repository);
      writeSession(place.home, { cwd: repository, number: 10 + number });
      replace(join(repository, '.git', path), make);
    },
  };
}

function replace(path, make) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  make(path);
}

function ofHomes({ home, out }) {
  return [
    ['report', '--home', home, '--format', 'json', '--output', '-'],
    ['collect', join(out, 'bag'), '--home', home, '--format', 'json'],
    ['scan', home, '--home', home, '--format', 'json'],
    ['sessions', '--home', home, '--format', 'ndjson'],
  ];
}

function ofBags({ out }) {
  const bag = join(out, 'bag');
  return [
    ['verify', bag],
    ['sessions', '--home', bag, '--format', 'ndjson'],
  ];
}

function writeBag({ out }) {
  const bag = join(out, 'bag');
  write(join(bag, 'bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  write(
    join(bag, 'bag-info.txt'),
    'Evidence-Home: data/root/home/dana\nEvidence-Home-Recorded-As: /home/dana\n',
  );
  for (const name of inBag.slice(2)) write(join(bag, name), '');
  mkdirSync(join(bag, 'data/root/home/dana/.claude/projects'), { recursive: true });
}

/** The objects themselves: git would wait for ever. */
const looseObjects = {
  name: 'pipes as loose objects',
  build: ordinaryHome,
  attacks: [
    {
      name: 'pipes as loose objects',
      plant({ repository }) {
        const objects = join(repository, '.git/objects');
        for (const prefix of readdirSync(objects).filter((one) => one.length === 2)) {
          for (const rest of readdirSync(join(objects, prefix)))
            replace(join(objects, prefix, rest), forms['a pipe']);
        }
      },
    },
  ],
  limitMs: 180_000,
  runs: ofHomes,
};

export const specialFilesKind = {
  name: 'special files',
  scenarios: () => [
    ...Object.entries(forms).flatMap(([form, make]) => [
      together(
        form,
        inGit.map((path, number) => inRepository(path, { form, make, number })),
      ),
      together(
        form,
        inTree.map((path) => at(`work/${path}`, ({ repository }) => join(repository, path), { form, make })),
      ),
      together(
        form,
        inHome.map((path) => at(`~/${path}`, ({ home }) => join(home, path), { form, make })),
      ),
      ...Object.entries(named).map(([name, argv]) => ({
        build: ordinaryHome,
        attacks: [at(name, ({ out }) => join(out, 'named.yml'), { form, make })],
        limitMs,
        runs: ({ home, out }) => [argv(join(out, 'named.yml'), home)],
      })),
      ...inBag.map((path) => ({
        build: writeBag,
        attacks: [at(`${path} of a bag`, ({ out }) => join(out, 'bag', path), { form, make })],
        limitMs,
        runs: ofBags,
      })),
    ]),
    looseObjects,
  ],
};
