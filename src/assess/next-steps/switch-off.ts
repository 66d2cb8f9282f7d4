import type { Agent } from '../../agents/agent.ts';
import { claudeCode } from '../../agents/claude-code.ts';
import { otherAgents } from '../../agents/index.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import type { NextStep, NextStepInput } from './next-step.ts';

/** Due where prompts were off, can be switched off by a place, or may have been off, since nothing tells the mode. */
export function switchOff({ occurrences, sessions, isLocked }: NextStepInput): NextStep[] {
  const places = occurrences.filter(({ kind, scope }) => kind !== 'mention' && scope !== 'one-off-command');
  const bypassed = sessions.filter(({ bypassWindows }) => bypassWindows.length > 0);
  const untold = sessions.filter(({ callsByMode }) => (callsByMode['unknown'] ?? 0) > 0);
  const concerned = [bypassed, untold, sessions].find(({ length }) => length > 0) ?? [];
  const lock = locksOf(concerned, isLocked);
  if (places.length > 0)
    return [
      {
        what: `${lock}, and remove the flag where it stands`,
        subjects: [...new Set(places.map(({ path, line }) => `${path}:${line}`))],
        why: 'These places start sessions with permission prompts off (see "Scope").',
      },
    ];
  if (bypassed.length > 0)
    return [{ what: lock, subjects: [], why: 'Sessions ran with permission prompts off.' }];
  if (untold.length === 0 || isLocked) return [];
  const told = `No record tells whether permission prompts were off in ${untold.length} of ${sessions.length} sessions.`;
  return [{ what: lock, subjects: [], why: told }];
}

/** Each agent is held by a setting of its own. */
function locksOf(sessions: readonly SessionSummary[], isLocked: boolean): string {
  const ran = new Set(sessions.map(({ agent }) => agent));
  const others = otherAgents.filter(({ id }) => ran.has(id)).map(lockOf);
  const isClaude = others.length === 0 || ran.has(claudeCode.id);
  const own = isLocked
    ? 'Find out how bypass mode was reached in spite of the managed settings, which forbid it'
    : 'Set permissions.disableBypassPermissionsMode to "disable" in the managed settings';
  const [first = '', ...more] = [...(isClaude ? [own] : []), ...others];
  return [first, ...more.map((text) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`)].join('; ');
}

function lockOf({ name, unattended }: Agent): string {
  const { lock } = unattended ?? {};
  return lock === undefined
    ? `Let nobody start ${name} with its prompts off: no setting is known that forbids it`
    : `Set ${lock} for ${name}`;
}
