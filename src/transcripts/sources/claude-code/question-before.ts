import type { ByteSource } from '../../../evidence/lines/byte-source.ts';

/** An answer follows what it answers within this; what lies further back was asked of somebody else. */
const reachBytes = 64 * 1024;

/**
 * What the agent said last before a record, where no other words of the human lie between.
 * @param offset bytes before the record
 */
export function questionBefore(source: ByteSource, offset: number): string | undefined {
  const from = Math.max(0, offset - reachBytes);
  const bytes = Buffer.alloc(offset - from);
  const filled = source.read(bytes, 0, from);
  const lines = bytes.toString('utf8', 0, filled).split('\n');
  if (from > 0) lines.shift();
  for (const line of lines.reverse()) {
    const said = saidIn(line);
    if (said !== undefined) return said.by === 'agent' ? said.text : undefined;
  }
  return undefined;
}

interface Said {
  readonly by: 'agent' | 'human';
  readonly text: string;
}

function saidIn(line: string): Said | undefined {
  const record = parsed(line);
  if (record?.['isSidechain'] === true || record?.['isMeta'] === true) return undefined;
  const { type } = record ?? {};
  if (type !== 'assistant' && type !== 'user') return undefined;
  const text = textOf(objectOf(record?.['message'])?.['content']);
  return text === '' ? undefined : { by: type === 'assistant' ? 'agent' : 'human', text };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content.trim();
  if (!Array.isArray(content)) return '';
  const blocks = content.map(objectOf).filter((block) => block?.['type'] === 'text');
  return blocks
    .map((block) => (typeof block?.['text'] === 'string' ? block['text'] : ''))
    .join('\n')
    .trim();
}
