import type { RecordedCall } from '../../assess/join-logs/sides.ts';
import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { hostOf } from '../../shell/hosts.ts';
import type { AnalysedCall } from '../../transcripts/effects/call-analyser.ts';

const mostCommands = 64;
const mostIds = 64;

/** What a join needs of a call, and nothing else of it. */
export function recordedCall({ call, analysis: { commands, effects } }: AnalysedCall): RecordedCall {
  const {
    id,
    sessionId,
    tool,
    toolKind,
    argument,
    startedAt,
    endedAt,
    outcome,
    permissionMode,
    evidence,
    cwd,
  } = call;
  const local = commands.filter(({ remote }) => remote === undefined).slice(0, mostCommands);
  return {
    id,
    sessionId,
    tool,
    toolKind,
    argument,
    outcome,
    permissionMode,
    evidence,
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(cwd !== undefined && { cwd }),
    commands: local.map(({ argv }) => argv.join(' ')),
    programs: [...new Set(local.map(({ program }) => program))],
    isElsewhere: isElsewhere(commands),
    hosts: [...new Set(effects.flatMap(hostsOf))],
    usesNetwork: effects.some(({ action }) => networked.has(action)),
    paths: effects
      .filter(({ action }) => onFiles.has(action))
      .map(({ action, target }) => ({ action, path: target })),
    ids: idsIn(`${argument}\n${call.result?.text ?? ''}`),
  };
}

const networked: ReadonlySet<Effect['action']> = new Set([
  'connect',
  'download',
  'upload',
  'install',
  'publish',
]);
const onFiles: ReadonlySet<Effect['action']> = new Set(['read', 'write', 'delete', 'persist', 'configure']);

/** Nothing of it but the way there runs on this machine. */
function isElsewhere(commands: readonly SimpleCommand[]): boolean {
  return commands.length > 0 && commands.every(({ remote }) => remote !== undefined);
}

function hostsOf({ action, target }: Effect): readonly string[] {
  if (!networked.has(action)) return [];
  const host = hostOf(target) ?? /^[\w.-]+\.[a-z]{2,}$|^[\d.]+$/i.exec(target)?.[0];
  return host === undefined ? [] : [host.toLowerCase()];
}

/** Keys of AWS (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html) and ids of requests. */
function idsIn(text: string): readonly string[] {
  const found = text.matchAll(
    /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-F]{4}(?::[0-9A-F]{4,6}){3,4})\b/gi,
  );
  return [...new Set([...found].slice(0, mostIds).map(([id]) => id))];
}
