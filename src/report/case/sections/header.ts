import type { CaseReport } from '../../../assess/case-report.ts';
import type { Coverage } from '../../../transcripts/coverage/coverage.ts';
import { type Block, heading, list } from '../../blocks/block.ts';
import { code, counted, firstFew } from '../../markdown.ts';
import { tlpLine } from '../../tlp.ts';
import { spanOf } from './incident-words.ts';

/** TLP label, title and the facts of the run. https://www.first.org/tlp/ */
export function header(report: CaseReport): readonly Block[] {
  const { subject, coverage, caseFile } = report;
  const window = [subject.since ?? 'the beginning', subject.until ?? 'the end'].join(' to ');
  const { incident } = caseFile ?? {};
  const asked = subject.since || subject.until ? `, in the window ${window}` : '';
  return [
    tlpLine(caseFile),
    heading(1, `Incident report${incident === undefined ? '' : ` ${code(incident)}`}`),
    list([
      `**Who and where**: ${machine(subject)}, ${code(subject.home)}${workedIn(report)}${agentsOf(report)}${accountOf(subject)}`,
      `**When**: ${activity(coverage)}${asked}; report of ${report.generatedAt.slice(0, 10)}${ageOf(report)}`,
      `**Prompts off**: ${promptsOff(report)}`,
      `**Read**: ${evidence(coverage)}; places are cited by exhibit and line, exhibits listed last`,
      ...(caseFile ? [`**Answers of the analyst**: ${answered(caseFile)}`] : []),
      ...(subject.redacted ? [] : ['**Secrets are shown as they are: `--no-redact` was given**']),
    ]),
  ];
}

const mostHosts = 2;

/** By which it can be taken off the network. */
function machine({ hosts = [] }: CaseReport['subject']): string {
  if (hosts.length === 0) return 'host not in the evidence';
  const names = hosts.map((host) => code(host, 60));
  return `${hosts.length === 1 ? 'host' : 'hosts'} ${firstFew(names, mostHosts)}`;
}

const dayMs = 24 * 60 * 60_000;
const daysOfMonth = 365 / 12;

/** From the day of the last record on: what was deleted long ago is hardly on the disk any more. */
function ageOf({ generatedAt, coverage: { inWindow } }: CaseReport): string {
  const dayOf = (at: string) => Date.parse(at.slice(0, 10)) / dayMs;
  const days = dayOf(generatedAt) - dayOf(inWindow.to ?? '');
  if (!(days >= 1)) return '';
  if (days < 2 * daysOfMonth) return `, ${counted(days, 'day')} later`;
  return `, ${Math.floor(days / daysOfMonth)} months later`;
}

const mostVersions = 2;

function agentsOf({ coverage: { agentsRead }, sessions }: CaseReport): string {
  if (agentsRead.length === 0) return '';
  const versions = [...new Set(sessions.flatMap((session) => session.versions))];
  const named =
    agentsRead.length > 1 || versions.length === 0
      ? ''
      : ` ${firstFew(
          versions.map((one) => code(one, 20)),
          mostVersions,
        )}`;
  return `, ${agentsRead.join(', ')}${named}`;
}

/** Of a copy that no record calls by its path, where the sessions worked: it says whose machine that was. */
function workedIn({ subject: { home, directory }, sessions }: CaseReport): string {
  const folders = [...new Set(sessions.flatMap(({ cwds }) => cwds.slice(0, 1)))];
  const isNamed = home !== directory || folders.some((folder) => folder.startsWith(home));
  if (isNamed || folders.length === 0) return '';
  return `, sessions worked in ${firstFew(
    folders.map((folder) => code(folder, 48)),
    1,
  )}`;
}

/** Under which the agent ran. */
function accountOf({ accounts: [account] = [] }: CaseReport['subject']): string {
  const name = account?.email ?? account?.name ?? account?.accountId;
  return name === undefined ? '' : `, account ${code(name, 60)}`;
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
  return from === undefined || to === undefined ? 'no record with a time' : spanOf({ from, to });
}

function promptsOff({ coverage, ...report }: CaseReport): string {
  const { promptsOff: off, sessions, calls, modes } = coverage;
  if (sessions === 0) return 'not known';
  const all = off.sessions + off.inferredSessions;
  if (all === 0 && modes.unknown > 0) {
    const of = modes.unknown === calls ? 'any' : `${modes.unknown}`;
    const others = modes.unknown === calls ? '' : ' (on for the others)';
    return `not known: no record tells the mode of ${of} of ${counted(calls, 'call')}${others}`;
  }
  const inferred =
    off.inferredSessions === 0 ? '' : `, ${off.inferredSessions} more as the jobs that start them say`;
  const unknown =
    modes.unknown === 0 ? '' : `; the mode of ${modes.unknown} of ${counted(calls, 'call')} is not recorded`;
  return `${off.sessions} of ${counted(sessions, 'session')}${inferred}${inWindows(report)}${unknown}`;
}

/** Calls of the bypass windows, and how long these were together. */
function inWindows({ sessions, activity }: Pick<CaseReport, 'sessions' | 'activity'>): string {
  const windows = sessions.flatMap(({ bypassWindows }) => bypassWindows);
  if (windows.length === 0) return '';
  const calls = windows.reduce((sum, window) => sum + window.calls, 0);
  const minutes = windows.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0) / 60_000;
  const long = minutes < 100 ? `${Math.ceil(minutes)} min` : `${Math.round(minutes / 60)} h`;
  return `, ${calls} of ${counted(activity.calls, 'call')} in ${long}`;
}

function evidence({ transcripts, sessions, calls, unread }: Coverage): string {
  const others = unread.map(
    ({ name, sessions: count }) => `${counted(count, 'session')} of ${name} not read`,
  );
  return [counted(transcripts, 'file'), counted(sessions, 'session'), counted(calls, 'call'), ...others].join(
    ', ',
  );
}
