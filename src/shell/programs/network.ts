import { hostOf } from '../hosts.ts';
import type { Act, Programs } from '../program.ts';
import { fromSocket, joinOrigins, unknownStream } from '../stream.ts';
import { usesFiles } from './credentials-used.ts';
import { curlOptions, curls, httpies, wgetOptions, wgets } from './curl.ts';
import { sendsByLines } from './peer-transfers.ts';
import { copiesRemotely, secureOptions } from './remote-copies.ts';
import { netcats, socats, target } from './sockets.ts';

const mails: Act = (call) => {
  const origins = joinOrigins([call.stdin, ...call.values('-a').map((file) => call.read(file))]);
  for (const { text } of call.operands) call.network('upload', text, { origins });
  return unknownStream;
};

/** What a command prints, or a variable holds, as a part of a name. https://attack.mitre.org/techniques/T1071/004/ */
const carriedData = /\$\(|`|\$\{?\w+\}?\.[\w-]+\.[a-z]/;

const asksName: Act = (call) => {
  const name = call.operands.find(
    ({ text }) => !/^[+@]/.test(text) && !/^(?:A|AAAA|MX|TXT|NS|CNAME|ANY|SOA|PTR)$/i.test(text),
  );
  if (!name) return unknownStream;
  const carries = name.origins.length > 0 || (name.dynamic && carriedData.test(name.text));
  // `dig name @server` talks to that server, and to nobody whose name it asks for.
  const server = call.operands.find(({ text }) => /^@./.test(text));
  if (server) call.network('connect', server.text.slice(1));
  if (server && !carries) return unknownStream;
  call.network(carries ? 'upload' : 'connect', name.text, { origins: name.origins });
  return unknownStream;
};

/** `getent hosts name`. https://man7.org/linux/man-pages/man1/getent.1.html */
const asksDatabase: Act = (call) => {
  const [database, name] = call.operands;
  if (!name || !/^a?hosts(?:v[46])?$/.test(database?.text ?? '')) return unknownStream;
  call.network(name.origins.length > 0 ? 'upload' : 'connect', name.text, { origins: name.origins });
  return unknownStream;
};

const opens: Act = (call) => {
  for (const field of call.operands)
    if (hostOf(field.text) && field.text.includes('://')) call.network('connect', field.text);
    else if (/\.app\/?$/.test(field.text))
      call.emit('execute', call.resolve(field), { zone: call.zone(field) });
  const application = call.program === 'open' ? call.value('-a') : undefined;
  if (application) call.emit('execute', application.text);
  return unknownStream;
};

/** Programs that talk to other hosts. */
/** Passwords of connections are shown with `-s`. https://networkmanager.dev/docs/api/latest/nmcli.html */
const managesNetwork: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  const shows =
    words.some((word) => /^-(?:s|-show-secrets)$/.test(word)) &&
    words.some((word) => /^c(?:on(?:nection)?)?$/.test(word)) &&
    words.some((word) => /^s(?:h|ho|how)?$/.test(word));
  if (shows || /\bw(?:ifi)? show-password\b/.test(words.join(' ')))
    call.emit('read', '/etc/NetworkManager/system-connections', { zone: 'credentials' });
  return unknownStream;
};

export const network: Programs = {
  curl: { options: curlOptions, act: curls },
  getent: { options: { '-s|--service': 'value', '-i|--no-idn': 'flag' }, act: asksDatabase },
  'tcpdump tshark dumpcap': {
    options: {
      '-w': 'write',
      '-z': 'execute',
      '-r': 'read',
      '-i -c -s -G -W -C -F -B -Z -y -T -f -Y -e -a -b': 'value',
    },
    operands: 'value',
    output: 'none',
  },
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
      return fromSocket;
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
      usesFiles(call, call.values('-i'));
      const [host] = call.operands;
      if (!host) return unknownStream;
      call.network(call.isFed ? 'upload' : 'connect', host.text, { origins: call.stdin.origins });
      const batches = call.values('-b').map((file) => call.look(file));
      for (const { text = '' } of [call.stdin, ...batches]) sendsByLines(call, text, host.text);
      for (const { text } of call.values('-e')) sendsByLines(call, text, host.text);
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
  /** https://ss64.com/mac/open.html */
  open: { options: { '-a -b': 'value' }, act: opens, output: 'none' },
  'xdg-open start explorer.exe': { act: opens, output: 'none' },
  ip: {
    dashes: 'none',
    output: 'none',
    act: (call) => {
      const at = call.argv.findIndex(({ text }) => text === 'exec');
      return at > 1 && call.argv[at - 1]?.text === 'netns'
        ? call.run(call.argv.slice(at + 2))
        : unknownStream;
    },
  },
  nmcli: { dashes: 'none', output: 'none', act: managesNetwork },
  'ss netstat ifconfig route arp iw iwconfig ethtool networkctl': {
    operands: 'value',
    output: 'none',
    dashes: 'single',
  },
};
