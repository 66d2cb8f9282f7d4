import type { Call } from './call.ts';
import { asStream, expandToOne } from './expand.ts';
import { type Field, plainField } from './field.ts';
import { descriptorOf, type Endpoint, openDescriptor } from './scope.ts';
import { fromSocket, type Stream, unknownStream } from './stream.ts';
import type { Redirection } from './syntax.ts';

/** Where a command's input comes from and its output goes. */
export interface Opened {
  readonly stdin: Stream;
  readonly outputs: readonly Output[];
  /** Numbered descriptors that the redirections opened. */
  readonly descriptors: ReadonlyMap<string, Endpoint>;
}

interface Output {
  readonly target: Field;
  readonly endpoint?: Endpoint;
  readonly carriesOutput: boolean;
  readonly appends: boolean;
  /** `exec 3<>/dev/tcp/…`: nothing goes there before somebody uses the number. */
  readonly isOnlyOpened: boolean;
}

const mostRedirections = 256;
const socket = /^\/dev\/(?:tcp|udp)\/([^/]+)\/([^/]+)$/;

/** Bash opens sockets for these. https://www.gnu.org/software/bash/manual/html_node/Redirections.html */
function hostOfSocket(path: string): string | undefined {
  const found = socket.exec(path);
  return found ? `${found[1]}:${found[2]}` : undefined;
}

/** Reads what redirections feed into the command, and remembers where its output goes. */
export function openInputs(call: Call, redirections: readonly Redirection[]): Opened {
  let { stdin } = call;
  const outputs: Output[] = [];
  const descriptors = new Map<string, Endpoint>();
  if (redirections.length > mostRedirections) call.analysis.problem('too-deep');
  for (const redirection of redirections.slice(0, mostRedirections)) {
    const target = expandToOne(redirection.target, call.scope, call.machine);
    const { operator } = redirection;
    const number = numberOf(call, redirection);
    if (operator.startsWith('<') && operator !== '<>') {
      // `>& /dev/tcp/… 0>&1`: what goes out comes from there as well.
      const isBothWays = operator === '<&' && outputs.some(({ endpoint }) => endpoint?.kind === 'host');
      const stream = isBothWays ? fromSocket : inputOf(call, operator, target);
      if (number === '0') stdin = stream;
      else descriptors.set(number, { kind: 'stream', stream });
    } else {
      const output = outputOf(call, operator, { target, number });
      if (number === '0' && outputs.some(({ endpoint }) => endpoint?.kind === 'host')) stdin = fromSocket;
      outputs.push(output);
      if (number !== '1' && number !== '2')
        descriptors.set(number, output.endpoint ?? fileEndpoint(call, target));
    }
  }
  for (const [number, endpoint] of descriptors) call.scope.descriptors.set(number, endpoint);
  return { stdin, outputs, descriptors };
}

/** `{name}>file` opens a free descriptor and keeps its number in the variable. */
function numberOf({ scope }: Call, { descriptor, operator }: Redirection): string {
  if (typeof descriptor !== 'string') return String(descriptor ?? (operator.startsWith('<') ? 0 : 1));
  const number = openDescriptor(scope);
  scope.variables.set(descriptor, { fields: [plainField(number)], origins: [] });
  return number;
}

function fileEndpoint(call: Call, target: Field): Endpoint {
  return { kind: 'file', path: call.resolve(target) };
}

function inputOf(call: Call, operator: string, target: Field): Stream {
  if (operator.startsWith('<<')) return asStream(target);
  if (operator === '<&') return streamOf(call, target.text.replace(/-$/, ''));
  const host = hostOfSocket(target.text);
  if (host === undefined) return call.read(target);
  call.network('connect', host);
  return fromSocket;
}

function streamOf(call: Call, descriptor: string): Stream {
  const endpoint = call.scope.descriptors.get(descriptor);
  if (endpoint?.kind === 'stream') return endpoint.stream;
  if (endpoint?.kind === 'host') return fromSocket;
  return descriptor === '0' ? call.stdin : unknownStream;
}

interface OutputTarget {
  readonly target: Field;
  readonly number: string;
}

function outputOf(call: Call, operator: string, { target, number }: OutputTarget): Output {
  const base = {
    target,
    carriesOutput: number !== '2',
    appends: operator.endsWith('>>'),
    isOnlyOpened: Number(number) > 2,
  };
  const host = hostOfSocket(target.text);
  if (host !== undefined) return { ...base, endpoint: { kind: 'host', host } };
  const opened = call.scope.descriptors.get(descriptorOf(target.text) ?? '');
  if (opened) return { ...base, endpoint: opened };
  if (operator === '>&' && /^(?:\d+-?|\$\{?\w+(?:\[\d+\])?\}?-?)$/.test(target.text)) {
    const name = target.text.replace(/-$/, '');
    const endpoint = call.scope.descriptors.get(name);
    return { ...base, target: { ...target, text: '&1' }, ...(endpoint && { endpoint }) };
  }
  return base;
}

/** Sends the command's output where the redirections say; what is left goes on. */
export function sendOutput(call: Call, { outputs }: Opened, output: Stream): Stream {
  let left = output;
  for (const { target, endpoint, carriesOutput, appends, isOnlyOpened } of outputs) {
    if (carriesOutput && (target.text !== '&1' || endpoint)) left = unknownStream;
    const content = carriesOutput ? output : unknownStream;
    if (endpoint?.kind === 'host' && isOnlyOpened) call.network('connect', endpoint.host);
    else if (endpoint) call.sendTo(endpoint, content);
    else if (target.text !== '&1') call.write(target, content, { changes: appends });
  }
  return left;
}
