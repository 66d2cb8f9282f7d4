import { posix } from 'node:path';
import type { EvidenceReference } from '../../evidence/artifact.ts';
import { member } from '../../evidence/configuration/config-value.ts';
import type { ConfigurationReader } from '../../evidence/configuration/configuration-reader.ts';
import { parseConfiguration } from '../../evidence/configuration/parse-configuration.ts';
import { type ConfiguredServer, serversUnder } from '../../evidence/configuration/read-servers.ts';
import { hostPath } from '../../evidence/home.ts';
import { neverRan, type ToolCall } from '../../transcripts/tool-call.ts';

/** A `--mcp-config` argument of a command that a session ran; it leaves no entry in any configuration. */
export interface ConfigArgument {
  /** A file, or JSON. */
  readonly value: string;
  readonly cwd: string;
  /** ISO 8601 UTC. */
  readonly at?: string;
  readonly evidence: EvidenceReference;
}

const argumentsAtMost = 200;

/** https://code.claude.com/docs/en/cli-reference */
export function configArguments(call: ToolCall): readonly ConfigArgument[] {
  const command = call.input['command'];
  if (typeof command !== 'string' || !command.includes('--mcp-config')) return [];
  if (neverRan(call.outcome)) return [];
  const found = command.matchAll(
    /--mcp-config(?:=|\s{1,20})(?:'([^']{1,20000})'|"((?:[^"\\]|\\.){1,20000})"|([^\s;|&]{1,4096}))/g,
  );
  return [...found].slice(0, argumentsAtMost).map(([, single, double, bare]) => ({
    value: single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? bare ?? '',
    cwd: call.cwd ?? '/',
    ...(call.startedAt !== undefined && { at: call.startedAt }),
    evidence: call.evidence,
  }));
}

/** The servers of such an argument: written out, or in a file that is still there. */
export function commandLineServers(
  argument: ConfigArgument,
  reader: ConfigurationReader,
): readonly ConfiguredServer[] {
  const { value, cwd, evidence, at } = argument;
  const isInline = value.trimStart().startsWith('{');
  const path = posix.isAbsolute(value) ? value : posix.join(cwd, value);
  const read = isInline ? undefined : reader.read(hostPath(reader.evidence.home, path), 'json');
  const root = isInline ? parseConfiguration(value, 'json').root : read?.root;
  if (!isInline && !read) {
    const reason = `a session started an agent with --mcp-config ${path}, which is not there`;
    reader.evidence.reportGap({ kind: 'missing', reason, evidence });
  }
  return serversUnder(member(root, 'mcpServers'), {
    client: 'claude-code',
    scope: 'command-line',
    path: read?.path ?? evidence.path,
    file: isInline ? evidence.path : path,
    modifiedAt: read?.modifiedAt ?? at ?? '',
    ...(isInline && evidence.line !== undefined && { line: evidence.line }),
  });
}
