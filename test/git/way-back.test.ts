import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';
import { scriptFor } from './prove-plan.ts';

afterAll(removeTemplate);

const dated = { isDated: true };

/** What the human has before: two files, a branch and a tag beside them. */
function begun(): Incident {
  const incident = new Incident();
  incident.commit('a.txt', 'one\n');
  incident.commit('a.txt', 'two\n');
  incident.git('branch', 'other', 'HEAD~1');
  incident.git('tag', 'v1', 'HEAD~1');
  return incident;
}

const edited = (incident: Incident) => incident.write('readme.txt', 'three hours of work\n');

interface Way {
  readonly name: string;
  readonly human?: (incident: Incident) => void;
  readonly commands: readonly string[];
  /** Files that hold this after the script has run, by the beginning of their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Refs that stand again where they stood. */
  readonly refs?: readonly string[];
  /** What the plan says cannot be told. */
  readonly told?: string;
}

const ways: readonly Way[] = [
  {
    name: 'another version of a clean file was checked out',
    commands: ['git checkout HEAD~1 -- a.txt'],
    files: { 'a.txt': 'two\n' },
  },
  {
    name: 'another version of a clean file was restored, which the index does not tell',
    commands: ['git restore --source=HEAD~1 -- a.txt'],
    files: { 'a.txt': 'two\n' },
  },
  {
    name: 'a committed file was written over',
    commands: ['echo broken > a.txt'],
    files: { 'a.txt.recovered-': 'two\n' },
  },
  {
    name: 'a changed file was removed from git by force',
    human: edited,
    commands: ['git rm --quiet --force readme.txt'],
    files: { 'readme.txt': 'a project\n' },
    told: 'readme.txt',
  },
  {
    name: 'git moved a file over a changed one',
    human: edited,
    commands: ['git mv --force a.txt readme.txt'],
    files: { 'a.txt': 'two\n' },
    told: 'readme.txt',
  },
  {
    name: 'a file was moved over a changed one, which a call had printed',
    human: edited,
    commands: ['cat readme.txt', 'mv -f a.txt readme.txt'],
    files: { 'a.txt': 'two\n', 'readme.txt.recovered-': 'three hours of work\n' },
  },
  {
    name: 'a file was copied over a changed one, of which a call had printed a part',
    human: edited,
    commands: ['head -1 readme.txt', 'cp a.txt readme.txt'],
    told: 'readme.txt',
  },
  {
    name: 'work was stashed and left there',
    human: edited,
    commands: ['git stash push --include-untracked'],
    files: { 'readme.txt': 'three hours of work\n' },
  },
  {
    name: 'a branch was renamed over another that a call had listed',
    commands: ['git branch -v', 'git branch -M main other'],
    refs: ['refs/heads/main', 'refs/heads/other'],
  },
  {
    name: 'a branch was renamed over another without a word',
    commands: ['git branch -M main other'],
    refs: ['refs/heads/main'],
  },
  {
    name: 'a tag was moved by its ref, and had been listed',
    commands: ['git show-ref --tags', 'git update-ref refs/tags/v1 HEAD'],
    refs: ['refs/tags/v1'],
  },
  {
    name: 'another branch was checked out by force',
    commands: ['git checkout --force other'],
    files: { 'a.txt': 'two\n' },
  },
  {
    name: 'commits were reset away, and every reflog expired',
    commands: [
      'git reset --hard HEAD~1',
      'git reflog expire --expire=now --all && git gc --quiet --prune=now',
    ],
    told: '',
  },
];

describe('the way back', () => {
  for (const { name, human, commands, files = {}, refs = [], told } of ways) {
    it(`is known, and can be taken back: ${name}`, async () => {
      const incident = begun();
      try {
        human?.(incident);
        const before = incident.state();
        for (const command of commands) incident.agent(command, dated);
        const damaged = incident.state();
        const plan = await planOf(incident);
        if (told !== undefined) expect(plan.doubts).toContainEqual(expect.stringContaining(told));
        const script = await scriptFor(incident);
        const { status } = incident.runScript(script);
        expect(plan.steps.length === 0 || status === 0).toBe(true);
        const after = incident.state();
        for (const [path, content] of Object.entries(files)) {
          const found = Object.keys(after.files).find((one) => one === path || one.startsWith(path)) ?? '';
          expect(after.files[found]).toBe(content);
        }
        const wanted = before.refs.filter((ref) => refs.includes(ref.split(' ')[0] ?? ''));
        expect(wanted).toHaveLength(refs.length);
        expect(after.refs).toEqual(expect.arrayContaining(wanted));
        if (plan.steps.length > 0) incident.runScript(script, 'undo');
        expect(incident.state()).toEqual(damaged);
      } finally {
        incident.remove();
      }
    });
  }

  for (const [name, ...commands] of [
    ['a branch keeps its name', 'git branch -M main'],
    ['a file takes a name that is new', 'mv readme.txt b.txt && mv b.txt readme.txt'],
    ['a file is printed', 'cat readme.txt'],
    ['the version that is there is restored', 'git restore --source=HEAD -- a.txt'],
    ['a tag is looked at', 'git show-ref --tags', 'git update-ref refs/tags/v1 v1'],
    ['HEAD goes there and back', 'git checkout --force other', 'git checkout --force main'],
  ] as const) {
    it(`has nothing to do where nothing is lost: ${name}`, async () => {
      const incident = begun();
      try {
        for (const command of commands) incident.agent(command, dated);
        const { steps, lost, possible } = await planOf(incident);
        expect({ steps, lost, possible }).toEqual({ steps: [], lost: [], possible: [] });
      } finally {
        incident.remove();
      }
    });
  }
});

async function planOf(incident: Incident) {
  const { stdout } = await runCli(['rollback', '--home', incident.home, '--format', 'json']);
  rmSync(join(incident.directory, 'recovered'), { recursive: true, force: true });
  const { steps, lost, possible, unknown } = JSON.parse(stdout);
  const doubts: string[] = [...possible.map(({ what }: { what: string }) => what), ...unknown];
  return { steps, lost, possible, doubts };
}
