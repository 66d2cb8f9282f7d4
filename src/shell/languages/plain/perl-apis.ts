import { fromSocket } from '../../stream.ts';
import type { ApiTable } from '../api.ts';
import type { ApiCall } from '../api-call.ts';
import {
  connectsDatabase,
  decodes,
  decodesBase64,
  decodesHex,
  entriesOf,
  passes,
  prints,
  queriesDatabase,
  wholeEnvironment,
} from '../common-acts.ts';
import { environmentMember } from '../environment.ts';
import { folderOf, operate, pathText } from '../operations.ts';
import { connectsSocket, opensSocket, requestsWith } from '../requests.ts';
import { pathOf } from '../roles.ts';
import { changesMode, opensWith, runsGiven, writesInto } from '../script-acts.ts';
import { fieldOf, fieldText, knownText, list, text, unknown, type Value } from '../value.ts';

/** https://perldoc.perl.org/functions */
export const perlApis: ApiTable = {
  telling: /\$ENV|%ENV|`/,
  calls: {
    'system exec ` IPC.System.Simple.system IPC.Run.run readpipe': { act: runsGiven },
    'unlink rmdir': { arguments: { '*': 'delete' } },
    'rmtree remove_tree File.Path.rmtree File.Path.remove_tree': {
      arguments: { '*': 'delete' },
      traits: ['recursive'],
    },
    open: { act: opens },
    'print say printf': { act: writes },
    syswrite: {
      act: (call) => {
        writesInto(call, call.given.values[0], call.given.values[1]);
        return undefined;
      },
    },
    'file.print file.say file.write file.spew': {
      act: (call) => {
        writesInto(call, call.thing.receiver, call.given.values[0]);
        return undefined;
      },
    },
    'readline <> sysread read file.getlines file.slurp': {
      isPlain: true,
      act: (call) => call.given.values[0],
    },
    'rename move mv File.Copy.move': { arguments: { '0': 'move', '1': 'write' } },
    'copy cp File.Copy.copy link symlink': { arguments: { '0': 'read', '1': 'write' } },
    'mkdir make_path mkpath File.Path.make_path': { arguments: { '0': 'folder' } },
    truncate: { arguments: { '0': 'write' } },
    chmod: {
      act: (call) => {
        const [mode, ...paths] = call.given.values;
        changesMode(call, mode, paths);
        return undefined;
      },
    },
    'File.Slurp.write_file write_file Path.Tiny.path().spew': { arguments: { '1': 'sent', '0': 'write' } },
    'File.Slurp.read_file read_file': { arguments: { '0': 'read' } },
    'glob opendir': {
      isPlain: true,
      act: (call) =>
        call.thing.name === 'glob'
          ? list([fieldText({ ...pathOf(call.value('0')), dynamic: true }, 'path')])
          : entriesOf(call.given.values.at(-1)),
    },
    eval: { arguments: { '0': 'code' } },
    'do require': { arguments: { '0': 'file' } },
    kill: {
      act: (call) => {
        if (knownText(call.given.values[0]) !== '0') call.shell.emit('delete', 'process');
        return undefined;
      },
    },
    'decode_base64 MIME.Base64.decode_base64': { isPlain: true, act: decodesBase64 },
    pack: {
      isPlain: true,
      act: (call) =>
        /^H/.test(knownText(call.given.values[0]) ?? '')
          ? decodesHex(call.with(call.given.values.slice(1)))
          : decodes(call),
    },
    'uncompress unpack': { isPlain: true, act: decodes },
    sprintf: {
      isPlain: true,
      act: (call) => {
        const [template, ...values] = call.given.values;
        return template && operate('%', [template, list([...values])]);
      },
    },
    join: { isPlain: true, act: joins },
    'lc uc quotemeta scalar reverse sort ref abs_path rel2abs Cwd.abs_path encode_json decode_json': {
      isPlain: true,
      act: passes,
    },
    shift: { isPlain: true, act: takesFirst },
    'getcwd cwd Cwd.getcwd': { isPlain: true, act: (call) => pathText(call.shell.scope.cwd) },
    chdir: {
      act: (call) => {
        const field = call.field('0');
        if (field && !field.dynamic) call.shell.scope.cwd = call.shell.resolve(field);
        return undefined;
      },
    },
    dirname: { isPlain: true, act: (call) => folderOf(call.given.values[0]) },
    tempdir: { isPlain: true, act: () => pathText('/tmp/perl') },
    'get LWP.Simple.get LWP.UserAgent.new().get HTTP.Tiny.new().get head': { act: requestsWith('GET') },
    'getstore mirror LWP.Simple.getstore LWP.UserAgent.new().mirror HTTP.Tiny.new().mirror': {
      arguments: { '0': 'download', '1': 'write' },
    },
    'LWP.UserAgent.new().post HTTP.Tiny.new().post': { act: requestsWith('POST') },
    gethostbyname: { arguments: { '0': 'lookUp' } },
    'IO.Socket.INET.new IO.Socket.new IO.Socket.SSL.new': { act: opensConnection },
    'sockaddr_in pack_sockaddr_in': { isPlain: true, act: (call) => list([...call.given.values].reverse()) },
    inet_aton: { isPlain: true, act: passes },
    connect: { act: (call) => connectsSocket(call.with(call.given.values.slice(1))) },
    'DBI.connect': { act: connectsDatabase },
    '*.do *.prepare *.execute *.selectall_arrayref *.query': { act: queriesDatabase },
  },
  values: {
    ENV: () => wholeEnvironment(),
    'environment.*': environmentMember,
    ARGV: ({ shell }) => list(shell.scope.arguments.slice(1).map((field) => fieldText(field))),
    '0': ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file && fieldText(file, 'path');
    },
    STDIN: ({ shell }) => unknown('STDIN', shell.stdin.origins),
    '<>': ({ shell }) => unknown('line', shell.stdin.origins),
    __FILE__: ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file && fieldText(file, 'path');
    },
    undef: () => ({ ...text('null'), type: 'number' }),
  },
};

/** `open(my $fh, '>', $path)`, `open(F, ">$path")`, `open(P, "rm x |")`. */
function opens(call: ApiCall): Value {
  const [, mode, path] = call.given.values;
  const written = fieldOf(mode).text.trim();
  if (/^[+<>]*&/.test(written)) return duplicates(call);
  const command = path ? undefined : /^\|\s*(.+)$|^(.+?)\s*\|$/.exec(written);
  if (command)
    call.takes({ ...call.shell.runSource({ ...fieldOf(mode), text: command[1] ?? command[2] ?? '' }) });
  else if (path && /^(?:-\||\|-)/.test(written)) runsGiven(call.with(call.given.values.slice(2)));
  if (command || (path && /\|/.test(written))) return call.result;
  const [, sign = '', name = ''] = /^([+<>]*)\s*([\s\S]*)$/.exec(written) ?? [];
  const target = path ?? fieldText({ ...fieldOf(mode), text: name });
  const opened = opensWith(call, target, sign || (path ? written : '<'));
  call.evaluator.assignArgument(0, opened);
  return opened;
}

/** `open(STDIN, ">&S")`: another place becomes standard input, and what is opened here is the connection. */
function duplicates(call: ApiCall): Value {
  const { scope } = call.shell;
  const isConnected = [...scope.descriptors.values()].some(({ kind }) => kind === 'host');
  if (isConnected) scope.stdin = fromSocket;
  return call.result;
}

/** `print $fh "x"`, `print "x"`. */
function writes(call: ApiCall): Value | undefined {
  const [first, ...rest] = call.given.values;
  if (first?.kind !== 'thing' || rest.length === 0) return prints(call);
  writesInto(call, first, rest[0]);
  return undefined;
}

function takesFirst(call: ApiCall): Value | undefined {
  const [given] = call.given.values;
  return given?.kind === 'list' ? (given.items.shift() ?? unknown('argument')) : unknown('argument');
}

function joins(call: ApiCall): Value {
  const [separator = text(''), ...items] = call.given.values;
  const flat = items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  const [first, ...rest] = flat;
  return first
    ? rest.reduce((whole, one) => operate('join', [operate('join', [whole, separator]), one]), first)
    : text('');
}

/** `IO::Socket::INET->new(PeerAddr => 'host', PeerPort => 1)`. */
function opensConnection(call: ApiCall): Value {
  const host = call.field('PeerAddr|PeerHost|0');
  const port = call.field('PeerPort');
  const target = host ? [host.text, ...(port ? [port.text] : [])].join(':') : '';
  return opensSocket(call, target);
}
