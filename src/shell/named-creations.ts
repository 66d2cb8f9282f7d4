import type { Effect } from './effect.ts';

const name = String.raw`["'\`[]?([\w.$-]+)["'\`\]]?`;
/** `if not exists` shows that it may have been there before. */
const made = new RegExp(
  String.raw`^(?:create\s+(database|schema|table|keyspace)|createdb)\s+(?!if\s)${name}(?=[\s(;]|$)`,
  'i',
);
const gone = new RegExp(
  String.raw`^(?:drop\s+)?(database|schema|table|keyspace)\s+(?:if\s+exists\s+)?${name};?$`,
  'i',
);

/**
 * Name under which a database, or a table of one, counts among what a session made: of what makes it, and of what takes
 * it away; nothing for any other effect. The same name on another host is another one.
 */
export function databaseOf({
  action,
  target,
  traits = [],
}: Pick<Effect, 'action' | 'target' | 'traits'>): string | undefined {
  const pattern = { write: made, delete: gone }[action as string];
  if (!pattern || !traits.includes('database')) return undefined;
  const [, kind = 'database', called] = pattern.exec(target) ?? [];
  const where = traits.includes('remote') ? 'remote ' : '';
  return called === undefined ? undefined : `${where}${kind} ${called}`.toLowerCase();
}
