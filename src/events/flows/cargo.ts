import type { CommandAnalysis, SimpleCommand } from '../../shell/command-analysis.ts';
import type { Effect } from '../../shell/effect.ts';
import { resolvePath } from '../../shell/paths.ts';
import { type Carrier, type Part, partsOf } from './carriers.ts';
import { codeSends } from './code-cargo.ts';
import { issuedSecretsIn, namesOf, storeKinds, takesWhole, variablesIn } from './credential-words.ts';
import { readBy } from './derived-files.ts';
import type { Flow } from './flow.ts';
import type { FlowMemory } from './flow-memory.ts';
import type { CredentialNames } from './issuers.ts';

/** What a request carries, before it is known to whom. */
export interface Load extends Pick<Flow, 'carries' | 'carrier' | 'from' | 'by'> {
  /** Of a secret. */
  readonly names: CredentialNames;
  /** A secret that is one value in its place, not a file of them. */
  readonly isSingle: boolean;
}

/** What is looked at to say what a network effect carries. */
export interface Request {
  readonly effect: Effect;
  readonly analysis: CommandAnalysis;
  /** The command that has the effect; absent for the effect of a tool. */
  readonly command?: SimpleCommand | undefined;
  /** Texts of the tool's input, or of the code that runs. */
  readonly texts: readonly string[];
  /** What the call printed. */
  readonly result: string;
  readonly memory: FlowMemory;
}

const noNames: CredentialNames = { kinds: [], variables: [] };
const nothing: Load = { carries: 'nothing', from: [], by: [], names: noNames, isSingle: false };

/** The first that says something: known values, secrets that are fetched or written out, files, words. */
export function loadOf(request: Request): Load {
  return (
    knownValue(request) ??
    fetchedSecret(request) ??
    writtenSecret(request) ??
    sentFiles(request) ??
    words(request)
  );
}

function allParts({ command, texts }: Request): readonly Part[] {
  return command ? partsOf(command) : texts.map((text) => ({ carrier: 'body', text }));
}

/** A value that an earlier call showed stands in the words that go out. */
function knownValue(request: Request): Load | undefined {
  const { memory, texts } = request;
  const parts = request.command ? [...allParts(request), ...codeParts(request)] : texts.map(bodyPart);
  for (const carrier of ['body', 'address', 'name', 'file', 'header'] as const) {
    const seen = parts
      .filter((part) => part.carrier === carrier)
      .flatMap(({ text }) => memory.secrets.in(text));
    if (seen.length === 0) continue;
    const files = [...new Set(seen.map(({ file }) => file))];
    const names = { kinds: seen.map(({ name }) => name), variables: seen.map(({ name }) => name) };
    return { carries: 'secret', carrier, from: files, by: files, names, isSingle: true };
  }
  return undefined;
}

function bodyPart(text: string): Part {
  return { carrier: 'body', text };
}

/** Code that an interpreter is given, where the command is one; its words are no arguments. */
function codeParts({ command, texts }: Request): readonly Part[] {
  return command && isInterpreter(command.program) ? texts.map(bodyPart) : [];
}

const interpreters = /^(?:python[\d.]*|node|deno|bun|ruby|perl|php|tsx|ts-node)$/;

export function isInterpreter(program: string): boolean {
  return interpreters.test(program);
}

/** The command line itself reads a credential and hands it on. */
function fetchedSecret(request: Request): Load | undefined {
  const { effect, analysis, command, texts } = request;
  const files = analysis.effects
    .filter(({ action, zone }) => (action === 'read' || action === 'execute') && zone === 'credentials')
    .map(({ target }) => target);
  if (command && isInterpreter(command.program)) {
    const sent = files.filter((file) => texts.some((text) => codeSends(text, file)));
    if (sent.length > 0) return wholeFile(sent, 'body');
  }
  if (!effect.traits?.includes('from-secret')) return undefined;
  if (!command) return wholeFile(files, 'body');
  const parts = allParts(request).filter(({ text }) => isFetched(text) || mentions(text, files));
  const order: readonly Carrier[] = ['body', 'file', 'name', 'address', 'header'];
  const part =
    order.flatMap((carrier) =>
      parts.filter((one) => one.carrier === carrier && mentions(one.text, files)),
    )[0] ?? order.flatMap((carrier) => parts.filter((one) => one.carrier === carrier))[0];
  if (!isHttp(command.program))
    return effect.action === 'connect' ? nothing : wholeFile(files, part?.carrier ?? 'file');
  if (!part) return wholeFile(files, 'body');
  const named = files.filter((file) => mentions(part.text, [file]));
  const from = named.length > 0 ? named : files;
  const isFile = /^(?:[\w-]+=)?@/.test(part.text) || part.carrier === 'file';
  return {
    carries: 'secret',
    carrier: part.carrier,
    from,
    by: [],
    names: namesOf(part.text, from),
    isSingle: !isFile && !takesWhole(part.text, from),
  };
}

function isHttp(program: string): boolean {
  return /^(?:curl|wget|https?|xhs?)$/.test(program);
}

function isFetched(text: string): boolean {
  return /\$\(|`|\$\{?[A-Za-z_]/.test(text) || /^(?:[\w-]+=)?@/.test(text) || text === '-';
}

function mentions(text: string, files: readonly string[]): boolean {
  return files.some((file) => text.includes(file.split(/[\\/]/).at(-1) ?? file));
}

function wholeFile(files: readonly string[], carrier: Carrier): Load {
  const names = { kinds: storeKinds(files), variables: [] };
  return { carries: 'secret', carrier, from: files, by: [], names, isSingle: false };
}

/** A token in its issuer's form, or the variable that holds one. */
function writtenSecret(request: Request): Load | undefined {
  const parts = allParts(request);
  for (const part of parts) {
    const kinds = issuedSecretsIn(part.text);
    const held = [...part.text.matchAll(/\$\{?(\w{3,60})/g)].flatMap(([, name = '']) => variablesIn(name));
    if (kinds.length === 0 && (held.length === 0 || !request.command)) continue;
    const names = { kinds, variables: held };
    return { carries: 'secret', carrier: part.carrier, from: [], by: [], names, isSingle: true };
  }
  return undefined;
}

/** Files that the command reads and sends. */
function sentFiles({ effect, analysis, command, memory }: Request): Load | undefined {
  if (effect.action === 'connect' || effect.action === 'download') return undefined;
  const told = command ? readBy(analysis.commands, analysis.commands.indexOf(command)) : filesOf(effect);
  const read = told.length === 0 && command ? namedFiles(command, effect, memory) : told;
  if (read.length === 0)
    return command?.effects.some(isUnknownFile)
      ? { ...nothing, carries: 'file', carrier: 'file' }
      : undefined;
  const { carries, from } = memory.files.sourcesOf(read);
  const by = read.map(({ target }) => target).filter((file) => memory.files.get(file) !== undefined);
  const names = carries === 'secret' ? { kinds: storeKinds(from), variables: [] } : noNames;
  return { carries, carrier: 'file', from, by, names, isSingle: false };
}

/** It is read, and only the run knew which file it is. */
function isUnknownFile({ action, target }: Effect): boolean {
  return action === 'read' && target.startsWith('$');
}

/** Clients of which nothing tells which words they read: those that are paths. */
function namedFiles({ argv, cwd }: SimpleCommand, effect: Effect, memory: FlowMemory): readonly Effect[] {
  return argv.slice(1).flatMap((word): readonly Effect[] => {
    const path = /^(?:[\w-]+=)?@?((?:[/~]|\.{1,2}(?:\/|$)|\.env).*)$/.exec(word)?.[1];
    const target = resolvePath(path ?? word, cwd);
    if (path === undefined && memory.files.get(target) === undefined) return [];
    const zone = memory.zoneOf(target);
    return [{ ...effect, action: 'read', target, zone, traits: [] }];
  });
}

/** A tool that uploads names the file as its target. */
function filesOf(effect: Effect): readonly Effect[] {
  return /^(?:[/~]|[A-Za-z]:[\\/])/.test(effect.target) ? [effect] : [];
}

/** Neither a file nor a secret: what is left are words. */
function words(request: Request): Load {
  const { effect, command } = request;
  const parts = allParts(request);
  const sent = parts.filter(({ carrier }) => carrier !== 'header');
  const computed = sent.find(({ text }) => /\$\(|`/.test(text));
  if (computed) return { ...nothing, carries: 'computed', carrier: computed.carrier };
  if (effect.action !== 'upload') return nothing;
  if (command?.pipedFrom !== undefined && !/^(?:echo|printf)$/.test(command.pipedFrom))
    return { ...nothing, carries: 'computed', carrier: 'body' };
  return { ...nothing, carries: 'literal', carrier: 'body' };
}
