import { basename } from 'node:path';
import type { CaseReport } from '../../assess/case-report.ts';
import type { Witness } from '../../assess/join-logs/witness.ts';
import type { AgentAccount } from '../../evidence/configuration/claude-accounts.ts';
import type { Home } from '../../evidence/home.ts';
import { hostFacts } from '../../evidence/host-facts.ts';
import type { Invocation } from '../../invocation/invocation.ts';

interface Known {
  readonly home: Home;
  readonly accounts: readonly AgentAccount[];
  readonly witnesses: readonly Witness[];
}

/** What the report is about, with the settings that shaped it. */
export function caseSubject(
  { home, accounts, witnesses }: Known,
  { options, homeDirectory }: Invocation<'since' | 'until' | 'timeZone'>,
): CaseReport['subject'] {
  const { since, until, redact, timeZone } = options;
  const named = hostFacts(home, homeDirectory).hostName;
  const hosts = named === undefined ? [...new Set(witnesses.flatMap((one) => one.hosts))] : [named];
  return {
    name: basename(home.directory),
    home: home.recordedPath,
    directory: home.directory,
    ...(hosts.length > 0 && { hosts }),
    ...(home.root !== undefined && { root: home.root }),
    ...(since && { since: since.toISOString() }),
    ...(until && { until: until.toISOString() }),
    ...(timeZone !== undefined && { timeZone }),
    ...(accounts.length > 0 && { accounts }),
    redacted: redact,
  };
}
