import { emptyStream } from '../../stream.ts';
import type { ApiTable } from '../api.ts';
import type { ApiCall } from '../api-call.ts';
import {
  connectsDatabase,
  decodes,
  decodesBase64,
  decodesHex,
  deletesRows,
  entriesOf,
  passes,
  prints,
  queriesDatabase,
  standardInput,
  wholeEnvironment,
} from '../common-acts.ts';
import { environmentValue } from '../environment.ts';
import { folderOf, operate, pathText } from '../operations.ts';
import { startsProcess } from '../processes.ts';
import { connectsSocket, makesServer, requestsByOptions, requestsWith, sends } from '../requests.ts';
import { pathOf } from '../roles.ts';
import { fieldOf, fieldText, knownText, list, text, unknown, type Value } from '../value.ts';

/** https://www.php.net/manual/en/funcref.php */
export const phpApis: ApiTable = {
  telling: /_ENV|getenv|phpinfo/,
  calls: {
    'exec shell_exec system passthru popen proc_open pcntl_exec': { act: startsProcess },
    'unlink rmdir': { arguments: { '0': 'delete' } },
    '*.deleteDirectory *.cleanDirectory File.deleteDirectory Storage.deleteDirectory': {
      arguments: { '0': 'delete' },
      traits: ['recursive'],
    },
    'file_put_contents Storage.put File.put': { arguments: { '1': 'sent', '0': 'write' } },
    'file_get_contents file readfile fpassthru parse_ini_file highlight_file show_source': {
      arguments: { '0': 'read' },
    },
    'fopen gzopen SplFileObject': { act: opens },
    'fwrite fputs fputcsv gzwrite': { act: writesOpened },
    'fread fgets stream_get_contents fgetcsv': { act: passes },
    'copy link symlink': { arguments: { '0': 'read', '1': 'write' } },
    rename: { arguments: { '0': 'move', '1': 'write' } },
    move_uploaded_file: { arguments: { '1': 'write' } },
    mkdir: { arguments: { '0': 'folder' } },
    touch: { arguments: { '0': 'append' } },
    'scandir glob opendir': {
      isPlain: true,
      act: (call) =>
        call.thing.name === 'glob'
          ? list([fieldText({ ...pathOf(call.value('0')), dynamic: true }, 'path')])
          : entriesOf(call.value('0')),
    },
    chmod: { act: changesRights },
    'eval create_function': { arguments: { '0': 'code' } },
    assert: {
      act: (call) => {
        const [given] = call.given.values;
        if (given?.kind === 'text' && given.type === 'text') call.evaluator.runText(given.field);
        return undefined;
      },
    },
    include: { arguments: { '0': 'file' } },
    'call_user_func array_map array_walk call_user_func_array': { act: callsNamed },
    base64_decode: { isPlain: true, act: decodesBase64 },
    hex2bin: { isPlain: true, act: decodesHex },
    'gzinflate gzuncompress str_rot13 openssl_decrypt gzdecode convert_uudecode': {
      isPlain: true,
      act: decodes,
    },
    'escapeshellarg escapeshellcmd trim rtrim ltrim strval json_encode json_decode array_values realpath urlencode rawurlencode serialize http_build_query sprintf_ array_filter array_unique iterator_to_array':
      { isPlain: true, act: passes },
    sprintf: { isPlain: true, act: formats },
    implode: { isPlain: true, act: joins },
    dirname: { isPlain: true, act: (call) => folderOf(call.given.values[0]) },
    getcwd: { isPlain: true, act: (call) => pathText(call.shell.scope.cwd) },
    'sys_get_temp_dir tempnam': { isPlain: true, act: () => pathText('/tmp') },
    getenv: {
      isPlain: true,
      act: (call) =>
        call.given.values.length === 0
          ? wholeEnvironment()
          : environmentValue(call.evaluator, fieldOf(call.given.values[0]).text),
    },
    'echo print_r var_dump var_export printf': { isPlain: true, act: prints },
    phpinfo: { isPlain: true, act: (call) => prints(call.with([wholeEnvironment()])) },
    curl_init: {
      act: (call) => ({
        kind: 'thing',
        name: 'curl',
        origins: [],
        ...(call.field('0') && { subject: fieldOf(call.value('0')) }),
      }),
    },
    curl_exec: {
      act: (call) => {
        const [handle] = call.given.values;
        if (handle?.kind === 'thing')
          call.shell.network('connect', handle.subject?.text ?? '$url', { origins: handle.origins });
        return unknown('response', ['from-network']);
      },
    },
    'fsockopen pfsockopen stream_socket_client': { act: connectsSocket },
    'gethostbyname gethostbynamel dns_get_record checkdnsrr dns_check_record': {
      arguments: { '0': 'lookUp' },
    },
    'stream_socket_server socket_create_listen': { act: makesServer },
    'Http.get GuzzleHttp.Client().get': { act: requestsWith('GET') },
    'Http.post Http.put GuzzleHttp.Client().post': { act: requestsWith('POST') },
    'GuzzleHttp.Client().request': { act: requestsByOptions },
    mail: { act: sends },
    'mysqli_connect pg_connect PDO mysqli MongoDB.Client Redis': { act: connectsDatabase },
    'mysqli_query pg_query': {
      act: (call) => {
        for (const value of call.given.values) queriesDatabase(call.with([value]));
        return undefined;
      },
    },
    '*.query *.exec *.multi_query *.execute *.prepare *.statement *.unprepared *.raw': {
      act: queriesDatabase,
    },
    '*.truncate *.dropIfExists *.dropAllTables *.drop *.flushAll *.flushdb *.deleteMany': {
      act: deletesRows,
    },
    'fscanf readline': { isPlain: true, act: standardInput },
    posix_kill: {
      act: (call) => {
        call.shell.emit('delete', 'process');
        return undefined;
      },
    },
  },
  values: {
    '_ENV _SERVER': () => wholeEnvironment(),
    'environment.*': (evaluation, member) => {
      const key = member && fieldOf(member.key).text;
      return key === undefined || /^(?:argv|REQUEST|HTTP|QUERY)/.test(key)
        ? unknown('argv')
        : environmentValue(evaluation, key);
    },
    argv: ({ shell }) => list(shell.scope.arguments.map((field) => fieldText(field))),
    __DIR__: ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file?.text.includes('.') ? folderOf(pathText(shell.resolve(file))) : pathText(shell.scope.cwd);
    },
    PHP_EOL: () => text('\n'),
    DIRECTORY_SEPARATOR: () => text('/'),
    STDIN: ({ shell }) => unknown('stdin', shell.stdin.origins),
    true: () => ({ ...text('true'), type: 'number' }),
    false: () => ({ ...text('false'), type: 'number' }),
    null: () => ({ ...text('null'), type: 'number' }),
  },
};

function opens(call: ApiCall): Value {
  const field = pathOf(call.value('0'));
  const mode = call.text('1') ?? 'r';
  if (field.text === 'php://stdin') return standardInput(call);
  if (/^php:/.test(field.text)) return unknown('stream');
  if (/^https?:/.test(field.text)) {
    call.shell.network('connect', field.text);
    return unknown('stream', ['from-network']);
  }
  if (/[waxc+]/.test(mode))
    call.shell.write(field, /[wx]/.test(mode) ? emptyStream : undefined, { changes: /[a+c]/.test(mode) });
  const origins = /[waxc]/.test(mode) ? [] : call.shell.read(field).origins;
  return { kind: 'thing', name: 'file', subject: field, origins };
}

function writesOpened(call: ApiCall): undefined {
  const [file, content] = call.given.values;
  if (file?.kind !== 'thing' || !content) return;
  const { origins } = fieldOf(content);
  if (file.name === 'file' && file.subject) {
    if (origins.length > 0) call.shell.write(file.subject, { origins }, { changes: true });
    else
      call.shell.analysis.setContent(call.shell.resolve(file.subject), {
        origins,
        ...(knownText(content) !== undefined && { text: knownText(content) ?? '' }),
      });
  } else if (file.origins.includes('from-network'))
    call.shell.network('upload', file.subject?.text ?? '$socket', { origins });
}

function changesRights(call: ApiCall): undefined {
  const mode = call.field('1');
  if (!mode || mode.dynamic) return;
  const plain = { dynamic: false, glob: false, origins: [] };
  call.shell.run([
    { text: 'chmod', ...plain },
    { text: mode.text.replace(/^0o?/, ''), ...plain },
    pathOf(call.value('0')),
  ]);
}

/** `call_user_func('system', 'rm x')`: a function by its name. */
function callsNamed(call: ApiCall): Value | undefined {
  const [name, ...values] = call.given.values;
  const known = knownText(name);
  if (known === undefined)
    return name?.kind === 'routine' ? call.evaluator.apply(name, { values, named: new Map() }) : undefined;
  const flat = values.flatMap((value) => (value.kind === 'list' ? value.items : [value]));
  return call.evaluator.apply(unknown(known), { values: flat, named: new Map() });
}

function formats(call: ApiCall): Value | undefined {
  const [template, ...values] = call.given.values;
  return template && operate('%', [template, list([...values])]);
}

function joins(call: ApiCall): Value {
  const [separator, items] = call.given.values;
  return call.evaluator.apply(
    { kind: 'thing', name: 'list.join', origins: [], receiver: items ?? list([]) },
    { values: separator ? [separator] : [], named: new Map() },
  );
}
