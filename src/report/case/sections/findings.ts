import type { CaseReport } from '../../../assess/case-report.ts';
import type { Incident } from '../../../assess/incidents/incident.ts';
import type { Finding } from '../../../detect/finding.ts';
import { isGrave } from '../../../level.ts';
import { acceptedWords, counts } from '../../accepted.ts';
import { type Block, facts, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';
import type { Cite } from '../cite.ts';
import type { Told } from '../told.ts';
import { belongs } from './incident-detail.ts';

const detailedAtMost = 25;
const rowsAtMost = 40;

/** Ranked: the grave ones with evidence and next step, the others a line each. */
export function findings({ findings: given, incidents }: CaseReport, { cite }: Told): readonly Block[] {
  const all = given.filter(counts);
  if (all.length === 0) return [heading(2, 'Findings'), paragraph('None.')];
  const grave = all.filter(({ level }) => isGrave(level));
  const detailed = grave.slice(0, detailedAtMost);
  const others = [...grave.slice(detailedAtMost), ...all.filter((finding) => !isGrave(finding.level))];
  const rows = others.slice(0, rowsAtMost).map((finding) => row(finding, cite));
  const left = others.length - rows.length;
  return [
    heading(2, 'Findings'),
    ...detailed.flatMap((finding, index) => detail(finding, { index, incidents, cite })),
    ...(rows.length === 0
      ? []
      : [
          heading(3, 'Others'),
          table(['Level', 'State', 'Finding', 'What', 'Outcome', 'Reference', 'Query'], rows),
        ]),
    paragraph(
      left === 0 ? '' : `${counted(left, 'further finding')} not shown; \`--format json\` has them all.`,
    ),
  ];
}

function row(finding: Finding, cite: Cite): string[] {
  const { level, state, subject, count, outcomes, evidence, queryId } = finding;
  const title = finding.accepted ? `${finding.title}; accepted: ${acceptedWords(finding)}` : finding.title;
  return [
    level,
    finding.seenBy ? `${state}; ${seenWords(finding, cite, 1)}` : state,
    count === 1 ? title : `${title} (${count} times)`,
    code(subject, 120),
    outcomes.join(', '),
    evidence.slice(0, 1).map(cite).join(''),
    `${queryId}${techniques(finding)}`,
  ];
}

interface Place {
  readonly index: number;
  readonly incidents: readonly Incident[];
  readonly cite: Cite;
}

function detail(finding: Finding, { index, incidents, cite }: Place): readonly Block[] {
  const own = incidents.filter((incident) => belongs(finding, incident)).map(({ id }) => id);
  const calls = finding.arguments.filter((text) => text !== finding.subject);
  const rows: (readonly [string, string])[] = [
    ['What', code(finding.subject, 300)],
    ['Calls', calls.map((text) => code(text, 300)).join(', ')],
    // An incident tells the words before it.
    own.length > 0
      ? ['Incident', own.join(', ')]
      : ['The human’s words before', code(finding.prompt ?? '', 300)],
    ['Record', recordOf(finding)],
    ['Other logs', seenWords(finding, cite)],
    ['Reference', finding.evidence.slice(0, 3).map(cite).join(', ')],
    ['Accepted', acceptedWords(finding)],
    ['Weighed', finding.context.join(' ')],
    ['Could be harmless', finding.falsePositives.join('; ')],
    ['Next', finding.nextStep ?? ''],
  ];
  return [
    heading(3, `${index + 1}. ${finding.level}: ${finding.title}`, finding.level),
    facts(rows.filter(([, text]) => text !== '')),
  ];
}

/** When, in which state, with which outcome and mode, how often, by which query. */
function recordOf({
  at,
  state,
  outcomes,
  permissionModes,
  modeInferred,
  count,
  ...finding
}: Finding): string {
  const modes = permissionModes.map((mode) => `mode ${mode}${modeInferred ? inferred : ''}`);
  return [
    at ?? 'time unknown',
    ...[state, ...outcomes, ...modes],
    count === 1 ? 'once' : `${count} times`,
    `query ${finding.queryId}${techniques(finding)}`,
  ].join(', ');
}

/** `seen by auditd 14:03:11 (command)`. */
function seenWords({ seenBy = [] }: Finding, cite: Cite, most = 3): string {
  return seenBy
    .slice(0, most)
    .map(({ source, at, by, failed, evidence }) => {
      const where = most === 1 ? '' : `, ${cite(evidence)}`;
      return `${failed ? 'failed by' : 'seen by'} ${source} ${at.slice(11, 19)} (${by}${where})`;
    })
    .join('; ');
}

const inferred = ' (inferred from the jobs that start sessions)';

function techniques({ tags }: Pick<Finding, 'tags'>): string {
  const ids = tags
    .map((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag)?.[1]?.toUpperCase())
    .filter(Boolean);
  return ids.length === 0 ? '' : ` (${ids.join(', ')})`;
}
