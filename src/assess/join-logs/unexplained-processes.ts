import type { Finding } from '../../detect/finding.ts';
import type { ForeignEvent } from '../../events/foreign-logs/foreign-event.ts';
import { homeOf } from '../../shell/homes.ts';
import { isAgentShell } from './command-text.ts';
import { finding, groupedFinding, kinds, ofEvent } from './join-findings.ts';
import type { AgentProcess, Family } from './process-tree.ts';
import { commandOf, type Weight, weighCommand } from './weigh-command.ts';
import type { WitnessJoin } from './witness-join.ts';

/** What the agent started and no call explains: its shells one by one, what else it started in one finding an agent. */
export function unexplainedProcesses(join: WitnessJoin, home: string): readonly Finding[] {
  const families = unexplainedFamilies(join, home);
  const shells = families.filter(({ top }) => isAgentShell(top.actor.commandLine ?? ''));
  const others = new Map<AgentProcess, Family[]>();
  for (const family of families) {
    if (shells.includes(family)) continue;
    const known = others.get(family.agent);
    if (known) known.push(family);
    else others.set(family.agent, [family]);
  }
  return [
    ...shells.slice(0, mostShells).map((family) => shellFinding(family, home)),
    ...[...others].flatMap(([agent, list]) => otherFindings(agent, list, home)),
  ];
}

/** What agents of this home started and no call explains, each start once. */
export function unexplainedFamilies(join: WitnessJoin, home: string): readonly Family[] {
  return distinct(join.families.filter((family) => isUnexplained(family, join, home)));
}

/** Another user's agent, and another machine's, are not those whose transcripts were read. */
function isUnexplained({ call, top }: Family, join: WitnessJoin, home: string): boolean {
  if (call) return false;
  const theirs = top.actor.cwd === undefined ? undefined : homeOf(top.actor.cwd);
  if (theirs !== undefined && homeOf(home) !== undefined && theirs.toLowerCase() !== home.toLowerCase())
    return false;
  return join.matchedByHost.size === 0 || join.matchedByHost.has(top.host ?? '');
}

const mostShells = 200;
const sameShellMs = 3_000;

/** One start may stand in several logs. */
function distinct(families: readonly Family[]): readonly Family[] {
  const last = new Map<string, Family['top']>();
  return families
    .toSorted((a, b) => a.top.atMs - b.top.atMs)
    .filter(({ top }) => {
      const words = top.actor.commandLine ?? '';
      const before = last.get(words);
      last.set(words, top);
      const isRepeat = before !== undefined && top.atMs - before.atMs <= sameShellMs;
      return !isRepeat || before.source === top.source;
    });
}

function shellFinding(family: Family, home: string): Finding {
  const { top } = family;
  const weight = weighCommand(top.actor, home);
  return {
    ...finding(kinds.unrecordedProcess, {
      ...ofEvent(top),
      subject: commandOf(top.actor).slice(0, mostChars),
    }),
    ...(weight.reasons.some((reason) => reason.startsWith('delete ')) && deleted),
    ...(isSeenToSend(family, weight) && sent),
    context: contextOf(family, weight),
    evidence: [top, ...family.members, ...family.deeds]
      .slice(0, mostReferences)
      .map(({ evidence }) => evidence),
  };
}

const sent = {
  level: 'critical',
  tags: [...kinds.unrecordedProcess.tags, 'attack.exfiltration', 'attack.t1567'],
} as const satisfies Partial<Finding>;

const deleted = {
  tags: [...kinds.unrecordedProcess.tags, 'attack.impact', 'attack.t1485'],
} as const satisfies Partial<Finding>;

/** Its words send something that is secret, and the connection to that very host was logged, too. */
export function isSeenToSend({ deeds }: Family, { reasons }: Weight): boolean {
  const hosts = deeds.flatMap(({ kind, remote }) =>
    kind === 'network' && remote !== undefined ? [remote.toLowerCase()] : [],
  );
  const isUpload = reasons.some(
    (reason) => reason.startsWith('upload ') && hosts.some((host) => reason.toLowerCase().includes(host)),
  );
  return isUpload && reasons.some((reason) => reason.startsWith('read '));
}

const mostReferences = 10;
const mostChars = 500;
const mostNamed = 5;

function contextOf({ members, deeds, count }: Family, { reasons }: Weight): readonly string[] {
  const programs = members.map(({ actor }) => actor.commandLine ?? '').filter((text) => text !== '');
  const reached = deeds.map(({ action, target }) => `${action} ${target ?? ''}`);
  return [
    ...(reasons.length > 0 ? [`By its words: ${reasons.join('; ')}.`] : []),
    ...(programs.length > 0 ? [`It started ${count - 1}: ${listed(programs)}.`] : []),
    ...(reached.length > 0 ? [`It was seen to: ${listed(reached)}.`] : []),
  ];
}

function listed(texts: readonly string[]): string {
  const distinctTexts = [...new Set(texts)];
  const left = distinctTexts.length - mostNamed;
  return [
    ...distinctTexts.slice(0, mostNamed).map((text) => text.slice(0, 200)),
    ...(left > 0 ? [`${left} more`] : []),
  ].join('; ');
}

/** Of Claude Code, what is no shell of its own is a hook, a server or its own housekeeping. */
function otherFindings(
  { agent }: AgentProcess,
  families: readonly Family[],
  home: string,
): readonly Finding[] {
  const weighed = families.map((family) => ({ family, weight: weightOf(family, home) }));
  const grave = weighed.filter(({ weight }) => weight.isGrave);
  const plain = weighed.filter(({ weight }) => !weight.isGrave);
  const matches = plain.map(({ family }) => ofEvent(family.top));
  const [first, ...rest] = matches;
  return [
    ...grave.slice(0, mostShells).map(({ family, weight }) => ({
      ...finding(kinds.unexplainedProcess, ofEvent(family.top)),
      level: agent === 'claude-code' ? ('medium' as const) : ('high' as const),
      context: contextOf(family, weight),
    })),
    ...(first ? [groupedFinding(kinds.unexplainedProcess, [first, ...rest])] : []),
  ];
}

function weightOf({ top, members }: Family, home: string): Weight {
  const weights = [top, ...members.slice(0, mostNamed)].map(({ actor }: ForeignEvent) =>
    weighCommand(actor, home),
  );
  return {
    isGrave: weights.some(({ isGrave }) => isGrave),
    reasons: weights.flatMap(({ reasons }) => reasons),
    credentials: weights.flatMap(({ credentials }) => credentials),
  };
}
