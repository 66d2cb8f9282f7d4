import type { Stream } from './stream.ts';
import type { Script } from './syntax.ts';

/** Nothing more to read, or nothing of which anything is known. */
export function isAtEnd({ text, names }: Stream): boolean {
  return names === undefined && (text === undefined || text.trim() === '');
}

/** Does every turn leave something running that the loop does not wait for? */
export function leavesWorkBehind(body: Script): boolean {
  let behind = false;
  for (const { node, background } of body.statements) {
    const isGroup = node.kind === 'group' && leavesWorkBehind(node.body);
    if (isGroup && node.subshell) return true;
    if (background || isGroup) behind = true;
    const word = node.kind === 'command' && !background ? node.words[0]?.value : undefined;
    if (word !== undefined && /^(?:wait|break|exit|return)$/.test(word)) behind = false;
  }
  return behind;
}

/** Does the body always leave the loop at its end, so that there is no second turn? */
export function endsWithFirstTurn(body: Script): boolean {
  for (const { node, background, connector } of body.statements) {
    if (node.kind !== 'command' || background || connector !== 'then') continue;
    const word = node.words[0]?.value;
    if (word === 'continue') return false;
    if (word === 'break') return true;
  }
  return false;
}
