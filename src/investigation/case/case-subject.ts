import { basename } from 'node:path';
import type { CaseReport } from '../../assess/case-report.ts';
import type { AgentAccount } from '../../evidence/configuration/claude-accounts.ts';
import type { Home } from '../../evidence/home.ts';
import type { Options } from '../../invocation/invocation.ts';

/** What the report is about, with the settings that shaped it. */
export function caseSubject(
  { home, accounts }: { readonly home: Home; readonly accounts: readonly AgentAccount[] },
  { since, until, redact, timeZone }: Options<'since' | 'until' | 'timeZone'>,
): CaseReport['subject'] {
  return {
    name: basename(home.directory),
    home: home.recordedPath,
    directory: home.directory,
    ...(home.root !== undefined && { root: home.root }),
    ...(since && { since: since.toISOString() }),
    ...(until && { until: until.toISOString() }),
    ...(timeZone !== undefined && { timeZone }),
    ...(accounts.length > 0 && { accounts }),
    redacted: redact,
  };
}
