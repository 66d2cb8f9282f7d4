import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';

/**
 * Ids of commits that a service made for a call, as its answer names them. An answer to a call that only reads names
 * other people's commits, and an id that the call itself gave is none that the service made.
 * https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents
 */
export function servedCommits(call: ToolCall, commands: readonly SimpleCommand[]): readonly string[] {
  const text = call.result?.text ?? '';
  if (call.result?.isError !== false || !writes(call, commands)) return [];
  const given = JSON.stringify(call.input);
  return [...new Set(idsOf(text))].filter((id) => !given.includes(id));
}

/** Tools of servers that write commits, whatever server offers them. */
const writingTool =
  /^(?:(?:create|update|create_or_update|delete|edit|put|write)_(?:repository_)?files?(?:_contents?)?|push_files?|(?:create_)?commits?(?:_files?|_changes)?|create_commit|merge_(?:pull_request|merge_request|pr|branch)|(?:accept|update)_(?:pull|merge)_request(?:_branch)?)$/;

/** Paths of an interface below which a request that is no GET makes commits. */
const writingPath =
  /\/(?:contents\/|merges?(?:$|[?/])|merge-upstream|git\/(?:commits|refs)|repository\/(?:commits|files|branches)|update-branch|files\/)/;

function writes({ mcp }: ToolCall, commands: readonly SimpleCommand[]): boolean {
  if (mcp) return writingTool.test(mcp.tool.replaceAll('-', '_').toLowerCase());
  return commands.some(
    ({ program, argv, remote }) => remote === undefined && isRequest(program, argv.slice(1)),
  );
}

function isRequest(program: string, words: readonly string[]): boolean {
  const [first = '', second = ''] = words;
  if (/^(?:gh|glab|hub|tea)$/.test(program)) {
    if (first === 'pr' || first === 'mr') return second === 'merge';
    return first === 'api' && asksForChange(words) && words.some((word) => writingPath.test(`/${word}`));
  }
  return (
    /^(?:curl|http|https|xh|wget)$/.test(program) &&
    asksForChange(words) &&
    words.some((word) => /^https:\/\//.test(word) && writingPath.test(word))
  );
}

/** `gh api` sends a POST as soon as it has a field. https://cli.github.com/manual/gh_api */
function asksForChange(words: readonly string[]): boolean {
  const method = words.flatMap((word, index) =>
    /^(?:-X|--method|--request)$/.test(word)
      ? [words[index + 1] ?? '']
      : (/^(?:-X|--(?:method|request)=)(\w+)$/.exec(word)?.[1] ?? []),
  )[0];
  if (method !== undefined) return /^(?:put|post|patch|delete)$/i.test(method);
  return words.some((word) =>
    /^(?:-[fFdT]|--(?:raw-)?field|--input|--data(?:-\w+)?|--json|--upload-file|--post-(?:data|file)|PUT|POST|PATCH|DELETE)(?:=|$)/.test(
      word,
    ),
  );
}

const longestAnswer = 512 * 1024;
const depthAtMost = 6;

function idsOf(text: string): string[] {
  const trimmed = text.trim();
  if (/^[0-9a-f]{40,64}$/.test(trimmed)) return [trimmed];
  const from = trimmed.search(/[{[]/);
  if (from < 0 || trimmed.length > longestAnswer) return [];
  const to = Math.max(trimmed.lastIndexOf('}'), trimmed.lastIndexOf(']'));
  try {
    return idsIn(JSON.parse(trimmed.slice(from, to + 1)), 0);
  } catch {
    return [];
  }
}

/** Where an answer names the commit that it made; never its parents, its tree, a file or the ends of a request. */
const idKeys: ReadonlySet<string> = new Set(['sha', 'merge_commit_sha', 'hash', 'id', 'commit_id']);
const innerKeys: ReadonlySet<string> = new Set(['commit', 'object', 'data', 'result', 'merge_commit']);

function idsIn(value: unknown, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth > depthAtMost) return [];
  if (Array.isArray(value)) return value.slice(0, 50).flatMap((item) => idsIn(item, depth + 1));
  return Object.entries(value).flatMap(([key, inner]) => {
    if (idKeys.has(key) && typeof inner === 'string' && /^[0-9a-f]{40,64}$/.test(inner)) return [inner];
    return innerKeys.has(key) ? idsIn(inner, depth + 1) : [];
  });
}
