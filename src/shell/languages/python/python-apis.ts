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
  standardInput,
  wholeEnvironment,
} from '../common-acts.ts';
import { environmentMember, environmentValue } from '../environment.ts';
import { memberOf } from '../member.ts';
import { replacesProcess, runWords, startsProcess, startsProgram } from '../processes.ts';
import {
  connectsSocket,
  listens,
  makesClient,
  makesRequest,
  opensUrl,
  requestsByMethod,
  requestsWith,
  response,
  sends,
} from '../requests.ts';
import { callsService } from '../services.ts';
import { fieldOf, fieldText, knownText, list, originsOf, text, unknown, type Value } from '../value.ts';

/** Processes, code, network, databases and environment. https://docs.python.org/3/library/ */
export const pythonApis: ApiTable = {
  telling: /\benviron/,
  canonical: (name) =>
    name
      .replace(/^(?:posixpath|ntpath)\./, 'os.path.')
      .replace(/^(?:posix|nt)\./, 'os.')
      .replace(/^__builtins__\.|^builtins\./, ''),
  calls: {
    'os.system os.popen subprocess.getoutput subprocess.getstatusoutput commands.getoutput pty.spawn asyncio.create_subprocess_shell invoke.run fabric.local pexpect.run pexpect.spawn get_ipython().system':
      { act: startsProcess },
    'subprocess.run subprocess.call subprocess.check_call subprocess.check_output subprocess.Popen': {
      act: startsProcess,
    },
    'asyncio.create_subprocess_exec': { act: startsProgram },
    'os.execv os.execvp os.execve os.execvpe os.execl os.execlp os.execle os.spawnv os.spawnvp os.spawnl os.spawnlp os.posix_spawn os.posix_spawnp':
      { act: replacesProcess },
    'plumbum* sh*': { act: runsNamed },
    'git*': { act: runsGit },
    'pip.main pip._internal.main pip._internal.cli.main.main': { act: runsPip },
    'ctypes.CDLL().system ctypes.cdll*.system': { act: startsProcess },
    '*.exec_command fabric*.run fabric*.sudo': { arguments: {}, act: runsRemotely },
    'shlex.split': { isPlain: true, act: splitsWords },
    'shlex.join': { isPlain: true, act: (call) => joinsWords(call) },
    'shlex.quote str repr bytes bytearray list tuple set dict sorted reversed int float copy.copy copy.deepcopy json.dumps json.loads pprint.pformat iter next enumerate io.StringIO io.BytesIO textwrap.dedent asyncio.run asyncio.gather ast.literal_eval contextlib.closing os.fsencode urllib.parse.quote urllib.parse.unquote sqlalchemy.text django.db.connection':
      { isPlain: true, act: passes },
    'zip itertools.chain': {
      isPlain: true,
      act: (call) =>
        call.given.values.every(({ kind }) => kind === 'list')
          ? list([
              list([
                ...call.given.values.map((value) =>
                  value.kind === 'list' ? (value.items[0] ?? unknown()) : value,
                ),
              ]),
            ])
          : undefined,
    },
    'exec eval builtins.exec code.interact timeit.timeit': { arguments: { '0|source|stmt': 'code' } },
    compile: { isPlain: true, act: passes },
    execfile: { arguments: { '0': 'file' } },
    'runpy.run_path': { arguments: { '0|path_name': 'file' } },
    'runpy.run_module importlib.import_module __import__ importlib.__import__': {
      act: (call) => {
        const name = call.text('0|name|mod_name');
        return name === undefined ? unknown('module') : call.evaluator.load(name);
      },
    },
    getattr: {
      act: (call) => memberOf(call.evaluator, call.value('0') ?? unknown(), call.value('1') ?? unknown()),
    },
    print: { isPlain: true, act: prints },
    'pprint.pprint sys.stdout.write sys.stdout.buffer.write rich.print logging.info': {
      isPlain: true,
      act: prints,
    },
    input: { isPlain: true, act: standardInput },
    'sys.stdin.read sys.stdin.readlines sys.stdin.readline sys.stdin.buffer.read fileinput.input': {
      isPlain: true,
      act: standardInput,
    },
    'json.load yaml.safe_load yaml.load toml.load tomllib.load': { isPlain: true, act: passes },
    'pickle.load pickle.loads cloudpickle.loads dill.loads joblib.load': { act: (call) => unpickles(call) },
    'base64.b64decode base64.urlsafe_b64decode base64.standard_b64decode base64.decodebytes': {
      act: decodesBase64,
    },
    'base64.b32decode base64.a85decode base64.b85decode zlib.decompress gzip.decompress bz2.decompress lzma.decompress codecs.decode marshal.loads binascii.a2b_base64':
      { act: decodes },
    'bytes.fromhex bytearray.fromhex binascii.unhexlify binascii.a2b_hex': { act: decodesHex },
    'os.getenv os.environ.get environment.get environment.pop environment.setdefault': {
      isPlain: true,
      act: readsVariable,
    },
    'os.environ.copy environment.copy environment.items environment.values': {
      act: () => wholeEnvironment(),
    },
    'urllib.request.urlopen urllib2.urlopen urllib.urlopen urlopen': { act: opensUrl },
    'requests.Session requests.session httpx.Client httpx.AsyncClient aiohttp.ClientSession': {
      act: makesClient,
    },
    'urllib.request.Request urllib2.Request': { act: makesRequest },
    'requests.get requests.head requests.options httpx.get httpx.head requests*.get httpx*.get aiohttp*.get':
      {
        act: requestsWith('GET'),
      },
    'requests.delete httpx.delete requests*.delete httpx*.delete aiohttp*.delete': {
      act: requestsWith('DELETE'),
    },
    'requests.post requests.put requests.patch httpx.post httpx.put httpx.patch requests*.post requests*.put requests*.patch httpx*.post httpx*.put httpx*.patch aiohttp*.post aiohttp*.put':
      { act: requestsWith('POST') },
    'requests.request httpx.request requests*.request httpx*.request httpx.stream urllib3*.request': {
      act: requestsByMethod,
    },
    'wget.download': { arguments: { '0': 'download' } },
    'urllib.request.urlretrieve': { arguments: { '0|url': 'download', '1|filename': 'write' } },
    'smtplib.SMTP smtplib.SMTP_SSL ftplib.FTP telnetlib.Telnet http.client.HTTPSConnection http.client.HTTPConnection':
      { arguments: { '0|host': 'connect' } },
    'ftplib*.storbinary ftplib*.storlines': { arguments: { '1|fp': 'sent' }, act: sends },
    'smtplib*.sendmail smtplib*.send_message': { act: sends },
    'socket.gethostbyname socket.gethostbyname_ex socket.getaddrinfo socket.getfqdn dns.resolver.resolve dns.resolver.query dns.resolver.Resolver().resolve dns.asyncresolver.resolve':
      { arguments: { '0|host|qname': 'lookUp' } },
    'socket*.connect socket*.connect_ex': { act: connectsSocket },
    'socket.socket': { act: response },
    'os.dup2': { act: replacesInput },
    'socket.create_connection': { act: connectsSocket },
    'socket*.send socket*.sendall socket*.sendto': { act: sends },
    'socket*.bind http.server.HTTPServer socketserver.TCPServer': { act: listens },
    'paramiko*.connect': { arguments: { '0|hostname': 'connect' } },
    'psycopg2.connect psycopg.connect pymysql.connect MySQLdb.connect mysql.connector.connect asyncpg.connect asyncpg.create_pool cx_Oracle.connect oracledb.connect pyodbc.connect pymssql.connect sqlalchemy.create_engine clickhouse_driver.Client snowflake.connector.connect redshift_connector.connect trino.dbapi.connect pymongo.MongoClient redis.Redis redis.StrictRedis redis.from_url':
      { act: connectsDatabase },
    '*.execute *.executescript *.executemany *.raw *.query *.run_sql *.exec_driver_sql *.read_sql': {
      act: queriesDatabase,
    },
    'pandas.read_sql pandas.read_sql_query': { act: queriesDatabase },
    '*.drop_all *.drop_database *.dropDatabase *.delete_many *.drop_collection *.flushall *.flushdb *.delete_one':
      { act: deletesRows },
    'pymongo*.drop pymongo*.remove supabase*.delete': { act: deletesRows },
    'boto3* google* azure* kubernetes* botocore* heroku3* stripe* github* openstack* digitalocean* docker*': {
      act: callsService,
    },
    'os.kill os.killpg': {
      act: (call) => {
        call.shell.emit('delete', 'process');
        return undefined;
      },
    },
    'keyring.get_password': {
      act: (call) => {
        call.shell.emit('read', `keyring ${call.text('0') ?? ''}`.trim(), { zone: 'credentials' });
        return unknown('password', ['from-secret']);
      },
    },
    'winreg.SetValueEx winreg.CreateKey': {
      act: (call) => {
        call.shell.emit('configure', 'registry', { zone: 'system' });
        return undefined;
      },
    },
    import_all: {
      act: (call) => {
        call.evaluator.openModule(call.text('0') ?? '');
        return undefined;
      },
    },
  },
  values: {
    'os.environ os.environb': () => wholeEnvironment(),
    'environment.*': environmentMember,
    'sys.argv': (evaluation) =>
      commandLine(evaluation.shell.scope.arguments.map((field) => fieldText(field))),
    'sys.stdin sys.stdin.buffer': ({ shell }) => {
      const { text: fed, origins } = shell.stdin;
      return fed === undefined || fed === '' ? unknown('sys.stdin', origins) : undefined;
    },
    __name__: () => text('__main__'),
    'sys.executable': () => text('python3'),
    'os.sep': () => text('/'),
    'os.linesep': () => text('\n'),
    'os.name': () => unknown('name'),
    'sys.platform': () => unknown('platform'),
  },
};

function commandLine(values: readonly Value[]): Value | undefined {
  return values.length === 0 ? undefined : list([...values]);
}

function readsVariable(call: ApiCall): Value {
  const name = call.text('0|key') ?? 'variable';
  const known = environmentValue(call.evaluator, name);
  return known.kind === 'text' ? known : (call.value('1|default') ?? known);
}

/** A descriptor of another place becomes standard input: what then runs is told from there. */
function replacesInput(call: ApiCall): undefined {
  const [from, to] = call.given.values;
  if (from && knownText(to) === '0') call.shell.scope.stdin = { origins: originsOf(from) };
}

/** `sh.rm('-rf', x)`: the method is the program. https://sh.readthedocs.io/ */
function runsNamed(call: ApiCall): Value | undefined {
  if (/\(\)/.test(call.thing.name)) return undefined;
  call.takes(runWords(call, [list([text(call.method), ...call.given.values])]));
  return call.result;
}

/** `Repo('.').git.reset('--hard')`. https://gitpython.readthedocs.io/en/stable/tutorial.html#using-git-directly */
function runsGit(call: ApiCall): Value | undefined {
  if (!/\.git\.\w+$/.test(call.thing.name)) return undefined;
  const words = [text('git'), text(call.method.replaceAll('_', '-')), ...call.given.values];
  call.takes(runWords(call, [list(words)]));
  return call.result;
}

function runsPip(call: ApiCall): undefined {
  const [words] = call.given.values;
  if (words?.kind === 'list') call.takes(runWords(call, [list([text('pip'), ...words.items])]));
}

function runsRemotely(call: ApiCall): Value | undefined {
  const [line] = call.given.values;
  const remote = call.thing.subject?.text ?? 'remote';
  if (line) call.takes(runWords(call, [line], { remote }));
  return undefined;
}

function splitsWords(call: ApiCall): Value {
  const line = knownText(call.given.values[0]);
  if (line === undefined) return list([unknown('command')]);
  const words = line.match(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g) ?? [];
  return list(words.map((word) => text(word.replace(/["']/g, ''))));
}

function joinsWords(call: ApiCall): Value | undefined {
  const [words] = call.given.values;
  if (words?.kind !== 'list') return undefined;
  const fields = words.items.map((item) => fieldOf(item));
  return fieldText({
    text: fields.map(({ text: word }) => (/^[\w./:@=-]+$/.test(word) ? word : `'${word}'`)).join(' '),
    dynamic: fields.some(({ dynamic }) => dynamic),
    glob: false,
    origins: fields.flatMap(({ origins }) => origins),
  });
}

/** Unpickling runs what the data says. https://docs.python.org/3/library/pickle.html */
function unpickles(call: ApiCall): Value {
  const { origins } = call;
  if (origins.length > 0) call.evaluator.runsCode(origins);
  return unknown('object', origins);
}
