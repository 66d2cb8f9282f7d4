import type { SimpleCommand } from '../../shell/command-analysis.ts';

/** In what a request carries something. */
export type Carrier = 'header' | 'address' | 'name' | 'body' | 'file' | 'push';

/** Words of a command that leave the machine, and in what. */
export interface Part {
  readonly carrier: Carrier;
  readonly text: string;
}

/** Options of a client with a value that is sent; letters of short ones and names of long ones. */
interface ClientOptions {
  readonly sent: Readonly<Record<string, Carrier>>;
  /** Options whose value stays here; a letter each, then long names. */
  readonly kept: readonly string[];
}

/** https://curl.se/docs/manpage.html, https://www.gnu.org/software/wget/manual/wget.html, https://httpie.io/docs/cli */
const clients: Readonly<Record<string, ClientOptions>> = {
  curl: {
    sent: {
      H: 'header',
      header: 'header',
      u: 'header',
      user: 'header',
      b: 'header',
      cookie: 'header',
      A: 'header',
      'user-agent': 'header',
      e: 'header',
      referer: 'header',
      'oauth2-bearer': 'header',
      d: 'body',
      data: 'body',
      'data-ascii': 'body',
      'data-binary': 'body',
      'data-raw': 'body',
      'data-urlencode': 'body',
      json: 'body',
      F: 'body',
      form: 'body',
      'form-string': 'body',
      T: 'file',
      'upload-file': 'file',
      url: 'address',
    },
    kept: 'o X K c D m x U w r E y Y z C P Q t output request config cookie-jar dump-header max-time retry connect-timeout proxy write-out cacert cert key resolve'.split(
      ' ',
    ),
  },
  wget: {
    sent: {
      header: 'header',
      user: 'header',
      password: 'header',
      U: 'header',
      'user-agent': 'header',
      'post-data': 'body',
      'body-data': 'body',
      'post-file': 'file',
      'body-file': 'file',
    },
    kept: 'O P o a t T w l e A R D output-document directory-prefix tries timeout method'.split(' '),
  },
};

const lookUps: ReadonlySet<string> = new Set([
  'dig',
  'nslookup',
  'host',
  'ping',
  'drill',
  'resolvectl',
  'getent',
  'kdig',
  'doggo',
]);

/** What of a command leaves the machine, in the order of its words. */
export function partsOf({ program, argv }: SimpleCommand): readonly Part[] {
  const words = argv.slice(1);
  const client = clients[program];
  if (client) return clientParts(words, client);
  if (/^(?:https?|xh|xhs)$/.test(program)) return httpieParts(words);
  const carrier = lookUps.has(program) ? 'name' : 'body';
  return words.map((text) => ({ carrier, text }));
}

function clientParts(words: readonly string[], { sent, kept }: ClientOptions): Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (!/^-./.test(word)) {
      parts.push({ carrier: 'address', text: word });
      continue;
    }
    const { name, value } = optionOf(word, [...Object.keys(sent), ...kept]);
    const carrier = sent[name];
    const takesNext = value === undefined && (carrier !== undefined || kept.includes(name));
    const text = value ?? (takesNext ? (words[index + 1] ?? '') : '');
    if (takesNext) index += 1;
    if (carrier !== undefined) parts.push({ carrier, text });
  }
  // With -G the body becomes a part of the address.
  const isGet = words.some((word) => word === '--get' || /^-[a-zA-Z]*G/.test(word));
  return isGet
    ? parts.map((part) => (part.carrier === 'body' ? { ...part, carrier: 'address' } : part))
    : parts;
}

/** `--name=value`, `--name value`, `-Xvalue`, `-sX value`: the first letter that takes a value ends the letters. */
function optionOf(word: string, valued: readonly string[]): { name: string; value?: string } {
  const long = /^--([\w-]+)(?:=([\s\S]*))?$/.exec(word);
  if (long) return { name: long[1] ?? '', ...(long[2] !== undefined && { value: long[2] }) };
  for (let at = 1; at < word.length; at += 1) {
    const name = word.charAt(at);
    if (!valued.includes(name)) continue;
    return { name, ...(at + 1 < word.length && { value: word.slice(at + 1) }) };
  }
  return { name: word };
}

function httpieParts(words: readonly string[]): Part[] {
  return words.flatMap((text, index): Part[] => {
    if (/^(?:-a|--auth)$/.test(words[index - 1] ?? '') || /^--auth=/.test(text))
      return [{ carrier: 'header', text }];
    if (/^-/.test(text) || /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(text)) return [];
    if (/^[\w-]+==/.test(text)) return [{ carrier: 'address', text }];
    if (/^[\w-]+:(?!\/\/|\d)/.test(text)) return [{ carrier: 'header', text }];
    return [{ carrier: /^(?:[\w-]+:?=|[\w-]*@)/.test(text) ? 'body' : 'address', text }];
  });
}
