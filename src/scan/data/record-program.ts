import { isAgentWord } from '../launch/agent-words.ts';
import { isUnaskedSubcommand } from '../other-agents.ts';
import { type DataNode, textOf } from './data-node.ts';

const programKey = /^(?:command|cmd|bin|binary|program|exe|executable|cli|tool|path)$/i;
const nameKey = /^(?:agent|name|id|key|type|kind|provider|slug)$/i;

/**
 * The agent whose options a record holds: `{ bin: gemini, flags: [--yolo] }`, `{ name: codex, … }`,
 * `gemini: { auto: --yolo }`. Undefined where the record names another program, or none.
 * @param key under which the record stands
 */
export function agentOfRecord({ entries = [] }: DataNode, key: string | undefined): string | undefined {
  const programs = entries.filter((entry) => programKey.test(entry.key)).map(({ node }) => textOf(node));
  const program = programs.find((value) => value !== undefined && isAgentWord(value));
  if (program !== undefined) return program;
  if (programs.some((value) => value !== undefined)) return undefined;
  const names = entries.filter((entry) => nameKey.test(entry.key)).map(({ node }) => textOf(node));
  return [...names, key].find((value) => value !== undefined && isAgentWord(value));
}

/** Whether a value is options, or words that begin with some: the name of its key may be anything. */
export function holdsOptions(node: DataNode): boolean {
  const first = textOf(node.items?.[0] ?? node) ?? '';
  return first.startsWith('-') || (node.items !== undefined && isUnaskedSubcommand(first));
}
