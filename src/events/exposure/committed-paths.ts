import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import { type GitInvocation, gitInvocationOf } from '../../shell/git-invocation.ts';
import { homeOf, isHome } from '../../shell/homes.ts';
import { segmentsOf } from '../../shell/paths.ts';
import { recordsPlaceOf } from '../../shell/zones/agent-records.ts';
import { isCredential } from '../../shell/zones/credentials.ts';
import { numberedText } from '../../shown-text.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import {
  type CommittedPath,
  homeStores,
  namedBy,
  privateInCommits,
  privateInOutput,
  stagesAll,
} from './private-in-commits.ts';

/** Where the output of a call stands that its result does not show. https://code.claude.com/docs/en/tools-reference */
const elsewhere = /(?:Output is being written to|Full output saved to): (\S{6,4096})|\bID: ([\w-]{6,100})/g;
/** What git says of a commit, with its files behind it. https://git-scm.com/docs/git-commit */
const summary = /^ \d+ files? changed/m;
const cutBehind = /\bcommit\b[^;&\n]*\|\s*(?:head|tail|grep|wc|sed|awk)\b/;
const noCommit = /nothing (?:added )?to commit|no changes added to commit/;
const awaitedAtMost = 100;

/** What the commits of one session hold that no repository should: as their results list it, or what was staged tells. */
export class CommittedPaths {
  /** By the file or the task that has their output. */
  readonly #awaited = new Map<string, readonly GitInvocation[]>();
  #staged: readonly CommittedPath[] = [];

  /** Takes the calls in their order. */
  of(call: ToolCall, analysis: CommandAnalysis): readonly CommittedPath[] {
    if (call.outcome === 'denied' || call.outcome === 'not-run') return [];
    const shown = analysis.commands.flatMap((command) => gitInvocationOf(command) ?? []);
    const text = call.result?.text ?? '';
    const answered = this.#answeredBy(call);
    this.#await(text, shown);
    return [
      ...privateInCommits(call, analysis),
      ...privateInOutput(numberedText(text) ?? text, answered),
      ...(call.outcome === 'failed' ? [] : this.#unlisted(call, shown)),
    ];
  }

  #await(text: string, shown: readonly GitInvocation[]): void {
    if (shown.length === 0 || this.#awaited.size >= awaitedAtMost) return;
    for (const [, file, task] of text.matchAll(elsewhere)) this.#awaited.set(file ?? task ?? '', shown);
  }

  /** The commands whose output a call asks for, by its file or its task. */
  #answeredBy({ input, result }: ToolCall): readonly GitInvocation[] {
    if (this.#awaited.size === 0 || !result) return [];
    const words = Object.values(input).filter((value) => typeof value === 'string');
    return [...this.#awaited]
      .filter(([key]) => words.some((word) => word.includes(key)))
      .flatMap(([, shown]) => shown);
  }

  /** Of a commit that does not say what it took, what had been staged of a home. */
  #unlisted({ input, result, outcome }: ToolCall, shown: readonly GitInvocation[]): readonly CommittedPath[] {
    const text = result?.text ?? '';
    const isCut = cutBehind.test(String(input['command'] ?? '')) || /<persisted-output>/.test(text);
    const isListed = summary.test(text) && !isCut;
    const committed: CommittedPath[] = [];
    for (const invocation of shown) {
      if (invocation.subcommand === 'reset' || invocation.subcommand === 'restore') this.#staged = [];
      this.#staged = [...this.#staged, ...stagedOfHome(invocation)];
      if (invocation.subcommand !== 'commit') continue;
      if (!isListed && !noCommit.test(text) && outcome !== 'unknown') committed.push(...this.#staged);
      this.#staged = [];
    }
    return committed;
  }
}

/** All of a home, or folders of it that hold records and credentials. */
function stagedOfHome(invocation: GitInvocation): readonly CommittedPath[] {
  const { subcommand, directory } = invocation;
  const home = homeOf(directory);
  if ((subcommand !== 'add' && subcommand !== 'stage') || home === undefined) return [];
  const folder = segmentsOf(directory);
  const owner = segmentsOf(home);
  if (stagesAll(invocation)) {
    if (isHome(folder)) return [{ path: '.', kind: 'home' }];
    return recordsPlaceOf(folder, owner) === 'above' ? [{ path: '.', kind: 'agent-records' }] : [];
  }
  if (!isHome(folder)) return [];
  return namedBy(invocation).flatMap((path): readonly CommittedPath[] => {
    const segments = segmentsOf(`${directory}/${path}`);
    if (recordsPlaceOf(segments, owner) === 'above') return [{ path, kind: 'agent-records' }];
    const isStore = homeStores.has(segments.at(-1) ?? '') && isCredential(segments);
    return isStore ? [{ path, kind: 'credential-store' }] : [];
  });
}
