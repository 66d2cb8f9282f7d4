import type { Trait } from '../../effect.ts';
import { emptyStream, joinStreams } from '../../stream.ts';
import type { ApiTable } from '../api.ts';
import { type ApiCall, streamOf } from '../api-call.ts';
import { entriesOf, namesInFolder, statementsIn } from '../common-acts.ts';
import { folderOf, joinPaths, pathText } from '../operations.ts';
import { pathOf } from '../roles.ts';
import { fieldText, truthOf, type Value } from '../value.ts';

/** Files of Node, Deno and Bun; `Sync` at the end of names is left out. https://nodejs.org/api/fs.html */
export const javascriptFiles: ApiTable = {
  calls: {
    'fs.rm fs.rmdir fs.unlink fs.remove fs.emptyDir rimraf rimraf.rimraf rimraf.sync rimraf.native del del.deleteAsync del.delete del.sync trash Deno.remove':
      { act: removes },
    'fs.writeFile fs.outputFile fs.writeJson fs.outputJson fs.writeJSON Deno.writeTextFile Deno.writeFile Bun.write':
      {
        arguments: { '1|data': 'sent', '0': 'write' },
      },
    'fs.appendFile': { arguments: { '1|data': 'sent', '0': 'append' } },
    'fs.createWriteStream fs.open Deno.open': { act: opens },
    'file.write file.end file.writeFile file.appendFile': { act: writesOpened },
    'file.readFile file.read file.text file.json file.arrayBuffer': {
      act: (call) => statementsIn(call, call.thing.receiver) ?? call.thing.receiver,
    },
    'fs.readFile fs.createReadStream fs.readJson fs.readJSON fs.readv Deno.readTextFile Deno.readFile': {
      arguments: { '0': 'read' },
      act: (call) => statementsIn(call, call.value('0')),
    },
    'Bun.file': {
      act: (call) => ({
        kind: 'thing',
        name: 'file',
        subject: pathOf(call.value('0')),
        origins: call.shell.read(pathOf(call.value('0'))).origins,
      }),
    },
    'fs.copyFile fs.cp fs.copy fs.link fs.symlink Deno.copyFile': {
      arguments: { '0': 'read', '1|dest': 'write' },
    },
    'fs.rename fs.move Deno.rename': { arguments: { '0': 'move', '1|dest': 'write' } },
    'fs.mkdir fs.mkdirp fs.ensureDir fs.mkdirs Deno.mkdir': { arguments: { '0': 'folder' } },
    'fs.truncate fs.ensureFile': { arguments: { '0': 'write' } },
    'fs.chmod fs.chown fs.lchown': { act: changesRights },
    'fs.readdir fs.opendir Deno.readDir': { isPlain: true, act: namesInFolder },
    'fs.glob glob.glob glob.sync glob globby fast-glob fast-glob.sync': {
      isPlain: true,
      act: (call) => entriesOf(pathText('.'), call.text('0') ?? '*'),
    },
    'fs.mkdtemp': { isPlain: true, act: () => pathText('/tmp/node') },
    'fs.exists fs.stat fs.lstat fs.access fs.realpath': {
      isPlain: true,
      act: (call) => (call.method === 'realpath' ? call.given.values[0] : undefined),
    },
    'path.join': { isPlain: true, act: (call) => call.given.values.reduce(joinPaths, pathText('')) },
    'path.resolve': {
      isPlain: true,
      act: (call) => call.given.values.reduce(joinPaths, pathText(call.shell.scope.cwd)),
    },
    'path.dirname': { isPlain: true, act: (call) => folderOf(call.given.values[0]) },
    'path.normalize path.toNamespacedPath url.fileURLToPath fileURLToPath': {
      isPlain: true,
      act: (call) => call.given.values[0],
    },
    'os.homedir': { isPlain: true, act: (call) => pathText(call.shell.analysis.context.home) },
    'os.tmpdir Deno.makeTempDir': { isPlain: true, act: () => pathText('/tmp') },
    'process.cwd Deno.cwd': { isPlain: true, act: (call) => pathText(call.shell.scope.cwd) },
    'process.chdir Deno.chdir': {
      act: (call) => {
        const field = call.field('0');
        if (field && !field.dynamic) call.shell.scope.cwd = call.shell.resolve(field);
        return undefined;
      },
    },
  },
  values: {
    '__dirname import.meta.dirname import.meta.dir': ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file?.text.includes('.') ? folderOf(pathText(shell.resolve(file))) : pathText(shell.scope.cwd);
    },
    '__filename import.meta.filename import.meta.url': ({ shell }) => {
      const [file] = shell.scope.arguments;
      return file?.text.includes('.') ? pathText(shell.resolve(file)) : undefined;
    },
    'path.sep': () => fieldText({ text: '/', dynamic: false, glob: false, origins: [] }),
    'path.posix path.win32 path.default': () => ({ kind: 'thing', name: 'path', origins: [] }),
  },
};

/** A tree where the options say so. */
function removes(call: ApiCall): undefined {
  const options = call.given.values.at(-1);
  const isSet = (name: string): boolean => {
    const value = options?.kind === 'table' ? options.entries.get(name) : undefined;
    return value !== undefined && truthOf(value) !== false;
  };
  const isTree = isSet('recursive') || !/^(?:fs|Deno)\.(?:rm|rmdir|unlink|remove)$/.test(shortName(call));
  const traits: Trait[] = [
    ...(isTree ? (['recursive'] as const) : []),
    ...(isSet('force') ? (['forced'] as const) : []),
  ];
  const [given] = call.given.values;
  const all = given?.kind === 'list' ? given.items : given ? [given] : [];
  for (const one of all) call.shell.delete(pathOf(one), { traits });
}

function shortName(call: ApiCall): string {
  return call.thing.name.replace(/^.*?(fs|Deno)\b.*\.(\w+?)(?:Sync)?$/, '$1.$2');
}

function opens(call: ApiCall): Value {
  const field = pathOf(call.value('0'));
  const flags = call.text('1|flags') ?? (call.method.startsWith('createWriteStream') ? 'w' : 'r');
  if (/[wa+]/.test(flags))
    call.shell.write(field, /w/.test(flags) ? emptyStream : undefined, { changes: /[a+]/.test(flags) });
  const origins = /[wa]/.test(flags) ? [] : call.shell.read(field).origins;
  return { kind: 'thing', name: 'file', subject: field, origins };
}

function writesOpened(call: ApiCall): undefined {
  const { subject } = call.thing;
  if (!subject) return;
  const { shell } = call;
  const content = streamOf(call.given.values[0]);
  const whole = joinStreams([shell.analysis.contentOf(shell.resolve(subject)), content]);
  if (content.origins.length > 0) shell.write(subject, whole, { changes: true });
  else shell.analysis.setContent(shell.resolve(subject), whole);
}

function changesRights(call: ApiCall): undefined {
  const mode = call.field('1');
  const target = call.value('0');
  if (!target || !mode || mode.dynamic || !/chmod/.test(call.method)) return;
  const plain = { dynamic: false, glob: false, origins: [] };
  call.shell.run([
    { text: 'chmod', ...plain },
    { text: mode.text.replace(/^0o?/, ''), ...plain },
    pathOf(target),
  ]);
}
