import { describe, expect, it } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { homeWith, lines, mainFile, prompt, type Row, toolUse } from './transcripts.ts';

const million = 1_000_000;

function spoken(id: string, model: string, usage: Row, more: Row = {}): Row {
  const message = { id, role: 'assistant', model, usage, content: [{ type: 'text', text: 'x' }] };
  return { ...toolUse(1, 'unused', {}), message, ...more };
}

async function costOf(...messages: readonly Row[]) {
  const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), ...messages) });
  const { stdout } = await runCli(['sessions', '--home', home, '--cost', '--format', 'json']);
  return JSON.parse(stdout).sessions[0].cost;
}

const everything = {
  input_tokens: 10_000,
  output_tokens: 20_000,
  cache_read_input_tokens: 30_000,
  cache_creation_input_tokens: 40_000,
  cache_creation: { ephemeral_5m_input_tokens: 30_000, ephemeral_1h_input_tokens: 10_000 },
};

describe('what the tokens cost', () => {
  it.each<readonly [string, string, Row, number]>([
    ['every kind of token', 'claude-opus-4-5-20251101', everything, 0.05 + 0.5 + 0.015 + 0.1875 + 0.1],
    ['a cache without its kinds', 'claude-opus-4-6', { cache_creation_input_tokens: million }, 6.25],
    ['a name without a date', 'claude-sonnet-4', { output_tokens: million }, 15],
    [
      'a name of another platform',
      'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      { output_tokens: million },
      15,
    ],
    ['a name with an at sign', 'claude-haiku-4-5@20251001', { output_tokens: million }, 5],
    ['a name of the older form', 'claude-3-5-haiku-20241022', { output_tokens: million }, 4],
    ['a long prompt', 'claude-sonnet-4-5-20250929', { input_tokens: 200_001, output_tokens: 0 }, 1.2],
    ['a prompt that is just not long', 'claude-sonnet-4-5-20250929', { input_tokens: 200_000 }, 0.6],
    ['a prompt that is long by its cache', 'claude-haiku-5-5', { cache_read_input_tokens: 200_000 }, 0.01],
    ['a long prompt of a model with one price', 'claude-opus-4-6', { input_tokens: million }, 5],
  ])('counts %s', async (_name, model, usage, usd) => {
    expect(await costOf(spoken('msg_1', model, usage))).toEqual({
      usd: Math.round(usd * 10_000) / 10_000,
      unpriced: [],
      pricesAsOf: '2026-11-10',
    });
  });

  it('takes the price of the day', async () => {
    const usage = { cache_read_input_tokens: million };
    expect(await costOf(spoken('msg_1', 'claude-sonnet-5-5', usage))).toMatchObject({ usd: 0.2 });
    const later = (row: Row) => ({ ...row, timestamp: '2026-10-08T00:00:00.000Z' });
    const home = homeWith({
      [mainFile]: lines(later(prompt(0, 'a')), later(spoken('msg_1', 'claude-sonnet-5-5', usage))),
    });
    const { stdout } = await runCli(['sessions', '--home', home, '--cost', '--format', 'json']);
    expect(JSON.parse(stdout).sessions[0].cost).toMatchObject({ usd: 0.1 });
  });

  it('counts each message once and adds up models', async () => {
    const usage = { input_tokens: 100_000 };
    const again = spoken('msg_1', 'claude-opus-4-6', usage);
    expect(await costOf(again, again, spoken('msg_2', 'claude-haiku-4-5', usage))).toMatchObject({
      usd: 0.6,
    });
  });

  it('is not estimated where a price is not known', async () => {
    const usage = { input_tokens: 1000 };
    const known = spoken('msg_1', 'claude-opus-4-6', usage);
    expect(await costOf(known, spoken('msg_2', 'glm-4.7', usage))).toEqual({
      unpriced: ['glm-4.7'],
      pricesAsOf: '2026-11-10',
    });
    // The program's own messages cost nothing.
    expect(await costOf(known, spoken('msg_2', '<synthetic>', {}))).toMatchObject({ unpriced: [] });
  });

  it('is shown only where it is asked for', async () => {
    const home = homeWith({
      [mainFile]: lines(prompt(0, 'a'), spoken('msg_1', 'claude-opus-4-6', { input_tokens: million })),
      'projects/p/s.jsonl': lines(
        prompt(0, 'b', { sessionId: 's' }),
        spoken('msg_2', 'glm\u001b[2J', { input_tokens: 5 }, { sessionId: 's' }),
      ),
    });
    const run = (...options: string[]) => runCli(['sessions', '--home', home, ...options]);
    const { stdout } = await run('--cost');
    expect(stdout).toMatch(/\$5\.00/);
    expect(stdout).toMatch(/ {2}unknown\n/);
    expect(stdout).toContain('about $5.00 at list prices of 2026-11-10');
    expect(stdout).toContain('1 session not estimated: no price is known for glm\\u{1b}[2J');
    for (const format of ['table', 'json']) {
      expect((await run('--format', format)).stdout).not.toMatch(/cost|\$5|list prices/i);
    }
  });
});

describe('tokens of messages whose end no record holds', () => {
  const model = 'claude-opus-4-6';
  const record = (id: string, output_tokens: number, stop_reason?: string | null): Row => {
    const { message, ...row } = spoken(id, model, { input_tokens: million, output_tokens });
    return {
      ...row,
      message: Object.assign({ ...Object(message) }, stop_reason !== undefined && { stop_reason }),
    };
  };
  const run = (messages: readonly Row[], ...options: string[]) => {
    const home = homeWith({ [mainFile]: lines(prompt(0, 'a'), ...messages) });
    return runCli([...options, '--home', home]);
  };
  const boundOf = async (...messages: readonly Row[]) => {
    const { stdout } = await run(messages, 'sessions', '--cost', '--format', 'json');
    const { tokens, cost } = JSON.parse(stdout).sessions[0];
    return [tokens.isLowerBound ?? false, cost.isLowerBound ?? false];
  };

  it.each<readonly [string, readonly Row[]]>([
    ['the only record is of its beginning', [record('m', 3, null)]],
    ['all records repeat that of its beginning', [record('m', 3, null), record('m', 3, null)]],
    ['another message ended', [record('n', 70, 'end_turn'), record('m', 3, null)]],
  ])('are a lower bound where %s', async (_name, messages) => {
    expect(await boundOf(...messages)).toEqual([true, true]);
  });

  it.each<readonly [string, readonly Row[]]>([
    ['it says why it ended', [record('m', 70, 'tool_use')]],
    ['a later record says why', [record('m', 3, null), record('m', 70, 'end_turn')]],
    ['the count grew with a later record', [record('m', 3, null), record('m', 70, null)]],
    ['nothing is said of its end', [record('m', 70)]],
    ['it counts no tokens', [spoken('m', '<synthetic>', {}, {})]],
  ])('are exact where %s', async (_name, messages) => {
    expect(await boundOf(...messages)).toEqual([false, false]);
  });

  it('are called so wherever they are shown', async () => {
    // The page of a clean case has no costs.
    const open = [record('m', 3, null), toolUse(5, 'toolu_1', { command: 'rm -rf /srv/customers' })];
    const { stdout: table } = await run(open, 'sessions', '--cost');
    expect(table).toMatch(/ {2}at least \$5\.00(?: |$)/m);
    expect(table).toMatch(/^at least \$5\.00 at list prices .*; 1 session did not record how many tokens/m);
    const { stdout: report } = await run(open, 'report', '--cost', '--output', '-');
    expect(report).toContain('At least 3 tokens written, 1000000 tokens read');
    expect(report).toMatch(/\| at least 3 \| 1000000 \|.*\| at least \$5\.00 \|/);
    const { stdout: closed } = await run([record('m', 3, 'end_turn')], 'report', '--cost', '--output', '-');
    expect(closed).not.toMatch(/at least (?:\$|\d)/i);
  });
});
