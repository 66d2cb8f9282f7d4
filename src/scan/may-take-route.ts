import { otherAgentFilter } from './other-agent-wording.ts';

const wording = /permission|allowed[-_]?tools|defaultMode|IS_SANDBOX|CLAUDE_CODE_/i;
const other = new RegExp(otherAgentFilter.source);

/** Cheap: whether a text can hold a route at all. */
export function mayTakeRoute(text: string): boolean {
  return wording.test(text) || other.test(text);
}
