type Fields = Readonly<Record<string, unknown>>;

/** Keys whose values are taken whole from the later file. */
const takenWhole = new Set(['fallbackModel']);
/** Keys whose entries are taken whole, not merged. */
const entriesTakenWhole = new Set(['extraKnownMarketplaces']);

/**
 * Merges two parts of one policy: single values from the later one, lists together without duplicates, blocks key by key.
 * https://code.claude.com/docs/en/managed-settings#split-a-file-based-policy-across-teams
 */
export function mergeSettings(earlier: unknown, later: unknown): unknown {
  if (Array.isArray(earlier) && Array.isArray(later)) return union(earlier, later);
  if (!isFields(earlier) || !isFields(later)) return later;
  const merged: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = Object.hasOwn(earlier, key) ? earlier[key] : undefined;
    merged[key] = before === undefined || takenWhole.has(key) ? value : mergeKey(key, before, value);
  }
  return merged;
}

function mergeKey(key: string, before: unknown, value: unknown): unknown {
  if (entriesTakenWhole.has(key) && isFields(before) && isFields(value)) return { ...before, ...value };
  return mergeSettings(before, value);
}

function union(earlier: readonly unknown[], later: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return [...earlier, ...later].filter((item) => {
    const key = JSON.stringify(item);
    return seen.size < seen.add(key).size;
  });
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
