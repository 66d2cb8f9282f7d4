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

type Deed = string | { readonly from: string; readonly to: string };

/** What the agent does, with the times of the incident's own clock. */
function act(incident: Incident, deed: Deed, isStale?: true): void {
  const readme = join(incident.repository, 'readme.txt');
  if (typeof deed === 'string') incident.agent(deed, isStale ? {} : dated);
  else incident.edit(readme, [deed.from, deed.to]);
  if (typeof deed !== 'string' || isStale) incident.date(readme);
}

interface Way {
  readonly name: string;
  readonly human?: (incident: Incident) => void;
  /** Command lines, and edits of readme.txt. */
  readonly commands: readonly Deed[];
  /** Files that hold this after the script has run, by the beginning of their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Refs that stand again where they stood. */
  readonly refs?: readonly string[];
  /** What the plan says is lost, or cannot be told. */
  readonly told?: string;
  /** Nobody asked git since, so that its index does not know what it wrote into readme.txt. */
  readonly isStale?: true;
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
    name: 'a changed file was restored from a commit that has it as HEAD does',
    human: edited,
    commands: ['git restore -s HEAD~1 readme.txt'],
    told: 'readme.txt',
  },
  {
    name: 'a changed file was restored so, and nobody asked git since',
    human: edited,
    commands: ['git restore --source=HEAD~1 -- readme.txt'],
    told: 'readme.txt',
    isStale: true,
  },
  {
    name: 'a changed file was checked out from HEAD',
    human: edited,
    commands: ['git checkout HEAD -- readme.txt'],
    told: 'readme.txt',
  },
  {
    name: 'a changed file was checked out with its folder',
    human: edited,
    commands: ['git checkout HEAD~1 -- .'],
    told: 'readme.txt',
  },
  {
    name: 'a changed file was restored in the index and the working tree',
    human: edited,
    commands: ['git restore -SW readme.txt'],
    told: 'readme.txt',
  },
  {
    name: 'a changed file was read from a tree',
    human: edited,
    commands: ['git read-tree --reset -u HEAD'],
    told: 'readme.txt',
  },
  {
    name: 'a changed file was checked out by force, with no branch named',
    human: edited,
    commands: ['git checkout --force'],
    told: 'readme.txt',
  },
  {
    name: 'a changed file was written from the index',
    human: edited,
    commands: ['git checkout-index --force --all'],
    told: 'readme.txt',
    isStale: true,
  },
  {
    name: 'a changed file was taken back by its own patch',
    human: edited,
    commands: ['git diff | git apply -R'],
    told: 'readme.txt',
    isStale: true,
  },
  {
    name: 'a changed file was checked out, and then edited',
    human: edited,
    commands: ['git checkout -- readme.txt', { from: 'a project', to: 'my project' }],
    files: { 'readme.txt': 'a project\n' },
    told: 'readme.txt',
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
    told: 'other',
  },
  {
    name: 'the branch that was checked out was renamed over another that HEAD had left',
    human: (incident) => incident.git('checkout', '--quiet', 'other'),
    commands: ['git branch -M main'],
    refs: ['refs/heads/main', 'refs/heads/other'],
  },
  {
    name: 'a branch was moved with --move and --force over another that HEAD had left',
    human: (incident) => incident.git('checkout', '--quiet', 'other'),
    commands: ['git branch --move --force other main'],
    refs: ['refs/heads/main', 'refs/heads/other'],
  },
  {
    name: 'a branch was copied over another that a call had listed',
    commands: ['git branch -v', 'git branch -C main other'],
    refs: ['refs/heads/main', 'refs/heads/other'],
  },
  {
    name: 'a branch was copied over another without a word',
    commands: ['git branch -C main other'],
    told: 'other',
  },
  {
    name: 'a tag was moved by its ref, and had been listed',
    commands: ['git show-ref --tags', 'git update-ref refs/tags/v1 HEAD'],
    refs: ['refs/tags/v1'],
  },
  {
    name: 'a tag was moved with the history that was rewritten',
    commands: ["git filter-branch -f --msg-filter 'sed s/Change/Altered/' -- --all"],
    refs: ['refs/tags/v1', 'refs/heads/main'],
  },
  {
    name: 'a tag was moved so, and the name of its commit was deleted',
    commands: [
      "git filter-branch -f --msg-filter 'sed s/Change/Altered/' -- --all && git update-ref -d refs/original/refs/tags/v1",
    ],
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

const harmless: readonly (readonly [string, ...Deed[]])[] = [
  ['a branch keeps its name', 'git branch -M main'],
  ['the branch gets a name that is new', 'git branch -M trunk && git branch -M main'],
  ['a file takes a name that is new', 'mv readme.txt b.txt && mv b.txt readme.txt'],
  ['a file is printed', 'cat readme.txt'],
  ['the version that is there is restored', 'git restore --source=HEAD -- a.txt'],
  ['a clean file is restored from another commit', 'git restore -s HEAD~1 readme.txt'],
  ['a clean file is checked out by force', 'git checkout --force'],
  ['the index is restored alone', 'git restore -S readme.txt'],
  [
    'what the session edited goes',
    { from: 'a project', to: 'my project' },
    'git restore -s HEAD~1 readme.txt',
  ],
  [
    'a patch of the session is taken back',
    { from: 'a project', to: 'my project' },
    'git diff | git apply -R',
  ],
  ['a tag is looked at', 'git show-ref --tags', 'git update-ref refs/tags/v1 v1'],
  ['HEAD goes there and back', 'git checkout --force other', 'git checkout --force main'],
];

describe('the way back', () => {
  for (const { name, human, commands, files = {}, refs = [], told, isStale } of ways) {
    it(`is known, and can be taken back: ${name}`, async () => {
      const incident = begun();
      try {
        human?.(incident);
        const before = incident.state();
        for (const deed of commands) act(incident, deed, isStale);
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

  for (const [name, ...commands] of harmless) {
    it(`has nothing to do where nothing is lost: ${name}`, async () => {
      const incident = begun();
      try {
        for (const deed of commands) act(incident, deed);
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
  const doubts: string[] = [...[...lost, ...possible].map(({ what }: { what: string }) => what), ...unknown];
  return { steps, lost, possible, doubts };
}
