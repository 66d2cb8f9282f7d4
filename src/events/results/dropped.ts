import type { Effect } from '../../shell/effect.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** `DROP TABLE IF EXISTS shop.orders CASCADE`, `dropdb --if-exists shop` */
const named =
  /^(?:DROP\s+(?:MATERIALIZED\s+|FOREIGN\s+)?[A-Z]+\s+IF\s+EXISTS|dropdb)\s+(?:-\S+\s+)*[`"[]?(?:[\w$]+[`"\]]?\.[`"[]?)?([\w$-]+)/i;

/**
 * What a result shows of something that was dropped where it was there: whether it was. Undefined where nothing tells, and
 * of what is not dropped so. https://www.postgresql.org/docs/current/sql-droptable.html, https://dev.mysql.com/doc/refman/8.4/en/drop-table.html
 */
export function wasThere(effect: Effect, { result, argument }: ToolCall): boolean | undefined {
  if (effect.action !== 'delete' || !effect.traits?.includes('database')) return undefined;
  const name = named.exec(effect.target)?.[1];
  const text = result?.text ?? '';
  if (name === undefined || text === '') return undefined;
  if (text.includes(`"${name}" does not exist, skipping`)) return false;
  if (
    text.includes(`Unknown table '`) &&
    new RegExp(`Unknown table '(?:[\\w$-]+\\.)?${quoted(name)}'`).test(text)
  )
    return false;
  const isHidden = /2>\s*\/dev\/null|client_min_messages/.test(argument);
  return effect.program === 'psql' && !isHidden && /^DROP [A-Z]+$/m.test(text) && !text.includes('skipping')
    ? true
    : undefined;
}

function quoted(name: string): string {
  return name.replaceAll('$', '\\$');
}
