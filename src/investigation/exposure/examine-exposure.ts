import type { Exposure } from '../../assess/exposure/exposure.ts';
import { rotationList } from '../../assess/exposure/rotation-list.ts';
import { SecretsShown } from '../../events/exposure/shown-secrets.ts';
import { TouchedCredentials } from '../../events/exposure/touched-credentials.ts';
import { reachableCredentials } from '../../evidence/exposure/reachable-credentials.ts';
import type { Home } from '../../evidence/home.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { CallWatcher } from '../../transcripts/call-watcher.ts';
import { inventory } from '../../transcripts/inventory.ts';
import { type SearchedTranscripts, searchTranscripts } from '../../transcripts/secrets/search-transcripts.ts';
import { callEvents } from '../call-events.ts';
import { noAnswers } from '../case/analyst-answers.ts';
import { mcpServers } from '../configuration/mcp-servers.ts';
import { openEvidence } from '../configuration/open-evidence.ts';
import { watchConfiguration } from '../configuration/traced-configuration.ts';
import type { ExposedCredentials } from '../detection.ts';
import { returnedBy, watchCalls } from '../watch-calls.ts';

/** The exposure with what tells values apart and must not be shown. */
export interface ExaminedExposure extends Pick<SearchedTranscripts, 'valueDigests'> {
  readonly exposure: Exposure;
}

/** Reads the sessions, the configuration and the credential stores of a home. */
export async function examineExposure(invocation: Invocation<'repo'>): Promise<ExaminedExposure> {
  const { evidence, gaps } = openEvidence(invocation);
  const { home } = evidence;
  const configuration = watchConfiguration(evidence);
  const credentials = watchCredentials(home);
  const bypass = watchBypass();
  const search = searchTranscripts(evidence);
  const watchers = [configuration, credentials, bypass];
  const account = await returnedBy(watchCalls(inventory(home), home, watchers));
  const traced = configuration.result();
  const reachable = reachableCredentials(evidence, traced.projects(invocation.options.repo));
  const { touched, shown } = credentials.result();
  const bypassed = bypass.result();
  const { secrets: inTranscripts, gaps: searchGaps, valueDigests } = await search;
  const servers = mcpServers(traced, invocation.options.repo);
  const rotations = rotationList({
    touched,
    witnessed: [],
    shown,
    inTranscripts,
    servers,
    reachable,
    bypassed,
  });
  const allGaps = [...gaps, ...searchGaps, ...account.gaps];
  const common = { schemaVersion: 1, home: home.recordedPath, gaps: allGaps } as const;
  return { exposure: { ...common, reachable, touched, inTranscripts, rotations }, valueDigests };
}

/** By the same events as the findings of a case. */
function watchCredentials(home: Home) {
  const eventsOf = callEvents({ allowHost: [] }, home, noAnswers);
  const touched = new TouchedCredentials();
  const shown = new SecretsShown();
  return {
    call(analysed) {
      const { call, events } = eventsOf(analysed);
      touched.observe(call, events);
      shown.observe(call, events);
    },
    result: () => ({ touched: touched.list(), shown: shown.list() }),
  } satisfies CallWatcher<ExposedCredentials>;
}

/** Whether any call ran with permission prompts off. */
function watchBypass() {
  let bypassed = false;
  return {
    call({ call }) {
      bypassed ||= call.permissionMode === 'bypassPermissions';
    },
    result: () => bypassed,
  } satisfies CallWatcher<boolean>;
}
