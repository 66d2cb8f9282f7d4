import { isCredentialTemplate } from '../../secrets/credential-stores.ts';
import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';
import { homeOf } from '../../shell/homes.ts';
import { segmentsOf } from '../../shell/paths.ts';
import { recordsPlaceOf } from '../../shell/zones/agent-records.ts';
import { isCredential } from '../../shell/zones/credentials.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/** How git names what a commit takes, by the subcommand that prints it. https://git-scm.com/docs */
const listings: Readonly<Record<string, RegExp>> = {
  commit: /^ (?:create mode \d{6}|rename .{0,500}=>) (.{1,500}?)(?: \(\d+%\))?$/gm,
  add: /^add '(.{1,500})'$/gm,
  status: /^(?:\t(?:new file|modified): +|[AMR][ M] )(.{1,500})$/gm,
  show: /^(?: (\S.{0,500}?) +\| +(?:\d+|Bin)|\+\+\+ b\/(.{1,500})|([\w.@~-]+\/[^\s|]{1,500}))/gm,
  'ls-files': /^(.{1,500})$/gm,
  'ls-tree': /^(?:\d{6} blob [0-9a-f]+\t)?(.{1,500})$/gm,
};

const longestResult = 200_000;
/** The names of a home stand for any: paths of commits are relative. */
const anyHome: readonly string[] = ['home', 'anybody'];

/** A path that a commit holds, relative to the repository, and what lies there. */
export interface CommittedPath {
  readonly path: string;
  readonly kind: 'agent-records' | 'shell-history' | 'key-store' | 'credential-store' | 'home';
}

/**
 * What a commit, or the tree of a repository, is shown to hold that no repository should: stores of credentials of a
 * home, what an agent recorded of sessions, histories of shells, keys that programs are signed with.
 */
export function privateInCommits(
  { result, outcome }: ToolCall,
  { commands }: CommandAnalysis,
): readonly CommittedPath[] {
  const shown = commands.flatMap((command) => gitInvocationOf(command) ?? []);
  if (shown.length === 0 || !result || outcome === 'denied' || outcome === 'not-run') return [];
  const named = outcome === 'failed' ? [] : shown.flatMap(namedBy);
  return privateOf([...listedIn(result.text, shown), ...named], shown);
}

/** The same of the output of git that stands elsewhere. */
export function privateInOutput(text: string, shown: readonly GitInvocation[]): readonly CommittedPath[] {
  return privateOf(listedIn(text, shown), shown);
}

function listedIn(result: string, shown: readonly GitInvocation[]): readonly string[] {
  const whole = result.slice(0, longestResult);
  const text = stagesAfterStatus(shown) ? whole : whole.replace(unstaged, '');
  return shown
    .flatMap(({ subcommand }) => (Object.hasOwn(listings, subcommand) ? (listings[subcommand] ?? []) : []))
    .flatMap((form) => [...text.matchAll(form)])
    .map(([, ...paths]) => paths.find(Boolean) ?? '');
}

function privateOf(paths: readonly string[], shown: readonly GitInvocation[]): readonly CommittedPath[] {
  const folders = [...new Set(shown.map(({ directory }) => directory))];
  const plain = new Set(paths.map((path) => path.replace(/^"|"$/g, '')));
  return [...plain].flatMap((path) => {
    const kind = privateKind(path) ?? folders.map((folder) => recordsKind(folder, path)).find(Boolean);
    return kind === undefined ? [] : [{ path, kind }];
  });
}

/** Of a repository in the folder of an agent. */
function recordsKind(folder: string, path: string): CommittedPath['kind'] | undefined {
  const home = homeOf(folder);
  if (home === undefined) return undefined;
  const place = recordsPlaceOf(segmentsOf(`${folder}/${path}`), segmentsOf(home));
  return place === 'within' ? 'agent-records' : undefined;
}

/** What a status shows of changes that are in no index yet, up to the next part of it. https://git-scm.com/docs/git-status */
const unstaged =
  /^(?:Changes not staged for commit|Untracked files|Unmerged paths):\n(?:[ \t]+.{0,2000}\n?|\n(?=[ \t]))*/gm;

/** Whether all that a status shows goes into the index afterwards. */
function stagesAfterStatus(shown: readonly GitInvocation[]): boolean {
  const status = shown.findIndex(({ subcommand }) => subcommand === 'status');
  return status !== -1 && shown.slice(status + 1).some(stagesAll);
}

/** Whether a command puts all changes of a repository into its index. */
export function stagesAll({ subcommand, args }: GitInvocation): boolean {
  if (isStaging(subcommand)) return args.some((word) => /^(?:-A|--all|-u|--update|\.|:\/|\*)$/.test(word));
  return subcommand === 'commit' && args.some((word) => /^(?:--all|-[a-z]*a[a-z]*)$/.test(word));
}

function isStaging(subcommand: string): boolean {
  return subcommand === 'add' || subcommand === 'stage';
}

/** Paths that a command puts into the index by their names. */
export function namedBy({ subcommand, args }: GitInvocation): readonly string[] {
  const isTold =
    isStaging(subcommand) && !args.some((word) => /^(?:-n|--dry-run|-N|--intent-to-add)$/.test(word));
  return isTold ? args.filter((word) => !word.startsWith('-')).map((word) => word.replace(/^\.\//, '')) : [];
}

function privateKind(path: string): CommittedPath['kind'] | undefined {
  const segments = segmentsOf(`/${anyHome.join('/')}/${path}`);
  if (recordsPlaceOf(segments, anyHome) === 'within') return 'agent-records';
  if (/^\.(?:bash|zsh|fish|ash|python|psql|mysql|sqlite|node_repl)_history$/.test(segments.at(-1) ?? ''))
    return 'shell-history';
  if (isKeyStore(segments)) return 'key-store';
  return isOfHome(segments) && isCredential(segments) && !isCredentialTemplate(path)
    ? 'credential-store'
    : undefined;
}

/** What programs are signed with, as it is or as text. Every SDK for Android has the same key for debugging. */
function isKeyStore(segments: readonly string[]): boolean {
  const name = (segments.at(-1) ?? '').toLowerCase();
  const isStore =
    /\.(?:jks|keystore|p12|pfx)(?:[._-](?:b64|base64))?(?:\.txt)?$|^(?:[\w-]*keystore[\w-]*)\.(?:b64|base64)$/;
  return isStore.test(name) && !/debug|trust|cacerts/.test(name) && !segments.some((one) => ofTests.has(one));
}

const ofTests: ReadonlySet<string> = new Set(
  'test tests __tests__ testdata test-data fixtures fixture testing example examples sample samples spec androidtest'.split(
    ' ',
  ),
);

/** A store in a hidden folder or file of a home; projects have an `.env` and an `.npmrc` of their own. */
function isOfHome(segments: readonly string[]): boolean {
  const name = segments.at(-1) ?? '';
  if (/^\.(?:git-credentials|netrc|pgpass|my\.cnf|pypirc|passwd-s3fs|smbcredentials|fetchmailrc)$/.test(name))
    return true;
  return segments.slice(0, -1).some((segment) => homeStores.has(segment)) && !name.endsWith('.pub');
}

/** Folders of a home with stores of credentials. */
export const homeStores: ReadonlySet<string> = new Set(
  '.ssh .aws .azure .gnupg .kube .docker .claude .codex .gemini .config .local .password-store'.split(' '),
);
