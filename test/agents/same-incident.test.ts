import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { buildCase } from '../../fixtures/build-case.mjs';
import { runCli } from '../support/run-cli.ts';

/** The same incident as `unattended-refactor`, each in the true form of another agent. */
const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const agents = readdirSync(join(fixtures, 'agents')).sort();

/** Agents that record no mode cannot tell that prompts were off. */
const withoutMode: ReadonlySet<string> = new Set(['cline', 'cursor', 'gemini-cli', 'opencode']);
/** Without the ends of calls nothing ties a move to one, unless its result prints an id. */
const withoutEnds: ReadonlySet<string> = new Set(['cursor']);
const needsMode: ReadonlySet<string> = new Set(['mcp_registered_in_bypass_mode']);
/** Some agents register a server by a command, others by writing its file. */
const ownWay: ReadonlySet<string> = new Set([
  ...['mcp_server_registered', 'mcp_registered_by_session', 'mcp_configuration_written'],
  ...['agent_settings_changed', 'agent_configuration_written', 'write_outside_repository'],
]);

function caseOf(name: string) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'yolo-triage-agent-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return buildCase(name, folder);
}

interface Finding {
  readonly queryId: string;
  readonly level: string;
}

/** What an administrator is told to set. */
const locks: Readonly<Record<string, string>> = {
  codex: 'Set allowed_approval_policies',
  'gemini-cli': 'Set security.disableYoloMode',
  'copilot-cli': 'Let nobody start Copilot CLI',
  opencode: 'Let nobody start OpenCode',
  cline: 'Let nobody start Cline',
  cursor: 'Let nobody start Cursor',
};

interface Asked {
  readonly isModeKnown: boolean;
  readonly lock: string;
}

async function factsOf(name: string, { isModeKnown, lock }: Asked) {
  const { home, root } = caseOf(name);
  const { stdout } = await runCli([
    ...['report', '--home', home, '--root', root, '--format', 'json', '--output', '-'],
  ]);
  const report = JSON.parse(stdout);
  const findings: readonly Finding[] = report.findings;
  return {
    verdict: report.verdict.value,
    disclosure: report.disclosure.value,
    findings: new Set(
      findings
        .filter(({ level, queryId }) => level !== 'informational' && !ownWay.has(queryId))
        .filter(({ queryId }) => isModeKnown || !needsMode.has(queryId))
        .map(({ level, queryId }) => `${level} ${queryId}`),
    ),
    servers: report.mcpServers.map(({ name, registeredBy }: { name: string; registeredBy?: unknown }) => [
      name,
      registeredBy !== undefined,
    ]),
    rotations: report.rotations.length,
    sessions: report.sessions.length,
    lock: report.nextSteps.some(({ what }: { what: string }) => what.startsWith(lock)),
    moves: await movesOf({ home, root }),
  };
}

/** What happened to branches, and how surely which call did it. */
async function movesOf({ home, root }: { readonly home: string; readonly root: string }): Promise<string[]> {
  const { stdout } = await runCli(['git', '--home', home, '--root', root, '--format', 'ndjson']);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .map(({ ref, action, attribution }) => `${ref} ${action} ${attribution}`);
}

describe.each(agents)('the incident as %s records it', (agent) => {
  it('is reported with the same facts as that of Claude Code', async () => {
    const isModeKnown = !withoutMode.has(agent);
    const told = await factsOf(`agents/${agent}`, { isModeKnown, lock: locks[agent] ?? '' });
    const lock = 'Set permissions.disableBypassPermissionsMode';
    const expected = await factsOf('unattended-refactor', { isModeKnown, lock });
    const moves = withoutEnds.has(agent)
      ? expected.moves.map((move) => move.replace(/strong$/, 'session'))
      : expected.moves;
    expect(told).toEqual({ ...expected, moves });
  }, 60_000);

  it('gives the tool calls that were reviewed', async () => {
    const { home, root } = caseOf(`agents/${agent}`);
    const { stdout } = await runCli(['sessions', '--home', home, '--root', root, '--format', 'csv']);
    await expect(stdout.replaceAll(root, '<root>')).toMatchFileSnapshot(
      join(fixtures, 'agents', agent, 'expected/sessions.csv'),
    );
  });
});
