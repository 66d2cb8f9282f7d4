/** Verbs that clients of services share for what does not come back, by themselves or before what they act on: `db:drop`. */
const destructive =
  /^(?:[a-z][\w-]*:)?(?:delete|destroy|purge|drop|revoke|wipe|erase|terminate|obliterate|nuke|truncate|deprovision|decommission|uninstall|remove|rm|del)(?:[-:](?:all|force|now|cluster|project|namespace|database|db|volume|bucket|instance|vm|user|data|app))?$/i;
/** Without anything to act on they take all there is. */
const sufficient = /^(?:destroy|purge|wipe|obliterate|nuke|terminate)$|:|-all$/i;
/** What follows one of these is only asked about, made, or a name. */
const asking =
  /^(?:explain|help|man|docs?|describe|show|get|list|ls|search|find|info|status|view|print|echo|logs?|plan|diff|test|check|lint|run|exec|completion|alias|add|create|set|new|init|commit|log)$/i;
const leadingWords = 3;

/**
 * What a client of which nothing is known is told to destroy: its words from the first on, where one of the leading
 * ones is such a verb.
 * @param words without the program and its options
 */
export function destructionIn(words: readonly string[]): string | undefined {
  const at = words.slice(0, leadingWords).findIndex((word) => destructive.test(word));
  if (at === -1) return undefined;
  const before = words.slice(0, at);
  if (before.some((word) => asking.test(word) || !/^[a-z][\w:-]*$/i.test(word))) return undefined;
  const isEnough = words.length > at + 1 || sufficient.test(words[at] ?? '');
  return isEnough ? words.join(' ') : undefined;
}
