import type { Call } from '../call.ts';
import { plainField } from '../field.ts';
import type { Act, Program, Programs } from '../program.ts';
import { joinOrigins, unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';

/** Hands files to whoever knows the words that it prints, or to everybody. @param to what the evidence is told of it */
const sendsTo =
  (to: string): Act =>
  (call) => {
    const origins = joinOrigins([call.stdin, ...call.operands.map((file) => call.read(file))]);
    call.network('upload', to, { origins });
    return unknownStream;
  };

const fetches: Act = (call) => {
  call.network('download', call.operand(0));
  return unknownStream;
};

/** `put file`, `mput *.sql`, `mirror -R folder`: what clients of file servers are told line by line. */
const sending = /^\s*(?:put|mput|reput|send|append|mirror\s+(?:-R|--reverse))\s+(?:-\S+\s+)*(\S+)/i;

/** Reads the files that such lines send away. */
export function sendsByLines(call: Call, lines: string, to: string): void {
  const files = lines.split(/[\n;]/).flatMap((line) => sending.exec(line)?.[1] ?? []);
  if (files.length === 0) return;
  const origins = joinOrigins(files.map((file) => call.read(plainField(file))));
  call.network('upload', to, { origins });
}

const uploadsToSend: Program = {
  options: { '-d|--downloads --downloads-limit -e|--expiry-time -h|--host -p|--password -n|--name': 'value' },
  act: sendsTo('ffsend'),
};

/** Programs that hand files to other people without a server of one's own. */
export const peerTransfers: Programs = {
  /** https://github.com/schollz/croc#usage */
  croc: {
    options: {
      '--code|-c --relay --pass --ports --curve --transfers --socks5 --connect --throttleUpload': 'value',
    },
    subcommands: { send: { options: { '--text|-t --port --transfers': 'value' }, act: sendsTo('croc') } },
    otherwise: silent,
  },
  /** https://magic-wormhole.readthedocs.io/en/latest/welcome.html#usage */
  'wormhole magic-wormhole wormhole-william': {
    subcommands: {
      send: { options: { '--code --text -c --appid': 'value' }, act: sendsTo('wormhole') },
      ...silently('receive recv help version ssh'),
    },
    otherwise: silent,
  },
  /** Pages that everybody can read who has the address. https://github.com/felixonmars/pastebinit, https://github.com/zlatinb/wgetpaste */
  'pastebinit wgetpaste nopaste pastebin haste pb rustypaste rpaste termbin': {
    options: {
      '-a|--author -b|--url -f|--format -t|--title -u|--user -p -j -l|--language -s|--service -n|--nick -d|--description':
        'value',
      '-i|--input': 'read',
      '-v|--version -h|--help -L -S': 'harmless',
    },
    act: (call) => {
      const files = [...call.values('-i'), ...call.operands];
      const origins = joinOrigins([call.stdin, ...files.map((file) => call.look(file))]);
      for (const file of call.operands) call.read(file);
      call.network('upload', call.value('-b')?.text ?? call.program, { origins });
      return unknownStream;
    },
  },
  /** https://github.com/timvisee/ffsend#usage */
  ffsend: {
    subcommands: {
      ...Object.fromEntries(['upload', 'up', 'u', 'put'].map((name) => [name, uploadsToSend])),
      ...silently('download down delete del exists history info params password version'),
    },
    otherwise: silent,
  },
  /** https://docs.ipfs.tech/reference/kubo/cli/#ipfs-add */
  ipfs: {
    subcommands: {
      add: {
        options: {
          '--chunker|-s --hash --cid-version --raw-leaves --to-files': 'value',
          '-r -q -Q -p -n -w': 'flag',
        },
        act: sendsTo('ipfs'),
      },
      get: { options: { '-o|--output': 'write' }, act: fetches },
      ...silently('cat ls pin id swarm stats version daemon init config refs repo block dag files name key'),
    },
    otherwise: silent,
  },
  /** https://www.samba.org/samba/docs/current/man-html/smbclient.1.html */
  smbclient: {
    options: {
      '-c|--command -U|--user -W|--workgroup -p|--port -D|--directory -I|--ip-address -A|--authentication-file -m|--max-protocol':
        'value',
      '-N -L -k -q -g': 'flag',
    },
    act: (call) => {
      const to = call.operand(0);
      if (to === '') return unknownStream;
      call.network('connect', to);
      for (const { text } of call.values('-c')) sendsByLines(call, text, to);
      return unknownStream;
    },
  },
  'lynx w3m links elinks': {
    options: { '-cfg -lss -o -cols -T -I -O -width': 'value' },
    dashes: 'single',
    act: (call) => {
      for (const { text, origins } of call.operands)
        if (/^[a-z]+:\/\//i.test(text))
          call.network(origins.includes('from-secret') ? 'upload' : 'connect', text, { origins });
      return { origins: ['from-network'] };
    },
  },
};
