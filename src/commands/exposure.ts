import type { Exposure } from '../assess/exposure/exposure.ts';
import { type Rotation, rotationList } from '../assess/exposure/rotation-list.ts';
import { watchCredentials } from '../events/exposure/touched-credentials.ts';
import { reachableCredentials } from '../evidence/exposure/reachable-credentials.ts';
import { mcpServers } from '../investigation/configuration/mcp-servers.ts';
import { observeCalls } from '../investigation/configuration/observe-calls.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { watchConfiguration } from '../investigation/configuration/traced-configuration.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { highestLevel } from '../level.ts';
import type { CallWatcher, CallWithEffects } from '../transcripts/call-watcher.ts';
import { type SearchedTranscripts, searchTranscripts } from '../transcripts/secrets/search-transcripts.ts';
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
  const configuration = watchConfiguration(evidence);
  const credentials = watchCredentials();
  const bypass = watchBypass();
  const search = searchTranscripts(evidence);
  const watchers = [configuration, credentials, bypass];
  const account = await observeCalls(home, watchers, { withResults: true });
  const traced = configuration.result();
  const reachable = reachableCredentials(evidence, traced.projects(invocation.options.repo));
  const touched = credentials.result();
  const bypassed = bypass.result();
  const { secrets: inTranscripts, gaps: searchGaps, valueDigests } = await search;
  const servers = mcpServers(traced, invocation.options.repo);
  const rotations = rotationList({ touched, inTranscripts, servers, reachable, bypassed });
  const level = highestLevel(rotations.map((rotation) => rotation.level));
  const status = { level, gaps: [...gaps, ...searchGaps, ...account.gaps] };
  const common = { schemaVersion: 1, home: home.recordedPath, gaps: status.gaps } as const;
  return { document: { ...common, reachable, touched, inTranscripts, rotations }, status, valueDigests };
}

/** Whether any call ran with permission prompts off. */
function watchBypass() {
  let bypassed = false;
  return {
    call({ call }) {
      bypassed ||= call.permissionMode === 'bypassPermissions';
    },
    result: () => bypassed,
  } satisfies CallWatcher<boolean, CallWithEffects>;
}

async function* rowsOf(rotations: readonly Rotation[]): AsyncIterable<Rotation> {
  yield* rotations;
}
