import { describe, expect, it } from 'vitest';
import { mcpClients } from '../../src/evidence/configuration/mcp-clients.ts';
import { evidenceImage } from '../support/evidence-home.ts';
import { runCli } from '../support/run-cli.ts';
import { clientCases } from './client-cases.ts';

describe('the registry of MCP clients', () => {
  it('has a case for every client', () => {
    const covered = new Set(clientCases.map(({ client }) => client));
    expect(mcpClients.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
  });

  it.each(clientCases)('$client: $path', async ({ client, path, text, server }) => {
    const { root, home } = evidenceImage({
      'home/dana/src/shop/.git/HEAD': 'ref: refs/heads/main\n',
      [path]: text,
    });
    const repository = `${home}/src/shop`;
    const { code, stdout, stderr } = await runCli([
      ...['mcp', '--home', home, '--root', root, '--repo', repository, '--format', 'ndjson'],
    ]);
    const rows = stdout
      .split('\n')
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line));
    expect(rows).toContainEqual(expect.objectContaining({ client, ...server }));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
