/** What a package runner fetches and runs. */
export interface PackageReference {
  /** `npx`, `uvx`, `docker`, … */
  readonly runner: string;
  readonly ecosystem: 'npm' | 'pypi' | 'image' | 'go' | 'git' | 'url';
  /** Without the version. */
  readonly name: string;
  /** As written: a version, a range, a tag, a digest. */
  readonly version?: string;
  /** Names one content for ever: an exact version, a digest, a commit. Anything else can change overnight. */
  readonly pinned: boolean;
}

interface Runner {
  readonly ecosystem: PackageReference['ecosystem'];
  /** Words after the program that make it a runner: `dlx`, `tool run`; none where the program always is one. */
  readonly verbs?: readonly (readonly string[])[];
  /** Flags that take a value which is not the package. */
  readonly valued: readonly string[];
  /** Flags whose value is the package. */
  readonly naming?: readonly string[];
}

const npmFlags = {
  ecosystem: 'npm',
  valued: ['-c', '--call', '--registry', '--cache', '-w', '--workspace'],
  naming: ['-p', '--package'],
} as const;
const uvFlags = [
  '--python',
  '-p',
  '--with',
  '--with-editable',
  '--index',
  '--index-url',
  '--extra-index-url',
  '--cache-dir',
  '--directory',
  '--project',
  '--env-file',
  '--refresh-package',
  '--constraint',
];
const containerFlags = [
  ...[
    '-e',
    '--env',
    '--env-file',
    '-v',
    '--volume',
    '--mount',
    '-p',
    '--publish',
    '--name',
    '--network',
    '--net',
  ],
  ...[
    '-u',
    '--user',
    '-w',
    '--workdir',
    '--entrypoint',
    '-h',
    '--hostname',
    '-l',
    '--label',
    '-m',
    '--memory',
  ],
  ...[
    '--cpus',
    '--platform',
    '--add-host',
    '--device',
    '--cap-add',
    '--cap-drop',
    '--security-opt',
    '--pull',
  ],
  ...[
    '--ulimit',
    '--tmpfs',
    '--gpus',
    '--dns',
    '--ip',
    '--log-driver',
    '--restart',
    '--shm-size',
    '--pid',
    '--ipc',
  ],
];
const container: Runner = {
  ecosystem: 'image',
  verbs: [['run'], ['container', 'run']],
  valued: containerFlags,
};

/** Programs that fetch what they run. https://docs.npmjs.com/cli/commands/npx, https://docs.astral.sh/uv/guides/tools/ */
const runners: ReadonlyMap<string, Runner> = new Map(
  Object.entries<Runner>({
    npx: npmFlags,
    npm: { ...npmFlags, verbs: [['exec'], ['x']] },
    pnpm: { ...npmFlags, verbs: [['dlx']] },
    pnpx: npmFlags,
    yarn: { ...npmFlags, verbs: [['dlx']] },
    bunx: npmFlags,
    bun: { ...npmFlags, verbs: [['x']] },
    deno: {
      ecosystem: 'npm',
      verbs: [['run']],
      valued: ['--config', '-c', '--import-map', '--lock', '--cert'],
    },
    uvx: { ecosystem: 'pypi', valued: uvFlags, naming: ['--from'] },
    uv: { ecosystem: 'pypi', verbs: [['tool', 'run'], ['x']], valued: uvFlags, naming: ['--from'] },
    pipx: {
      ecosystem: 'pypi',
      verbs: [['run']],
      valued: ['--python', '--index-url', '--pip-args'],
      naming: ['--spec'],
    },
    docker: container,
    podman: container,
    nerdctl: container,
    go: { ecosystem: 'go', verbs: [['run']], valued: ['-modfile', '-tags', '-C'] },
  }),
);

/**
 * The package that a command fetches; nothing where it runs what is already there.
 * @param words program first, wrappers such as `env` and `cmd /c` unwrapped
 */
export function packageReference(words: readonly string[]): PackageReference | undefined {
  const program = programName(words[0] ?? '');
  const runner = runners.get(program);
  if (!runner) return undefined;
  const rest = afterVerb(words.slice(1), runner);
  const spec = rest && packageWord(rest, runner);
  return spec === undefined ? undefined : reference(program, { spec, ecosystem: runner.ecosystem });
}

/** Base name without folder and Windows endings. */
export function programName(command: string): string {
  return (command.split(/[\\/]/).at(-1) ?? '').replace(/\.(?:exe|cmd|bat|ps1)$/i, '').toLowerCase();
}

function afterVerb(words: readonly string[], { verbs }: Runner): readonly string[] | undefined {
  if (!verbs) return words;
  const verb = verbs.find((candidate) => candidate.every((word, index) => words[index] === word));
  return verb && words.slice(verb.length);
}

function packageWord(words: readonly string[], { valued, naming = [] }: Runner): string | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [flag = '', assigned] = word.split('=', 2);
    if (naming.includes(flag)) return assigned ?? words[index + 1];
    if (valued.includes(word)) index += 1;
    else if (word !== '--' && !word.startsWith('-')) return word;
  }
  return undefined;
}

interface Spec {
  readonly spec: string;
  readonly ecosystem: PackageReference['ecosystem'];
}

function reference(runner: string, { spec, ecosystem }: Spec): PackageReference | undefined {
  if (/^(?:git\+|git@|git:|github:|gitlab:|bitbucket:)/i.test(spec)) return git(runner, spec);
  if (/^https?:\/\//i.test(spec)) return { runner, ecosystem: 'url', name: spec, pinned: false };
  if (/^[./~]|^[a-z]:[\\/]|^file:/i.test(spec)) return undefined;
  return ecosystem === 'image' ? image(runner, spec) : named(runner, { spec, ecosystem });
}

function git(runner: string, spec: string): PackageReference {
  const [name = spec, fragment] = spec.split('#', 2);
  const at = /@([^@/]{1,200})$/.exec(name.replace(/^git@/, ''))?.[1];
  const version = fragment ?? at;
  const pinned = version !== undefined && /^[0-9a-f]{40}$/i.test(version);
  return { runner, ecosystem: 'git', name, ...(version !== undefined && { version }), pinned };
}

function image(runner: string, spec: string): PackageReference {
  const [tagged = spec, digest] = spec.split('@', 2);
  const slash = tagged.lastIndexOf('/');
  const colon = tagged.indexOf(':', slash + 1);
  const name = colon === -1 ? tagged : tagged.slice(0, colon);
  const version = digest ?? (colon === -1 ? undefined : tagged.slice(colon + 1));
  return {
    runner,
    ecosystem: 'image',
    name,
    ...(version !== undefined && { version }),
    pinned: digest !== undefined,
  };
}

function named(runner: string, { spec, ecosystem }: Spec): PackageReference | undefined {
  const bare = spec.replace(/^(?:npm|jsr):\/?/, '');
  if (ecosystem === 'npm' && runner === 'deno' && bare === spec) return undefined;
  const match = /^(@?[^@=<>~!\s[]{1,214})(?:\[[^\]]{0,100}\])?(?:(@|==|[<>~!]=?)(.{1,100}))?$/.exec(bare);
  if (!match) return undefined;
  const [, name = bare, operator, version] = match;
  const exact = /^v?\d{1,9}\.\d{1,9}\.\d{1,20}(?:[-+.][0-9a-z.+-]{1,60})?$/i.test(version ?? '');
  const loose = ecosystem === 'pypi' && /^\d{1,9}(?:\.\d{1,9}){1,4}$/.test(version ?? '');
  const pinned = (operator === '@' || operator === '==') && (exact || loose);
  const shown =
    version === undefined
      ? {}
      : { version: operator === '@' || operator === '==' ? version : `${operator}${version}` };
  return { runner, ecosystem, name, ...shown, pinned };
}
