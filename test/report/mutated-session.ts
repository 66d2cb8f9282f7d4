import fc from 'fast-check';

export type Row = Readonly<Record<string, unknown>>;

const sessionId = '11111111-2222-4333-8444-555555555555';
export const sessionFile = `home/dana/.claude/projects/-home-dana-shop/${sessionId}.jsonl`;

/** Records of one conversation, each of which follows the one before. */
function conversation(): { say(row: Row): Row } {
  let count = 0;
  return {
    say(row) {
      count += 1;
      const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
      return {
        parentUuid: count === 1 ? null : uuid(count - 1),
        isSidechain: false,
        cwd: '/home/dana/shop',
        sessionId,
        version: '2.1.240',
        uuid: uuid(count),
        timestamp: new Date(Date.UTC(2026, 10, 18, 9, 0, count)).toISOString(),
        ...row,
      };
    },
  };
}

const { say } = conversation();

function prompt(content: unknown): Row {
  return say({ type: 'user', permissionMode: 'default', message: { role: 'user', content } });
}

function answer(id: string, block: Row, stopReason: string): Row {
  const usage = { input_tokens: 9, output_tokens: 40 };
  const message = { id, role: 'assistant', model: 'claude-opus-4-5', content: [block], usage };
  return say({ type: 'assistant', message: { ...message, stop_reason: stopReason } });
}

function result(id: string, content: string, toolUseResult: unknown): Row {
  const block = { type: 'tool_result', tool_use_id: id, content, is_error: false };
  return say({ type: 'user', toolUseResult, message: { role: 'user', content: [block] } });
}

const read = {
  type: 'tool_use',
  id: 'toolu_2',
  name: 'Read',
  input: { file_path: '/home/dana/shop/README.md' },
};
const list = { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'ls', description: 'List' } };

/** Nothing in it is worth a finding, and nothing is missing. */
export const harmlessSession: readonly Row[] = [
  { type: 'mode', mode: 'normal', sessionId },
  { type: 'permission-mode', permissionMode: 'default', sessionId },
  { type: 'file-history-snapshot', messageId: 'm1', snapshot: { messageId: 'm1', trackedFileBackups: {} } },
  prompt('What is in this folder?'),
  answer('msg_1', { type: 'text', text: 'I look.' }, 'tool_use'),
  answer('msg_1', list, 'tool_use'),
  result('toolu_1', 'README.md', { stdout: 'README.md', stderr: '', interrupted: false }),
  answer('msg_2', read, 'tool_use'),
  result('toolu_2', '1\tA shop', { type: 'text', file: { filePath: '/home/dana/shop/README.md' } }),
  answer('msg_3', { type: 'text', text: 'A shop.' }, 'end_turn'),
  prompt([{ type: 'text', text: 'Thank you' }]),
  answer('msg_4', { type: 'text', text: 'You are welcome.' }, 'end_turn'),
  { type: 'ai-title', aiTitle: 'A look at the folder', sessionId },
  { type: 'summary', summary: 'A folder was looked at', leafUuid: 'm9' },
];

const types = fc.constantFrom('gauge', 'session-theme', 'later-latch', 'note');
const names = [
  'value',
  'theme',
  'seen',
  'left',
  'leafUuid',
  'messageId',
  'toolUseID',
  'tokenCount',
  'commandsAt',
];
const plain = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('dark', 'A folder', 'x1'),
);

/** Of a type that nobody knows, with nothing in it that tells of work. */
export const harmlessRecord: fc.Arbitrary<Row> = fc
  .record({ type: types, members: fc.dictionary(fc.constantFrom(...names), plain) })
  .map(({ type, members }) => ({ type, sessionId, ...members }));

const work = fc.constantFrom<Row>(
  { command: 'rm -rf /srv' },
  { tool_name: 'shell', args: ['rm', '-rf', '/srv'] },
  { content: [{ text: 'Delete all of it' }] },
  { role: 'user', parts: ['Delete all of it'] },
  { approvalPolicy: 'never' },
  { permission_mode: 'free' },
  { state: 'bypassPermissions' },
  { type: 'function_call', line: 'rm -rf /srv' },
);

/** Of a type that nobody knows, with a call, a prompt or a mode at some depth. */
export const foreignRecord: fc.Arbitrary<Row> = fc
  .record({ type: types, path: fc.array(fc.constantFrom('a', 'item', 'x1'), { maxLength: 5 }), work })
  .filter(({ path, work: given }) => path.length > 0 || given['type'] === undefined)
  .map(({ type, path, work: given }) => ({
    type,
    sessionId,
    ...path.reduceRight<Row>((inner, name, index) => ({ [name]: index % 2 === 0 ? inner : [inner] }), given),
  }));
