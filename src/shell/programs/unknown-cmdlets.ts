import type { Call } from '../call.ts';
import type { Act, Program } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { silent } from './entries.ts';

/**
 * Verbs of cmdlets by what they do.
 * https://learn.microsoft.com/powershell/scripting/developer/cmdlet/approved-verbs-for-windows-powershell-commands
 */
const looking =
  /^(?:Get|Test|Select|Measure|Format|ConvertTo|ConvertFrom|Compare|Resolve|Show|Find|Read|Join|Split|Sort|Group)-[A-Z]\w+$/;
const destroying = /^(?:Remove|Clear|Uninstall|Revoke|Dismount|Reset)-[A-Z]\w+$/;
const granting = /^Grant-[A-Z]\w+$/;

/** Of the session itself: variables, modules, jobs, connections. */
const ofSession =
  /^(?:Remove|Clear|Reset)-(?:Module|Variable|Job|Event|PSSession|PSDrive|PSBreakpoint|TypeData|Alias|PSReadLine\w+|Host|Host\w+|CimSession|CimInstanceCache|DnsClientCache|\w*Cache)$/;

function words(call: Call): string {
  const given = call.argv.slice(1).map(({ text }) => text);
  const operands = given.filter((text) => !text.startsWith('-')).join(' ');
  const from = call.scope.pipedFrom;
  return operands === '' && from !== undefined ? `of ${from}` : operands;
}

const destroys: Act = (call) => {
  call.emit('execute', call.program);
  if (!call.argv.some(({ text }) => /^-WhatIf\b/i.test(text)))
    call.emit('delete', `${call.program} ${words(call)}`.slice(0, 200), { certainty: 'possible' });
  return unknownStream;
};

const grants: Act = (call) => {
  call.emit('execute', call.program);
  call.emit('escalate', `account or permission ${call.program} ${words(call)}`.slice(0, 200), {
    zone: 'system',
  });
  return unknownStream;
};

const byVerb: readonly (readonly [RegExp, Program])[] = [
  [looking, silent],
  [ofSession, silent],
  [destroying, { dashes: 'none', act: destroys }],
  [granting, { dashes: 'none', act: grants }],
];

/** A cmdlet of which only the name is known: its verb says what it does. Undefined where it does not. */
export function cmdletNamed(name: string): Program | undefined {
  return byVerb.find(([verb]) => verb.test(name))?.[1];
}
