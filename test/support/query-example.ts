import type { DetectorFactory } from '../../src/detect/detector.ts';
import type { Finding } from '../../src/detect/finding.ts';
import type { SourceNode } from '../../src/detect/source-node.ts';
import { FlowMemory } from '../../src/events/flows/flow-memory.ts';
import type { LogEvent, LogSource } from '../../src/events/log-events/log-event.ts';
import { logEvents } from '../../src/events/log-events/log-events.ts';
import { sanctionedByDefault } from '../../src/events/log-events/sanctioned-hosts.ts';
import { toolNamed } from '../../src/transcripts/dialects/dialects.ts';
import { CallAnalyser } from '../../src/transcripts/effects/call-analyser.ts';
import { outcomes, permissionModes, type ToolCall } from '../../src/transcripts/tool-call.ts';

/**
 * An example of a query: one call, the calls of a session, or the fields of one `configuration` or `ref_update` event.
 * A text is a command of the Bash tool.
 */
export type Example = string | Readonly<Record<string, unknown>>;

const home = '/home/dana';
const cwd = '/home/dana/app';

/** What the queries say about an example, in a session of its own. */
export function findingsOf(detectors: DetectorFactory, example: Example): Finding[] {
  for (const [category, logsource] of Object.entries(otherSources)) {
    const fields = typeof example === 'object' ? example[category] : undefined;
    if (fields !== undefined) return otherFindings(detectors, logsource, fields as LogEvent['fields']);
  }
  const session = typeof example === 'object' ? example['session'] : undefined;
  const calls = Array.isArray(session) ? (session as Example[]) : [example];
  const detector = detectors.create();
  const analyser = new CallAnalyser(home);
  const sanctioned = sanctionedByDefault;
  const flows = new FlowMemory(sanctioned);
  for (const [index, given] of calls.entries()) {
    const { call, analysis, paths, edits } = analyser.analyse(callOf(given, index));
    const products = ['linux', 'macos'];
    detector.observe(logEvents(call, analysis, { paths, sanctioned, flows, edits, products }));
  }
  return detector.finish();
}

/** Events that are no calls, by the key of their examples. */
const otherSources = {
  configuration: { products: ['ai_agent'], category: 'configuration' },
  ref_update: { products: ['git'], category: 'ref_update' },
} satisfies Record<string, LogSource>;

function otherFindings(
  detectors: DetectorFactory,
  logsource: LogSource,
  fields: LogEvent['fields'],
): Finding[] {
  const detector = detectors.create();
  const subject = String(fields['name'] ?? fields['ref']);
  detector.observe([{ logsource, fields, subject, evidence: { path: 'evidence' } }]);
  return detector.finish();
}

function callOf(example: Example, index: number): ToolCall {
  const given = typeof example === 'string' ? { tool: 'Bash', input: { command: example } } : example;
  const { tool, input, outcome, result, fileChange, prompt, mode, contradicted, folder } = given as Record<
    string,
    unknown
  >;
  const own = (input ?? {}) as Record<string, unknown>;
  const evidence = { path: 'transcript.jsonl', line: index + 1 };
  return {
    id: `toolu_${index}`,
    sessionId: 'session-1',
    project: 'app',
    cwd: typeof folder === 'string' ? folder : cwd,
    ...toolNamed('claude-code', String(tool)),
    argument: String(own['command'] ?? own['file_path'] ?? own['url'] ?? ''),
    input: own,
    startedAt: `2026-11-20T10:${String(index).padStart(2, '0')}:00.000Z`,
    permissionMode: permissionModes.find((known) => known === mode) ?? 'bypassPermissions',
    permissionModeSource: 'user-record',
    outcome: outcomes.find((known) => known === outcome) ?? 'succeeded',
    effects: [],
    evidence,
    ...(contradicted === true && { contradicted }),
    ...(typeof prompt === 'string' && { prompt }),
    ...(typeof result === 'string' && {
      result: {
        text: result,
        isError: false,
        evidence,
        ...(typeof fileChange === 'object' && { fileChange: fileChange as Record<string, unknown> }),
      },
    }),
  };
}

/** The plain values of a node of a query file. */
export function plain(node: SourceNode | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, node: inner }) => [key, plain(inner)]));
}
