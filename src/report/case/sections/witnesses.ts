import type { CaseReport } from '../../../assess/case-report.ts';
import type { Witness } from '../../../assess/join-logs/witness.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';

/** Logs of other programs: what each can speak of, and how it fits the transcripts. */
export function witnesses({ witnesses: all = [] }: CaseReport): readonly Block[] {
  if (all.length === 0) return [];
  return [
    heading(2, 'Other logs'),
    paragraph(
      'Written by programs that the agent does not control. Only inside the time of a log does absence mean anything.',
    ),
    table(['Log', 'Form', 'From', 'To', 'Events', 'Calls seen', 'Said of it'], all.map(row)),
  ];
}

function row(witness: Witness): string[] {
  const { path, sources, from = '', to = '', eventsByKind, agreeingCalls } = witness;
  const events = Object.entries(eventsByKind).map(([kind, count]) => `${count} ${kind}`);
  return [
    code(path, 120),
    sources.join(', '),
    from,
    to,
    events.join(', '),
    String(agreeingCalls),
    said(witness),
  ];
}

function said({ offsetMs, holes, unusable, hosts }: Witness): string {
  const remarks = [
    ...(unusable === undefined ? [] : [unusable]),
    ...(offsetMs === undefined
      ? []
      : [`its clock is ${duration(offsetMs)} ${offsetMs > 0 ? 'ahead' : 'behind'}; times were corrected`]),
    ...holes.map(
      ({ from, to, calls }) => `nothing from ${from} to ${to}, in which ${counted(calls, 'call')} ran`,
    ),
    ...(hosts.length > 1 ? [`${hosts.length} hosts`] : []),
  ];
  return remarks.join('; ');
}

function duration(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's'],
  ] as const;
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || 'less than 1 s'
  );
}
