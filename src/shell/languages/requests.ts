import { fromNetwork } from '../programs/curl.ts';
import { fromSocket, joinOrigins, type Origin } from '../stream.ts';
import type { ApiAct } from './api.ts';
import type { ApiCall } from './api-call.ts';
import { fieldOf, originsOf, possible, type Thing, text, type Value } from './value.ts';

/** Where a request holds what it sends; headers are not among them, since they hold the token of the service itself. */
const bodies = ['data', 'json', 'files', 'content', 'body', 'params', 'form', 'payload'];

interface Request {
  readonly url: Value | undefined;
  readonly method: string;
  readonly sent: readonly Value[];
}

/** Says what a request does by its method, and gives the response. */
function request(call: ApiCall, { url, method, sent }: Request): Value {
  const origins = joinOrigins([...sent, ...(url ? [url] : [])].map((part) => ({ origins: originsOf(part) })));
  const sends = /^(?:POST|PUT|PATCH)$/.test(method) || origins.includes('from-secret');
  for (const one of url ? possible(url) : []) {
    const target = atHost(addressOf(one), call.thing);
    if (target === undefined) continue;
    if (method === 'DELETE') call.shell.network('delete', target, { origins, traits: ['remote'] });
    else call.shell.network(sends ? 'upload' : 'connect', target, { origins });
  }
  return response(call);
}

/** An address without a host is one of the client's own; nothing where nobody knows which host that is. */
function atHost(target: string, { subject }: Thing): string | undefined {
  if (!target.startsWith('/') || target.startsWith('//')) return target === '' ? undefined : target;
  return subject && /^https?:\/\//.test(subject.text) ? subject.text.replace(/\/$/, '') + target : undefined;
}

/** An address as text, or an object with the parts of one. */
function addressOf(value: Value): string {
  if (value.kind === 'thing' && value.subject) return value.subject.text;
  if (value.kind !== 'table') return fieldOf(value).text;
  const part = (...names: readonly string[]): string => {
    const found = names.map((name) => value.entries.get(name)).find((one) => one !== undefined);
    return found ? fieldOf(found).text : '';
  };
  const whole = part('url', 'uri');
  return whole !== '' ? whole : `https://${part('hostname', 'host')}${part('path')}`;
}

/** A connection or request that is still open: what is written to it goes over the network, too. */
export function response(call: ApiCall): Thing {
  const { name } = call.thing;
  const isRaw = /^(?:net|tls|socket|IO\.Socket|TCPSocket)\b/.test(name);
  const isOpen = isRaw || /^(?:https?|http2)\b/.test(name);
  const { origins } = isRaw ? fromSocket : fromNetwork;
  return { kind: 'thing', name: isOpen ? `${name}()` : 'response', origins };
}

/** A client for many requests, with the address that they begin with. */
export const makesClient: ApiAct = (call) => {
  const base = call.field('base_url|baseURL|prefixUrl|base_uri|0');
  return { kind: 'thing', name: `${call.thing.name}()`, origins: [], ...(base && { subject: base }) };
};

/** @param place of the address among the arguments */
export function requestsWith(method: string, place = 0): ApiAct {
  return (call) => {
    const named = bodies.flatMap((name) => call.value(name) ?? []);
    const next = call.value(`${place + 1}`);
    const isBody = next !== undefined && next.kind !== 'routine' && /^(?:POST|PUT|PATCH)$/.test(method);
    return request(call, {
      url: call.value(`${place}|url`),
      method,
      sent: isBody ? [...named, next] : named,
    });
  };
}

/** The method stands among the options, or the first argument is all of them: `fetch`, `axios`, `https.request`. */
export const requestsByOptions: ApiAct = (call) => {
  const [first] = call.given.values;
  const sent = bodies.flatMap((name) => call.value(name) ?? []);
  const method = call.text('method')?.toUpperCase() ?? (sent.length > 0 ? 'POST' : 'GET');
  const value = request(call, { url: call.value('url') ?? first, method, sent });
  const target = first && addressOf(first);
  return value.kind === 'thing' && target !== undefined
    ? { ...value, subject: fieldOf(text(target)) }
    : value;
};

/** The method is the first argument: `requests.request('DELETE', url)`. */
export const requestsByMethod: ApiAct = (call) =>
  requestsWith(call.text('0|method')?.toUpperCase() ?? 'GET', 1)(call);

/** An address, or a request that was made before and perhaps holds data: `urlopen`. */
export const opensUrl: ApiAct = (call) => {
  const [given = call.value('url')] = call.given.values;
  const data = call.value('data|1') ?? (given?.kind === 'thing' ? given.receiver : undefined);
  return request(call, { url: given, method: data ? 'POST' : 'GET', sent: data ? [data] : [] });
};

/** A request that is made and opened later. */
export const makesRequest: ApiAct = (call) => {
  const data = call.value('data|1');
  return {
    kind: 'thing',
    name: `${call.thing.name}()`,
    origins: originsOf(data),
    subject: fieldOf(call.value('0|url')),
    ...(data && { receiver: data }),
  };
};

/** Sends over a connection that is open. */
export const sends: ApiAct = (call) => {
  const { subject, name } = call.thing;
  const origins: readonly Origin[] = joinOrigins(
    call.given.values.map((value) => ({ origins: originsOf(value) })),
  );
  if (call.given.values.some(({ kind }) => kind !== 'routine'))
    call.shell.network('upload', subject?.text ?? name, { origins });
  return undefined;
};

/** `connect(('host', port))`, `connect(port, 'host')`, `fsockopen('host', port)`. */
export const connectsSocket: ApiAct = (call) => {
  const [first, second] = call.given.values;
  const given = first?.kind === 'list' ? first.items : [first, second].flatMap((part) => part ?? []);
  const texts = given.flatMap((part) => (part.kind === 'text' ? [part] : []));
  const words = texts.toSorted(
    (one, other) => Number(one.type === 'number') - Number(other.type === 'number'),
  );
  const parts = words.map(({ field }) => field.text);
  const target = first?.kind === 'table' ? addressOf(first).replace('https://', '') : parts.join(':');
  return opensSocket(call, target);
};

/** A raw connection. @param target `host:port`; empty where the code does not tell */
export function opensSocket(call: ApiCall, target: string): Thing {
  if (target !== '') {
    call.shell.network('connect', target);
    opensDescriptor(call, target);
    call.evaluator.handedShell.connects(target);
  }
  return { ...response(call), subject: fieldOf(text(target)) };
}

/** Programs that it starts may use the connection by its number. */
function opensDescriptor({ shell }: ApiCall, host: string): void {
  const { descriptors } = shell.scope;
  descriptors.set(String(3 + descriptors.size), { kind: 'host', host });
}

/** Waits for others to connect, at the address that it is given. */
export const listens: ApiAct = (call) => {
  const [first] = call.given.values;
  const host = first?.kind === 'list' ? first.items[0] : call.value('host');
  call.shell.emit('configure', `listen ${call.method}`);
  const address = host ? fieldOf(host).text : '';
  call.evaluator.handedShell.connects(/^(?:0\.0\.0\.0|::)?$/.test(address) ? 'anybody' : address);
  return undefined;
};

/** A server that is told later where it listens. */
export const makesServer: ApiAct = (call) => {
  call.evaluator.handedShell.connects('anybody');
  return response(call);
};
