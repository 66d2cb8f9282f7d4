import type { JsonObject } from '../../../json-object.ts';
import { readJavaScript } from '../../../shell/languages/javascript/javascript-reader.ts';
import type { Node } from '../../../shell/languages/syntax.ts';
import { InputReader } from './input-reader.ts';

/** A tool that a script calls, with an input that stands in it word by word. */
interface ScriptedCall {
  readonly tool: string;
  /** A text where the tool takes one: a patch. */
  readonly input: JsonObject | string;
}

/** What a script of the tool `exec` calls. */
interface ScriptCalls {
  readonly calls: readonly ScriptedCall[];
  /** Nothing else can be called by it: it was read to its end, and every input stands in it. */
  readonly isWhole: boolean;
}

/**
 * The calls `tools.name(input)` of a script, in its order; an input may be a constant of the script. What is put
 * together while it runs is not known before.
 * https://github.com/openai/codex/blob/main/codex-rs/code-mode/src/description.rs
 */
export function scriptCalls(script: string): ScriptCalls {
  const { program, unread } = readJavaScript(script);
  const inputs = new InputReader(constantsOf(program));
  const calls: ScriptedCall[] = [];
  let isWhole = unread === undefined;
  for (const node of nodesIn(program)) {
    if (isTools(node)) isWhole = false;
    const called = node.kind === 'call' ? toolOf(node.callee) : undefined;
    if (node.kind !== 'call' || called === undefined) continue;
    const given = node.arguments[0];
    const input = given === undefined ? {} : inputs.read(given.value);
    if (typeof input === 'string' || isPlainObject(input)) calls.push({ tool: called, input });
    else isWhole = false;
  }
  return { calls, isWhole };
}

function toolOf(callee: Node): string | undefined {
  const isTool = callee.kind === 'member' && callee.object.kind === 'name' && callee.object.name === 'tools';
  return isTool && callee.key.kind === 'text' ? callee.key.text : undefined;
}

/** Any other mention of the tools may be a call of one. */
function isTools(node: Node): boolean {
  return node.kind === 'name' && node.name === 'tools';
}

/** Every node once, outer ones first; the tools in a plain call of one are left out. */
function* nodesIn(program: Node): Generator<Node> {
  const open: unknown[] = [program];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    if ('kind' in next) yield next as Node;
    const isToolCall = 'callee' in next && toolOf(next.callee as Node) !== undefined;
    const inside = isToolCall && 'arguments' in next ? [next.arguments] : Object.values(next);
    open.push(...inside.reverse());
  }
}

/** Names that are given a text once, and never another value. */
function constantsOf(program: Node): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const given = new Set<string>();
  for (const node of nodesIn(program)) {
    const name = node.kind === 'assignment' ? baseOf(node.target) : undefined;
    if (node.kind !== 'assignment' || name === undefined) continue;
    const value = new InputReader(new Map()).read(node.value);
    if (given.has(name)) texts.delete(name);
    else if (node.isDeclared && typeof value === 'string') texts.set(name, value);
    given.add(name);
  }
  return texts;
}

function baseOf(target: Node): string | undefined {
  let node = target;
  while (node.kind === 'member') node = node.object;
  return node.kind === 'name' ? node.name : undefined;
}

function isPlainObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
