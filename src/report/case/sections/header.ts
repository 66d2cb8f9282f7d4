import { claudeCode } from '../../../agents/claude-code.ts';
import type { CaseReport } from '../../../assess/case-report.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import { type Block, facts, heading } from '../../blocks/block.ts';
import { code, counted, reference } from '../../markdown.ts';
import { tlpLine } from '../../tlp.ts';

/** TLP label, title and the facts of the run. https://www.first.org/tlp/ */
export function header({
  subject,
  tool,
  generatedAt,
  coverage,
  retention,
  caseFile,
}: CaseReport): readonly Block[] {
  const window = [subject.since ?? 'the beginning', subject.until ?? 'the end'].join(' to ');
  const rows: readonly (readonly [string, string])[] = [
    ...(caseFile?.incident === undefined ? [] : [['Incident id', code(caseFile.incident)] as const]),
    ['Evidence home', code(subject.home)],
    ['Time window', subject.since || subject.until ? window : 'all that the evidence covers'],
    ['Activity', activity(coverage)],
    ['Prompts off', promptsOff(coverage)],
    ...(isOfOthers(coverage) ? [] : [['Transcripts are kept', kept(retention)] as const]),
    ['Evidence', evidence(coverage)],
    ['Secrets', subject.redacted ? 'redacted' : '**shown as they are: `--no-redact` was given**'],
    ...(caseFile ? [['Answers of the analyst', answered(caseFile)] as const] : []),
    ['Made', `${generatedAt} by ${tool.name} ${tool.version}`],
  ];
  return [tlpLine(caseFile), heading(1, 'Incident report'), facts(rows)];
}

function answered({ path, hosts, accounts, accepted }: NonNullable<CaseReport['caseFile']>): string {
  const [sanctioned = [], own = []] = [hosts?.sanctioned, hosts?.own];
  const said = [
    ...(sanctioned.length === 0 ? [] : [counted(sanctioned.length, 'sanctioned host')]),
    ...(own.length === 0 ? [] : [counted(own.length, 'own host')]),
    ...(accounts?.length ? [counted(accounts.length, 'own account')] : []),
    ...(accepted?.length ? [counted(accepted.length, 'accepted finding')] : []),
  ];
  return [code(path), ...said].join(', ');
}

/** From the first to the last record. */
function activity({ inWindow: { from, to } }: Coverage): string {
  return from === undefined || to === undefined ? 'no record with a time' : `${from} to ${to}`;
}

function promptsOff({
  promptsOff: { sessions: off, inferredSessions },
  sessions,
  calls,
  modes,
}: Coverage): string {
  if (sessions === 0) return 'not known';
  if (off + inferredSessions === 0 && calls > 0 && modes.unknown === calls) {
    return `not known: no record tells the mode of any of ${counted(calls, 'call')}`;
  }
  const inferred = inferredSessions === 0 ? '' : `, ${inferredSessions} more as the jobs that start them say`;
  const unknown =
    modes.unknown === 0 ? '' : `; the mode of ${modes.unknown} of ${counted(calls, 'call')} is not recorded`;
  return `${off} of ${counted(sessions, 'session')}${inferred}${unknown}`;
}

function evidence({ transcripts, sessions, calls, unread }: Coverage): string {
  const others = unread.map(
    ({ name, sessions: count }) => `${counted(count, 'session')} of ${name} not read`,
  );
  return [counted(transcripts, 'file'), counted(sessions, 'session'), counted(calls, 'call'), ...others].join(
    ', ',
  );
}

/** How far back transcripts can tell of anything. */
function kept({ days, scope, coversFrom, evidence }: CaseReport['retention']): string {
  const by = evidence ? `${scope} settings, ${reference(evidence)}` : 'by default';
  const from = coversFrom === undefined ? '' : `; older sessions than ${coversFrom.slice(0, 10)} may be gone`;
  return `${counted(days, 'day')} (${by})${from}`;
}

/** How long transcripts are kept is known of Claude Code alone. */
function isOfOthers({ agentsRead }: Coverage): boolean {
  return agentsRead.length > 0 && !agentsRead.includes(claudeCode.name);
}
