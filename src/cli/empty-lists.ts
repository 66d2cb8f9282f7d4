import type { Options } from '../commands/command.ts';

/** What repeatable options come to where they are not given. */
export const emptyLists = {
  roots: [],
  repo: [],
  map: [],
  queries: [],
  allowHost: [],
  recipient: [],
  identity: [],
  providerLog: [],
  processLog: [],
  system: [],
  lock: [],
  label: [],
} satisfies Partial<Options>;
