import type { ApiTable } from '../api.ts';
import type { ApiCall } from '../api-call.ts';
import { connectsDatabase, entriesOf, passes, prints, queriesDatabase } from '../common-acts.ts';
import { environmentValue } from '../environment.ts';
import { joinPaths, operate, pathText } from '../operations.ts';
import { startsProgram } from '../processes.ts';
import { requestsWith } from '../requests.ts';
import { pathOf } from '../roles.ts';
import { inHome, runsGiven } from '../script-acts.ts';
import { fieldOf, list, text, type Value } from '../value.ts';

/** https://stat.ethz.ch/R-manual/R-devel/library/base/html/00Index.html */
export const rApis: ApiTable = {
  calls: {
    'system shell': { act: (call) => runsGiven(call.with(call.given.values.slice(0, 1))) },
    system2: { act: startsProgram },
    unlink: { act: removes },
    'file.remove file_delete dir_delete': { act: removes },
    'file.rename file.move': { arguments: { '0': 'move', '1': 'write' } },
    'file.copy file.symlink': { arguments: { '0': 'read', '1': 'write' } },
    'dir.create': { arguments: { '0': 'folder' } },
    'writeLines write cat write.csv write.table saveRDS save sink write_csv': { act: writes },
    'readLines read.csv read.table readRDS load scan readline read_csv fread': { arguments: { '0': 'read' } },
    source: { arguments: { '0': 'file' } },
    eval: { act: passes },
    parse: { arguments: { text: 'code' } },
    'download.file': { arguments: { '0|url': 'download', '1|destfile': 'write' } },
    'GET httr.GET url': { act: requestsWith('GET') },
    'POST PUT httr.POST': { act: requestsWith('POST') },
    'print message': { isPlain: true, act: prints },
    'file.path': {
      isPlain: true,
      act: (call) => {
        const [first, ...rest] = call.given.values;
        return first && rest.reduce(joinPaths, first);
      },
    },
    'path.expand normalizePath': { isPlain: true, act: (call) => inHome(call, call.given.values[0]) },
    paste0: {
      isPlain: true,
      act: (call) => call.given.values.reduce((whole, one) => operate('join', [whole, one]), text('')),
    },
    'c list unlist as.character': {
      isPlain: true,
      act: (call) => (call.given.values.length === 1 ? call.given.values[0] : list([...call.given.values])),
    },
    'list.files dir Sys.glob': { isPlain: true, act: (call) => entriesOf(call.value('0|path')) },
    'Sys.getenv': {
      isPlain: true,
      act: (call) => environmentValue(call.evaluator, fieldOf(call.value('0')).text),
    },
    getwd: { isPlain: true, act: (call) => pathText(call.shell.scope.cwd) },
    'tempdir tempfile': { isPlain: true, act: () => pathText('/tmp/r') },
    dbConnect: { act: connectsDatabase },
    'dbExecute dbSendQuery dbSendStatement dbGetQuery': {
      act: (call) => queriesDatabase(call.with(call.given.values.slice(1))),
    },
  },
};

function removes(call: ApiCall): undefined {
  for (const value of call.values('0|x')) {
    const all = value.kind === 'list' ? value.items : [value];
    for (const one of all)
      call.shell.delete(pathOf(one), { traits: call.isTrue('recursive') ? ['recursive'] : [] });
  }
}

/** The path stands behind the data, or has a name; without one it is printed. */
function writes(call: ApiCall): Value | undefined {
  const file = call.value('file|con|path') ?? (call.thing.name === 'cat' ? undefined : call.value('1'));
  if (!file) return prints(call);
  const [data] = call.given.values;
  call.shell.write(pathOf(file), { origins: data ? fieldOf(data).origins : [] });
  return undefined;
}
