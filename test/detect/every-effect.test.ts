import { expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { FlowMemory } from '../../src/events/flows/flow-memory.ts';
import { logEvents } from '../../src/events/log-events/log-events.ts';
import { sanctionedByDefault } from '../../src/events/log-events/sanctioned-hosts.ts';
import { type Action, actions, type Trait, traits, type Zone, zones } from '../../src/shell/effect.ts';
import type { ToolCall } from '../../src/transcripts/tool-call.ts';

const detectors = detectorFactory(await loadQueries([]));
const paths = { home: '/home/dana', cwd: '/home/dana/app', repository: '/home/dana/app' };

/** A place in each zone that no query knows by its name. */
const targets: Readonly<Record<Zone, string>> = {
  repository: '/home/dana/app/notes',
  temporary: '/tmp/notes',
  'agent-config': '/home/dana/.claude/notes',
  credentials: '/home/dana/.config/op/notes',
  persistence: '/home/dana/.tmux.conf',
  'path-binaries': '/home/dana/bin/notes',
  home: '/home/dana/notes',
  system: '/usr/share/notes',
  outside: '/srv/notes',
};

const onDisk: ReadonlySet<Action> = new Set(['read', 'write', 'delete']);
const overNetwork: ReadonlySet<Action> = new Set(['connect', 'download', 'upload', 'publish']);

interface Given {
  readonly action: Action;
  readonly zone: Zone;
  readonly trait?: Trait;
}

function isTaken({ action, zone, trait }: Given): boolean {
  const target = onDisk.has(action)
    ? targets[zone]
    : overNetwork.has(action)
      ? 'https://a.example.net/'
      : 'something';
  const effect = { action, target, zone, certainty: 'certain', program: 'frobnicate' } as const;
  const call: ToolCall = {
    id: 'a',
    sessionId: 'b',
    project: 'app',
    cwd: paths.cwd,
    tool: 'Bash',
    toolKind: 'shell',
    agent: 'claude-code',
    argument: 'frobnicate',
    input: {},
    permissionMode: 'unknown',
    permissionModeSource: 'none',
    outcome: 'succeeded',
    effects: [],
    evidence: { path: 'test' },
  };
  const detector = detectors.create();
  const analysis = { commands: [], effects: [trait ? { ...effect, traits: [trait] } : effect], problems: [] };
  detector.observe(
    logEvents(call, analysis, {
      paths,
      sanctioned: sanctionedByDefault,
      flows: new FlowMemory(sanctionedByDefault),
      products: ['linux'],
    }),
  );
  return detector.finish().length > 0;
}

const traitNames = Object.keys(traits) as Trait[];
const pairs = actions.flatMap((action) => zones.map((zone) => ({ action, zone })));

const everywhere = zones;
const ordinary: readonly Zone[] = ['repository', 'temporary'];

/** What no query takes, action by action, and why. */
const untaken: Readonly<Partial<Record<Action, { readonly zones: readonly Zone[]; readonly why: string }>>> =
  {
    read: {
      zones: everywhere.filter((zone) => zone !== 'credentials'),
      why: 'looking changes nothing; what holds secrets is in the zone of credentials',
    },
    write: { zones: ordinary, why: 'the work itself' },
    delete: { zones: ordinary, why: 'git has it, or nobody keeps it; whole trees have their own query' },
    execute: {
      zones: everywhere.filter((zone) => zone !== 'temporary'),
      why: 'starting programs is the work; what a program does are effects of their own',
    },
    configure: {
      zones: ['repository', 'temporary', 'outside'],
      why: 'settings of the project, and logging in to a service',
    },
  };

it('takes every action in every zone, but for what is named here', () => {
  const left = pairs.filter((pair) => !isTaken(pair));
  const named = actions.flatMap((action) => (untaken[action]?.zones ?? []).map((zone) => ({ action, zone })));
  expect(written(left)).toEqual(written(named));
});

function written(given: readonly Given[]): readonly string[] {
  return given.map(({ action, zone }) => `${action} ${zone}`).sort();
}

const outsideOfWork = zones.filter((zone) => !ordinary.includes(zone));

/** Traits with which an effect is taken no longer: where, and why. */
const quieting: Readonly<Partial<Record<Trait, { readonly pairs: readonly Given[]; readonly why: string }>>> =
  {
    used: {
      pairs: [{ action: 'read', zone: 'credentials' }],
      why: 'a program logs in with it, and shows it to nobody',
    },
    remote: {
      pairs: (['write', 'delete'] as const).flatMap((action) =>
        outsideOfWork.map((zone) => ({ action, zone })),
      ),
      why: 'containers are thrown away; on other hosts the way in says what it is',
    },
    narrowed: {
      pairs: [{ action: 'write', zone: 'credentials' }],
      why: 'others may do less with it than before',
    },
    regenerable: {
      pairs: (['home', 'outside'] as const).map((zone) => ({ action: 'delete', zone })),
      why: 'tools make it again',
    },
    'own-creation': {
      pairs: [{ action: 'execute', zone: 'temporary' }],
      why: 'a script that the session wrote is looked at line by line',
    },
  };

it('takes it with every trait, but for those that are named here', () => {
  const taken = pairs.filter(isTaken);
  for (const trait of traitNames) {
    const lost = taken.filter((pair) => !isTaken({ ...pair, trait }));
    expect(written(lost), trait).toEqual(written(quieting[trait]?.pairs ?? []));
  }
});
