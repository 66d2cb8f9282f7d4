import { findSecrets } from '../../secrets/find-secrets.ts';
import { isFiller } from '../../secrets/is-filler.ts';
import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isOwnCreation, resolvePath } from '../../shell/paths.ts';
import { isOutside } from '../../shell/zone.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import type { FieldValue } from './log-event.ts';

/** What is known of the call that wrote. */
export interface Writing {
  readonly call: ToolCall;
  readonly analysis: CommandAnalysis;
  readonly paths: PathContext;
  readonly command?: SimpleCommand | undefined;
}

/**
 * Of a write to where credentials are kept: whether the words hold one, where the words are known and the file holds
 * settings besides, and whether it only brings the project's own file to a working tree of its own.
 */
export function credentialFields(effect: Effect, writing: Writing): Record<string, FieldValue> {
  if (effect.action !== 'write' || effect.zone !== 'credentials') return {};
  const text = settingsBeside.test(effect.target) ? writtenText(effect.target, writing) : undefined;
  return {
    ...(text !== undefined && { HoldsSecret: holdsSecret(text) }),
    OwnCopy: isOwnCopy(effect, writing),
  };
}

/** Files that hold settings, and credentials only as one of them. */
const settingsBeside =
  /(?:^|[/\\])(?:\.npmrc|\.yarnrc\.yml|gradle\.properties|settings\.xml|nuget\.config|\.terraformrc|\.env(?:\.[\w.-]+)?|[\w-]+\.env|\.envrc|\.dev\.vars|\.docker[/\\]config\.json|\.my\.cnf)$/i;

/** What a call put into a file, as far as its own words tell; of an edit, the words that are new. */
function writtenText(target: string, { call, analysis, paths }: Writing): string | undefined {
  const { file_path: path, content, new_string: fresh } = call.input;
  if (typeof path !== 'string' || resolvePath(path, paths.cwd) !== target)
    return analysis.contents?.get(target);
  return [content, fresh].find((text): text is string => typeof text === 'string');
}

const named =
  /(?:auth|token|secret|passw(?:or)?d|passwd|credential|private|api[_-]?key|access[_-]?key|_key)[\w.-]*["']?\s*[:=>]\s*["']?([^\s"'<]+)/gi;

function holdsSecret(text: string): boolean {
  if (findSecrets(text).length > 0) return true;
  return [...text.matchAll(named)].some(([, value = '']) => !isFiller(value) && !placeholder.test(value));
}

/** What stands where somebody is to write a value. */
const placeholder =
  /^(?:your|change|replace|example|placeholder|dummy|fake|todo|xxx|true$|false$|null$|\.\.\.)/i;

function isOwnCopy({ target }: Effect, { command, paths }: Writing): boolean {
  const sources = command?.effects.filter(({ action, zone }) => action === 'read' && zone === 'credentials');
  if (!sources || sources.length === 0 || !dotenv.test(target)) return false;
  return [target, ...sources.map((source) => source.target)].every((path) => isOfProject(path, paths));
}

const dotenv = /(?:^|[/\\])\.env(?:\.[\w.-]+)?$/;

/** In the project, or in a working tree of it: one that the session made, or that lies where working trees lie. */
function isOfProject(path: string, paths: PathContext): boolean {
  if (isOutside(path, paths) === false) return true;
  const folder = path.replace(/[/\\][^/\\]+$/, '');
  return isOwnCreation(folder, paths.created) || isOfSameProject(folder, paths.repository);
}

/** Whether one is a working tree of the other, or both are of one project, by the names of the folders that hold them. */
function isOfSameProject(folder: string, repository: string): boolean {
  const [one, other] = [folder, repository].map((path) => path.split(/[/\\]/));
  if (!one || !other) return false;
  const [first, second] = [ownerOfTree(one), ownerOfTree(other)];
  if (first !== undefined && second !== undefined) return first === second;
  return first !== undefined ? first === other.at(-1) : second !== undefined && one.includes(second);
}

/** `shop` of `shop.worktrees/topic`, `shop__worktrees/topic`, `shop/.worktrees/topic` and `shop/.claude/worktrees/topic`. */
function ownerOfTree(segments: readonly string[]): string | undefined {
  const at = segments.findIndex((segment) => /(?:^|[._-])worktrees?$/i.test(segment));
  if (at < 0) return undefined;
  const own = segments[at]?.replace(/[._-]*worktrees?$/i, '');
  return own !== '' ? own : segments.slice(0, at).findLast((segment) => !segment.startsWith('.'));
}
