import type { Behavior } from './rule.ts';
import { below, rulePath } from './rule-path.ts';
import { type SegmentMatcher, segmentGlob } from './segment-glob.ts';

/** Tells whether a path, in the form of {@link rulePath}, is covered. */
export type PathMatcher = (path: string) => boolean;

/** What the anchors of a pattern stand for; absolute. */
export interface PatternPlace {
  /** Where `/path` starts: the settings source. */
  readonly anchor: string;
  /** Where `path` and `./path` start: the folder in which the session was started. */
  readonly cwd: string;
  readonly home: string;
  readonly ignoreCase: boolean;
  readonly behavior: Behavior;
  /** Before 2.1.214 a single `dir/**` reached every depth in allow rules too. */
  readonly shallowAllow: boolean;
}

const anyDepth = Symbol('**');
type Step = SegmentMatcher | typeof anyDepth;

/**
 * A gitignore pattern with one of the four anchors. https://code.claude.com/docs/en/permissions#read-and-edit
 * A pattern that covers a folder covers everything below it.
 */
export function pathPattern(specifier: string, place: PatternPlace): PathMatcher {
  const { root, pattern, anchored } = anchors(forwardSlashes(specifier), place);
  if (/^[!#]/.test(pattern)) return () => false;
  const steps = compile(pattern, anchored || isShallow(pattern, place), place.ignoreCase);
  const base = foldPath(root, place.ignoreCase);
  return (path) => {
    const segments = below(foldPath(path, place.ignoreCase), base);
    return segments !== undefined && covers(steps, segments);
  };
}

function anchors(specifier: string, { anchor, cwd, home }: PatternPlace) {
  if (specifier.startsWith('//')) return { root: '/', pattern: specifier.slice(2), anchored: true };
  if (/^[a-z]:[\\/]/i.test(specifier)) {
    return { root: '/', pattern: rulePath(specifier, cwd, home).slice(1), anchored: true };
  }
  if (specifier === '~' || specifier.startsWith('~/')) {
    return { root: rulePath('~', cwd, home), pattern: specifier.slice(2) || '**', anchored: true };
  }
  if (specifier.startsWith('/')) {
    return { root: rulePath(anchor, cwd, home), pattern: specifier.slice(1), anchored: true };
  }
  return { root: rulePath(cwd, cwd, home), pattern: specifier.replace(/^\.\//, ''), anchored: false };
}

/** A backslash escapes, as in gitignore, unless the pattern starts as only a Windows path does. */
function forwardSlashes(specifier: string): string {
  return /^(?:~\\|[a-z]:\\|\\\\)/i.test(specifier) ? specifier.replaceAll('\\', '/') : specifier;
}

/** `src/**` in an allow rule means the one folder; in a deny or ask rule a folder of that name anywhere. */
function isShallow(pattern: string, { behavior, shallowAllow }: PatternPlace): boolean {
  return behavior === 'allow' && shallowAllow && /^[^/]+\/\*\*$/.test(pattern);
}

function compile(written: string, anchored: boolean, ignoreCase: boolean): readonly Step[] {
  const pattern = written
    .replace(/^\.\//, '')
    .replace(/(?:\/\*\*)+$/, '')
    .replace(/\/$/, '');
  const segments = pattern.split('/').filter((segment) => segment !== '');
  const steps = segments.map(
    (segment): Step => (segment === '**' ? anyDepth : segmentGlob(segment, ignoreCase)),
  );
  return anchored || segments.length > 1 ? steps : [anyDepth, ...steps];
}

/** Set of positions reached in the pattern, advanced segment by segment: no backtracking over `**`. */
function covers(steps: readonly Step[], segments: readonly string[]): boolean {
  let reached = open(steps, [0]);
  if (reached.has(steps.length)) return true;
  for (const segment of segments) {
    const next: number[] = [];
    for (const at of reached) {
      const step = steps[at];
      if (step === anyDepth) next.push(at);
      else if (step?.(segment)) next.push(at + 1);
    }
    reached = open(steps, next);
    if (reached.has(steps.length)) return true;
  }
  return false;
}

function open(steps: readonly Step[], positions: readonly number[]): Set<number> {
  const reached = new Set<number>();
  for (let at of positions) {
    reached.add(at);
    while (steps[at] === anyDepth) {
      at += 1;
      reached.add(at);
    }
  }
  return reached;
}

function foldPath(path: string, ignoreCase: boolean): string {
  return ignoreCase ? path.toLowerCase() : path;
}
