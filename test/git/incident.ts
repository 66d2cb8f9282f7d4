import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home with one session, and a repository that the session worked in: built with real git, on a clock of its own. */
export class Incident {
  readonly directory = mkdtempSync(join(tmpdir(), 'incident-'));
  readonly home = join(this.directory, 'home');
  readonly repository = join(this.directory, 'app');
  readonly outside = join(this.directory, 'outside');
  readonly #records: unknown[] = [];
  #clock = Date.parse('2026-11-20T10:00:00Z');
  #calls = 0;

  constructor() {
    mkdirSync(this.home);
    writeFileSync(join(this.home, '.claude.json'), '{}\n');
    cpSync(template(), this.repository, { recursive: true, preserveTimestamps: true });
  }

  /** What the human types. */
  git(...args: readonly string[]): string {
    this.#clock += 60_000;
    return this.#run('git', args).stdout;
  }

  /** The same, with a shell. */
  human(command: string): void {
    this.#clock += 60_000;
    this.#run('sh', ['-c', command]);
  }

  /** What another human or a service does in a clone of its own, and pushes. */
  elsewhere(command: string, { name = 'Kim', email = 'kim@example.com' } = {}): string {
    this.#clock += 1_000;
    const clone = 'git clone --quiet origin.git elsewhere && cd elsewhere';
    const env = { GIT_AUTHOR_NAME: name, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
    const run = this.#run('sh', ['-c', `${clone} && ${command} && git push --quiet && git rev-parse HEAD`], {
      cwd: this.directory,
      env,
    });
    rmSync(join(this.directory, 'elsewhere'), { recursive: true });
    return run.stdout.trim().split('\n').at(-1) ?? '';
  }

  /** Time goes by. */
  wait(milliseconds: number): void {
    this.#clock += milliseconds;
  }

  write(path: string, content: string): void {
    mkdirSync(join(this.repository, path, '..'), { recursive: true });
    writeFileSync(join(this.repository, path), content);
  }

  /** The human writes a file and commits it. */
  commit(path: string, content: string, subject = `Change ${path}`): string {
    this.write(path, content);
    this.git('add', '--', path);
    this.git('commit', '--quiet', '-m', subject);
    return this.head();
  }

  /** The commit that HEAD names. */
  head(): string {
    const folder = join(this.repository, '.git');
    const head = readFileSync(join(folder, 'HEAD'), 'utf8').trim();
    return head.startsWith('ref: ') ? readFileSync(join(folder, head.slice(5)), 'utf8').trim() : head;
  }

  /** A bare repository that `origin` names, with all branches of now. */
  addRemote(): void {
    this.git('init', '--quiet', '--bare', '--initial-branch=main', join(this.directory, 'origin.git'));
    this.git('remote', 'add', 'origin', join(this.directory, 'origin.git'));
    this.git('push', '--quiet', 'origin', '--all');
  }

  /**
   * A command line that the agent runs, recorded with what it printed.
   * @param isDated whether files get the times of the incident's own clock
   * @param clockMs by how much the clock that git sees is ahead of the one of the records
   */
  agent(command: string, { cwd = this.repository, isDated = false, clockMs = 0 } = {}): string {
    const known = isDated ? this.#redate() : undefined;
    this.#clock += 60_000;
    const startedAt = this.#clock;
    this.#clock += 1_000;
    this.#clock += clockMs;
    const run = this.#run('sh', ['-c', command], { cwd });
    this.#clock -= clockMs;
    this.#clock += 1_000;
    if (known) this.#redate(known);
    this.record(
      'Bash',
      { command },
      { startedAt, cwd, text: run.stdout + run.stderr, isError: run.status !== 0 },
    );
    return run.stdout;
  }

  /** The agent's editing tool replaces one text by another; `backup` says whether the agent kept a copy before. */
  edit(
    path: string,
    [from, to]: readonly [string, string],
    { backup = true, holdsOriginal = true } = {},
  ): void {
    const before = readFileSync(path, 'utf8');
    if (backup) this.#backup(path);
    writeFileSync(
      path,
      before.replace(from, () => to),
    );
    this.#clock += 60_000;
    const lineNumber = before.slice(0, before.indexOf(from)).split('\n').length;
    const patch = {
      oldStart: lineNumber,
      oldLines: 1,
      newStart: lineNumber,
      newLines: 1,
      lines: [`-${from}`, `+${to}`],
    };
    this.record(
      'Edit',
      { file_path: path, old_string: from, new_string: to },
      {
        toolUseResult: {
          filePath: path,
          oldString: from,
          newString: to,
          originalFile: holdsOriginal ? before : null,
          structuredPatch: [patch],
        },
      },
    );
  }

  /** The agent's editing tool writes a new file. */
  create(path: string, content: string): void {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    this.#clock += 60_000;
    const toolUseResult = {
      type: 'create',
      filePath: path,
      content,
      structuredPatch: [],
      originalFile: null,
    };
    this.record('Write', { file_path: path, content }, { toolUseResult });
  }

  /** The agent's reading tool shows a whole file, or a part of it. */
  read(path: string, part: { readonly offset?: number; readonly limit?: number } = {}): void {
    const { offset = 1, limit = 2_000 } = part;
    const lines = readFileSync(path, 'utf8').split('\n');
    const shown = lines.slice(offset - 1, offset - 1 + limit);
    this.#clock += 60_000;
    const text = shown.map((line, index) => `${String(index + offset).padStart(6)}→${line}`).join('\n');
    this.record('Read', { file_path: path, ...part }, { text });
  }

  #backup(path: string): void {
    const folder = join(this.home, '.claude', 'file-history', 'incident');
    mkdirSync(folder, { recursive: true });
    const name = createHash('sha256').update(path).digest('hex').slice(0, 16);
    if (!existsSync(join(folder, `${name}@v1`))) cpSync(path, join(folder, `${name}@v1`));
  }

  /**
   * Gives the files that were written since `known`, or else those that the machine's clock dated, the time of the
   * incident's own clock, in the index of git too.
   */
  #redate(known?: ReadonlyMap<string, number>): Map<string, number> {
    const times = new Map<string, number>();
    for (const name of Object.keys(filesBelow(this.repository))) {
      const path = join(this.repository, name);
      const found = lstatSync(path);
      const isNew = known ? known.get(path) !== found.mtimeMs : found.mtimeMs > this.#clock;
      if (found.isFile() && isNew) utimesSync(path, this.#clock / 1000, this.#clock / 1000);
      times.set(path, lstatSync(path).mtimeMs);
    }
    this.#run('git', ['update-index', '-q', '--refresh']);
    return times;
  }

  /** What the human asks for, with prompts off. */
  promptWithout(text: string): void {
    this.#clock += 1_000;
    this.#records.push({
      type: 'user',
      uuid: `p${this.#records.length}`,
      sessionId: 'incident',
      cwd: this.repository,
      version: '2.1.200',
      userType: 'external',
      permissionMode: 'bypassPermissions',
      timestamp: new Date(this.#clock).toISOString(),
      message: { role: 'user', content: text },
    });
  }

  /** A call that is only recorded. */
  record(
    tool: string,
    input: unknown,
    {
      startedAt = this.#clock,
      cwd = this.repository,
      text = '',
      isError = false,
      toolUseResult = {} as unknown,
      isTimed = true,
    },
  ): void {
    this.#calls += 1;
    const id = `toolu_${String(this.#calls).padStart(4, '0')}`;
    const common = { sessionId: 'incident', cwd, version: '2.1.200', userType: 'external' };
    this.#records.push(
      {
        ...common,
        type: 'assistant',
        uuid: `a${this.#calls}`,
        timestamp: isTimed ? new Date(startedAt).toISOString() : '[REDACTED]',
        message: { role: 'assistant', content: [{ type: 'tool_use', id, name: tool, input }] },
      },
      {
        ...common,
        type: 'user',
        uuid: `u${this.#calls}`,
        timestamp: isTimed ? new Date(this.#clock).toISOString() : '[REDACTED]',
        toolUseResult,
        message: {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: id, content: text, is_error: isError }],
        },
      },
    );
    const project = join(this.home, '.claude', 'projects', '-app');
    mkdirSync(project, { recursive: true });
    writeFileSync(
      join(project, 'incident.jsonl'),
      this.#records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    );
  }

  /** Everything that a human would miss: refs, HEAD, what is staged, and every file byte for byte. */
  state(): RepositoryState {
    const read = (...args: readonly string[]) => this.#run('git', args).stdout.trim();
    return {
      head: readFileSync(join(this.repository, '.git', 'HEAD'), 'utf8').trim(),
      refs: read('for-each-ref', '--format=%(refname) %(objectname)')
        .split('\n')
        .filter((ref) => ref !== '' && !ref.startsWith('refs/yolo-triage/')),
      staged: read('ls-files', '--stage'),
      files: filesBelow(this.repository),
      outside: existsSync(this.outside) ? filesBelow(this.outside) : {},
      hooks: readdirSync(join(this.repository, '.git', 'hooks')),
      saved: this.#saved(),
    };
  }

  #saved(): Record<string, string> {
    const folder = readdirSync(this.directory).find((name) => name.startsWith('home.yolo-triage'));
    const contents = join(this.directory, folder ?? 'none', 'repository-1', 'contents');
    return existsSync(contents) ? filesBelow(contents) : {};
  }

  /** Gives a file the time of the incident's own clock. */
  date(path: string): void {
    utimesSync(path, this.#clock / 1000, this.#clock / 1000);
  }

  /** Runs a generated script as a human would who answers every question alike. */
  runScript(script: string, mode: 'run' | 'remote' | 'undo' = 'run', answer = 'y') {
    const path = join(this.directory, 'plan.sh');
    writeFileSync(path, script);
    this.#clock += 60_000;
    return this.#run('sh', [path, mode], { cwd: this.directory, input: `${answer}\n`.repeat(1000) });
  }

  #run(program: string, args: readonly string[], { cwd = this.repository, input = '', env = {} } = {}) {
    const at = `${Math.floor(this.#clock / 1000)} +0000`;
    return spawnSync(program, args, {
      cwd,
      input,
      encoding: 'utf8',
      env: {
        ...gitEnvironment,
        PATH: process.env['PATH'],
        HOME: this.directory,
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_DATE: at,
        ...env,
      },
    });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

let made: string | undefined;

/** One repository with one commit, made once for all incidents of a test file. */
function template(): string {
  if (made !== undefined) return made;
  const folder = mkdtempSync(join(tmpdir(), 'incident-template-'));
  writeFileSync(join(folder, 'readme.txt'), 'a project\n');
  const at = '2026-11-20T09:59:00Z';
  const env = { ...gitEnvironment, PATH: process.env['PATH'], GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '.'],
    ['commit', '--quiet', '-m', 'Begin'],
  ]) {
    spawnSync('git', args, { cwd: folder, env });
  }
  rmSync(join(folder, '.git', 'hooks'), { recursive: true, force: true });
  mkdirSync(join(folder, '.git', 'hooks'));
  made = folder;
  return folder;
}

/** Removes what all incidents of a test file shared. */
export function removeTemplate(): void {
  if (made !== undefined) rmSync(made, { recursive: true, force: true });
  made = undefined;
}

export interface RepositoryState {
  readonly head: string;
  readonly refs: readonly string[];
  readonly staged: string;
  readonly files: Readonly<Record<string, string>>;
  /** Files of the user outside the repository. */
  readonly outside: Readonly<Record<string, string>>;
  readonly hooks: readonly string[];
  /** Contents that a plan wrote out. */
  readonly saved: Readonly<Record<string, string>>;
}

function filesBelow(root: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(root.length + 1);
    if (name === '.git' || name.startsWith('.git/') || name.includes('/.git/') || entry.isDirectory())
      continue;
    files[name] = entry.isSymbolicLink() ? `-> ${readlinkSync(path)}` : readFileSync(path, 'latin1');
  }
  return files;
}

/** Nothing of the machine's own configuration, and the same identity everywhere. */
const gitEnvironment = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Dana',
  GIT_AUTHOR_EMAIL: 'dana@example.com',
  GIT_COMMITTER_NAME: 'Dana',
  GIT_COMMITTER_EMAIL: 'dana@example.com',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
} as const;
