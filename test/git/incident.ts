import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home with one session, and a repository that the session worked in: built with real git, on a clock of its own. */
export class Incident {
  readonly directory = mkdtempSync(join(tmpdir(), 'incident-'));
  readonly home = join(this.directory, 'home');
  readonly repository = join(this.directory, 'app');
  readonly #records: unknown[] = [];
  #clock = Date.parse('2026-11-20T10:00:00Z');
  #calls = 0;

  constructor() {
    mkdirSync(this.home);
    mkdirSync(this.repository);
    this.git('init', '--quiet', '--initial-branch=main');
    this.write('readme.txt', 'a project\n');
    this.git('add', '.');
    this.git('commit', '--quiet', '-m', 'Begin');
  }

  /** What the human types. */
  git(...args: readonly string[]): string {
    this.#clock += 60_000;
    return this.#run('git', args).stdout;
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
    return this.git('rev-parse', 'HEAD').trim();
  }

  /** A bare repository that `origin` names, with all branches of now. */
  addRemote(): void {
    this.git('init', '--quiet', '--bare', join(this.directory, 'origin.git'));
    this.git('remote', 'add', 'origin', join(this.directory, 'origin.git'));
    this.git('push', '--quiet', 'origin', '--all');
  }

  /** A command line that the agent runs, recorded with what it printed. */
  agent(command: string, cwd = this.repository): string {
    this.#clock += 60_000;
    const startedAt = this.#clock;
    this.#clock += 1_000;
    const run = this.#run('sh', ['-c', command], cwd);
    this.#clock += 1_000;
    this.record(
      'Bash',
      { command },
      { startedAt, cwd, text: run.stdout + run.stderr, isError: run.status !== 0 },
    );
    return run.stdout;
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
        timestamp: new Date(startedAt).toISOString(),
        message: { role: 'assistant', content: [{ type: 'tool_use', id, name: tool, input }] },
      },
      {
        ...common,
        type: 'user',
        uuid: `u${this.#calls}`,
        timestamp: new Date(this.#clock).toISOString(),
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
    };
  }

  /** Runs a generated script as a human would who answers every question alike. */
  runScript(script: string, mode: 'run' | 'remote' | 'undo' = 'run', answer = 'y') {
    const path = join(this.directory, 'plan.sh');
    writeFileSync(path, script);
    this.#clock += 60_000;
    return this.#run('sh', [path, mode], this.directory, `${answer}\n`.repeat(1000));
  }

  #run(program: string, args: readonly string[], cwd = this.repository, input = '') {
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
      },
    });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export interface RepositoryState {
  readonly head: string;
  readonly refs: readonly string[];
  readonly staged: string;
  readonly files: Readonly<Record<string, string>>;
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
export const gitEnvironment = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Dana',
  GIT_AUTHOR_EMAIL: 'dana@example.com',
  GIT_COMMITTER_NAME: 'Dana',
  GIT_COMMITTER_EMAIL: 'dana@example.com',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
} as const;
