import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));
const add = 'claude mcp add --transport http docs "https://docs.example.net/mcp"';

function level(prompt: string, command = add): string | undefined {
  const findings = findingsOf(detectors, { tool: 'Bash', input: { command }, prompt });
  return findings.find(({ queryId }) => queryId === 'mcp_server_registered')?.level;
}

describe('a server that a human registers by the very command', () => {
  it.each([
    add,
    `$ ${add}`,
    `please run ${add}`,
    `then do this:\n\n    ${add.replaceAll('"', '')}`,
    `run \`${add}\``,
  ])('is weighed lower: %s', (prompt) => {
    expect(level(prompt)).toBe('medium');
  });

  it.each([
    'add the server of the documents',
    'claude mcp add --transport http docs https://other.example.net/mcp',
    `don't run ${add}`,
    `what does this do: ${add} ?`,
    'claude mcp add',
  ])('and as ever where it was not: %s', (prompt) => {
    expect(level(prompt)).toBe('high');
  });
});
