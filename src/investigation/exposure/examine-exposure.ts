import type { Exposure } from '../../assess/exposure/exposure.ts';
import { rotationList } from '../../assess/exposure/rotation-list.ts';
import { watchCredentials } from '../../events/exposure/touched-credentials.ts';
import { reachableCredentials } from '../../evidence/exposure/reachable-credentials.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { CallWatcher, CallWithEffects } from '../../transcripts/call-watcher.ts';
import { type SearchedTranscripts, searchTranscripts } from '../../transcripts/secrets/search-transcripts.ts';
import { mcpServers } from '../configuration/mcp-servers.ts';
import { observeCalls } from '../configuration/observe-calls.ts';
import { openEvidence } from '../configuration/open-evidence.ts';
import { watchConfiguration } from '../configuration/traced-configuration.ts';

/** The exposure with what tells values apart and must not be shown. */
export interface ExaminedExposure extends Pick<SearchedTranscripts, 'valueDigests'> {
  readonly exposure: Exposure;
}

/** Reads the sessions, the configuration and the credential stores of a home. */
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
  const allGaps = [...gaps, ...searchGaps, ...account.gaps];
  const common = { schemaVersion: 1, home: home.recordedPath, gaps: allGaps } as const;
  return { exposure: { ...common, reachable, touched, inTranscripts, rotations }, valueDigests };
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
