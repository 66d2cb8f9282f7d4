import type { FleetRow } from '../../fleet/duckdb/open-database.ts';
import type { FleetCoverage, FleetPart, FleetReport, FleetSection } from '../../fleet/report/fleet-report.ts';
import { isGrave, levels } from '../../level.ts';
import { type Block, facts, heading, list, paragraph, table } from '../blocks/block.ts';
import { code, counted, prose } from '../markdown.ts';
import { tlpLine } from '../tlp.ts';
import { cell } from './hunts.ts';

/** The organisation's report. */
export function fleetBlocks(report: FleetReport): readonly Block[] {
  return [
    ...header(report),
    ...coverage(report.coverage),
    ...trend(report),
    ...report.sections.flatMap(section),
    ...hunts(report),
    ...refused(report),
    ...method,
  ];
}

function header({ generatedAt, tool, hunts: asked }: FleetReport): readonly Block[] {
  const serious = asked.filter(({ level, rows }) => rows > 0 && isGrave(level));
  const rows = serious.reduce((sum, hunt) => sum + hunt.rows, 0);
  const conclusion =
    serious.length === 0
      ? '**No hunt of level high or critical has rows.** That holds as far as the coverage below.'
      : `**${counted(rows, 'row')} in ${counted(serious.length, 'hunt')} of level high or critical.** They come first.`;
  return [
    tlpLine(),
    heading(1, 'Fleet report'),
    paragraph(`Made ${generatedAt} by ${tool.name} ${tool.version}.`),
    paragraph(conclusion),
  ];
}

function coverage(given: FleetCoverage): readonly Block[] {
  const window =
    given.evidenceFrom === undefined
      ? 'no transcripts'
      : `${given.evidenceFrom} to ${given.evidenceTo ?? 'unknown'}`;
  const rows: readonly (readonly [string, string])[] = [
    [
      'Hosts',
      `${given.hosts} of ${counted(given.teams, 'team')}; ${given.reporting} reported in the last seven days`,
    ],
    ['Evidence', window],
    ['Inventory', `${counted(given.sessions, 'session')}, ${counted(given.calls, 'call')}`],
    [
      'Prompts off',
      `${counted(given.bypassCalls, 'call')} on ${counted(given.hostsWithBypass, 'host')}, ${given.bypassHours} hours`,
    ],
    ['Mode not recorded', unknownModes(given)],
    ['The flag stands on', counted(given.hostsWithFlag, 'host')],
    ['Other agents', unreadSessions(given)],
    [
      'Not proven clean',
      `${counted(given.hostsWithGaps, 'host')} with evidence that is missing or could not be read`,
    ],
  ];
  return [heading(2, 'Coverage'), facts(rows)];
}

/** "0 calls with prompts off" says nothing of calls whose mode no record tells. */
function unknownModes({ unknownModeCalls, hostsWithUnknownMode, calls }: FleetCoverage): string {
  if (unknownModeCalls === 0) return 'of no call: every call has a mode';
  return `of ${unknownModeCalls} of ${counted(calls, 'call')}, on ${counted(hostsWithUnknownMode, 'host')}: whether prompts were off for them is not known`;
}

function unreadSessions({ unreadSessions: sessions, hostsWithUnreadAgents }: FleetCoverage): string {
  if (sessions === 0 && hostsWithUnreadAgents === 0) return 'no session was found and left unread';
  return `${counted(sessions, 'session')} on ${counted(hostsWithUnreadAgents, 'host')}, not read`;
}

function trend({ trend: lines }: FleetReport): readonly Block[] {
  if (lines.every(({ before, now }) => before === 0 && now === 0)) {
    return [heading(2, 'Against the run before'), paragraph('No host has two runs.')];
  }
  const rows = lines.map(({ what, before, now }) => [
    what,
    String(before),
    String(now),
    signed(now - before),
  ]);
  return [
    heading(2, 'Against the run before'),
    paragraph(
      'Of hosts with two runs or more: what the run before the last knew, and what the last one knows.',
    ),
    table(['What', 'Before', 'Now', 'Change'], rows),
  ];
}

function signed(change: number): string {
  return change > 0 ? `+${change}` : String(change);
}

function section({ title, parts }: FleetSection): readonly Block[] {
  const answered = parts.filter(({ rows }) => rows.length > 0);
  const unanswered = parts.filter(({ rows }) => rows.length === 0);
  const nothing = unanswered.map(({ question }) => `${prose(question)} None.`);
  return [heading(2, title), ...answered.flatMap(part), list(nothing)];
}

function part({ question, level, rows, total, nextStep }: FleetPart): readonly Block[] {
  const head = Object.keys(rows[0] ?? {}).filter((name) => name !== 'hostId');
  const cells = rows.map((row) => head.map((name) => shown(row, name)));
  const more = total > rows.length ? [paragraph(`And ${total - rows.length} more.`)] : [];
  const asked = level === undefined ? prose(question) : `${prose(question)} (${level})`;
  return [heading(3, asked), table(head.map(words), cells), ...more, paragraph(`Next: ${prose(nextStep)}`)];
}

/** Numbers, times and levels as they are; everything else may have been chosen by an attacker. */
function shown(row: FleetRow, name: string): string {
  const value = row[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = cell(value);
  const isOurs = /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/.test(text) || (levels as readonly string[]).includes(text);
  return isOurs ? text : code(text);
}

/** `firstSeenAt` as `First seen at`. */
function words(name: string): string {
  const spaced = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function hunts({ hunts: asked }: FleetReport): readonly Block[] {
  const rows = asked
    .toSorted(
      (one, other) => levels.indexOf(other.level) - levels.indexOf(one.level) || other.rows - one.rows,
    )
    .map(({ id, level, rows: count, title }) => [code(id), level, String(count), prose(title)]);
  return [heading(2, 'Every hunt'), table(['Hunt', 'Level', 'Rows', 'Question'], rows)];
}

function refused({ refused: given }: FleetReport): readonly Block[] {
  if (given.length === 0) return [];
  const rows = given.map(({ reason, meaning, count, path, line }) => [
    reason,
    String(count),
    code(line === 0 ? path : `${path}:${line}`),
    prose(meaning),
  ]);
  return [heading(2, 'Refused on loading'), table(['Reason', 'Count', 'First', 'Meaning'], rows)];
}

const method: readonly Block[] = [
  heading(2, 'Method'),
  paragraph(
    'Every number comes from the spools that were loaded; a host that sent none is not in it. A row is a reason to look, not a verdict: on the host, `yolo-triage report` has the evidence, the verdict and the way back. All rows of a hunt: `yolo-triage fleet hunt <hunt> --format ndjson`.',
  ),
];
