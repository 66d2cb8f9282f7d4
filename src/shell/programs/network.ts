import type { Call } from '../call.ts';
import { type Field, partOf, plainField } from '../field.ts';
import { hostOf, isLocalTarget } from '../hosts.ts';
import type { Act, Programs } from '../program.ts';
import { joinOrigins, type Origin, type Stream, unknownStream } from '../stream.ts';

const fromNetwork: Stream = { origins: ['from-network'] };

const curlOptions = {
  '-o|--output': 'value',
  '--output-dir': 'value',
  '-O|--remote-name|--remote-name-all': 'flag',
  '-d|--data|--data-ascii|--data-binary|--data-raw|--data-urlencode|--json': 'value',
  '-F|--form|--form-string': 'value',
  '-T|--upload-file': 'value',
  '-X|--request': 'value',
  '-K --config': 'read',
  '--url': 'value',
  '-H|--header': 'value',
  '-c|--cookie-jar -D|--dump-header --trace --trace-ascii --stderr': 'write',
  '-u|--user -A --user-agent -e --referer -b --cookie -m|--max-time --connect-timeout --retry --retry-delay --retry-max-time -x --proxy --proxy-header -U --proxy-user -w|--write-out -r|--range --cacert --capath -E --cert --key --resolve --connect-to --interface --limit-rate -y -Y -z -C|--continue-at --max-redirs --unix-socket --dns-servers --tls-max --ciphers --oauth2-bearer --aws-sigv4 --netrc-file --noproxy --socks5 --socks5-hostname --preproxy --max-filesize -Q|--quote -t --local-port --create-file-mode --cert-type --key-type --pass --variable --expand-url -P --ftp-port --doh-url --keepalive-time':
    'value',
  '-s -S -L -k -f -v -i -I -g -N -G|--get -0 -4 -6 -a -B -j -J -l -n -p -q -R -Z -# --silent --location --fail --insecure --head --include --compressed --verbose --show-error':
    'flag',
  '-V|--version -h|--help -M|--manual': 'harmless',
} as const;

/** https://curl.se/docs/manpage.html */
const curls: Act = (call) => {
  const urls = [...call.values('--url'), ...call.operands];
  const sent = curlBody(call);
  const origins = joinOrigins([...sent, ...urls, ...call.values('-H'), ...call.values('-u')]);
  const method = call.value('-X')?.text.toUpperCase();
  const isSending = sent.length > 0 && !call.has('-G');
  const streams = urls.map((url) => curlUrl(call, { url, origins, isSending, ...(method && { method }) }));
  return { origins: joinOrigins(streams) };
};

interface Transfer {
  readonly url: Field;
  readonly origins: readonly Origin[];
  readonly isSending: boolean;
  readonly method?: string;
}

function curlUrl(call: Call, { url, origins, isSending, method }: Transfer): Stream {
  const local = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(url.text)?.[1];
  const output = outputFile(call, url);
  if (local !== undefined) {
    const stream = call.read({ ...url, text: local });
    if (output) call.write(output, stream);
    return stream;
  }
  const changes = method !== undefined && /^(?:POST|PUT|PATCH)$/.test(method);
  if (isSending || changes || origins.includes('from-secret')) call.network('upload', url.text, { origins });
  else if (method === 'DELETE') call.network('delete', url.text, { origins, traits: ['remote'] });
  else call.network(output ? 'download' : 'connect', url.text, { origins });
  const trusted = isLocalTarget(url.text);
  const stream: Stream = trusted ? unknownStream : fromNetwork;
  if (!output) return stream;
  call.write(output, stream, { origins: [] });
  return output.text === '-' ? stream : unknownStream;
}

function outputFile(call: Call, url: Field): Field | undefined {
  const folder = call.value('--output-dir');
  const named = call.value('-o') ?? (call.has('-O') ? plainField(lastSegment(url.text)) : undefined);
  return folder && named ? { ...named, text: `${folder.text}/${named.text}` } : named;
}

function lastSegment(url: string): string {
  return (
    url
      .replace(/[?#].*$/, '')
      .replace(/\/+$/, '')
      .split('/')
      .at(-1) || 'index.html'
  );
}

/** What goes out: `@file` is read, `@-` is the standard input. */
function curlBody(call: Call): readonly Stream[] {
  const data = call
    .values('-d')
    .map((field) => (field.text.startsWith('@') ? readFrom(call, partOf(field, 1)) : field));
  const urlencoded = call.values('-d').flatMap((field) => {
    const at = /^\w+@/.exec(field.text)?.[0];
    return at ? [readFrom(call, partOf(field, at.length))] : [];
  });
  const forms = call.values('-F').flatMap((field) => {
    const at = /^[^=]*=[@<]/.exec(field.text)?.[0];
    if (!at) return [field];
    const files = partOf(field, at.length).text.replace(/;.*$/, '').split(',');
    return files.map((text) => readFrom(call, { ...field, text }));
  });
  const uploads = call.values('-T').map((field) => readFrom(call, field));
  return [...data, ...urlencoded, ...forms, ...uploads];
}

function readFrom(call: Call, field: Field): Stream {
  return field.text === '-' || field.text === '.' ? call.stdin : call.read(field);
}

const wgetOptions = {
  '-O|--output-document': 'value',
  '-P|--directory-prefix': 'value',
  '-o|--output-file -a|--append-output': 'write',
  '--post-file|--body-file': 'upload',
  '--post-data|--body-data --method --header --user-agent -U|--user --password --referer -t|--tries -T|--timeout -w|--wait -l|--level -A -R -D|--domains -e|--execute -Q --limit-rate --ca-certificate --load-cookies --save-cookies -X -I --proxy-user --proxy-password --http-user --http-password --bind-address --cut-dirs --accept --reject --exclude-directories --include-directories --config':
    'value',
  '-i|--input-file': 'read',
  '--spider': 'flag',
  '-q -c -N -r -p -k -m -nc -nd -nH -np -nv -S -b -x -E -H -K -L -4 -6 -v --quiet --continue --recursive --mirror --no-check-certificate --show-progress':
    'flag',
  '-V|--version -h|--help': 'harmless',
} as const;

const wgets: Act = (call) => {
  const files = call.values('--post-file').map((file) => call.look(file));
  const isSending = call.has('--post-file') || call.has('--post-data');
  const output = call.value('-O');
  const bodies = call.arguments.options.flatMap(({ value }) => (value ? [value] : []));
  const origins = joinOrigins([...files, ...bodies, ...call.operands]);
  const secret: readonly Origin[] = origins;
  for (const url of call.operands) {
    if (isSending || secret.includes('from-secret')) call.network('upload', url.text, { origins });
    else call.network(call.has('--spider') || output?.text === '-' ? 'connect' : 'download', url.text);
    if (output?.text === '-' || call.has('--spider')) continue;
    const folder = call.value('-P')?.text;
    const name = output?.text ?? `${folder === undefined ? '' : `${folder}/`}${lastSegment(url.text)}`;
    call.write(plainField(name), isLocalTarget(url.text) ? unknownStream : fromNetwork, { origins: [] });
  }
  return output?.text === '-' ? fromNetwork : unknownStream;
};

/** httpie: `http POST host field=value`. */
const httpies: Act = (call) => {
  const fields = call.operands.filter(
    ({ text }) => !/^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(text),
  );
  const [url, ...items] = fields;
  if (!url) return unknownStream;
  const origins = joinOrigins([call.stdin, ...items]);
  const sends =
    call.operands.some(({ text }) => /^(?:POST|PUT|PATCH|DELETE)$/.test(text)) ||
    items.some(({ text }) => /^[\w-]+(?::?=|@)/.test(text));
  call.network(sends || call.isFed ? 'upload' : 'connect', url.text, { origins });
  const output = call.value('-o');
  if (output) call.write(output, fromNetwork);
  return output ? unknownStream : fromNetwork;
};

const shellInside = (call: Call, command: Field): void => {
  call.emit('execute', command.text, { origins: ['from-network'] });
  call.runSource(command, { stdin: fromNetwork });
};

/** Opens a raw connection; `-e` gives the other side a program. https://nmap.org/ncat/guide/ */
const netcats: Act = (call) => {
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
  return fromNetwork;
};

function target(host: Field, port: Field | undefined): string {
  return port && /^[\d$-]/.test(port.text) ? `${host.text}:${port.text}` : host.text;
}

const remoteAddress =
  /^(?:(?:tcp|udp|ssl|openssl|sctp|dccp|dtls)\d?(?:-connect|-listen|-l|-sendto|-datagram|-recv\w*)?|socks\w*|proxy|proxy-connect|vsock(?:-connect|-listen)?|tcp[46]|udp[46]):(.*)$/i;

/** Two addresses with data between them. http://www.dest-unreach.org/socat/doc/socat.html */
const socats: Act = (call) => {
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
  return isNetworked ? fromNetwork : { origins };
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
    if (isNetworked) call.emit('execute', command || 'sh', { origins: ['from-network'] });
    streams.push(call.runSource(plainField(command), { stdin: isNetworked ? fromNetwork : call.stdin }));
  } else if (/^(?:open|file|gopen)$/.test(kind)) {
    const [path = '', ...options] = value.split(',');
    const folder = options.find((option) => option.startsWith('chdir='))?.slice(6);
    streams.push(call.read(plainField(folder ? `${folder}/${path}` : path)));
  } else if (kind.startsWith('creat')) call.write(plainField(value.split(',')[0] ?? ''));
  else if (/^(?:pipe|fifo)$/.test(kind) || /^\.{0,2}\//.test(address.text)) {
    streams.push(call.analysis.contentOf(call.resolve(plainField(value.split(',')[0] || address.text))));
  }
}

function isRemotePath({ text }: Field): boolean {
  return /^(?:[\w.-]+@)?[\w.[\]-]{2,}::?/.test(text) && !/^[a-z]:[\\/]/i.test(text)
    ? !text.startsWith('/')
    : /^(?:rsync|ssh|sftp|scp):\/\//.test(text);
}

/** Copies between here and `host:path`. */
const copiesRemotely: Act = (call) => {
  for (const shell of call.values('-e')) if (!/^ssh\b/.test(shell.text)) call.runSource(shell);
  for (const option of call.values('-o')) {
    const command = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand)[= ](.*)$/i.exec(option.text)?.[1];
    if (command) call.runSource(plainField(command));
  }
  const destination = call.operands.at(-1);
  const sources = call.operands.slice(0, -1);
  if (!destination) return unknownStream;
  const streams = sources.map((source) =>
    isRemotePath(source) ? fetchFrom(call, source) : call.read(source),
  );
  const { origins } = { origins: joinOrigins(streams) };
  if (isRemotePath(destination)) call.network('upload', destination.text, { origins });
  else copyHere(call, destination, { sources, streams });
  return unknownStream;
};

interface Copied {
  readonly sources: readonly Field[];
  readonly streams: readonly Stream[];
}

function copyHere(call: Call, destination: Field, { sources, streams }: Copied): void {
  if (call.has('--delete')) call.delete(destination, { traits: ['recursive', 'forced'] });
  call.write(destination, { origins: joinOrigins(streams) });
  for (const [index, source] of sources.entries()) {
    const name = source.text.replace(/^.*[:/]/, '');
    const stream = streams[index];
    if (stream) call.analysis.setContent(`${call.resolve(destination)}/${name}`, stream);
  }
}

function fetchFrom(call: Call, source: Field): Stream {
  call.network('download', source.text);
  return fromNetwork;
}

const secureOptions = {
  '-i -P -F -l -c -J -S -o -D': 'value',
  '-r': 'recursive',
  '-p -q -v -C -B -4 -6 -A -T -3 -O -s': 'flag',
} as const;

const mails: Act = (call) => {
  const origins = joinOrigins([call.stdin, ...call.values('-a').map((file) => call.read(file))]);
  for (const { text } of call.operands) call.network('upload', text, { origins });
  return unknownStream;
};

const asksName: Act = (call) => {
  const name = call.operands.find(
    ({ text }) => !/^[+@]/.test(text) && !/^(?:A|AAAA|MX|TXT|NS|CNAME|ANY|SOA|PTR)$/i.test(text),
  );
  if (name)
    call.network(name.origins.length > 0 ? 'upload' : 'connect', name.text, { origins: name.origins });
  return unknownStream;
};

const opens: Act = (call) => {
  for (const field of call.operands)
    if (hostOf(field.text) && field.text.includes('://')) call.network('connect', field.text);
  return unknownStream;
};

/** Programs that talk to other hosts. */
export const network: Programs = {
  curl: { options: curlOptions, act: curls },
  'wget wget2': { options: wgetOptions, act: wgets },
  'aria2c axel': { options: { '-o|--out -d|--dir -x -s -j -n': 'value' }, act: wgets },
  'http https xh httpie': {
    options: {
      '-o|--output': 'value',
      '-a|--auth -A --session --timeout --proxy --cert --verify': 'value',
      '-f -j -b -h -v -d': 'flag',
    },
    act: httpies,
  },
  'nc ncat netcat nc.traditional nc.openbsd': {
    options: {
      '-e|--exec -c|--sh-exec|--lua-exec': 'value',
      '-l|--listen': 'flag',
      '-p|--source-port': 'value',
      '-w -i -s -x -X -q -I -O -T -V -m -g -G --proxy --wait --idle-timeout': 'value',
      '-z -v -n -u -k -U -4 -6 -d -D -h -N -r -S -t -C --keep-open --ssl --udp': 'flag',
    },
    act: netcats,
  },
  socat: { options: { '-u -U -d -v -x -4 -6': 'flag', '-t -T -b -lf': 'value' }, act: socats },
  telnet: {
    act: (call) => {
      const [host, port] = call.operands;
      if (host)
        call.network(call.isFed ? 'upload' : 'connect', target(host, port), {
          origins: call.stdin.origins,
        });
      return fromNetwork;
    },
  },
  scp: { options: secureOptions, act: copiesRemotely },
  rsync: {
    options: {
      '-e|--rsh --rsync-path': 'value',
      '--exclude --include --exclude-from --include-from --filter -f --bwlimit --port --password-file --log-file --timeout --max-size --min-size --chmod --chown -B|--block-size --partial-dir --temp-dir -T --compare-dest --link-dest --out-format --info --debug --backup-dir --suffix':
        'value',
      '--files-from': 'read',
      '--delete|--del|--delete-before|--delete-during|--delete-after|--delete-excluded --remove-source-files':
        'flag',
      '-a -v -z -r -l -p -t -g -o -D -u -h -P -c -H -A -X -S -q -R -i -W -x -d -L -C --archive --progress --stats --partial --verbose --compress':
        'flag',
      '-n|--dry-run --list-only': 'harmless',
    },
    act: copiesRemotely,
  },
  'sftp ftp lftp ncftp': {
    options: { ...secureOptions, '-b -e -u': 'value' },
    act: (call) => {
      const [host] = call.operands;
      if (host)
        call.network(call.isFed ? 'upload' : 'connect', host.text, {
          origins: call.stdin.origins,
        });
      return unknownStream;
    },
  },
  'mail mailx sendmail mutt msmtp swaks': {
    options: { '-a': 'value', '-s -c -b -r -S -t': 'value' },
    act: mails,
  },
  'dig nslookup host drill kdig whois resolvectl': {
    act: asksName,
    output: 'none',
    dashes: 'single',
    options: { '-t -p -q -x -h': 'value' },
  },
  'ping ping6 traceroute tracepath mtr fping arping': {
    options: { '-c -i -W -w -t -s -I -m -n': 'value' },
    act: asksName,
    output: 'none',
  },
  'nmap masscan rustscan zmap': {
    options: { '-p -oN -oX -oG -oA -T --script': 'value' },
    act: asksName,
    output: 'none',
    dashes: 'single',
  },
  'open xdg-open start explorer.exe': { act: opens, output: 'none' },
  'ss netstat ip ifconfig route arp iw iwconfig nmcli ethtool networkctl': {
    operands: 'value',
    output: 'none',
    dashes: 'single',
  },
};
