import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act } from '../program.ts';
import { fromSocket, joinOrigins, type Stream, unknownStream } from '../stream.ts';

const shellInside = (call: Call, command: Field): void => {
  call.emit('execute', command.text, fromSocket);
  call.runSource(command, { stdin: fromSocket });
};

/** Opens a raw connection; `-e` gives the other side a program. https://nmap.org/ncat/guide/ */
export const netcats: Act = (call) => {
  const [host, port] = call.operands;
  const listens = call.has('-l');
  if (call.has('-z')) {
    if (host) call.network('connect', target(host, port));
    return unknownStream;
  }
  for (const option of ['-e', '-c']) for (const command of call.values(option)) shellInside(call, command);
  const { origins } = call.stdin;
  const where = listens
    ? `listen:${call.value('-p')?.text ?? host?.text ?? ''}`
    : host
      ? target(host, port)
      : '';
  if (where !== '') call.network(call.isFed ? 'upload' : 'connect', where, { origins });
  return fromSocket;
};

export function target(host: Field, port: Field | undefined): string {
  return port && /^[\d$-]/.test(port.text) ? `${host.text}:${port.text}` : host.text;
}

const remoteAddress =
  /^(?:(?:tcp|udp|ssl|openssl|sctp|dccp|dtls)\d?(?:-connect|-listen|-l|-sendto|-datagram|-recv\w*)?|socks\w*|proxy|proxy-connect|vsock(?:-connect|-listen)?|tcp[46]|udp[46]):(.*)$/i;

/** Two addresses with data between them. http://www.dest-unreach.org/socat/doc/socat.html */
export const socats: Act = (call) => {
  const addresses = call.operands.flatMap((field) =>
    field.text.split('!!').map((text) => ({ ...field, text })),
  );
  const networked = addresses.filter(({ text }) => remoteAddress.test(text));
  const isNetworked = networked.length > 0;
  const streams: Stream[] = [];
  for (const address of addresses) socatAddress(call, { address, isNetworked, streams });
  const origins = joinOrigins([
    ...streams,
    ...(addresses.some(({ text }) => /^(?:-|stdio)/i.test(text)) ? [call.stdin] : []),
  ]);
  const sends = origins.length > 0 || addresses.some(({ text }) => feedsSocket(call, text));
  for (const { text } of networked) {
    const where = remoteAddress.exec(text)?.[1]?.split(',')[0] ?? text;
    call.network(sends ? 'upload' : 'connect', where, { origins });
  }
  return isNetworked ? fromSocket : { origins };
};

function feedsSocket(call: Call, address: string): boolean {
  if (/^(?:-|stdio|stdin)/i.test(address)) return call.isFed;
  return /^(?:(?:open|file|gopen|pipe|fifo):|\.{0,2}\/)/i.test(address);
}

interface SocatAddress {
  readonly address: Field;
  readonly isNetworked: boolean;
  readonly streams: Stream[];
}

function socatAddress(call: Call, { address, isNetworked, streams }: SocatAddress): void {
  const found =
    /^(exec|system|shell|open|file|gopen|create?|fd|pipe|fifo|\.{0,2}\/)(?::|(?=\/)|$)(.*)$/is.exec(
      address.text,
    );
  const kind = found?.[1]?.toLowerCase() ?? '';
  const value = (found?.[2] ?? '').replace(/^["'](.*?)["'](,.*)?$/, '$1');
  if (/^(?:exec|system|shell)$/.test(kind)) {
    const command = value
      .replace(/,(?:pty|stderr|setsid|sigint|sane|ctty|su=.*|fdin.*|fdout.*)\b.*$/i, '')
      .replaceAll('\\', '');
    if (isNetworked) call.emit('execute', command || 'sh', fromSocket);
    streams.push(call.runSource(plainField(command), { stdin: isNetworked ? fromSocket : call.stdin }));
  } else if (/^(?:open|file|gopen)$/.test(kind)) {
    const [path = '', ...options] = value.split(',');
    const folder = options.find((option) => option.startsWith('chdir='))?.slice(6);
    streams.push(call.read(plainField(folder ? `${folder}/${path}` : path)));
  } else if (kind.startsWith('creat')) call.write(plainField(value.split(',')[0] ?? ''));
  else if (/^(?:pipe|fifo)$/.test(kind) || /^\.{0,2}\//.test(address.text)) {
    const pipe = plainField(value.split(',')[0] || address.text);
    streams.push(call.read(pipe), call.analysis.contentOfPipe(call.resolve(pipe)));
  }
}
