import type { LiteralPlace } from './literal-place.ts';
import { isTyped } from './literal-use.ts';
import { roleOfCall, startsProcess } from './name-roles.ts';

/** Calls of the official libraries that start a session: https://code.claude.com/docs/en/agent-sdk/typescript */
const sessions = /(?:^|\.)(?:query|ClaudeSDKClient|unstable_v2_(?:prompt|createSession|resumeSession))$/;
/** What makes a process out of words that are added to it: `Command::new("claude").arg(…)`, `Process.Start(…)`. */
const processes = /(?:^|[.:])(?:Command(?:::new)?|CommandBuilder::new|Process\.Start|cmd!?|Proc\.new)$/;
const adding = /^\.(?:args?|addArgs?|arguments|with_args?|env|current_dir)$/;

/** Whether what stands here is handed to what starts a session, in the same expression: it starts one itself. */
export function startsHere({ enclosing, before }: LiteralPlace): boolean {
  return enclosing.some(({ name, called }) => {
    if (!called) return false;
    if (adding.test(name)) return processes.test(headOfChain(before));
    return sessions.test(name) || processes.test(name) || startsProcess(name);
  });
}

/** Calls that keep what they are given for another one. */
const keeping = /(?:^|\.)(?:push|append|extend|insert|unshift|concat|add|pushBack|push_back|addAll)$/;

/** The default of a parameter: `def run(cmd="…"`. */
const parameter = /\b(?:def|function|func|fn|fun|sub)\s+[\w.]+\s*\([^()]*$/;

/** Whether a whole command line is handed to what runs it, in the same expression; kept in a name, it is not. */
export function isRunHere(place: LiteralPlace): boolean {
  const { enclosing, bareCall, before } = place;
  if (parameter.test(before)) return false;
  if (startsHere(place) || isTyped(place)) return true;
  const calls = enclosing.slice(0, 3).flatMap(({ name, called }) => (called ? [name] : []));
  return [...calls, bareCall ?? ''].some((name) => roleOfCall(name) === 'starts' && !keeping.test(name));
}

const linksAtMost = 20;

/** The call with which a chain begins whose last one is open: `Command::new` of `Command::new(…).arg(…).arg(`. */
function headOfChain(before: string): string {
  let text = before.slice(0, openCallAt(before));
  for (let link = 0; link < linksAtMost; link += 1) {
    const called = /\.[A-Za-z_]\w*\s*$/.exec(text);
    const rest = called ? text.slice(0, called.index).trimEnd() : text;
    if (!called || !rest.endsWith(')')) return /[\w:!.]+$/.exec(rest)?.[0] ?? '';
    const opened = openedAt(rest);
    text = rest.slice(0, opened);
    const name = /[\w:!]+(?:\.[\w:!]+)*$/.exec(text)?.[0] ?? '';
    if (
      !text
        .slice(0, text.length - name.length)
        .trimEnd()
        .endsWith('.') &&
      name !== ''
    )
      return name;
  }
  return '';
}

/** Where the innermost round bracket opens that is still open at the end. */
function openCallAt(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? '';
    if (character === ')') depth += 1;
    else if (character === '(' && depth-- === 0) return at;
  }
  return text.length;
}

/** Where the bracket opens with which a text ends. */
function openedAt(text: string): number {
  const at = openCallAt(text.slice(0, -1));
  return at === text.length - 1 ? 0 : at;
}
