import type { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import { type Field, partOf, plainField } from '../field.ts';
import { hostOf, isLocalTarget } from '../hosts.ts';
import type { Act } from '../program.ts';
import { joinOrigins, type Origin, type Stream, unknownStream } from '../stream.ts';

export const fromNetwork: Stream = { origins: ['from-network'] };

export const curlOptions = {
  '-o|--output': 'value',
  '--output-dir': 'value',
  '-O|--remote-name|--remote-name-all': 'flag',
  '-d|--data|--data-ascii|--data-binary|--data-urlencode|--json': 'value',
  '-F|--form': 'value',
  '--data-raw|--form-string': 'value',
  '-T|--upload-file': 'value',
  '-X|--request': 'value',
  '-K --config': 'read',
  '--url': 'value',
  '-H|--header': 'value',
  '-c|--cookie-jar -D|--dump-header --trace --trace-ascii --stderr': 'write',
  '-b|--cookie': 'value',
  '-A|--user-agent': 'value',
  '-e|--referer': 'value',
  '-u|--user -m|--max-time --connect-timeout --retry --retry-delay --retry-max-time -x --proxy --proxy-header -U --proxy-user -w|--write-out -r|--range --cacert --capath -E --cert --key --resolve --connect-to --interface --limit-rate -y -Y -z -C|--continue-at --max-redirs --unix-socket --dns-servers --tls-max --ciphers --oauth2-bearer --aws-sigv4 --netrc-file --noproxy --socks5 --socks5-hostname --preproxy --max-filesize -Q|--quote -t --local-port --create-file-mode --cert-type --key-type --pass --variable --expand-url -P --ftp-port --doh-url --keepalive-time':
    'value',
  '-s -S -L -k -f -v -i -I -g -N -G|--get -0 -4 -6 -a -B -j -J -l -n -p -q -R -Z -# --silent --location --fail --insecure --head --include --compressed --verbose --show-error':
    'flag',
  '-V|--version -h|--help -M|--manual': 'harmless',
} as const;

/** https://curl.se/docs/manpage.html */
export const curls: Act = (call) => {
  const urls = [...call.values('--url'), ...call.operands];
  const sent = curlBody(call);
  // Nobody logs in with the name of a program or of a page.
  const words = [...call.values('-A'), ...call.values('-e')];
  const body = joinOrigins([...sent, ...urls, ...words]);
  const login = [...call.values('-H'), ...call.values('-u'), ...call.values('-b')];
  const method = call.value('-X')?.text.toUpperCase();
  const isSending = sent.length > 0 && !call.has('-G');
  const streams = urls.map((url) =>
    curlUrl(call, { url, ...withLogin(url, { body, login }), isSending, ...(method && { method }) }),
  );
  return { origins: joinOrigins(streams) };
};

interface Request {
  /** Where what is sent comes from. */
  readonly body: readonly Origin[];
  readonly login: readonly Field[];
}

const loginHeader = /^\s*(?:authorization|private-token|x-api-key|api-key|x-auth-token|cookie)\s*:/i;

/** A secret that only logs in at whom it is named for is no secret that is sent away: `$(grep GITHUB_TOKEN .env)`. */
function withLogin(url: Field, { body, login }: Request): Pick<Transfer, 'origins' | 'traits'> {
  const origins = [...new Set([...body, ...joinOrigins(login)])];
  const secrets = login.filter((field) => field.origins.includes('from-secret'));
  const isLogin = secrets.every(
    ({ text }) => !text.includes(':') || loginHeader.test(text) || !/^[\w-]+:\s/.test(text),
  );
  if (secrets.length === 0 || body.includes('from-secret') || !isLogin) return { origins, traits: [] };
  const isIssuer = secrets.every(({ text }) => isNamedFor(text, url.text));
  return { origins: isIssuer ? body : origins, traits: ['used'] };
}

/** Whether a name such as `GITHUB_TOKEN` begins with that of the host, `api.github.com`. */
function isNamedFor(text: string, url: string): boolean {
  const name = hostOf(url)?.split('.').at(-2)?.toUpperCase() ?? '';
  const names = text.match(/[A-Z][A-Z0-9_]{3,}/g) ?? [];
  return name.length >= 4 && names.some((one) => one === name || one.startsWith(`${name}_`));
}

interface Transfer {
  readonly url: Field;
  readonly origins: readonly Origin[];
  readonly traits: readonly Trait[];
  readonly isSending: boolean;
  readonly method?: string;
}

function curlUrl(call: Call, { url, origins, traits, isSending, method }: Transfer): Stream {
  const local = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(url.text)?.[1];
  const output = outputFile(call, url);
  // A path is no address: curl finds no host in it.
  if (/^\.{0,2}\//.test(url.text)) return unknownStream;
  if (local !== undefined) {
    const stream = call.read({ ...url, text: local });
    if (output) call.write(output, stream);
    return stream;
  }
  const changes = method !== undefined && /^(?:POST|PUT|PATCH)$/.test(method);
  // https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-delete-by-query
  if (changes && /\/_delete_by_query(?:[?/]|$)/.test(url.text))
    call.network('delete', url.text, { origins, traits: ['remote', 'irreversible'] });
  else if (isSending || changes || origins.includes('from-secret'))
    call.network('upload', url.text, { origins, traits });
  else if (method === 'DELETE') call.network('delete', url.text, { origins, traits: ['remote'] });
  else call.network(isKept(output) ? 'download' : 'connect', url.text, { origins, traits });
  const trusted = isLocalTarget(url.text);
  const stream: Stream = trusted ? unknownStream : fromNetwork;
  if (!output) return stream;
  call.write(output, stream, { origins: [] });
  return output.text === '-' ? stream : unknownStream;
}

function isKept(output: Field | undefined): boolean {
  return output !== undefined && output.text !== '/dev/null' && output.text !== '-';
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

/** What goes out: `@file` is read, `@-` is the standard input; `--data-raw` and `--form-string` take it as it stands. */
function curlBody(call: Call): readonly Stream[] {
  const data = call
    .values('-d')
    .map((field) => (field.text.startsWith('@') ? readFrom(call, partOf(field, 1)) : field));
  const urlencoded = call.values('-d').flatMap((field) => {
    const at = /^\w+@/.exec(field.text)?.[0];
    return at ? [readFrom(call, partOf(field, at.length))] : [];
  });
  const forms = call.values('-F').flatMap((field): readonly Stream[] => {
    const at = /^[^=]*=[@<]/.exec(field.text)?.[0];
    if (!at) return [field];
    const files = partOf(field, at.length).text.replace(/;.*$/, '').split(',');
    return files.map((text) => readFrom(call, { ...field, text }));
  });
  const uploads = call.values('-T').map((field) => readFrom(call, field));
  return [...data, ...urlencoded, ...forms, ...call.values('--data-raw'), ...uploads];
}

function readFrom(call: Call, field: Field): Stream {
  return field.text === '-' || field.text === '.' ? call.stdin : call.read(field);
}

export const wgetOptions = {
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

export const wgets: Act = (call) => {
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
export const httpies: Act = (call) => {
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
