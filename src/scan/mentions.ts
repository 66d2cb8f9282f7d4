import { type RouteId, routes } from './routes.ts';

/** A line that speaks of a route and takes none. */
export interface Mention {
  readonly route: RouteId;
  readonly placedLine: number;
}

/** Which route stands for a wording that is only spoken of; each wording once. */
const spokenOf: readonly RouteId[] = [
  'skip-permissions-flag',
  'allow-skip-permissions-flag',
  'bypass-mode-flag',
  'skip-warning-setting',
  'bypass-accepted-state',
  'editor-allow-setting',
  'prompt-tool-flag',
  'trust-variable',
  'removal-prompt-variable',
  'browser-prompt-variable',
];

/** Lines that carry the wording of a route, on which no place stands that takes a route with the same wording. */
export function mentionsIn(
  lines: readonly string[],
  placed: readonly { readonly route: RouteId; readonly placedLine: number }[],
): Mention[] {
  const taken = new Set(
    placed.map(({ route, placedLine }) => `${routes[route].pattern.source}:${placedLine}`),
  );
  return lines.flatMap((line, index) => {
    if (!mayMention.test(line)) return [];
    return spokenOf.flatMap((route) => {
      const { pattern } = routes[route];
      pattern.lastIndex = 0;
      if (!pattern.test(line) || taken.has(`${pattern.source}:${index + 1}`)) return [];
      return [{ route, placedLine: index + 1 }];
    });
  });
}

const mayMention = /permission|CLAUDE_CODE_/i;

/** Lines from `from` to `to` on which a pattern stands. */
export function wordingLines(pattern: RegExp, lines: readonly string[], from: number, to: number): number[] {
  const found: number[] = [];
  for (let line = Math.max(1, from); line <= Math.min(to, lines.length); line += 1) {
    pattern.lastIndex = 0;
    if (pattern.test(lines[line - 1] ?? '')) found.push(line);
  }
  return found;
}
