import { plainField } from '../../field.ts';
import { emptyStream, joinStreams } from '../../stream.ts';
import type { ApiTable } from '../api.ts';
import { type ApiCall, streamOf } from '../api-call.ts';
import { entriesOf, namesInFolder, statementsIn } from '../common-acts.ts';
import { environmentValue } from '../environment.ts';
import { folderOf, joinPaths, pathText } from '../operations.ts';
import { pathOf } from '../roles.ts';
import { fieldOf, fieldText, list, type Value } from '../value.ts';

/** Files of the standard library. https://docs.python.org/3/library/filesys.html */
export const pythonFiles: ApiTable = {
  calls: {
    'open io.open codecs.open os.fdopen gzip.open bz2.open lzma.open tarfile.open zipfile.ZipFile aiofiles.open Path.open':
      { act: (call) => opens(call, call.value('0|file|name'), call.text('1|mode') ?? 'r') },
    'path.open': { act: (call) => opens(call, call.thing.receiver, call.text('0|mode') ?? 'r') },
    'file.write file.writelines file.writestr': { act: (call) => writesOpened(call) },
    'file.read file.readlines file.readline file.extractfile': {
      isPlain: true,
      act: (call) => statementsIn(call, call.thing.receiver) ?? call.thing.receiver,
    },
    'json.dump pickle.dump yaml.dump yaml.safe_dump toml.dump': {
      act: (call) => writesOpened(call, call.value('1|fp|file|stream')),
    },
    'shutil.copyfileobj': { act: (call) => writesOpened(call, call.value('1|fdst')) },
    'os.open': { arguments: { '0|path': 'read' } },
    'shutil.rmtree distutils.dir_util.remove_tree': {
      arguments: { '0|path': 'delete' },
      traits: ['recursive'],
    },
    'os.remove os.unlink os.rmdir os.removedirs send2trash.send2trash': { arguments: { '0|path': 'delete' } },
    'os.truncate os.mknod os.mkfifo': { arguments: { '0|path': 'write' } },
    'shutil.copy shutil.copy2 shutil.copyfile shutil.copytree os.link os.symlink': {
      arguments: { '0|src': 'read', '1|dst': 'write' },
    },
    'shutil.make_archive': { act: makesArchive },
    'shutil.move os.rename os.replace os.renames': { arguments: { '0|src': 'move', '1|dst': 'write' } },
    'os.mkdir os.makedirs': { arguments: { '0|name|path': 'folder' } },
    'os.chmod os.chown os.lchown shutil.chown os.setxattr os.utime': { act: changesRights },
    'path.unlink path.rmdir': { arguments: { self: 'delete' } },
    'path.rmtree path.remove_p path.rmtree_p': { arguments: { self: 'delete' }, traits: ['recursive'] },
    'path.write_text path.write_bytes': { arguments: { '0|data': 'sent', self: 'write' } },
    'path.touch': { arguments: { self: 'append' } },
    'path.read_text path.read_bytes': {
      arguments: { self: 'read' },
      act: (call) => statementsIn(call, call.thing.receiver),
    },
    'path.mkdir': { arguments: { self: 'folder' } },
    'path.rename path.replace': { arguments: { self: 'move', '0|target': 'write' } },
    'path.symlink_to path.hardlink_to': { arguments: { self: 'write' } },
    'path.chmod': { act: changesRights },
    'path.joinpath': {
      isPlain: true,
      act: (call) => call.given.values.reduce(joinPaths, asPath(call.thing.receiver)),
    },
    'path.glob path.rglob path.iterdir path.walk': {
      isPlain: true,
      act: (call) => entriesOf(call.thing.receiver, call.text('0|pattern')),
    },
    'path.expanduser path.resolve path.absolute path.exists_or_self path.as_posix path.strip path.rstrip': {
      isPlain: true,
      act: (call) => home(call, call.thing.receiver),
    },
    'path.with_suffix path.with_name path.with_stem': { isPlain: true, act: (call) => parentJoined(call) },
    'pathlib.Path pathlib.PurePath pathlib.PosixPath pathlib.WindowsPath path.Path': {
      isPlain: true,
      act: (call) =>
        call.given.values.reduce(
          joinPaths,
          fieldText({ ...fieldOf(undefined), text: '', dynamic: false, origins: [] }, 'path'),
        ),
    },
    'pathlib.Path.home': { isPlain: true, act: (call) => homeOf(call) },
    'pathlib.Path.cwd os.getcwd os.getcwdb': { isPlain: true, act: (call) => pathText(call.shell.scope.cwd) },
    'os.chdir': { act: (call) => changesFolder(call) },
    'os.path.join': {
      isPlain: true,
      act: (call) => {
        const [first, ...rest] = call.given.values;
        return first && rest.reduce(joinPaths, asPath(first));
      },
    },
    'os.path.expanduser os.path.abspath os.path.realpath os.path.normpath os.path.expandvars os.fspath os.fsdecode':
      { isPlain: true, act: (call) => home(call, call.given.values[0]) },
    'os.path.dirname': { isPlain: true, act: (call) => folderOf(call.given.values[0]) },
    'os.listdir': { isPlain: true, act: namesInFolder },
    'os.scandir': { isPlain: true, act: (call) => entriesOf(call.value('0|path')) },
    'glob.glob glob.iglob': { isPlain: true, act: (call) => globbed(call) },
    'os.walk os.fwalk': { isPlain: true, act: (call) => walked(call) },
    'tempfile.mkdtemp tempfile.gettempdir tempfile.TemporaryDirectory tempfile.mktemp': {
      isPlain: true,
      act: () => pathText('/tmp/python'),
    },
    'tempfile.NamedTemporaryFile tempfile.TemporaryFile tempfile.SpooledTemporaryFile': {
      isPlain: true,
      act: () => ({ kind: 'thing', name: 'file', subject: fieldOf(pathText('/tmp/python')), origins: [] }),
    },
    'tempfile.mkstemp': {
      isPlain: true,
      act: () => list([fieldText(fieldOf(undefined)), pathText('/tmp/python')]),
    },
    'pandas.read_csv pandas.read_excel pandas.read_json pandas.read_parquet pandas.read_pickle numpy.load numpy.loadtxt numpy.genfromtxt':
      { arguments: { '0': 'read' } },
    '*.to_csv *.to_excel *.to_json *.to_parquet *.to_pickle *.to_html *.to_feather': {
      arguments: { '0|path_or_buf|path': 'write' },
    },
    '*.savefig numpy.save numpy.savetxt numpy.savez': { arguments: { '0|fname|file': 'write' } },
    'PIL*.save openpyxl*.save docx*.save pptx*.save': { arguments: { '0|fp|filename': 'write' } },
    '*.extractall': { arguments: { '0|path': 'write' } },
    'zipfile.ZipFile.write tarfile.TarFile.add file.add': {
      act: (call) => {
        call.takes(call.shell.read(pathOf(call.value('0|name|filename'))));
        return undefined;
      },
    },
  },
  values: {
    'path.parent': (_, member) => folderOf(member?.object),
    'path.name path.stem path.suffix': () => undefined,
    'file.name': (_, member) =>
      member?.object.kind === 'thing' && member.object.subject ? fieldText(member.object.subject) : undefined,
    __file__: (evaluator) => {
      const { shell } = evaluator;
      const [file] = shell.scope.arguments;
      // Code that comes from an option has no such name: an error ends it.
      if (file?.text === shell.program) evaluator.ends();
      return file?.text.includes('.py') ? pathText(shell.resolve(file)) : undefined;
    },
  },
};

function asPath(value: Value | undefined): Value {
  return value?.kind === 'text' ? { ...value, type: 'path' } : fieldText(fieldOf(value), 'path');
}

function homeOf(call: ApiCall): Value {
  return pathText(fieldOf(environmentValue(call.evaluator, 'HOME')).text);
}

/** `~` at the start, as `expanduser` takes it. */
function home(call: ApiCall, value: Value | undefined): Value {
  const field = pathOf(value);
  const { text: folder } = fieldOf(environmentValue(call.evaluator, 'HOME'));
  const text = field.text.replace(/^~(?=\/|$)|^\$HOME(?=\/|$)/, () => folder);
  return fieldText({ ...field, text }, 'path');
}

function parentJoined(call: ApiCall): Value {
  const field = fieldOf(call.thing.receiver);
  return fieldText({ ...field, dynamic: true }, 'path');
}

/** What the mode says of the file. https://docs.python.org/3/library/functions.html#open */
function opens(call: ApiCall, value: Value | undefined, mode: string): Value {
  const field = pathOf(value);
  const isNumber = value?.kind === 'text' && value.type === 'number';
  if (isNumber) return call.result;
  if (/[wxa+]/.test(mode))
    call.shell.write(field, /[wx]/.test(mode) ? emptyStream : undefined, { changes: /[a+]/.test(mode) });
  const content = /[wxa]/.test(mode) ? undefined : call.shell.read(field);
  const origins = content?.origins ?? [];
  return { kind: 'thing', name: 'file', subject: field, origins };
}

/** What goes into an open file. */
function writesOpened(call: ApiCall, given: Value | undefined = call.thing.receiver): Value {
  const content = streamOf(call.given.values[0]);
  if (given?.kind !== 'thing' || !given.name.startsWith('file') || !given.subject) return call.result;
  const { shell } = call;
  const whole = joinStreams([shell.analysis.contentOf(shell.resolve(given.subject)), content]);
  if (content.origins.length > 0) shell.write(given.subject, whole, { changes: true });
  else shell.analysis.setContent(shell.resolve(given.subject), whole);
  return call.result;
}

function changesRights(call: ApiCall): undefined {
  const onPath = call.thing.receiver?.kind === 'text';
  const target = onPath ? call.thing.receiver : call.value('0|path');
  const mode = call.field(onPath ? '0|mode' : '1|mode');
  const words = ['chmod', mode?.text.replace(/^0o?/, '') ?? '', pathOf(target).text];
  if (/chmod/.test(call.thing.name) && mode && !mode.dynamic)
    call.shell.run(
      words.map((text, index) =>
        index === 2 ? pathOf(target) : { text, dynamic: false, glob: false, origins: [] },
      ),
    );
  return undefined;
}

function changesFolder(call: ApiCall): Value {
  const field = call.field('0|path');
  if (field && !field.dynamic) call.shell.scope.cwd = call.shell.resolve(field);
  return call.result;
}

function globbed(call: ApiCall): Value {
  const pattern = pathOf(call.value('0|pathname'));
  return list([fieldText({ ...pattern, dynamic: true, glob: true }, 'path')]);
}

/** Root, folders and files of each turn. */
function walked(call: ApiCall): Value {
  const root = pathOf(call.value('0|top'));
  const any: Value = fieldText({ text: '*', dynamic: true, glob: true, origins: [] });
  return list([list([fieldText({ ...root, dynamic: true }, 'path'), list([any]), list([any])])]);
}

/** https://docs.python.org/3/library/shutil.html#shutil.make_archive: the folder is the third argument. */
function makesArchive(call: ApiCall): undefined {
  const [name] = call.fields('0|base_name');
  const folder = call.fields('3|base_dir')[0] ?? call.fields('2|root_dir')[0] ?? plainField('.');
  call.takes(call.shell.read(folder));
  const ending = archiveEndings[call.text('1|format') ?? 'zip'] ?? '';
  if (name) call.shell.write({ ...name, text: name.text + ending }, call.taken);
}

const archiveEndings: Readonly<Record<string, string>> = {
  zip: '.zip',
  tar: '.tar',
  gztar: '.tar.gz',
  bztar: '.tar.bz2',
  xztar: '.tar.xz',
};
