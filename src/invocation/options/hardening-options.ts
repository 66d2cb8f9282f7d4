import { locks } from '../../harden/hardening.ts';
import { type TargetSystem, targetSystems } from '../../harden/target-system.ts';
import { webAddressOf } from './addresses.ts';
import { oneOf } from './names.ts';
import { agentVersionOf, wholeNumberOf } from './numbers.ts';
import type { OptionEntries } from './option-entry.ts';
import { pathOf } from './paths.ts';

/** `Object.keys` forgets what the keys of a record are. */
const systems = Object.keys(targetSystems) as TargetSystem[];

/** Policy for the next time, and the hook that holds agents to it. */
export const hardeningOptions = {
  system: {
    flags: '--system <name>',
    description: 'macos, linux, wsl or windows (default: this one)',
    repeatable: true,
    values: systems,
    parse: (word: string) => oneOf(word, systems, 'system'),
  },
  outputDir: {
    flags: '--output-dir <dir>',
    description: 'write the plan below this folder, merged with what stands there',
    parse: pathOf,
  },
  check: { flags: '--check', description: 'is the plan in force below the root, and unchanged' },
  revert: { flags: '--revert', description: 'put back the exact bytes that stood there before' },
  lock: {
    flags: '--lock <what>',
    description: 'only managed hooks, mcp, rules or plugins',
    repeatable: true,
    values: locks,
    parse: (word: string) => oneOf(word, locks, 'lock'),
  },
  minimumVersion: {
    flags: '--minimum-version <x.y.z>',
    description: 'oldest Claude Code that may start (default: 2.1.257)',
    parse: agentVersionOf,
  },
  retention: {
    flags: '--retention <days>',
    description: 'how long transcripts are kept (default: 365)',
    parse: wholeNumberOf,
  },
  telemetry: {
    flags: '--telemetry <url>',
    description: 'OpenTelemetry collector that gets every decision',
    parse: webAddressOf,
  },
  autoMode: { flags: '--auto-mode', description: 'start sessions in auto mode' },
  rules: {
    flags: '--rules <file>',
    description: 'permission rules to add, from replay --suggest',
    parse: pathOf,
  },
  hookProgram: {
    flags: '--hook-program <command>',
    description: 'what starts the hook (default: yolo-triage-hook; or none)',
  },
  detections: {
    flags: '--detections',
    description: 'write detection content for SIEM, osquery, semgrep and git too',
  },
  policy: {
    flags: '--policy <file>',
    description: 'policy of the hook (default: the built-in one)',
    parse: pathOf,
  },
  log: { flags: '--log <file>', description: 'append each decision to this hash-chained log', parse: pathOf },
  failOpen: { flags: '--fail-open', description: 'let calls through that cannot be judged' },
} as const satisfies OptionEntries;
