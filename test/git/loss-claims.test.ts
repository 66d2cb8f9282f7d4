import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { Incident, removeTemplate } from './incident.ts';

afterAll(removeTemplate);

interface Plan {
  readonly folder: string;
  readonly steps: readonly {
    readonly title: string;
    readonly subject?: string;
    readonly isOffered?: true;
    readonly commands: readonly string[];
  }[];
  readonly unknown: readonly string[];
  readonly lost: readonly { readonly what: string }[];
  readonly possible: readonly { readonly what: string; readonly decide: string }[];
}

async function planOf(happen: (incident: Incident) => unknown): Promise<Plan & { readonly app: string }> {
  const incident = new Incident();
  try {
    happen(incident);
    const { stdout } = await runCli(['rollback', '--home', incident.home, '--format', 'json']);
    return { ...JSON.parse(stdout), app: incident.repository };
  } finally {
    incident.remove();
  }
}

const dated = { isDated: true };

/** A submodule, with a change that nobody committed. */
function addLibrary(incident: Incident): void {
  const library = join(incident.directory, 'library');
  incident.git('clone', '--quiet', incident.repository, library);
  incident.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library, 'lib');
  incident.git('commit', '--quiet', '-m', 'Add the library');
  incident.write('lib/readme.txt', 'changed\n');
}

/** Each is what happened, and what may be said of the loss. */
const claims: readonly {
  readonly name: string;
  readonly happen: (incident: Incident) => unknown;
  readonly lost?: readonly string[];
  readonly possible?: readonly string[];
}[] = [
  {
    name: 'a submodule written over by force',
    happen: (incident) => {
      addLibrary(incident);
      incident.agent('git submodule update --force lib');
    },
    possible: [': lib'],
  },
  {
    name: 'a submodule put away by force',
    happen: (incident) => {
      addLibrary(incident);
      incident.agent('git submodule deinit -f lib');
    },
    possible: [': lib'],
  },
  {
    name: 'a submodule brought up to date, which keeps changes',
    happen: (incident) => {
      addLibrary(incident);
      incident.agent('git submodule update lib');
    },
  },
  {
    name: 'changes thrown away by an alias of the repository',
    happen: (incident) => {
      incident.git('config', 'alias.nuke', 'reset --hard');
      incident.write('readme.txt', 'three hours of work\n');
      incident.agent('git nuke', dated);
    },
    lost: ['/readme.txt'],
  },
  {
    name: 'an alias that only looks',
    happen: (incident) => {
      incident.git('config', 'alias.st', 'status');
      incident.write('readme.txt', 'three hours of work\n');
      incident.agent('git st', dated);
    },
  },
  {
    name: 'a file that the session itself had removed, and git brought back',
    happen: (incident) => {
      incident.agent('rm readme.txt', dated);
      incident.agent('git checkout -- readme.txt', dated);
    },
  },
  { name: 'no submodule at all', happen: (incident) => incident.agent('git submodule update --force') },
  {
    name: 'a new file that was staged once, and removed',
    happen: (incident) => {
      incident.write('draft.txt', 'three hours of work\n');
      incident.git('add', 'draft.txt');
      incident.git('rm', '--cached', '--quiet', 'draft.txt');
      incident.agent('rm draft.txt', dated);
    },
    possible: ['/draft.txt'],
  },
  {
    name: 'uncommitted changes written over',
    happen: (incident) => {
      incident.write('readme.txt', 'three hours of work\n');
      incident.agent('git reset --hard', dated);
    },
    lost: ['/readme.txt'],
  },
  {
    name: 'what was never staged, over what was',
    happen: (incident) => {
      incident.write('readme.txt', 'staged\n');
      incident.git('add', 'readme.txt');
      incident.write('readme.txt', 'newer\n');
      incident.agent('git checkout -- readme.txt', dated);
    },
    lost: ['/readme.txt'],
  },
  {
    name: 'a file that the call itself made',
    happen: (incident) =>
      incident.agent('git checkout -- . && echo generated > gen.txt && git add gen.txt', dated),
  },
  {
    name: 'a file that the human made and committed in the second after',
    happen: (incident) => {
      incident.agent('git reset --hard', dated);
      incident.commit('mine.txt', 'mine\n');
      incident.date(join(incident.repository, 'mine.txt'));
    },
  },
  {
    name: 'the files between two commits, where no reflog tells of them',
    happen: (incident) => {
      incident.commit('a.txt', 'one\n');
      incident.commit('a.txt', 'two\n');
      incident.agent('git reset --hard HEAD~1', dated);
      rmSync(join(incident.repository, '.git', 'logs'), { recursive: true });
    },
  },
  {
    name: 'a repository in the repository',
    happen: (incident) => {
      incident.human(
        'git init --quiet inner && git -C inner commit --quiet --allow-empty -m Inner && git add inner',
      );
      incident.git('commit', '--quiet', '-m', 'Add inner');
      incident.agent('git reset --hard && cd inner && git reset --hard', dated);
    },
  },
  {
    name: "the session's own change",
    happen: (incident) => {
      incident.agent('echo more >> readme.txt', dated);
      incident.agent('git checkout readme.txt', dated);
    },
    possible: ['/readme.txt'],
  },
  {
    name: 'changes that a dropped stash may hold',
    happen: (incident) => {
      incident.write('readme.txt', 'half an idea\n');
      incident.git('stash');
      incident.agent('git stash pop', dated);
      incident.agent('git reset --hard', dated);
    },
    possible: ['/readme.txt'],
  },
  {
    name: 'a file that changed after a call had found nothing changed',
    happen: (incident) => {
      incident.agent('git status', dated);
      incident.write('readme.txt', 'short work\n');
      incident.agent('git checkout -- readme.txt', dated);
    },
    possible: ['/readme.txt'],
  },
  {
    name: 'what a command of the session had written after a call had found nothing changed',
    happen: (incident) => {
      incident.agent('git status', dated);
      incident.agent('sed -i s/project/plan/ readme.txt', dated);
      incident.agent('git checkout -- readme.txt', dated);
    },
  },
  {
    name: 'what a command of the session had written over changes that a call had found',
    happen: (incident) => {
      incident.write('readme.txt', 'a project and work\n');
      incident.agent('git status', dated);
      incident.agent('sed -i s/project/plan/ readme.txt', dated);
      incident.agent('git checkout -- readme.txt', dated);
    },
    possible: ['/readme.txt'],
  },
  {
    name: 'a file of which a call had shown a part',
    happen: (incident) => {
      incident.write('readme.txt', 'short work\nand more\n');
      incident.agent('head -1 readme.txt', dated);
      incident.agent('git restore readme.txt', dated);
    },
    possible: ['/readme.txt'],
  },
  {
    name: 'a folder removed and cloned again',
    happen: (incident) => {
      incident.addRemote();
      incident.agent('rm -rf app && git clone --quiet origin.git app', { cwd: incident.directory });
    },
    possible: [''],
  },
  {
    name: 'a folder removed, of which git tracked a part',
    happen: (incident) => {
      incident.commit('src/a.txt', 'one\n');
      incident.write('src/local.txt', 'mine\n');
      incident.agent('rm -rf src');
    },
    possible: ['/src'],
  },
  {
    name: 'a working tree removed by force',
    happen: (incident) => {
      incident.git('worktree', 'add', '--quiet', '-b', 'side', 'side');
      incident.write('side/notes.txt', 'never committed\n');
      incident.agent('git worktree remove --force side');
    },
    possible: ['/side'],
  },
  {
    name: 'a clean working tree removed',
    happen: (incident) => {
      incident.git('worktree', 'add', '--quiet', '-b', 'side', '../side');
      incident.agent('git worktree remove ../side');
    },
  },
  ...[
    "sed -i 's/mine/theirs/' notes.txt",
    "perl -pi -e 's/mine/theirs/' notes.txt",
    'cat notes.txt; echo other > notes.txt',
    'cat notes.txt && cp readme.txt notes.txt',
    'cat notes.txt && mv readme.txt notes.txt && git checkout -q readme.txt',
    'cat notes.txt; : > notes.txt; rm notes.txt',
  ].map((command) => ({
    name: `an untracked file that was there: ${command}`,
    happen: (incident: Incident) => {
      incident.write('notes.txt', 'mine\n');
      incident.agent(command);
    },
    possible: ['/notes.txt'],
  })),
  {
    name: 'a file of which only a part had been read',
    happen: (incident) => {
      incident.write('notes.txt', 'first\nsecond\nthird\n');
      incident.read(join(incident.repository, 'notes.txt'), { limit: 2 });
      incident.agent('echo other > notes.txt');
    },
    possible: ['/notes.txt'],
  },
  {
    name: 'a tracked file that a command changed, whose changes nobody knows',
    happen: (incident) => {
      incident.write('readme.txt', 'three hours of work\n');
      incident.agent("sed -i 's/hours/minutes/' readme.txt");
    },
    possible: ['/readme.txt'],
  },
  ...[
    'echo more >> notes.txt',
    'chmod +x notes.txt',
    'touch notes.txt',
    'echo other | tee -a notes.txt',
    "sed 's/mine/theirs/' notes.txt",
    'cat notes.txt && cp -n readme.txt notes.txt',
    'echo made > own.txt; echo again > own.txt',
  ].map((command) => ({
    name: `nothing, where nothing was written over: ${command}`,
    happen: (incident: Incident) => {
      incident.write('notes.txt', 'mine\n');
      incident.agent(command);
    },
  })),
  {
    name: 'nothing, where the session had made the file',
    happen: (incident) => {
      incident.create(join(incident.repository, 'own.txt'), 'made\n');
      incident.agent("sed -i 's/made/done/' own.txt");
      incident.agent('echo again > own.txt');
    },
  },
  {
    name: 'nothing, where a tracked file had been read as the commit has it',
    happen: (incident) => {
      incident.read(join(incident.repository, 'readme.txt'));
      incident.agent('echo other > readme.txt');
    },
  },
  {
    name: 'nothing, where a changed file was committed',
    happen: (incident) => incident.agent('echo other > readme.txt; git commit -qam Other'),
  },
  ...[
    'git rm -q a.txt && git commit -qm Remove',
    'git rm -q --cached a.txt',
    'rm a.txt && git commit -qam Remove',
  ].map((command) => ({
    name: `nothing, where a commit holds it: ${command}`,
    happen: (incident: Incident) => {
      incident.commit('a.txt', 'one\n');
      incident.agent(command);
    },
  })),
  {
    name: 'untracked files that git removed without a word',
    happen: (incident) => {
      incident.write('notes.txt', 'mine\n');
      incident.agent('git clean -fdq');
    },
    possible: [''],
  },
  ...['git clean -ndq', 'git clean -qfX', 'git clean -fd'].map((command) => ({
    name: `nothing, where git removed nothing of the human's: ${command}`,
    happen: (incident: Incident) => incident.agent(command),
  })),
  {
    name: 'a file that was removed, and that the human wrote anew',
    happen: (incident) => {
      incident.write('notes.txt', 'mine\n');
      incident.agent('git clean -f');
      incident.write('notes.txt', 'another plan\n');
    },
    possible: ['/notes.txt'],
  },
  {
    name: 'a file of which a result had shown a part before it was removed',
    happen: (incident) => {
      incident.write('notes.txt', 'mine\nand more\n');
      incident.agent('head -1 notes.txt');
      incident.agent('rm notes.txt');
    },
    possible: ['/notes.txt'],
  },
  {
    name: 'what tools make again',
    happen: (incident) => {
      incident.commit('.gitignore', 'node_modules/\n');
      mkdirSync(join(incident.repository, 'node_modules', 'left-pad'), { recursive: true });
      incident.agent('rm -rf node_modules && mkdir node_modules');
    },
  },
];

describe('what a plan calls lost', () => {
  for (const { name, happen, lost = [], possible = [] } of claims) {
    it(`is what the evidence proves: ${name}`, async () => {
      const plan = await planOf(happen);
      expect(plan.lost.map(({ what }) => what)).toEqual(lost.map((what) => plan.app + what));
      expect(plan.possible.map(({ what }) => what)).toEqual(possible.map((what) => plan.app + what));
      for (const { decide } of plan.possible) expect(decide).not.toBe('');
    });
  }

  for (const command of ['echo built > build.log', '> build.log', 'cp readme.txt build.log']) {
    it(`leaves open whether a file was there: ${command}`, async () => {
      const plan = await planOf((incident) => incident.agent(command));
      expect(plan.steps).toEqual([]);
      expect(plan.unknown).toEqual([expect.stringContaining(`${plan.app}/build.log`)]);
    });
  }

  it("needs no step for other people's commits that were only pulled", async () => {
    const plan = await planOf((incident) => {
      incident.addRemote();
      incident.elsewhere('git commit --quiet --allow-empty -m "Their work"');
      incident.agent('git pull --quiet --ff-only origin main');
    });
    expect(plan.steps).toEqual([]);
  });

  it('needs no step where nothing may have been there', async () => {
    const plan = await planOf((incident) => incident.agent('rm -rf no-such-folder'));
    expect(plan.steps).toEqual([]);
  });
});

describe('what a call deleted in another repository', () => {
  const published = async (commands: readonly string[]) => {
    const { steps, possible } = await planOf((incident) => {
      incident.addRemote();
      incident.git('branch', 'topic');
      incident.git('tag', 'v1');
      incident.git('push', '--quiet', 'origin', 'topic', 'v1');
      for (const command of commands) incident.agent(command);
    });
    const again = steps.filter(({ title }) => title === 'Publish again what was deleted there');
    return { again: again.map(({ subject }) => subject), possible: possible.map(({ what }) => what) };
  };

  for (const [command, subject] of [
    ['git push origin --delete topic', 'origin/topic'],
    ['git push origin :topic', 'origin/topic'],
    ['git push -d origin v1', 'origin/v1'],
    ['git branch -D topic && git push origin :refs/heads/topic', 'origin/refs/heads/topic'],
  ] as const) {
    it(`is published again: ${command}`, async () => {
      expect(await published([command])).toEqual({ again: [subject], possible: [] });
    });
  }

  it('may be lost where nothing here names it', async () => {
    const { steps, possible } = await planOf((incident) => {
      incident.addRemote();
      incident.git('push', '--quiet', 'origin', 'main:theirs');
      incident.agent('git push origin --delete theirs');
    });
    expect(steps).toEqual([]);
    expect(possible.map(({ what }) => what)).toEqual(['origin/theirs']);
  });

  for (const commands of [
    ['git push --dry-run origin --delete topic'],
    ['git push origin --delete no-such-branch'],
    ['git branch own && git push origin own', 'git push origin --delete own'],
    ['git push origin --delete topic', 'git push origin topic'],
    ['git push origin topic:topic'],
  ]) {
    it(`is not missed: ${commands.join('; ')}`, async () => {
      expect(await published(commands)).toEqual({ again: [], possible: [] });
    });
  }
});

describe("the session's own commits that are gone", () => {
  const offered = async (happen: (incident: Incident) => unknown) =>
    (await planOf(happen)).steps.filter(({ isOffered }) => isOffered === true);

  for (const [name, commands] of [
    ['reset away', ['git commit --allow-empty -m "Own work"', 'git reset --hard HEAD~1']],
    [
      'on a detached HEAD that was left',
      ['git checkout --quiet --detach; git commit --allow-empty -m "Own work"; git checkout --quiet main'],
    ],
    [
      'on a branch that was deleted',
      [
        'git checkout --quiet -b own; git commit --allow-empty -m "Own work"; git checkout --quiet main',
        'git branch -D own',
      ],
    ],
  ] as const) {
    it(`are offered: ${name}`, async () => {
      const steps = await offered((incident) => {
        for (const command of commands) incident.agent(command);
      });
      expect(steps.map(({ subject }) => subject)).toEqual([expect.stringContaining('Own work')]);
    });
  }

  for (const [name, commands] of [
    [
      'amended',
      ['git commit --allow-empty -m "Own work"', 'git commit --allow-empty --amend -m "Better words"'],
    ],
    [
      'merged',
      [
        'git checkout --quiet -b own; git commit --allow-empty -m "Own work"; git checkout --quiet main; git merge --quiet own; git branch -d own',
      ],
    ],
  ] as const) {
    it(`are not where they were ${name}`, async () => {
      const steps = await offered((incident) => {
        for (const command of commands) incident.agent(command);
      });
      expect(steps).toEqual([]);
    });
  }
});

describe('commits that no call made', () => {
  const named = async (isOff: boolean, happen: (incident: Incident) => unknown) => {
    const { steps } = await planOf((incident) => {
      if (isOff) incident.promptWithout('Go on');
      incident.agent('git status');
      happen(incident);
      incident.agent('git log --oneline');
    });
    return steps.filter(({ title }) => title.includes('no recorded call made')).map(({ subject }) => subject);
  };

  it('are looked at, and left alone, where prompts were off', async () => {
    let made = '';
    const found = await named(true, (incident) => {
      made = incident.commit('a.txt', 'one\n');
    });
    expect(found).toEqual([expect.stringContaining(made.slice(0, 10))]);
  });

  it('are not where prompts were on, or a call made them, or they were fetched', async () => {
    expect(await named(false, (incident) => incident.commit('a.txt', 'one\n'))).toEqual([]);
    expect(await named(true, (incident) => incident.agent('git commit --allow-empty -m "Own work"'))).toEqual(
      [],
    );
    const fetched = await named(true, (incident) => {
      incident.addRemote();
      incident.elsewhere('git commit --quiet --allow-empty -m "Their work"');
      incident.agent('git pull --quiet origin main');
    });
    expect(fetched).toEqual([]);
  });
});
