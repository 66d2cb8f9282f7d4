import { asksForPassword } from '../../programs/captures.ts';
import { Apis, type ApiTable } from '../api.ts';
import { prints } from '../common-acts.ts';
import type { Language, Reading } from '../language.ts';
import { programEnd } from '../program-end.ts';
import { runsGiven } from '../script-acts.ts';
import { blockNode, callNode, type Node, nameNode } from '../syntax.ts';
import { textMethods } from '../text-methods.ts';
import type { Dialect } from './dialect.ts';
import { StatementReader } from './statement-reader.ts';

const dialect: Dialect = {
  comments: /--[^\n]*|#[^\n]*|\(\*[\s\S]*?(?:\*\)|$)/y,
  names: /[A-Za-z_]\w*/y,
  plainName: (written) => written,
  operators: { '&': [6, '.'] },
  callsBare: false,
  blocks: 'words',
  givesLast: false,
};

/** Words that only say in which form a value is wanted. */
const forms = /\b(?:the )?(?:quoted form of|POSIX path of|POSIX file|posix path of)\s+/gi;

/**
 * Of AppleScript what leaves it: shell lines, files that the Finder is told to delete, and dialogs that ask for a password.
 * https://developer.apple.com/library/archive/documentation/AppleScript/Conceptual/AppleScriptLangGuide/
 */
function readAppleScript(source: string): Reading {
  const lines = source.replace(/[¬\\]\r?\n/g, ' ').split(/[\r\n]+/);
  return { program: blockNode(lines.flatMap(statementsIn)) };
}

function statementsIn(line: string): readonly Node[] {
  const [, name, assigned] = /^\s*(?:set|copy)\s+(\w+)\s+to\s+(.+)$/i.exec(line) ?? [];
  if (name !== undefined && assigned !== undefined) {
    return [{ kind: 'assignment', target: nameNode(name), value: valueNode(assigned) }];
  }
  const returned = /^\s*(?:return|get|log)\s+(.+)$/i.exec(line)?.[1];
  return returned === undefined ? [valueNode(line)] : [callNode('return', [valueNode(returned)])];
}

function valueNode(written: string): Node {
  const [, command] = /\bdo shell script\s+(.+)$/i.exec(written) ?? [];
  if (command !== undefined) {
    const [words = '', options = ''] = command.split(/(?=\s(?:with|without|user name|password)\s)/i);
    const run = callNode('doShellScript', [expression(words)]);
    return /administrator privileges/i.test(options) ? blockNode([callNode('administrator', []), run]) : run;
  }
  if (/\bdisplay dialog\b.*(?:hidden answer|password)/i.test(written)) return callNode('askForPassword', []);
  const [, removed] = /\b(?:delete|empty trash)\s+(?:item|file|folder|alias)?\s*(.+)$/i.exec(written) ?? [];
  return removed === undefined ? expression(written) : callNode('delete', [expression(removed)]);
}

function expression(written: string): Node {
  return new StatementReader(written.replace(forms, ''), dialect).program();
}

const apis: ApiTable = {
  telling: /do shell script|delete|display dialog/i,
  calls: {
    doShellScript: { act: runsGiven },
    administrator: {
      act: (call) => {
        call.shell.emit('escalate', 'Administrator');
        return undefined;
      },
    },
    askForPassword: {
      act: (call) => {
        asksForPassword(call.evaluator.outer);
        return undefined;
      },
    },
    delete: { arguments: { '0': 'delete' } },
    return: { isPlain: true, act: prints },
  },
};

export const appleScript: Language = {
  name: 'osascript',
  read: readAppleScript,
  apis: new Apis([apis, programEnd, textMethods]),
};
