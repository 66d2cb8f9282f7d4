import type { ApiTable } from '../api.ts';
import type { ApiCall } from '../api-call.ts';
import { passes, prints, queriesDatabase, standardInput } from '../common-acts.ts';
import { environmentValue } from '../environment.ts';
import { operate } from '../operations.ts';
import { connectsSocket, requestsByOptions, response } from '../requests.ts';
import { modeOf, opensWith, runsGiven, writesInto } from '../script-acts.ts';
import { fieldOf, fieldText, list, text, unknown, type Value } from '../value.ts';

/** https://www.lua.org/manual/5.4/manual.html#6 */
export const luaApis: ApiTable = {
  calls: {
    'os.execute io.popen': { act: runsGiven },
    'os.remove lfs.rmdir vim.fn.delete': { arguments: { '0': 'delete' } },
    'os.rename': { arguments: { '0': 'move', '1': 'write' } },
    'lfs.mkdir': { arguments: { '0': 'folder' } },
    'io.open io.output': {
      act: (call) =>
        opensWith(call, call.value('0'), call.thing.name === 'io.output' ? 'w' : modeOf(call.value('1'))),
    },
    'io.lines io.input': { arguments: { '0': 'read' } },
    'file.write': {
      act: (call) => {
        writesInto(call, call.thing.receiver, call.given.values[0]);
        return call.thing.receiver;
      },
    },
    'file.read file.lines': { isPlain: true, act: (call) => call.thing.receiver },
    'load loadstring': { arguments: { '0': 'code' } },
    'dofile loadfile': { arguments: { '0': 'file' } },
    'print io.write': { isPlain: true, act: prints },
    'io.read': { isPlain: true, act: standardInput },
    'os.getenv': {
      isPlain: true,
      act: (call) => environmentValue(call.evaluator, fieldOf(call.value('0')).text),
    },
    require: { isPlain: true, act: (call) => call.evaluator.load(call.text('0') ?? 'module') },
    'ipairs pairs': { isPlain: true, act: pairs },
    'tostring assert table.unpack unpack': { isPlain: true, act: passes },
    'string.format': { isPlain: true, act: formats },
    pcall: {
      act: (call) => {
        const [routine, ...values] = call.given.values;
        return routine && call.evaluator.apply(routine, { values, named: new Map() });
      },
    },
    'http.request https.request socket.http.request ssl.https.request': { act: requestsByOptions },
    'socket.tcp': { act: response },
    'socket.connect socket.tcp().connect': { act: connectsSocket },
    '*.execute *.exec *.query': { act: queriesDatabase },
  },
  values: {
    arg: ({ shell }) => list(shell.scope.arguments.map((field) => fieldText(field))),
  },
};

function formats(call: ApiCall): Value | undefined {
  const [template, ...values] = call.given.values;
  return template && operate('%', [template, list([...values])]);
}

/** Each item with its place. */
function pairs(call: ApiCall): Value | undefined {
  const [items] = call.given.values;
  if (items?.kind === 'table')
    return list([...items.entries].map(([key, value]) => list([text(key), value])));
  return items?.kind === 'list' ? list(items.items.map((item) => list([unknown('index'), item]))) : items;
}
