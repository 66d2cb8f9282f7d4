import { hostOf } from '../../hosts.ts';
import type { ApiTable } from '../api.ts';
import type { ApiCall } from '../api-call.ts';
import {
  connectsDatabase,
  decodes,
  decodesBase64,
  decodesHex,
  deletesRows,
  passes,
  prints,
  queriesDatabase,
  wholeEnvironment,
} from '../common-acts.ts';
import { environmentMember, environmentValue } from '../environment.ts';
import { runWords, startsProcess, startsProgram } from '../processes.ts';
import {
  connectsSocket,
  makesClient,
  makesServer,
  requestsByOptions,
  requestsWith,
  sends,
} from '../requests.ts';
import { callsService } from '../services.ts';
import { fieldOf, fieldText, knownText, list, text, unknown, type Value } from '../value.ts';

/** Processes, code, network, databases and environment of Node, Deno and Bun. https://nodejs.org/api/ */
export const javascriptApis: ApiTable = {
  telling: /\benv\b|\b(?:require|import|from)\s*\(?\s*['"]\.{0,2}\//,
  canonical: (name) =>
    name
      .replace(/^node:/, '')
      .replace(/^(?:globalThis|global|window)\./, '')
      .replace(/\.default\b/g, '')
      .replace(/^(?:fs\/promises|fs\.promises|fs-extra|graceful-fs|fsPromises|fsp)(?=\.|$)/, 'fs')
      .replace(/^@aws-sdk\/[\w-]+/, 'aws-sdk')
      .replace(/^mysql2(?:\/promise)?/, 'mysql')
      .replace(/^\$(?=$|\.)/, 'zx.$')
      .replace(/^bun\./, 'Bun.')
      .replace(/(?<=[a-z])Sync$/, ''),
  calls: {
    '*.doShellScript child_process.exec execa.command execa.execaCommand shelljs.exec shell.exec zx.$ Bun.$ execa.$':
      {
        act: startsProcess,
      },
    'child_process.spawn child_process.execFile execa execa.execa cross-spawn cross-spawn.sync nano-spawn': {
      act: startsProgram,
    },
    'child_process.fork': { arguments: { '0': 'file' } },
    'Bun.spawn Deno.run': { act: spawns },
    'Deno.Command': { act: startsCommand },
    'shelljs* shell*': { act: runsNamed },
    'eval vm.runInThisContext vm.runInNewContext vm.runInContext vm.Script': { arguments: { '0': 'code' } },
    Function: {
      act: (call) => {
        const body = call.given.values.at(-1);
        if (body) call.evaluator.runText(fieldOf(body));
        return unknown('function');
      },
    },
    'process.mainModule.require module.require globalThis.require': {
      act: (call) => call.evaluator.load(call.text('0') ?? 'module'),
    },
    'require import': { isPlain: true, arguments: { '0': 'file' } },
    'Buffer.from': { isPlain: true, act: fromEncoded },
    'RegExp.exec RegExp.test RegExp().exec RegExp().test': { isPlain: true, act: () => unknown('match') },
    atob: { act: decodesBase64 },
    'zlib.inflate zlib.gunzip zlib.brotliDecompress zlib.unzip crypto.createDecipheriv': { act: decodes },
    'JSON.stringify JSON.parse String Array.from Object.fromEntries Object.entries Object.values Object.freeze Promise.all Promise.resolve Promise.allSettled util.promisify util.inspect encodeURIComponent encodeURI decodeURIComponent structuredClone URL Object.assign Number events.once timers.setTimeout':
      { isPlain: true, act: passes },
    'console*': { isPlain: true, act: prints },
    'process.stdout.write': { isPlain: true, act: prints },
    'process.kill': {
      act: (call) => {
        call.shell.emit('delete', 'process');
        return undefined;
      },
    },
    'Deno.env.get': { isPlain: true, act: (call) => environmentValue(call.evaluator, call.text('0') ?? '') },
    'Deno.env.toObject': { act: () => wholeEnvironment() },
    'fetch axios axios.request got node-fetch undici.fetch undici.request needle superagent.request http.request https.request request http2.connect ky':
      { act: requestsByOptions },
    'axios.create got.extend ky.create': { act: makesClient },
    'http.get https.get axios.get got.get superagent.get request.get axios*.get got*.get ky.get ky.head': {
      act: requestsWith('GET'),
    },
    'axios.post axios.put axios.patch got.post got.put got.patch superagent.post superagent.put request.post axios*.post axios*.put axios*.patch got*.post ky.post ky.put':
      { act: requestsWith('POST') },
    'navigator.sendBeacon': { act: requestsWith('POST') },
    'axios.delete got.delete superagent.delete superagent.del request.delete axios*.delete ky.delete': {
      act: requestsWith('DELETE'),
    },
    'http*.write https*.write http*.end https*.end': { act: sends },
    'net.connect net.createConnection tls.connect net*.connect': { act: connectsSocket },
    'dns.lookup dns.resolve dns.resolve4 dns.resolve6 dns.resolveTxt dns.resolveAny dns.resolveCname dns.resolveMx dns.promises.lookup dns.promises.resolve dns.promises.resolve4 dns.promises.resolveTxt Deno.resolveDns':
      { arguments: { '0': 'lookUp' } },
    'net.createServer tls.createServer': { act: makesServer },
    'net*.write net*.end tls*.write': { act: sends },
    'net*.pipe tls*.pipe': { act: pipes },
    'WebSocket ws ws.WebSocket socket.io-client socket.io-client.io': { arguments: { '0': 'connect' } },
    'WebSocket*.send ws*.send': { act: sends },
    'pg.Client pg.Pool mysql.createConnection mysql.createPool mssql.connect mongodb.MongoClient mongodb.MongoClient.connect mongoose.connect mongoose.createConnection redis.createClient ioredis ioredis.Redis knex sequelize.Sequelize postgres @neondatabase/serverless.neon @planetscale/database.connect':
      { act: connectsDatabase },
    '*.query *.execute *.exec *.raw *.run *.all *.prepare *.unsafe *.$executeRaw *.$executeRawUnsafe *.$queryRawUnsafe *.batch':
      { act: queriesDatabase },
    '*.deleteMany *.deleteOne *.dropDatabase *.dropCollection *.dropTable *.dropSchema *.flushall *.flushdb *.flushAll *.flushDb *.dropTableIfExists *.truncate':
      { act: deletesRows },
    '@supabase/supabase-js*.delete mongodb*.drop sequelize*.drop sequelize*.destroy knex*.del knex*.delete knex*.drop mongodb*.remove mongoose*.remove':
      {
        act: deletesRows,
      },
    'sequelize*.sync': {
      act: (call) => {
        if (call.isTrue('force')) deletesRows(call);
        return undefined;
      },
    },
    'aws-sdk* @google-cloud* @azure* googleapis* @kubernetes* @octokit* stripe* cloudflare* firebase-admin*':
      { act: callsService },
    'keytar.getPassword': {
      act: (call) => {
        call.shell.emit('read', `keychain ${call.text('0') ?? ''}`.trim(), { zone: 'credentials' });
        return unknown('password', ['from-secret']);
      },
    },
  },
  values: {
    'process.env Bun.env': () => wholeEnvironment(),
    'environment.*': environmentMember,
    'process.argv Bun.argv': ({ shell }) => {
      const given = shell.scope.arguments.map((field) => fieldText(field));
      return given.length === 0 ? undefined : list([text('node'), ...given]);
    },
    // What a browser keeps for a site logs in there.
    'document.cookie localStorage sessionStorage': () => browserStore(),
    'Deno.args': ({ shell }) => list(shell.scope.arguments.slice(1).map((field) => fieldText(field))),
    'text.hostname text.host': (_, member) => {
      const host = member?.object.kind === 'text' ? hostOf(member.object.field.text) : undefined;
      return host === undefined ? undefined : text(host);
    },
    'process.execPath': () => text('node'),
    'process.stdin': ({ shell }) => unknown('process.stdin', shell.stdin.origins),
    undefined: () => ({ ...text('null'), type: 'number' }),
    'import.meta.main': () => ({ ...text('true'), type: 'number' }),
  },
};

/** What comes over the network is the input of a process. */
function pipes(call: ApiCall): undefined {
  const [into] = call.given.values;
  if (into?.kind === 'thing' && /^(?:child_process|node-pty)/.test(into.name))
    call.evaluator.runsCode(['from-network']);
}

/** `Bun.spawn(['rm', x])`, `Bun.spawn({ cmd: […] })`, `Deno.run({ cmd: […] })`. */
function spawns(call: ApiCall): Value {
  const [first] = call.given.values;
  const words = first?.kind === 'table' ? first.entries.get('cmd') : first;
  if (words) call.takes(runWords(call, [words]));
  return call.result;
}

/** `new Deno.Command('rm', { args: […] })`. */
function startsCommand(call: ApiCall): Value {
  const [program] = call.given.values;
  const words = call.value('args');
  if (program) call.takes(runWords(call, [list([program, ...(words?.kind === 'list' ? words.items : [])])]));
  return call.result;
}

/** `shell.rm('-rf', x)`: the method is the program. https://github.com/shelljs/shelljs */
function runsNamed(call: ApiCall): Value | undefined {
  if (call.thing.name.includes('()') || !/^(?:rm|mv|cp|mkdir|chmod|ln|touch|cat|sed|cd)$/.test(call.method))
    return undefined;
  call.takes(runWords(call, [list([text(call.method), ...call.given.values])]));
  return call.result;
}

function fromEncoded(call: ApiCall): Value | undefined {
  const encoding = knownText(call.given.values[1]);
  if (encoding === 'base64' || encoding === 'base64url') return decodesBase64(call);
  return encoding === 'hex' ? decodesHex(call) : call.given.values[0];
}

function browserStore(): Value {
  return unknown('stored', ['from-secret']);
}
