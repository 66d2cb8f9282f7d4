import { shellNames } from '../../shell/shells.ts';
import { parseHost } from '../parse-host.ts';
import type { OptionEntries } from './option-entry.ts';
import { pathOf } from './paths.ts';

/** What else the evidence is compared with. */
export const detectionOptions = {
  queries: { flags: '--queries <dir>', description: 'more Sigma queries', repeatable: true, parse: pathOf },
  allowHost: {
    flags: '--allow-host <host>',
    description: 'a sanctioned host or domain',
    repeatable: true,
    parse: parseHost,
  },
  case: {
    flags: '--case <file>',
    description: 'answers of the analyst: own hosts, accepted findings, notes (see docs/case-file.md)',
    parse: pathOf,
  },
  providerLog: {
    flags: '--provider-log <file>',
    description: 'OpenTelemetry logs or Compliance API export to compare with',
    repeatable: true,
    parse: pathOf,
  },
  processLog: {
    flags: '--process-log <file>',
    description: 'process events (auditd, Sysmon, osquery, ECS, …) to compare with',
    repeatable: true,
    parse: pathOf,
  },
  witnessLog: {
    flags: '--witness-log <file>',
    description: 'any other log to compare with: endpoint, network, cloud (see docs/second-witness.md)',
    repeatable: true,
    parse: pathOf,
  },
  shell: {
    flags: '--shell <name>',
    description: 'whose line it is: bash (default; sh, zsh), powershell (pwsh) or cmd',
    values: shellNames,
  },
} as const satisfies OptionEntries;
