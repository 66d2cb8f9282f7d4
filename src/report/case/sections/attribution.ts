import type { CaseReport } from '../../../assess/case-report.ts';
import type { SessionSummary } from '../../../transcripts/session-summary.ts';
import { type Block, heading, paragraph, table } from '../../blocks/block.ts';
import { code, counted } from '../../markdown.ts';

const rowsAtMost = 20;

/** Who or what acted: the sessions that findings or open prompts speak of, and what a human had asked for. */
export function attribution({ sessions, findings, subject }: CaseReport): readonly Block[] {
  const concerned = new Set(findings.map(({ sessionId }) => sessionId));
  const shown = sessions.filter(
    ({ sessionId, bypassWindows }) => concerned.has(sessionId) || bypassWindows.length > 0,
  );
  if (shown.length === 0) return [];
  const left = shown.length - rowsAtMost;
  return [
    heading(2, 'Attribution: who acted, and who asked for it'),
    paragraph(
      `All of it ran as the user of ${code(subject.home)}${signedIn(subject)}. A prompt says what was asked for; whether a call served it is for a human to judge.`,
    ),
    table(
      ['Session', 'Started by', 'Version, model', 'Worked in', 'First prompt'],
      shown.slice(0, rowsAtMost).map(row),
    ),
    paragraph(
      left > 0 ? `${counted(left, 'further session')} not shown; \`--format json\` has them all.` : '',
    ),
  ];
}

/** The state of the agent tells one account, whoever was signed in before. */
function signedIn({ accounts = [] }: CaseReport['subject']): string {
  return accounts
    .map(({ email, name, organization, asOf }) => {
      const of = organization === undefined ? '' : ` of ${code(organization, 100)}`;
      return `, Claude Code under the account ${code(email ?? name ?? 'without a name', 100)}${of} (signed in as of ${asOf})`;
    })
    .join('');
}

function row({
  sessionId,
  entrypoints,
  versions,
  models,
  cwds,
  firstPrompt,
  humanPrompts,
}: SessionSummary): string[] {
  return [
    code(sessionId),
    [...entrypoints.map((entrypoint) => code(entrypoint)), counted(humanPrompts, 'human prompt')].join(', '),
    code([...versions.slice(0, 2), ...models.slice(0, 2)].join(', '), 80),
    code(cwds[0] ?? 'unknown', 60),
    firstPrompt === undefined ? 'none recorded' : code(firstPrompt, 200),
  ];
}
