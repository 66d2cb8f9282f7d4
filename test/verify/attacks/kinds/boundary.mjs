// Ways out of the evidence: what lies beside it belongs to whoever examines.
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ordinaryHome, outsideText, write, writeRepository, writeSession } from '../evidence.mjs';

/** Files and folders of a home that somebody could replace by a link. */
const linked = [
  '.claude/settings.json',
  '.claude/history.jsonl',
  '.claude/CLAUDE.md',
  '.claude/plugins',
  '.claude/hooks',
  '.claude/commands',
  '.claude/skills',
  '.claude/agents',
  '.claude/file-history',
  '.claude/shell-snapshots',
  '.claude.json',
  '.bashrc',
  '.profile',
  '.zshrc',
  '.bash_history',
  '.zsh_history',
  '.config/Code',
  '.ssh/authorized_keys',
  '.aws/credentials',
  '.netrc',
  '.npmrc',
  '.docker/config.json',
  '.kube/config',
  '.gitconfig',
  '.cursor/mcp.json',
  '.codex/sessions',
  '.codex/config.toml',
  '.gemini',
  '.copilot',
  '.local/share/opencode',
  '.config/systemd/user',
  '.config/autostart',
  '.local/bin',
  'bin',
  'work/.mcp.json',
  'work/CLAUDE.md',
  'work/.claude/settings.json',
  'work/package.json',
  'work/Makefile',
  'work/.envrc',
  'work/.vscode/tasks.json',
  'work/new.txt',
  'work/sub',
];
const holding = ['.claude', '.claude/projects', '.config', '.ssh', '.codex', 'work', 'work/.git'];
const inGit = [
  'HEAD',
  'config',
  'index',
  'packed-refs',
  'logs',
  'logs/HEAD',
  'refs',
  'refs/heads',
  'refs/heads/main',
  'objects',
  'objects/pack',
  'hooks',
  'info',
  'info/exclude',
  'shallow',
  'worktrees',
  'modules',
  'COMMIT_EDITMSG',
  'ORIG_HEAD',
];

const toFile = (place) => join(place.outside, 'private.txt');
const toFolder = (place) => join(place.outside, 'private');

/** What repositories say of where their other parts lie. */
const pointers = {
  'alternates to a folder of objects': (place) =>
    alternates(place, join(place.outside, 'private/.git/objects')),
  'alternates to a plain folder': (place) => alternates(place, place.outside),
  'alternates to /': (place) => alternates(place, '/'),
  'alternates that climb': (place) =>
    alternates(place, relative(join(place.repository, '.git/objects'), place.outside)),
  'alternates with a comment and quotes': (place) => alternates(place, `# x\n"${place.outside}"`),
  'alternates of alternates': (place) => {
    const middle = join(place.home, 'middle/objects');
    write(join(middle, 'info/alternates'), `${join(place.outside, 'private/.git/objects')}\n`);
    alternates(place, middle);
  },
  'alternates to a link': (place) => {
    symlinkSync(place.outside, join(place.home, 'link'));
    alternates(place, join(place.home, 'link'));
  },
  'http-alternates': (place) =>
    write(join(place.repository, '.git/objects/info/http-alternates'), `${place.outside}\n`),
  'a .git file': (place) => gitFile(place, join(place.outside, 'private/.git')),
  'a .git file that climbs': (place) =>
    gitFile(place, relative(place.repository, join(place.outside, 'private/.git'))),
  'a .git file to a link': (place) => {
    symlinkSync(join(place.outside, 'private/.git'), join(place.home, 'link.git'));
    gitFile(place, join(place.home, 'link.git'));
  },
  'a common directory': (place) =>
    write(join(place.repository, '.git/commondir'), `${join(place.outside, 'private/.git')}\n`),
  'a common directory that climbs': (place) =>
    write(
      join(place.repository, '.git/commondir'),
      `${relative(join(place.repository, '.git'), join(place.outside, 'private/.git'))}\n`,
    ),
  'a working tree elsewhere': (place) =>
    appendFileSync(join(place.repository, '.git/config'), `[core]\n\tworktree = ${toFolder(place)}\n`),
  'a linked working tree elsewhere': (place) => {
    const entry = join(place.repository, '.git/worktrees/x');
    write(join(entry, 'gitdir'), `${join(toFolder(place), '.git')}\n`);
    write(join(entry, 'commondir'), '../..\n');
    write(join(entry, 'HEAD'), 'ref: refs/heads/main\n');
  },
  'a linked working tree with another common directory': (place) => {
    const entry = join(place.repository, '.git/worktrees/x');
    write(join(entry, 'gitdir'), `${join(place.home, 'tree/.git')}\n`);
    write(join(entry, 'commondir'), `${join(place.outside, 'private/.git')}\n`);
    write(join(place.home, 'tree/.git'), `gitdir: ${entry}\n`);
  },
  'an included configuration': (place) =>
    appendFileSync(join(place.repository, '.git/config'), `[include]\n\tpath = ${toFile(place)}\n`),
  'an included configuration, on a condition': (place) =>
    appendFileSync(
      join(place.repository, '.git/config'),
      `[includeIf "gitdir:/"]\n\tpath = ${toFile(place)}\n`,
    ),
  'a file of attributes elsewhere': (place) =>
    appendFileSync(
      join(place.repository, '.git/config'),
      `[core]\n\tattributesFile = ${toFile(place)}\n\texcludesFile = ${toFile(place)}\n`,
    ),
  'a submodule elsewhere': (place) => {
    write(
      join(place.repository, '.gitmodules'),
      `[submodule "s"]\n\tpath = ../../../../analyst/private\n\turl = ${toFolder(place)}\n`,
    );
    write(join(place.repository, 'sub/.git'), `gitdir: ${join(place.outside, 'private/.git')}\n`);
  },
};

/** Texts of the evidence that name files. */
const mentions = {
  'a profile that is sourced': (place) =>
    write(join(place.home, '.bashrc'), `. ${toFile(place)}\nsource ${toFile(place)}\n`),
  'imports of instructions': (place) =>
    write(join(place.home, '.claude/CLAUDE.md'), `@${toFile(place)}\n@~/../../../analyst/private.txt\n`),
  'a program of a server': (place) =>
    write(
      join(place.home, '.claude.json'),
      JSON.stringify({
        mcpServers: { x: { command: 'node', args: [toFile(place)], envFile: toFile(place) } },
      }),
    ),
  'a hook of the settings': (place) =>
    write(
      join(place.home, '.claude/settings.json'),
      JSON.stringify({
        hooks: { PreToolUse: [{ hooks: [{ type: 'command', command: `sh ${toFile(place)}` }] }] },
        apiKeyHelper: toFile(place),
      }),
    ),
  'a project of the state': (place) =>
    write(
      join(place.home, '.claude.json'),
      JSON.stringify({ projects: { [toFolder(place)]: { mcpServers: {} } } }),
    ),
  'a configuration of Codex': (place) =>
    write(
      join(place.home, '.codex/config.toml'),
      `model_instructions_file = "${toFile(place)}"\nlog_dir = "${place.outside}"\n[projects."${toFolder(place)}"]\ntrust_level = "trusted"\n`,
    ),
  'a schedule': (place) =>
    write(
      join(place.home, '.config/systemd/user/x.service'),
      `[Service]\nExecStart=${toFile(place)}\nEnvironmentFile=${toFile(place)}\n`,
    ),
};

/** Folders in which sessions worked, as their records say. */
const worked = {
  'a session in a folder of whoever examines': (place) =>
    writeSession(place.home, { cwd: toFolder(place), number: 2, calls: ['git commit -m x'] }),
  'a session whose folder climbs': (place) =>
    writeSession(place.home, {
      cwd: `${elsewhere}/../../${toFolder(place)}`,
      number: 3,
      calls: ['git commit -m x'],
    }),
  'a command that goes there': (place) =>
    writeSession(place.home, {
      cwd: `${elsewhere}/work`,
      number: 4,
      calls: [`git -C ${toFolder(place)} commit -m x`, `cd ${toFolder(place)} && git reset --hard`],
    }),
  'files that were edited there': (place) =>
    writeSession(place.home, {
      cwd: `${elsewhere}/work`,
      number: 5,
      calls: [
        { tool: 'Edit', input: { file_path: toFile(place), old_string: 'a', new_string: 'b' } },
        { tool: 'Write', input: { file_path: toFile(place), content: 'b' } },
        `cat ${toFile(place)}`,
        `rm -rf ${place.outside}`,
      ],
    }),
};
const elsewhere = '/home/dana';

export const boundaryKind = {
  name: 'out of the evidence',
  scenarios: () => [
    ...Object.keys(intoEvidence).map(written),
    ...[true, false].flatMap((hasRoot) => [
      ...Object.entries(pointers).map(([name, plant]) => scenario(hasRoot, [{ name, plant }])),
      // What lies below a link is no link itself.
      ...holding.map((path) => scenario(hasRoot, [linkAt(path)])),
      scenario(hasRoot, linked.map(linkAt)),
      scenario(hasRoot, inGit.map(linkInGit)),
      scenario(
        hasRoot,
        Object.entries(mentions).map(([name, plant]) => ({ name, plant })),
      ),
      scenario(
        hasRoot,
        Object.entries(worked).map(([name, plant]) => ({ name, plant })),
        homeOfElsewhere,
      ),
    ]),
  ],
};

/** Commands whose result would lie among what they examine. */
const intoEvidence = {
  'a report in the repository that is worked in': ({ home, repository }) => ({
    argv: ['report', '--home', home],
    cwd: repository,
  }),
  'a report in the home': ({ home }) => ({ argv: ['report', '--home', home, '--output', '.'], cwd: home }),
  'a plan in the repository': ({ home, repository }) => [
    'rollback',
    '--home',
    home,
    '--format',
    'sh',
    '--output',
    join(repository, 'plan.sh'),
  ],
  'sessions in the image': ({ home, evidence }) => [
    'sessions',
    '--home',
    home,
    '--root',
    evidence,
    '--output',
    join(evidence, 'sessions.json'),
  ],
  'an assessment over a file of the home': ({ home }) => [
    'assess',
    '--home',
    home,
    '--output',
    join(home, '.bashrc'),
  ],
};

function written(name) {
  return {
    name,
    build: ordinaryHome,
    attacks: [{ name }],
    codes: [2],
    runs: (place) => [intoEvidence[name](place)],
  };
}

/** With the root of an image, and without, as of a copy. */
function scenario(hasRoot, attacks, buildHome = ordinaryHome) {
  const named = attacks.map((attack) => ({
    ...attack,
    name: `${attack.name}, ${hasRoot ? 'an image' : 'a copy'}`,
  }));
  return {
    build(place) {
      writeRepository(join(place.outside, 'private'));
      write(join(place.outside, 'private/new.txt'), `${outsideText}\n`);
      buildHome(place);
    },
    attacks: named,
    // Whether the repository that a `.git` file names has a working tree there is said in one file of it.
    proofs: /\/private\/\.git\/config$/,
    limitMs: 180_000,
    runs: ({ home, out, evidence }) => {
      const given = ['--home', home, ...(hasRoot ? ['--root', evidence] : [])];
      return [
        ['report', ...given, '--format', 'json', '--output', '-'],
        ['collect', join(out, 'bag'), ...given, '--format', 'json'],
      ];
    },
  };
}

/** By its sessions it lay elsewhere: of one that lies where they say, the machine is examined itself. */
function homeOfElsewhere({ home }) {
  for (const number of [0, 1]) writeSession(home, { cwd: `${elsewhere}/work`, number });
  write(join(home, '.bashrc'), 'alias yolo="claude --dangerously-skip-permissions"\n');
}

function linkAt(path, number = 0) {
  return {
    name: `~/${path} is a link`,
    plant: (place) => replaceByLink(place, join(place.home, path), number),
  };
}

/** A repository for each: most are none without the file. */
function linkInGit(path, number) {
  return {
    name: `.git/${path} is a link`,
    plant(place) {
      const repository = join(place.home, 'src', String(number));
      writeRepository(repository);
      writeSession(place.home, { cwd: repository, number: 10 + number });
      replaceByLink(place, join(repository, '.git', path), `git-${number}`);
    },
  };
}

function alternates({ repository }, text) {
  write(join(repository, '.git/objects/info/alternates'), `${text}\n`);
}

function gitFile({ repository }, target) {
  rmSync(join(repository, '.git'), { recursive: true });
  write(join(repository, '.git'), `gitdir: ${target}\n`);
}

/** To a file or a folder of the same form, as it stood there. */
function replaceByLink(place, path, number) {
  const isFile =
    /\.\w+$|HEAD$|config$|index$|packed-refs|history|rc$|profile|credentials|authorized|main$|exclude|shallow|MSG$|Makefile/.test(
      path,
    );
  const target = join(place.outside, `link-${number}${isFile ? '.txt' : ''}`);
  if (existsSync(path)) renameSync(path, target);
  else if (isFile) write(target, 'x\n');
  else mkdirSync(target);
  if (!isFile) write(join(target, 'private.txt'), outsideText);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}
