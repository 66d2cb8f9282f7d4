import { effectivePermissions } from '../assess/posture/effective-settings.ts';
import type { Posture } from '../assess/posture/posture.ts';
import type { PostureItem } from '../events/posture-item.ts';
import { isAccepted } from '../evidence/case-file/acceptance.ts';
import { installedAgents } from '../evidence/posture/installed-agents.ts';
import { readPermissions } from '../evidence/posture/read-permissions.ts';
import { analystAnswers } from '../investigation/case/analyst-answers.ts';
import { examinePosture } from '../investigation/configuration/configuration-findings.ts';
import { knownAgents } from '../investigation/configuration/known-agents.ts';
import { observeCalls } from '../investigation/configuration/observe-calls.ts';
import { openEvidence } from '../investigation/configuration/open-evidence.ts';
import { postureItems } from '../investigation/configuration/posture-items.ts';
import { watchConfiguration } from '../investigation/configuration/traced-configuration.ts';
import { highestLevel } from '../level.ts';
import type { Command } from './command.ts';

/** What persists besides MCP servers, and what weakens or strengthens the guards of later sessions. */
export const run: Command<'repo' | 'queries', Posture, PostureItem> = async (invocation) => {
  const { evidence, gaps } = openEvidence(invocation);
  const { home } = evidence;
  const configuration = watchConfiguration(evidence);
  const account = await observeCalls(home, [configuration]);
  const traced = configuration.result();
  const projects = traced.projects(invocation.options.repo);
  const { items, findings } = await examinePosture(postureItems(traced, projects), {
    ...invocation.options,
    home: home.recordedPath,
    answers: analystAnswers(invocation),
  });
  const permissions = effectivePermissions(readPermissions(traced.reader, projects));
  const agents = knownAgents(installedAgents(traced.reader), account, home);
  const level = highestLevel(
    findings.filter(({ accepted }) => !isAccepted(accepted)).map((finding) => finding.level),
  );
  const status = { level, gaps: [...gaps, ...account.gaps] } as const;
  if (invocation.shape === 'stream') return { shape: 'stream', rows: rowsOf(items), status: () => status };
  const common = { schemaVersion: 1, home: home.recordedPath, findings, gaps: status.gaps } as const;
  return { shape: 'document', document: { ...common, items, permissions, agents }, status };
};

async function* rowsOf(items: readonly PostureItem[]): AsyncIterable<PostureItem> {
  yield* items;
}
