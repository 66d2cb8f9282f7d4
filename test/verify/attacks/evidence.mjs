// Evidence to attack with: a home with sessions of an agent whose prompts were off, and repositories in which they worked.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where one scenario lies. What stands in `outside` belongs to whoever examines, and no run may open it. */
export function placeIn(folder) {
  const place = {
    folder,
    evidence: join(folder, 'evidence'),
    home: join(folder, 'evidence/home/dana'),
    repository: join(folder, 'evidence/home/dana/work'),
    outside: join(folder, 'analyst'),
    canaries: join(folder, 'canaries'),
    out: join(folder, 'out'),
    temporary: join(folder, 'temporary'),
  };
  for (const made of ['home', 'outside', 'canaries', 'out', 'temporary'])
    mkdirSync(place[made], { recursive: true });
  write(join(place.outside, 'private.txt'), `${outsideText}\n`);
  return place;
}

/** Stands in every file of whoever examines; no output may have it. */
export const outsideText = ['only', 'for', 'the', 'analyst', '7f3a'].join('-');

export function write(path, content, mode) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, mode === undefined ? {} : { mode });
}

const startedAt = Date.parse('2026-11-10T08:00:00.000Z');

/**
 * A session of Claude Code that ran these commands in a folder.
 * @param {{ cwd: string, number?: number, calls?: readonly (string | { tool: string, input: object, result?: string })[] }} session
 */
export function sessionText({ cwd, number = 0, calls = ['git status', 'rm -rf build'] }) {
  const sessionId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const common = (seconds) => ({
    sessionId,
    cwd,
    gitBranch: 'main',
    version: '2.1.240',
    permissionMode: 'bypassPermissions',
    timestamp: new Date(startedAt + (number * 600 + seconds) * 1000).toISOString(),
  });
  const records = [{ type: 'user', ...common(0), message: { role: 'user', content: 'please do it' } }];
  for (const [index, call] of calls.entries()) {
    const {
      tool,
      input,
      result = 'ok',
    } = typeof call === 'string' ? { tool: 'Bash', input: { command: call } } : call;
    const id = `toolu_${number}_${index}`;
    const use = { type: 'tool_use', id, name: tool, input };
    const answer = { type: 'tool_result', tool_use_id: id, content: result };
    records.push(
      { type: 'assistant', ...common(index * 10 + 1), message: { role: 'assistant', content: [use] } },
      { type: 'user', ...common(index * 10 + 5), message: { role: 'user', content: [answer] } },
    );
  }
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

export function writeSession(home, session) {
  const project = session.cwd.replace(/[^A-Za-z0-9]/g, '-');
  const name = `00000000-0000-4000-8000-${String(session.number ?? 0).padStart(12, '0')}.jsonl`;
  const path = join(home, '.claude/projects', project, name);
  write(path, sessionText(session));
  return path;
}

/** The home that most scenarios change: one session, one repository with work that is not committed. */
export function ordinaryHome(place) {
  writeRepository(place.repository);
  writeSession(place.home, { cwd: place.repository });
  write(join(place.home, '.bashrc'), 'alias yolo="claude --dangerously-skip-permissions"\n');
  write(join(place.home, '.claude/settings.json'), '{"permissions":{"defaultMode":"bypassPermissions"}}');
  write(
    join(place.home, '.claude.json'),
    '{"mcpServers":{"files":{"command":"npx","args":["server-files"]}}}',
  );
}

const template = mkdtempSync(join(tmpdir(), 'attack-template-'));
process.on('exit', () => rmSync(template, { recursive: true, force: true }));
let isMade = false;

/** Two commits, a tracked file that was changed since, and one that nobody committed. */
export function writeRepository(folder) {
  if (!isMade) makeTemplate();
  isMade = true;
  cpSync(template, folder, { recursive: true });
}

function makeTemplate() {
  git(template, 'init', '-q', '-b', 'main');
  for (const text of ['one', 'two']) {
    write(join(template, 'a.txt'), `${text}\n`);
    write(join(template, 'b.txt'), 'same\n');
    git(template, 'add', '.');
    git(template, 'commit', '-q', '-m', text);
  }
  write(join(template, 'a.txt'), 'changed\n');
  write(join(template, 'new.txt'), 'new\n');
}

/** Real git, with nothing of this machine's configuration. */
export function git(folder, ...argv) {
  const date = '2026-11-10T08:00:03Z';
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Dana',
    GIT_AUTHOR_EMAIL: 'dana@corp.example',
    GIT_COMMITTER_NAME: 'Dana',
    GIT_COMMITTER_EMAIL: 'dana@corp.example',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  return execFileSync('git', argv, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A program that leaves a file where it ran. */
export function trap(place, name) {
  const path = join(place.home, '.traps', name);
  write(path, `#!/bin/sh\necho ran >> '${join(place.canaries, name)}'\ncat\nexit 0\n`, 0o755);
  return path;
}
