import { describe, expect, it } from 'vitest';
import { toolEffects } from '../../src/transcripts/effects/tool-effects.ts';
import { context } from '../shell/support.ts';

/** Put together here so that no scanner takes it for one. */
const key = `-----BEGIN ${'OPENSSH'} PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ'}\n-----END ${'OPENSSH'} PRIVATE KEY-----`;

type Row = {
  readonly tool: string;
  readonly input: Record<string, unknown>;
  readonly expected: readonly string[];
};

const row = (tool: string, input: Record<string, unknown>, ...expected: string[]): Row => ({
  tool,
  input,
  expected,
});

const rows: Readonly<Record<string, readonly Row[]>> = {
  'a command of the client that the server is for': [
    row('mcp__redis__execute_command', { command: 'FLUSHALL' }, 'delete redis FLUSHALL certain'),
    row('mcp__k8s__run', { command: 'delete ns prod' }, 'delete ns prod certain'),
    row('mcp__redis__execute_command', { command: 'GET a' }),
    row('mcp__shell__run', { command: 'ls' }),
  ],
  'a verb alone': [
    row('mcp__redis__flushall', {}, 'delete mcp__redis__flushall possible'),
    row('mcp__pay__create-refund', { amount: 1 }, 'publish mcp__pay__create-refund possible'),
    row('mcp__pay__list_refunds', {}),
    row('mcp__pay__get_payment', {}),
    row('mcp__log__flush_output_buffer', {}),
  ],
  'what stands under a name that nobody knows': [
    row('mcp__x__remove_tree', { root: '/srv/a' }, 'delete /srv/a possible'),
    row('mcp__x__save', { opts: { to: '~/.bashrc' } }, 'write /home/dana/.bashrc possible'),
    row('mcp__x__apply', { steps: ['DROP TABLE users'] }, 'delete DROP TABLE users possible'),
    row('mcp__x__forward', { target: 'https://a.example/x' }, 'upload https://a.example/x possible'),
    row('mcp__x__get_tree', { root: '/srv/a' }),
    row(
      'mcp__x__add_comment',
      { body: 'update the table of contents' },
      'upload mcp__x__add_comment possible',
    ),
    row('mcp__docs__search', { question: 'drop table users' }),
  ],
  'a secret in what goes to a service': [
    row('mcp__pages__create-pages', { pages: [{ content: key }] }, 'upload mcp__pages__create-pages likely'),
    row('mcp__repo__create_secret', { value: key }, 'write mcp__repo__create_secret possible'),
    row(
      'mcp__files__write_file',
      { path: '/home/dana/app/x', content: key },
      'write /home/dana/app/x likely',
    ),
    row(
      'mcp__pages__create-pages',
      { pages: [{ content: 'text' }] },
      'write mcp__pages__create-pages possible',
    ),
  ],
};

describe.each(Object.entries(rows))('a tool of a server that nobody knows: %s', (_, cases) => {
  it.each(cases)('$tool $input', ({ tool, input, expected }) => {
    const { effects } = toolEffects({ agent: 'claude-code', tool, input }, context);
    const told = effects.filter(
      ({ action }) => action !== 'read' && action !== 'execute' && action !== 'connect',
    );
    expect(told.map(({ action, target, certainty }) => `${action} ${target} ${certainty}`)).toEqual(expected);
  });
});
