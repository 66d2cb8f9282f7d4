import { type Rotation, type RotationInput, rotationList } from '../../assess/exposure/rotation-list.ts';
import { type BrokenDenial, brokenDenials } from '../../assess/policy/broken-denials.ts';
import { brokenLocks } from '../../assess/policy/broken-locks.ts';
import { type EffectiveSetting, effectivePermissions } from '../../assess/posture/effective-settings.ts';
import type { LeftBehind } from '../../assess/rollback/persistence-steps.ts';
import type { Finding } from '../../detect/finding.ts';
import type { PostureItem } from '../../events/posture-item.ts';
import { type AgentAccount, claudeAccounts } from '../../evidence/configuration/claude-accounts.ts';
import { reachableCredentials } from '../../evidence/exposure/reachable-credentials.ts';
import { readPermissions } from '../../evidence/posture/read-permissions.ts';
import type { Invocation } from '../../invocation/invocation.ts';
import type { McpServer } from '../../mcp/mcp-server.ts';
import type { TranscriptSecrets } from '../../transcripts/secrets/search-transcripts.ts';
import type { SessionSummary } from '../../transcripts/session-summary.ts';
import { examinePosture, examineServers } from '../configuration/configuration-findings.ts';
import { mcpServers } from '../configuration/mcp-servers.ts';
import { postureItems } from '../configuration/posture-items.ts';
import type { TracedConfiguration } from '../configuration/traced-configuration.ts';
import type { ExposedCredentials } from '../detection.ts';
import { analystAnswers } from './analyst-answers.ts';

/** What the configurations of a case say, and what its credentials need. */
export interface ExaminedConfiguration {
  readonly accounts: readonly AgentAccount[];
  readonly servers: readonly McpServer[];
  /** Everything that acts later or guards. */
  readonly posture: readonly PostureItem[];
  readonly settings: readonly EffectiveSetting[];
  /** What of it acts later and was written by a session or matches a query. */
  readonly leftBehind: readonly PostureItem[];
  readonly findings: readonly Finding[];
  /** Worst first. */
  readonly rotations: readonly Rotation[];
  /** What a plan takes out of what sessions left. */
  readonly left: LeftBehind;
}

/** What the transcripts told: about credentials, and of the sessions. */
export interface RecordedFacts {
  readonly exposed: ExposedCredentials & Pick<RotationInput, 'witnessed'>;
  readonly inTranscripts: readonly TranscriptSecrets[];
  readonly sessions: readonly SessionSummary[];
  /** Calls that ran although a deny rule matches them. */
  readonly denials: readonly BrokenDenial[];
}

/** @throws {TriageError} for a bad query */
export async function examineConfiguration(
  traced: TracedConfiguration,
  { exposed, inTranscripts, sessions, denials }: RecordedFacts,
  invocation: Invocation<'repo' | 'queries' | 'allowHost'>,
): Promise<ExaminedConfiguration> {
  const { options } = invocation;
  const { home } = traced.reader.evidence;
  const projects = traced.projects(options.repo);
  const settings = { ...options, home: home.recordedPath, answers: analystAnswers(invocation) };
  const servers = await examineServers(mcpServers(traced, options.repo), settings);
  const posture = await examinePosture(postureItems(traced, projects), settings);
  const permissions = readPermissions(traced.reader, projects);
  return {
    accounts: claudeAccounts(traced.reader),
    servers: servers.items,
    posture: posture.items,
    settings: effectivePermissions(permissions).settings,
    leftBehind: posture.items.filter(({ writtenBy, findings }) => writtenBy || findings.length > 0),
    findings: [
      ...servers.findings,
      ...posture.findings,
      ...brokenLocks(permissions.values, sessions),
      ...brokenDenials(denials, permissions.rules),
    ],
    rotations: rotationList({
      ...exposed,
      bypassed: sessions.some(({ bypassWindows }) => bypassWindows.length > 0),
      servers: servers.items,
      inTranscripts,
      reachable: reachableCredentials(traced.reader.evidence, projects),
    }),
    left: { servers: servers.items, items: posture.items },
  };
}
