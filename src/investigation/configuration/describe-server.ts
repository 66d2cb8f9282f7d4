import type { WrittenBy } from '../../events/provenance/written-by.ts';
import type { ConfiguredServer } from '../../evidence/configuration/read-servers.ts';
import type { BinaryResolver, ResolvedFile } from '../../evidence/configuration/resolve-binary.ts';
import { appearanceOf } from '../../evidence/configuration/server-backups.ts';
import { isHeldByIndex } from '../../evidence/git/held-by-index.ts';
import type { Home } from '../../evidence/home.ts';
import { launchOf } from '../../mcp/launch.ts';
import { localFileOf, type Standing, standingOf } from '../../mcp/local-file.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import { packageReference } from '../../mcp/package-reference.ts';
import { tracedServer } from '../../mcp/server-words.ts';
import { toolName } from '../../mcp/tool-use.ts';
import { type ApprovalFacts, unaskedReasons } from '../../mcp/unasked.ts';
import type { TracedConfiguration } from './traced-configuration.ts';

export interface Surroundings {
  readonly traced: TracedConfiguration;
  readonly resolver: BinaryResolver;
  readonly approvals: ApprovalFacts;
  /** Name → when it last wrote a log. */
  readonly logs: ReadonlyMap<string, string>;
}

/** What the entry means on this machine: what it runs, who wrote it, whether it was used. */
export function describeServer(
  server: ConfiguredServer,
  { traced, resolver, approvals, logs }: Surroundings,
): McpServer {
  const { words, script: scriptWord, ...launch } = launchOf(server.command, server.args);
  const folder = server.cwd ?? server.project ?? traced.reader.evidence.home.recordedPath;
  const binary = words[0] === undefined ? undefined : resolver.program(words[0], folder);
  const script = scriptWord === undefined ? undefined : resolver.file(scriptWord, folder);
  const fetched = packageReference(words);
  const { home } = traced.reader.evidence;
  const inlineCode = launch.shellText ?? launch.inlineCode;
  const localFile = localFileOf({
    ...(fetched && { package: fetched }),
    ...(inlineCode !== undefined && { inlineCode }),
    ...(script && { script }),
    ...(binary && { binary }),
  });
  const registeredBy = traced.ledger
    .originsOf(tracedServer(server))
    .find(({ strength }) => strength !== 'file');
  const droppedBy = dropped(traced, [script, binary]);
  const toolNames = toolNamesOf(server);
  const use = traced.uses.useOf(toolNames);
  const appeared = appearanceOf(server, traced.reader);
  const loggedAt = server.client === 'claude-code' ? logs.get(toolName(server.name)) : undefined;
  const reasons = unaskedReasons(server, approvals);
  return {
    ...server,
    envNames: server.environment.map(({ name }) => name),
    ...(fetched && { package: fetched }),
    ...(binary && { binary }),
    ...(script && { script }),
    ...(localFile && { localFile: { ...localFile, standing: standing(localFile, home) } }),
    ...(inlineCode !== undefined && { inlineCode }),
    ...(registeredBy && { registeredBy }),
    ...(droppedBy && { droppedBy }),
    ...changed([script, binary], { registeredAt: registeredBy?.at, configuredAt: server.modifiedAt }),
    ...(appeared && { appeared }),
    toolNames,
    ...(use && { use }),
    ...(loggedAt !== undefined && { loggedAt }),
    unasked: reasons.map(({ reason }) => reason),
    approvedBlanketly: reasons.some(({ blanket }) => blanket),
    findings: [],
  };
}

function standing(file: ResolvedFile, home: Home): Standing {
  const { path, repository } = file;
  const isCommitted = repository !== undefined && isHeldByIndex(path, repository, home);
  return standingOf(file, { home: home.recordedPath, isCommitted });
}

/** A plugin's servers carry its name: https://code.claude.com/docs/en/plugins-reference */
function toolNamesOf({ name, scope, path }: ConfiguredServer): readonly string[] {
  const plugin = /\/cache\/[^/]+\/([^/]+)\//.exec(path)?.[1];
  return scope === 'plugin' && plugin !== undefined
    ? [toolName(`plugin_${plugin}_${name}`)]
    : [toolName(name)];
}

function dropped(
  { ledger }: TracedConfiguration,
  files: readonly (ResolvedFile | undefined)[],
): WrittenBy | undefined {
  return files.flatMap((file) => (file ? ledger.originsOf({ file: file.path, words: [] }) : []))[0];
}

/** Files and configuration of one moment were written by whoever copied the evidence. */
const copiedWithinMs = 10_000;

function changed(
  files: readonly (ResolvedFile | undefined)[],
  {
    registeredAt,
    configuredAt,
  }: { readonly registeredAt: string | undefined; readonly configuredAt: string },
): { readonly changedSince?: boolean } {
  const times = files.flatMap((file) => file?.facts?.modifiedAt ?? []).map((time) => Date.parse(time));
  if (registeredAt === undefined || times.length === 0) return {};
  const isCopy = (time: number) => Math.abs(time - Date.parse(configuredAt)) < copiedWithinMs;
  return { changedSince: times.some((time) => time > Date.parse(registeredAt) && !isCopy(time)) };
}
