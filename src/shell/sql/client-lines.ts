import type { OutsideEffect, SqlEffect } from './sql-effect.ts';

type Kind = OutsideEffect['kind'];

/**
 * Commands of the clients themselves, by what the line is. The last group is the file or the command.
 * https://www.postgresql.org/docs/current/app-psql.html, https://sqlite.org/cli.html,
 * https://dev.mysql.com/doc/refman/en/mysql-commands.html, https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility
 */
const lines: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:\\!|\.shell|\.system|!!|system)\s*(.+)$/i, 'program'],
  [/^\\(?:o|g|gx|w|out|watch)\s+\|\s*(.+)$/i, 'program'],
  [/^\.(?:output|once)\s+\|\s*(.+)$/i, 'program'],
  [/^\\copy\b.*\b(?:to|from)\s+program\s+'(.+)'/i, 'program'],
  [/^\\copy\b.*\bto\s+'?([^\s']+)/i, 'file-written'],
  [/^\\copy\b.*\bfrom\s+'?([^\s']+)/i, 'file-read'],
  [/^\\(?:o|out|g|gx|w|s)\s+([^\s|]+)/i, 'file-written'],
  [/^\.(?:output|once|save|clone|log|excel)\s+([^\s|]+)/i, 'file-written'],
  [/^\.(?:backup|dump)\s+(?:main\s+)?'?([^\s']+)/i, 'file-written'],
  [/^:(?:out|error|perftrace)\s+(\S+)/i, 'file-written'],
  [/^\.import\s+(?:--?\w+\s+)*'?([^\s']+)/i, 'file-read'],
  [/^(?:\\i|\\ir|\\include|\.read|\\\.|source|:r)\s+'?([^\s']+)/i, 'script'],
  [/^\.open\s+(?:--?\w+\s+)*'?([^\s']+)/i, 'database-file'],
  [/^\.load\s+'?([^\s']+)/i, 'program'],
];

/** `\copy`, `.shell`, `source`: what a line does that is for the client. */
export function clientLineEffects(line: string): readonly SqlEffect[] {
  return [...outside(line), ...copied(line)];
}

function outside(line: string): readonly SqlEffect[] {
  for (const [pattern, kind] of lines) {
    const target = pattern.exec(line)?.[1];
    if (target !== undefined && !/^(?:stdin|stdout|pstdin|pstdout)$/i.test(target))
      return [{ kind, target, onServer: false }];
  }
  return [];
}

/** Rows go through the client. */
function copied(line: string): readonly SqlEffect[] {
  const way = /^\\copy\b.*?\b(to|from)\b/i.exec(line)?.[1]?.toLowerCase();
  if (way === undefined && !/^\.(?:dump|backup|import)\b/i.test(line)) return [];
  const action = way === 'from' || /^\.import/i.test(line) ? 'write' : 'read';
  const target = line.replace(/'[^']*'/g, "''").slice(0, 120);
  return [{ kind: 'data', action, target, traits: ['database'] }];
}
