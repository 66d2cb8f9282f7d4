import type { McpServer } from '../events/mcp-server.ts';
import type { SessionSummary } from '../events/session-summary.ts';
import type { FlagOccurrence } from '../scan/flag-occurrence.ts';
import type { AttributedRefMove } from './attribution.ts';
import type { Disclosure } from './disclosure.ts';
import type { Rotation } from './exposure/rotation-list.ts';
import type { RollbackPlan } from './rollback/plan.ts';

/** One thing to do now, in the words of whoever has to do it. */
export interface NextStep {
  readonly what: string;
  readonly why: string;
}

export interface NextStepInput {
  readonly disclosure: Disclosure;
  readonly occurrences: readonly FlagOccurrence[];
  readonly sessions: readonly SessionSummary[];
  readonly mcpServers: readonly McpServer[];
  readonly rotations: readonly Rotation[];
  readonly moves: readonly AttributedRefMove[];
  readonly plan: RollbackPlan;
}

const stepsAtMost = 7;

/** At most seven, the irreversible risks first. */
export function nextStepsOf(input: NextStepInput): NextStep[] {
  return [
    ...preserve(input),
    ...tell(input),
    ...rotate(input),
    ...unregister(input),
    ...recover(input),
    ...settle(input),
    ...switchOff(input),
  ].slice(0, stepsAtMost);
}

function preserve({ sessions }: NextStepInput): NextStep[] {
  if (sessions.length === 0) return [];
  return [
    {
      what: 'Copy the evidence home with its time stamps. Do not start the agent on this machine.',
      why: 'Starting it can delete transcripts older than the retention period.',
    },
  ];
}

function tell({ disclosure }: NextStepInput): NextStep[] {
  return disclosure.value === 'escalate'
    ? [{ what: disclosure.action, why: `${disclosure.reasons.map(({ text }) => text).join('; ')}.` }]
    : [];
}

function rotate({ rotations }: NextStepInput): NextStep[] {
  const touched = rotations.filter(({ reason }) => reason !== 'within-reach');
  if (touched.length === 0) return [];
  return [
    {
      what: `Revoke and rotate ${touched.length} exposed credential${touched.length === 1 ? '' : 's'}, worst first (see "Credentials to rotate").`,
      why: 'A copy outside this machine stays valid until it is revoked.',
    },
  ];
}

function unregister({ mcpServers }: NextStepInput): NextStep[] {
  const registered = mcpServers.filter(({ registeredBy }) => registeredBy !== undefined);
  if (registered.length === 0) return [];
  return [
    {
      what: `Remove ${registered.length} MCP server${registered.length === 1 ? '' : 's'} that a session registered; keep a copy of the binary.`,
      why: 'It starts again with every later session.',
    },
  ];
}

function recover({ moves, plan }: NextStepInput): NextStep[] {
  const lost = moves.some(({ reachable }) => !reachable) || plan.steps.some(({ kind }) => kind === 'files');
  if (!lost) return [];
  return [
    {
      what: 'Bring lost work back with the rollback plan, its saving step first.',
      why: 'Objects that no ref reaches are deleted by the next garbage collection after their expiry.',
    },
  ];
}

function settle({ disclosure }: NextStepInput): NextStep[] {
  if (disclosure.settledBy.length === 0) return [];
  return [{ what: `Get ${disclosure.settledBy.join('; ')}.`, why: disclosure.action }];
}

function switchOff({ occurrences, sessions }: NextStepInput): NextStep[] {
  const places = occurrences.filter(({ kind }) => kind !== 'mention').length;
  const bypassed = sessions.some(({ bypassWindows }) => bypassWindows.length > 0);
  if (places === 0 && !bypassed) return [];
  return [
    {
      what: 'Set permissions.disableBypassPermissionsMode to "disable" in the managed settings, and remove the flag where it stands.',
      why:
        places === 0
          ? 'Sessions ran with permission prompts off.'
          : `The flag stands in ${places} place${places === 1 ? '' : 's'} that start sessions.`,
    },
  ];
}
