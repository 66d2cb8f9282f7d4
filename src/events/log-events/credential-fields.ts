import { findSecrets } from '../../secrets/find-secrets.ts';
import { isFiller } from '../../secrets/is-filler.ts';
import { isMadeUp } from '../../secrets/is-made-up.ts';
import type { SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import type { PathContext } from '../../shell/path-context.ts';
import { isOwnCreation } from '../../shell/paths.ts';
import { isOutside } from '../../shell/zone.ts';
import type { FieldValue } from './log-event.ts';
import { type WritingCall, writtenText } from './written-text.ts';

/** With the command that wrote, where it was one. */
interface Writing extends WritingCall {
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

const named =
  /(?:auth|token|secret|passw(?:or)?d|passwd|credential|private|api[_-]?key|access[_-]?key|_key)[\w.-]*["']?\s*[:=>]\s*["']?([^\s"'<]+)/gi;

/** Whether all of a file that is read was written by the session itself, and is made up: `API_KEY=your-key-here`. */
export function holdsPlaceholders(effect: Effect, { call, analysis, paths }: WritingCall): boolean {
  if (effect.action !== 'read' || effect.zone !== 'credentials') return false;
  const isOwn = isOwnCreation(effect.target, paths.created);
  const before = isOwn ? paths.contentOf?.(effect.target) : undefined;
  const written = appends.test(call.argument) ? undefined : analysis.contents?.get(effect.target);
  const text = written ?? before;
  return text !== undefined && !holdsSecret(text);
}

/** What was in the file before is not known then. */
const appends = />>|\btee\s+-a|--append/;

function holdsSecret(text: string): boolean {
  const found = findSecrets(text).map(({ offset, length }) => text.slice(offset, offset + length));
  if (found.some((secret) => !isMadeUp(secret))) return true;
  return [...text.matchAll(named)].some(([, value = '']) => !isFiller(value) && !isPlaceholder(value));
}

function isPlaceholder(value: string): boolean {
  return placeholder.test(value) || (value.length >= 12 && isMadeUp(value));
}

/** What stands where somebody is to write a value. */
const placeholder =
  /^(?:your|change|replace|example|placeholder|dummy|fake|todo|xxx|true$|false$|null$|\.\.\.)|(?:\.\.\.|…)$/i;

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
