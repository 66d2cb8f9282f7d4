import type { Exposure } from '../assess/exposure/exposure.ts';
import { type Rotation, rotationList } from '../assess/exposure/rotation-list.ts';
import { credentialWatch } from '../events/exposure/touched-credentials.ts';
import { reachableCredentials } from '../evidence/exposure/reachable-credentials.ts';
import { configurationScene } from '../investigation/configuration/configuration-scene.ts';
import { mcpServers } from '../investigation/configuration/mcp-servers.ts';
import { observeCalls } from '../investigation/configuration/observe-calls.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { highestLevel } from '../level.ts';
import { type SearchedTranscripts, searchTranscripts } from '../transcripts/secrets/search-transcripts.ts';
import type { ToolCall } from '../transcripts/tool-call.ts';
import type { Command, Status } from './command.ts';

/** Which credentials the sessions could reach, which they touched, and what to revoke first. */
export const run: Command<'repo', Exposure, Rotation> = async (invocation) => {
  const { document, status } = await examineExposure(invocation);
  if (invocation.shape === 'document') return { shape: 'document', document, status };
  return { shape: 'stream', rows: rowsOf(document.rotations), status: () => status };
};

/** The same with what tells values apart and must not be shown. */
export interface ExaminedExposure extends Pick<SearchedTranscripts, 'valueDigests'> {
  readonly document: Exposure;
  readonly status: Status;
}

export async function examineExposure(invocation: Invocation<'repo'>): Promise<ExaminedExposure> {
  const { evidence, gaps } = openEvidence(invocation);
  const { home } = evidence;
  const scene = configurationScene(evidence);
  const watch = credentialWatch();
  let bypassed = false;
  const observe = (call: ToolCall) => {
    scene.observe(call);
    watch.observe(call);
    bypassed ||= call.permissionMode === 'bypassPermissions';
  };
  const search = searchTranscripts(home);
  const account = await observeCalls(home, observe, { withResults: true });
  const reachable = reachableCredentials(evidence, scene.projects(invocation.options.repo));
  const touched = watch.touched();
  const { secrets: inTranscripts, gaps: searchGaps, valueDigests } = await search;
  const servers = mcpServers(scene, invocation.options.repo);
  const rotations = rotationList({ touched, inTranscripts, servers, reachable, bypassed });
  const level = highestLevel(rotations.map((rotation) => rotation.level));
  const status = { level, gaps: [...gaps, ...searchGaps, ...account.gaps] };
  const common = { schemaVersion: 1, home: home.recordedPath, gaps: status.gaps } as const;
  return { document: { ...common, reachable, touched, inTranscripts, rotations }, status, valueDigests };
}

async function* rowsOf(rotations: readonly Rotation[]): AsyncIterable<Rotation> {
  yield* rotations;
}
