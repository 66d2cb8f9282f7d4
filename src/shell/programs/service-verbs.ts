/** What a subcommand of a service's client does there. */
export type Kind =
  | 'none'
  | 'read'
  | 'secret'
  | 'write'
  | 'delete'
  | 'publish'
  | 'upload'
  | 'download'
  | 'execute'
  | 'escalate'
  | 'configure'
  | 'unknown';

type VerbKind = Exclude<Kind, 'none' | 'unknown' | 'escalate'>;

/** Words that say what is done, wherever they stand. */
const verbs: Readonly<Record<VerbKind, string>> = {
  read: `get gets list ls describe show view find info inspect explain diff top check validate verify whoami wait
    watch tail scan simulate count exists lookup head read summarize summary ping version help completion detect
    can-i who ps graph outdated analyze analyse batch-get batch-describe cat print browse open dump compare
    admin-get admin-list receive peek resolve decode decrypt encrypt evaluate is display search-all wait-for
    api-resources api-versions cluster-info discover compute-diff start-query stop-query retrieve transact-get query
    lookup-events display-name generate`,
  delete: `delete del remove rm destroy terminate drop purge deregister uninstall deprovision prune clear wipe erase
    empty batch-delete bulk-delete unpublish nuke rmi decommission teardown undeploy force-delete
    schedule-key-deletion admin-delete abort release-address delete-all truncate`,
  publish: 'publish submit ship yank-undo',
  upload: 'upload send sync-up',
  download: 'download restore-download sync-down',
  execute: `invoke execute console-run run-command send-command attach start-session`,
  secret: `get-secret-value get-access-token get-login-password print-access-token print-identity-token reveal
    get-key-string get-password-data`,
  configure: 'logout configure init set-context use-context use set-default unlink login',
  write: `create update set put add apply edit patch modify replace change enable disable start stop restart reboot
    scale resize attach-volume detach associate disassociate untag annotate copy cp mv move rename move-to assign
    unassign allocate authorize revoke move-in rollback resume suspend pause unpause kill cancel rerun close reopen
    unlock rotate reset renew install upgrade upsert write append insert post drain cordon uncordon taint expose
    autoscale rollout approve deny mb rb mkdir bulk-create ready unarchive pin unpin subscribe unsubscribe
    subscribe-all develop new provision rebuild swap failover toggle invite accept reject complete abandon open-port
    regenerate deactivate activate quarantine evict force replicate promote bootstrap retry requeue reassign`,
};

/** Words that are the names of things, too: they decide where no other verb stands among the words. */
const nouns: Readonly<Partial<Record<VerbKind, string>>> = {
  read: `status logs log history lint template estimate preview plan output stats images port ports metadata audit
    tree test url select permissions providers fetch audit-log doctor docs checks items usage events event health
    inventory search filter cost trace`,
  delete: 'down flush trash',
  publish: 'push release deploy merge',
  upload: 'import',
  download: 'pull export clone',
  execute: 'exec run ssh shell debug rsh',
  configure: 'config auth link',
  write: `register tag label sync grant restore lock comment review transfer up build archive fork star switch mark
    request move-in`,
};

interface Verb {
  readonly kind: Kind;
  /** A thing may have that name as well. */
  readonly isNoun: boolean;
}

const known = new Map<string, Verb>();
for (const [table, isNoun] of [
  [verbs, false],
  [nouns, true],
] as const) {
  for (const [kind, words] of Object.entries(table) as [VerbKind, string][]) {
    for (const word of words.split(/\s+/)) if (!known.has(word)) known.set(word, { kind, isNoun });
  }
}

/** `DescribeInstances` is `describe-instances`, `apps:destroy` is `destroy`, `delete_vhost` is `delete-vhost`. */
function plain(word: string): string {
  return word
    .replace(/^.*:/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}

/** What one word says, told by its first parts: `delete-bucket`, `batch-get-item`. */
function verbOf(word: string): Verb | undefined {
  const lower = plain(word);
  const whole = known.get(lower);
  if (whole) return whole;
  const two = /^[a-z]+-[a-z]+(?=-)/.exec(lower)?.[0];
  return (two === undefined ? undefined : known.get(two)) ?? known.get(lower.split('-')[0] ?? '');
}

/**
 * What the leading words of a client ask for: the first that can only be a verb, else the last that names a thing as
 * well. `logging logs delete x` deletes, `run deploy api` deploys, `load test create` creates.
 */
export function kindOfWords(words: readonly string[]): Kind {
  const found = words.flatMap((word) => verbOf(word) ?? []);
  return (found.find(({ isNoun }) => !isNoun) ?? found.at(-1))?.kind ?? 'unknown';
}
