import type { Action } from '../../shell/effect.ts';

/** What a verb in a tool's name says; the first that fits. */
const verbs: readonly (readonly [RegExp, Action])[] = [
  [
    /(?:^|_)(?:delete|remove|drop|destroy|purge|clear|unlink|trash|erase|uninstall|cancel|revoke|truncate|wipe|flush(?:all|db|_all|_db|_cache)?$)/,
    'delete',
  ],
  // Money that is moved is gone as what is sent is.
  [
    /^(?:(?:create|make|issue|send|submit|execute|initiate|process)_)?(?:refund|payout|withdrawal|wire|charge|payment|money_transfer)s?(?=_(?!link|intent|method)|$)/,
    'publish',
  ],
  [/(?:^|_)(?:push|publish|release|deploy|merge|submit)/, 'publish'],
  [/(?:^|_)(?:send|upload|post|reply|forward|email|notify|share|comment|dm)/, 'upload'],
  [
    /(?:^|_)(?:write|create|update|edit|append|insert|move|rename|copy|set|add|put|patch|save|replace|apply|modify)/,
    'write',
  ],
  [
    /(?:^|_)(?:read|get|list|search|find|query|fetch|view|show|describe|open|navigate|browse|scrape|crawl)/,
    'read',
  ],
];

/** What a tool does with what its input names, by the verb in its name; absent where it has none. */
export function verbOf(tool: string): Action | undefined {
  const name = (tool.split('__').at(-1) ?? '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
  return verbs.find(([pattern]) => pattern.test(name))?.[1];
}
