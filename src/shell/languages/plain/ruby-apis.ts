import type { ApiTable } from '../api.ts';
import type { ApiCall } from '../api-call.ts';
import {
  connectsDatabase,
  decodes,
  decodesBase64,
  deletesRows,
  entriesOf,
  passes,
  passesSelf,
  prints,
  queriesDatabase,
  standardInput,
  wholeEnvironment,
} from '../common-acts.ts';
import { environmentMember, environmentValue } from '../environment.ts';
import { folderOf, joinPaths, pathText } from '../operations.ts';
import { connectsSocket, makesServer, requestsByOptions, requestsWith } from '../requests.ts';
import { pathOf } from '../roles.ts';
import { changesMode, inHome, modeOf, opensWith, runsGiven, writesInto } from '../script-acts.ts';
import { callsService } from '../services.ts';
import { fieldOf, fieldText, list, unknown, type Value } from '../value.ts';

/** https://docs.ruby-lang.org/en/master/ */
export const rubyApis: ApiTable = {
  telling: /\bENV\b|`|%x/,
  canonical: (name) =>
    name.replace(/^::/, '').replace(/^(?:Kernel|Process)\.(?=system|exec|spawn|eval|open|puts|print)/, ''),
  calls: {
    'system exec spawn ` IO.popen Open3.capture3 Open3.capture2 Open3.capture2e Open3.popen3 PTY.spawn Process.spawn sh':
      { act: runsGiven },
    'File.delete File.unlink Dir.rmdir Dir.delete Dir.unlink FileUtils.rm FileUtils.rm_f FileUtils.rmdir FileUtils.safe_unlink':
      { act: deletes(false) },
    'FileUtils.rm_rf FileUtils.rm_r FileUtils.rmtree FileUtils.remove_dir FileUtils.remove_entry FileUtils.remove_entry_secure FileUtils.remove rm_rf rm_r':
      { act: deletes(true) },
    'path.delete path.unlink path.rmdir': { arguments: { self: 'delete' } },
    'path.rmtree': { arguments: { self: 'delete' }, traits: ['recursive'] },
    'File.write IO.write File.binwrite IO.binwrite': { arguments: { '1': 'sent', '0': 'write' } },
    'path.write': { arguments: { '0': 'sent', self: 'write' } },
    'File.read File.readlines IO.read IO.readlines File.foreach File.binread YAML.load_file JSON.load_file CSV.read CSV.foreach':
      { arguments: { '0': 'read' } },
    'path.read path.readlines': { arguments: { self: 'read' } },
    'File.open File.new open IO.sysopen Kernel.open': { act: opens },
    'file.write file.puts file.print file.<<': {
      act: (call) => {
        writesInto(call, call.thing.receiver, call.given.values[0]);
        return undefined;
      },
    },
    'file.read file.readlines file.gets file.each_line': { isPlain: true, act: passesSelf },
    'FileUtils.cp FileUtils.cp_r FileUtils.copy FileUtils.ln FileUtils.ln_s FileUtils.install File.symlink File.link IO.copy_stream':
      { arguments: { '0': 'read', '1': 'write' } },
    'FileUtils.mv FileUtils.move File.rename': { arguments: { '0': 'move', '1': 'write' } },
    'FileUtils.mkdir FileUtils.mkdir_p Dir.mkdir FileUtils.makedirs': { arguments: { '0': 'folder' } },
    'FileUtils.touch': { arguments: { '0': 'append' } },
    'File.truncate': { arguments: { '0': 'write' } },
    'FileUtils.chmod FileUtils.chmod_R File.chmod': {
      act: (call) => {
        const [mode, ...paths] = call.given.values;
        changesMode(call, mode, paths);
        return undefined;
      },
    },
    'Dir.glob Dir.[] Dir.entries Dir.children Dir.each_child Dir.foreach': {
      isPlain: true,
      act: (call) =>
        /glob|\[\]/.test(call.method)
          ? list([fieldText({ ...pathOf(call.value('0')), dynamic: true }, 'path')])
          : entriesOf(call.value('0')),
    },
    'path.children path.glob path.each_child': {
      isPlain: true,
      act: (call) => entriesOf(call.thing.receiver, call.text('0')),
    },
    'File.join': {
      isPlain: true,
      act: (call) => {
        const [first, ...rest] = call.given.values;
        return first && rest.reduce(joinPaths, fieldText(pathOf(first), 'path'));
      },
    },
    'File.expand_path File.absolute_path File.realpath': {
      isPlain: true,
      act: (call) => inHome(call, call.given.values[0]),
    },
    'File.dirname': { isPlain: true, act: (call) => folderOf(call.given.values[0]) },
    'Pathname Pathname.new': {
      isPlain: true,
      act: (call) => fieldText(pathOf(call.given.values[0]), 'path'),
    },
    'path.join path.+': {
      isPlain: true,
      act: (call) => call.given.values.reduce(joinPaths, call.thing.receiver ?? unknown()),
    },
    'Dir.home': { isPlain: true, act: (call) => pathText(call.shell.analysis.context.home) },
    'Dir.pwd Dir.getwd': { isPlain: true, act: (call) => pathText(call.shell.scope.cwd) },
    'Dir.tmpdir Dir.mktmpdir': { isPlain: true, act: () => pathText('/tmp/ruby') },
    'Dir.chdir': {
      act: (call) => {
        const field = call.field('0');
        if (field && !field.dynamic) call.shell.scope.cwd = call.shell.resolve(field);
        return undefined;
      },
    },
    'eval instance_eval class_eval *.instance_eval Object.class_eval': { arguments: { '0': 'code' } },
    'load require_relative': {
      act: (call) => {
        for (const field of call.fields('0'))
          call.evaluator.runFile(/\.\w+$/.test(field.text) ? field : { ...field, text: `${field.text}.rb` });
        return undefined;
      },
    },
    'require gem': { isPlain: true, act: () => unknown('library') },
    'send public_send *.send *.public_send Kernel.send': { act: sends },
    'Base64.decode64 Base64.strict_decode64 Base64.urlsafe_decode64': { isPlain: true, act: decodesBase64 },
    'text.unpack1 text.unpack': {
      isPlain: true,
      act: (call) =>
        /m/.test(call.text('0') ?? '')
          ? decodesBase64(call.with(call.thing.receiver ? [call.thing.receiver] : []))
          : decodes(call),
    },
    'Zlib.Inflate.inflate Zlib.inflate Zlib.gunzip Marshal.load': { isPlain: true, act: decodes },
    'Shellwords.escape String Array JSON.parse JSON.generate JSON.pretty_generate YAML.load Integer URI URI.parse Marshal.dump CGI.escape':
      { isPlain: true, act: passes },
    '*.to_s *.to_h *.to_a *.to_json *.inspect *.each *.dup *.freeze *.to_hash *.sort': {
      isPlain: true,
      act: (call) => (call.given.values.length === 0 ? call.thing.receiver : undefined),
    },
    'puts print p pp $stdout.puts STDOUT.puts $stdout.write stdout.puts stdout.write warn': {
      isPlain: true,
      act: prints,
    },
    'gets STDIN.read $stdin.read ARGF.read stdin.read STDIN.gets readlines': {
      isPlain: true,
      act: standardInput,
    },
    'ENV.fetch ENV.[] environment.fetch': {
      isPlain: true,
      act: (call) => {
        const known = environmentValue(call.evaluator, call.text('0') ?? '');
        return known?.kind === 'text' ? known : (call.value('1') ?? known);
      },
    },
    'Net.HTTP.get Net.HTTP.get_response Net.HTTP.get_print URI.open OpenURI.open_uri HTTParty.get RestClient.get Faraday.get HTTP.get Excon.get':
      { act: requestsWith('GET') },
    'URI.read': { act: requestsWith('GET') },
    'Net.HTTP.post Net.HTTP.post_form HTTParty.post RestClient.post Faraday.post HTTP.post HTTParty.put RestClient.put Excon.post':
      { act: requestsWith('POST') },
    'HTTParty.delete RestClient.delete Faraday.delete HTTP.delete': { act: requestsWith('DELETE') },
    'Net.HTTP.start Net.HTTP.new': { act: requestsByOptions },
    'TCPSocket.new TCPSocket.open Socket.tcp UNIXSocket.new': { act: connectsSocket },
    'Resolv.getaddress Resolv.getaddresses Resolv.each_address Resolv.DNS.new().getresource Resolv.DNS.new().getaddress Socket.gethostbyname Socket.getaddrinfo Addrinfo.getaddrinfo IPSocket.getaddress':
      { arguments: { '0': 'lookUp' } },
    'TCPServer.new TCPServer.open Socket.tcp_server_loop': { act: makesServer },
    'Process.kill': {
      act: (call) => {
        call.shell.emit('delete', 'process');
        return undefined;
      },
    },
    'PG.connect PG.Connection.new Mysql2.Client.new Sequel.connect Mongo.Client.new Redis.new TinyTds.Client.new ActiveRecord.Base.establish_connection':
      { act: connectsDatabase },
    '*.exec *.query *.execute *.exec_params *.run *.execute_batch *.exec_query': { act: queriesDatabase },
    '*.delete_all *.destroy_all *.drop_table *.drop_database *.flushall *.flushdb *.truncate_tables *.truncate':
      { act: deletesRows },
    'Aws* Google* Azure* Octokit* Stripe*': { act: callsService },
    'File.exist? File.file? File.directory? Dir.exist?': { isPlain: true, act: () => unknown('condition') },
  },
  values: {
    ENV: () => wholeEnvironment(),
    'environment.*': environmentMember,
    'Dir.*': (_, member) => {
      const pattern = member && fieldOf(member.key);
      return pattern && /[*?/{]/.test(pattern.text)
        ? list([fieldText({ ...pattern, dynamic: true, glob: true }, 'path')])
        : undefined;
    },
    ARGV: ({ shell }) => list(shell.scope.arguments.slice(1).map((field) => fieldText(field))),
    '__FILE__ 0 PROGRAM_NAME': ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file && fieldText(file, 'path');
    },
    __dir__: ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file ? folderOf(fieldText(file, 'path')) : pathText(shell.scope.cwd);
    },

    STDIN: ({ shell }) => unknown('STDIN', shell.stdin.origins),
  },
};

/** Every argument is a path; a list holds several. */
function deletes(isTree: boolean): (call: ApiCall) => undefined {
  return (call) => {
    for (const value of call.given.values) {
      if (value.kind === 'table') continue;
      const all = value.kind === 'list' ? value.items : [value];
      for (const one of all) call.shell.delete(pathOf(one), { traits: isTree ? ['recursive'] : [] });
    }
  };
}

/** A file, an address, or a command behind a pipe; a block gets what was opened. */
function opens(call: ApiCall): Value {
  const [path, mode] = call.given.values;
  const { text } = fieldOf(path);
  if (/^https?:/.test(text)) return requestsWith('GET')(call) ?? unknown();
  if (text.startsWith('|'))
    return runsGiven(call.with([fieldText({ ...fieldOf(path), text: text.slice(1) })]));
  const opened = opensWith(call, path, modeOf(mode?.kind === 'text' ? mode : call.value('mode')));
  const block = call.given.values.find(({ kind }) => kind === 'routine');
  if (block) call.evaluator.apply(block, { values: [opened], named: new Map() });
  return opened;
}

/** `obj.send(:system, 'rm x')`: a method by its name. */
function sends(call: ApiCall): Value | undefined {
  const [name, ...values] = call.given.values;
  return name && call.evaluator.apply(unknown(fieldOf(name).text), { values, named: new Map() });
}
