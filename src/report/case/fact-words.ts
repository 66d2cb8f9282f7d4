import type { CaseReport } from '../../assess/case-report.ts';

type Rotations = CaseReport['rotations'];

const why: Readonly<Record<Rotations[number]['reason'], string>> = {
  sent: 'sent out',
  printed: 'printed',
  'in-transcript': 'in a transcript',
  read: 'read',
  used: 'used',
  'in-configuration': 'in a configuration',
  'within-reach': 'within reach',
};

/** Which key it is, and what was done to it. */
export function toRotateWords(name: string, rotations: Rotations): string {
  const found = rotations.find(({ what, kind }) => what === name || `${kind}, ${what}` === name);
  if (!found) return name;
  const { kind, what, reason } = found;
  return what === name ? `${name} (${kind}, ${why[reason]})` : name;
}

/** What went there, where that is known. */
export function leftWords(thing: string, rotations: Rotations): string {
  const sent = rotations.filter(({ reason, to = [] }) => reason === 'sent' && to.includes(thing));
  return sent.length === 0
    ? thing
    : `${sent.map(({ what, kind }) => `${what} (${kind})`).join(', ')} to ${thing}`;
}

/** Commits that an author’s line counts are not named again. */
export function lostEntries({ keyFacts: { lost }, moves }: CaseReport): readonly string[] {
  if (!lost.some((one) => /^\d+ commits by /.test(one))) return lost;
  const counted = new Set(moves.filter(({ reachable }) => !reachable).map(({ sha }) => sha.slice(0, 10)));
  return lost.filter((one) => !counted.has(/^commit ([0-9a-f]{10})\b/.exec(one)?.[1] ?? ''));
}

/** Commands that hand something over to a program that keeps it. */
const handsOver = /^(?:crontab|at|batch|launchctl|systemctl|schtasks)$/;
const registers = /^\w+ mcp add\b/;

/** The entries that act: not the command that made one, nor its name alone, where the entry itself is known. */
export function actingEntries(stays: readonly string[]): readonly string[] {
  const isWithin = (name: string, other: string) =>
    other !== name && other.startsWith(`${name}: `) && !registers.test(other);
  const entries = stays.filter((one) => !stays.some((other) => isWithin(one, other)));
  const names = entries.flatMap((one) => /^([\w.@/-]+): /.exec(one)?.[1] ?? []);
  const hasJob = entries.some((one) => /^[\w.-]+: (?:@\w+|(?:[\d*/,-]+\s+){4}[\w*/,-]+): /.test(one));
  return entries.filter(
    (one) =>
      !(handsOver.test(one) && hasJob) &&
      !(registers.test(one) && names.some((name) => one.split(/\s+/).includes(name))),
  );
}
