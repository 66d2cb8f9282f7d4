import type { Finding } from '../../detect/finding.ts';
import { homeOf } from '../../shell/homes.ts';
import { isAgentShell } from './command-text.ts';
import { finding, groupedFinding, kinds, ofEvent } from './join-findings.ts';
import type { AgentProcess, Family } from './process-tree.ts';
import { commandOf, type Weight, weighCommand } from './weigh-command.ts';
import type { WitnessJoin } from './witness-join.ts';

/** What the agent started and no call explains: its shells one by one, what else it started in one finding an agent. */
export function unexplainedProcesses(families: readonly WeighedFamily[], home: string): readonly Finding[] {
  const shells: WeighedFamily[] = [];
  const others = new Map<AgentProcess, WeighedFamily[]>();
  for (const weighed of families) {
    const { top, agent } = weighed.family;
    const known = others.get(agent);
    if (isAgentShell(top.actor.commandLine ?? '')) shells.push(weighed);
    else if (known) known.push(weighed);
    else others.set(agent, [weighed]);
  }
  return [
    ...shells.slice(0, mostShells).map(shellFinding),
    ...[...others].flatMap(([agent, list]) => otherFindings(agent, list, home)),
  ];
}

/** What an agent started, and how much its first process weighs by its words. */
export interface WeighedFamily {
  readonly family: Family;
  readonly weight: Weight;
}

/** What agents of this home started and no call explains, each start once. */
export function unexplainedFamilies(join: WitnessJoin, home: string): readonly WeighedFamily[] {
  const families = distinct(join.families.filter((family) => isUnexplained(family, join, home)));
  return families.map((family) => ({ family, weight: weighCommand(family.top.actor, home) }));
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

function shellFinding({ family, weight }: WeighedFamily): Finding {
  const { top } = family;
  return {
    ...finding(kinds.unrecordedProcess, {
      ...ofEvent(top),
      subject: commandOf(top.actor).slice(0, mostChars),
    }),
    ...(weight.reasons.some((reason) => reason.startsWith('delete ')) && deleted),
    ...(isSeenToSend({ family, weight }) && sent),
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
export function isSeenToSend({ family: { deeds }, weight: { reasons } }: WeighedFamily): boolean {
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
  families: readonly WeighedFamily[],
  home: string,
): readonly Finding[] {
  const weighed = families.map((one) => ({ family: one.family, weight: weightOfAll(one, home) }));
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

/** With what it started, too. */
function weightOfAll({ family: { members }, weight }: WeighedFamily, home: string): Weight {
  const others = members.slice(0, mostNamed).map(({ actor }) => weighCommand(actor, home));
  const weights = [weight, ...others];
  return {
    isGrave: weights.some(({ isGrave }) => isGrave),
    reasons: weights.flatMap(({ reasons }) => reasons),
    credentials: weights.flatMap(({ credentials }) => credentials),
  };
}
