import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Transcript } from '../rollback/transcript.mjs';

const main = join(import.meta.dirname, '../../../dist/main.js');
const cwd = '/home/dana/proj';
const who = { GIT_AUTHOR_NAME: 'Dana', GIT_AUTHOR_EMAIL: 'dana@corp.example' };
const commitsAtMost = 400;

/** What runs at the second of a commit that was made elsewhere; none of it made that commit. */
const besides = [
  ['git pull', 'Already up to date.'],
  ['gh pr merge 12 --merge', '✓ Merged pull request #12'],
  ['git commit -am "Something else entirely"', ''],
  ['git merge --ff-only origin/HEAD', 'Already up to date.'],
  ['git fetch && git log --oneline -3', ''],
  ['npm test', 'ok'],
];

/**
 * Holds attribution against commits that an agent cannot have made: a clone of a repository of others is worked in, and
 * at the very second of each of its newest commits a call of a session runs there.
 * @param folder a git folder; its newest commits come by a pull
 * @param isOwn whether the session commits in the clone as well, under a name of its own
 * @returns how many commits there are of others, which of them are claimed for the agent, and which own ones are not
 */
export function claimsOfForeign(folder, isOwn) {
  const root = mkdtempSync(join(tmpdir(), 'foreign-'));
  try {
    const clone = cloneAndPull(folder, root);
    const foreign = commitsOf(clone);
    const transcript = new Transcript(cwd);
    transcript.prompt('Keep this repository up to date', foreign[0].at - 60_000);
    const calls = foreign.map(({ at }, index) => ({ at, words: besides[index % besides.length] }));
    for (const { at, words } of calls) call(transcript, at, words);
    const own = isOwn ? ownCommits(clone, transcript, foreign.at(-1).at) : [];
    write(root, transcript);
    const moves = movesOf(root, folder);
    const isClaimed = ({ attribution, source, action, message = '' }) =>
      (attribution === 'exact' || attribution === 'strong') &&
      (source === 'history' ||
        (/^(?:commit|amend|merge|cherry-pick|revert|rebase|am)$/.test(action) &&
          !/fast-forward/i.test(message)));
    const claimed = new Set(moves.filter(isClaimed).map(({ sha }) => sha));
    return {
      commits: foreign.length,
      served: foreign.filter(({ committer }) => committer === 'GitHub').length,
      merges: foreign.filter(({ parents }) => parents > 1).length,
      claimed: foreign.filter(({ sha }) => claimed.has(sha)).map(({ sha }) => sha),
      missed: own.filter((sha) => !claimed.has(sha)),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The clone ends some commits before its origin, and a pull brings the rest. */
function cloneAndPull(folder, root) {
  const origin = join(root, 'root/srv/git/proj.git');
  const clone = join(root, 'root', cwd);
  mkdirSync(dirname(origin), { recursive: true });
  mkdirSync(dirname(clone), { recursive: true });
  git(root, 'clone', '-q', '--bare', '--no-hardlinks', folder, origin);
  const branch = git(origin, 'symbolic-ref', 'HEAD');
  const tip = git(origin, 'rev-parse', 'HEAD');
  const older = git(origin, 'rev-list', '--first-parent', '-40', 'HEAD').split('\n').at(-1);
  git(origin, 'update-ref', branch, older);
  git(root, 'clone', '-q', origin, clone);
  git(origin, 'update-ref', branch, tip);
  git(clone, 'pull', '-q', '--ff-only');
  return clone;
}

/** Newest ones, in the order of their times. */
function commitsOf(clone) {
  const printed = git(clone, 'log', `-${commitsAtMost}`, '--format=%H%x09%ct%x09%cn%x09%P');
  return printed
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([sha, seconds, committer, parents]) => ({
      sha,
      at: Number(seconds) * 1000,
      committer,
      parents: parents.split(' ').length,
    }))
    .sort((a, b) => a.at - b.at);
}

/** A commit that is printed, and one that says nothing. */
function ownCommits(clone, transcript, after) {
  return ['-m', '-qm'].map((option, index) => {
    const at = after + (index + 1) * 3_600_000;
    const date = `${at / 1000} +0000`;
    const env = { ...who, GIT_COMMITTER_NAME: 'Dana', GIT_COMMITTER_EMAIL: who.GIT_AUTHOR_EMAIL };
    const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
    const command = ['commit', '--allow-empty', option, `Own work ${index}`];
    const printed = gitWith({ ...env, ...dates }, clone, ...command);
    call(transcript, at, [`git commit --allow-empty ${option} "Own work ${index}"`, printed]);
    return git(clone, 'rev-parse', 'HEAD');
  });
}

function call(transcript, at, [command, output]) {
  const id = transcript.use('Bash', { command, description: 'Run a command' }, { at: at - 1000, cwd });
  transcript.shellResult(id, { output, code: 0 }, at + 1000);
}

function write(root, transcript) {
  const path = join(root, 'root', transcript.path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, transcript.text);
}

function movesOf(root, folder) {
  const place = ['--home', join(root, 'root/home/dana'), '--root', join(root, 'root')];
  const args = [main, 'git', ...place, '--since', '2000-01-01', '--format', 'ndjson', '--quiet'];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (![0, 1, 3].includes(run.status)) throw new Error(`${basename(folder)}: ${run.stderr}`);
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function git(folder, ...args) {
  return gitWith({}, folder, ...args);
}

function gitWith(env, folder, ...args) {
  const clean = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...clean, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  }).trimEnd();
}
