import type { Call } from '../call.ts';
import { runCode } from '../code.ts';
import { type Field, plainField } from '../field.ts';
import { itemsOf } from '../powershell-items.ts';
import type { Act, Program, Programs } from '../program.ts';
import { runInput } from '../run-input.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';
import { dumpsMemory } from './captures.ts';
import {
  cmdlet,
  copiesItem,
  downloadsFile,
  invokesText,
  listsItems,
  namesItems,
  passesItems,
  pathOptions,
  paths,
  readsItem,
  registryRuns,
  removesItem,
  requests,
  setsRegistry,
  startsProcess,
  writesItem,
} from './cmdlets.ts';

const silent: Program = { operands: 'value', output: 'none', dashes: 'single' };

const reg: Act = (call) => {
  const [verb, key] = call.argv.slice(1);
  if (!verb || !key) return unknownStream;
  if (/^add|import|copy|restore$/i.test(verb.text)) {
    const runs = registryRuns.test(key.text);
    call.emit(runs ? 'persist' : 'configure', key.text, { zone: runs ? 'persistence' : 'system' });
  } else if (/^delete$/i.test(verb.text))
    call.emit('delete', key.text, { zone: 'system', traits: ['irreversible'] });
  else if (/^save$/i.test(verb.text) && /\\(?:sam|security|system)$/i.test(key.text))
    call.emit('read', key.text, { zone: 'credentials' });
  return unknownStream;
};

function emitting(...[action, target, options]: Parameters<Call['emit']>): Program {
  return {
    dashes: 'single',
    act: (call) => {
      call.emit(
        action,
        `${target} ${call.argv
          .slice(1)
          .map(({ text }) => text)
          .join(' ')}`
          .trim()
          .slice(0, 160),
        options,
      );
      return unknownStream;
    },
  };
}

const schtasks: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text.toLowerCase());
  if (words.includes('/create') || words.includes('/change'))
    call.emit('persist', 'scheduled task', { zone: 'persistence' });
  if (words.includes('/delete')) call.emit('delete', 'scheduled task', { zone: 'persistence' });
  return unknownStream;
};

/** Every process, where the name is a star. https://learn.microsoft.com/windows-server/administration/windows-commands/taskkill */
const stopsProcess: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  const named = words.filter((text) => !/^-(?:force|passthru|confirm|name|id|inputobject)\b/i.test(text));
  const from = call.scope.pipedFrom;
  const target = named.length === 0 && from !== undefined ? `of ${from}` : named.join(' ');
  const isEvery =
    words.some((text) => /^['"]?\*['"]?$/.test(text)) && !words.some((text) => /^-?whatif$/i.test(text));
  call.emit('delete', `process ${target}`.trim().slice(0, 160), {
    traits: isEvery ? ['irreversible', 'recursive'] : [],
  });
  return unknownStream;
};

/** A command for each file of a folder. https://learn.microsoft.com/windows-server/administration/windows-commands/forfiles */
const runsForFiles: Act = (call) => {
  const words = call.argv.slice(1);
  const after = (name: RegExp): Field | undefined =>
    words[words.findIndex(({ text }) => name.test(text)) + 1];
  const has = (name: RegExp): boolean => words.some(({ text }) => name.test(text));
  const folder = has(/^\/p$/i) ? (after(/^\/p$/i)?.text ?? '.') : '.';
  const mask = has(/^\/m$/i) ? (after(/^\/m$/i)?.text ?? '*') : '*';
  const command = has(/^\/c$/i) ? after(/^\/c$/i) : undefined;
  if (!command) return unknownStream;
  const place = [folder.replace(/[\\/]$/, ''), ...(has(/^\/s$/i) ? ['**'] : []), mask].join('\\');
  const text = command.text.replace(/@(?:path|file|fname|relpath)/gi, () => place);
  return runCode(call, 'cmd', { code: { ...command, text } });
};

/** Copies, journals and start records of the system. @param losing words of a call that takes something away */
function losesBySystem(call: Call, losing: RegExp): Stream {
  const line = wordsBehind(call);
  if (losing.test(line))
    call.emit('delete', `${call.program} ${line}`, { zone: 'system', traits: ['irreversible'] });
  return unknownStream;
}

function wordsBehind(call: Call): string {
  return call.argv
    .slice(1)
    .map(({ text }) => text)
    .join(' ');
}

/** https://learn.microsoft.com/windows/win32/wmisdk/wmic */
const managesWindows: Act = (call) => {
  const at = call.argv.findIndex(({ text }) => /^create$/i.test(text));
  const isProcess = call.argv.some(({ text }) => /^process$/i.test(text));
  if (isProcess && at !== -1)
    return runCode(call, 'cmd', {
      code: plainField(
        call.argv
          .slice(at + 1)
          .map(({ text }) => text)
          .join(' '),
      ),
    });
  return losesBySystem(call, /\b(?:delete|uninstall|terminate)\b/i);
};

/** Lines that come through a pipe. */
function runsFed(call: Call): Stream {
  const { text, origins } = call.stdin;
  if (!call.isFed) return unknownStream;
  runInput(call);
  if (text === undefined && origins.length === 0)
    call.analysis.problem('code-not-told', `${call.scope.pipedFrom ?? ''} | ${call.program}`);
  return text === undefined ? { origins } : runCode(call, 'cmd', { code: plainField(text, origins) });
}

/** `cmd /c …` runs one line; its switches start with a slash. */
const cmd: Act = (call) => {
  const words = call.argv.slice(1);
  const at = words.findIndex(({ text }) => /^\/\/?[ck]$/i.test(text));
  if (at === -1) return runsFed(call);
  const given = words.slice(at + 1).map(({ text }) => text);
  const code = given.length === 1 ? given : given.map((text) => (/[\s&|]/.test(text) ? `"${text}"` : text));
  return runCode(call, 'cmd', { code: plainField(code.join(' ')) });
};

const slashDelete: Act = (call) => {
  const words = call.argv.slice(1);
  const wide = words.some(({ text }) => /^\/s$/i.test(text));
  const quiet = words.some(({ text }) => /^\/q$/i.test(text));
  for (const word of words.filter(({ text }) => !/^\/[a-z]$/i.test(text))) {
    call.delete(word, {
      traits: [...(wide ? (['recursive'] as const) : []), ...(quiet ? (['forced'] as const) : [])],
    });
  }
  return unknownStream;
};

/** https://learn.microsoft.com/windows-server/administration/windows-commands/robocopy */
const robocopy: Act = (call) => {
  const [from, to] = call.argv.slice(1).filter(({ text }) => !text.startsWith('/'));
  const switches = call.argv.map(({ text }) => text.toLowerCase());
  if (!from || !to || switches.includes('/l')) return unknownStream;
  if (switches.some((text) => text === '/mir' || text === '/purge'))
    call.delete(to, { traits: ['recursive'] });
  call.write(to, call.read(from));
  if (switches.some((text) => text === '/mov' || text === '/move'))
    call.delete(from, { traits: ['recursive'] });
  return unknownStream;
};

/** Code in another language. https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/add-type */
const addsType: Act = (call) => {
  const code = call.value('-typedefinition') ?? call.value('-memberdefinition') ?? call.operands[0];
  if (code) call.analysis.problem('code-not-read', `Add-Type ${code.text}`);
  return unknownStream;
};

const net: Act = (call) => {
  const [verb, ...rest] = call.operands.map(({ text }) => text);
  const adds = call.argv.some(({ text }) => /^\/(?:add|active)/i.test(text));
  if (/^(?:user|localgroup|group)$/i.test(verb ?? '') && (adds || rest.length > 1))
    call.emit('escalate', rest.join(' '), { zone: 'system' });
  if (/^(?:stop|start)$/i.test(verb ?? ''))
    call.emit('configure', `service ${rest.join(' ')}`, { zone: 'system' });
  return unknownStream;
};

/**
 * What is excluded or disabled is looked at by nobody.
 * https://learn.microsoft.com/powershell/module/defender/set-mppreference
 */
const setsDefender: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  const line = words.join(' ').slice(0, 160);
  const isOff =
    /-(?:exclusion\w+|\w*defaultaction\b)|-disable\w+(?:[: ](?!\$?false\b|0\b)|$)|-(?:mapsreporting|submitsamplesconsent|puaprotection)[: ](?:0|disabled|never\w*)/i;
  if (isOff.test(line))
    call.emit('delete', `defender protection ${line}`, { zone: 'system', traits: ['forced'] });
  else call.emit('configure', `defender ${line}`, { zone: 'system' });
  return unknownStream;
};

const changesAccounts = emitting('escalate', 'account or permission', { zone: 'system' });

/** A method of WMI that starts a program. https://learn.microsoft.com/windows/win32/cimwin32prov/create-method-in-class-win32-process */
const invokesMethod: Act = (call) => {
  const words = call.argv.slice(1).map(({ text }) => text);
  const given = call.value('-argumentlist')?.text ?? call.value('-arguments')?.text ?? '';
  const line = /CommandLine\s*=\s*(["'])([\s\S]*?)\1/i.exec(given)?.[2] ?? given;
  if (words.some((text) => /^create$/i.test(text)) && line !== '')
    return runCode(call, 'cmd', { code: plainField(line) });
  return unknownStream;
};

/** `Get-ChildItem | ForEach-Object Delete`: a method of each thing. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/foreach-object */
const callsMember: Act = (call) => {
  const member = (call.value('-membername') ?? call.operands[0])?.text ?? '';
  if (/^delete$/i.test(member)) for (const item of itemsOf(call.stdin)) call.delete(item);
  return unknownStream;
};

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.management/join-path */
const joinsPath: Act = (call) => {
  const parts = [...call.values('-path'), ...call.values('-childpath'), ...call.operands];
  const isKnown = parts.length > 1 && parts.every(({ dynamic }) => !dynamic);
  return isKnown
    ? call.text(parts.map(({ text }) => text.replace(/[\\/]$/, '')).join('\\'), joinOrigins(parts))
    : unknownStream;
};

/** Cmdlets are looked up in lower case. https://learn.microsoft.com/powershell/module/ */
export const windows: Programs = {
  'remove-item ri': cmdlet(removesItem),
  'del erase rd': {
    dashes: 'none',
    act: (call) =>
      call.argv.some(({ text }) => /^\/[a-z]$/i.test(text)) ? slashDelete(call) : removesWords(call),
  },
  'clear-content clear-item': cmdlet((call) => {
    for (const path of paths(call)) call.write(path, undefined, { traits: ['irreversible'] });
    return unknownStream;
  }),
  'set-content out-file add-content tee-object ac export-csv export-clixml': cmdlet(writesItem, {
    '-value -inputobject': 'value',
  }),
  'new-item ni': cmdlet(
    (call) => {
      const [path] = paths(call);
      const isFolder = /^d/i.test(call.value('-itemtype')?.text ?? '');
      if (path) isFolder ? call.makeFolder(path) : call.write(path);
      return unknownStream;
    },
    { '-itemtype|-type -name -value -target': 'value' },
  ),
  'get-content gc import-csv import-clixml': cmdlet(readsItem, {
    '-tail -totalcount -head': 'value',
    '-raw -wait': 'flag',
  }),
  robocopy: { dashes: 'none', act: robocopy },
  wsl: {
    options: { '-d|--distribution -u|--user --cd': 'value', '-e|--exec|--': 'flag' },
    stopsAtOperand: true,
    act: (call) => call.run(call.arguments.rest),
  },
  'add-type': cmdlet(addsType, {
    '-assemblyname -typedefinition -memberdefinition -name -namespace': 'value',
  }),
  'copy-item copy cpi xcopy': cmdlet(copiesItem(false), { '-destination': 'value' }),
  'move-item move mi rename-item ren rni': cmdlet(copiesItem(true), { '-destination|-newname': 'value' }),
  'invoke-webrequest iwr invoke-restmethod irm': cmdlet(requests, {
    '-uri -outfile -infile -method -body -headers -contenttype -useragent -timeoutsec -websession -credential -proxy':
      'value',
    '-usebasicparsing -passthru -skipcertificatecheck': 'flag',
  }),
  'start-bitstransfer bitsadmin certutil': {
    options: { '-source -destination': 'value' },
    dashes: 'single',
    act: downloadsFile,
  },
  'invoke-expression iex': cmdlet(invokesText, { '-command': 'value' }),
  'start-process saps': cmdlet(startsProcess, {
    '-filepath -argumentlist -verb -workingdirectory -windowstyle': 'value',
    '-wait -nonewwindow -passthru': 'flag',
  }),
  'invoke-command icm enter-pssession': cmdlet(
    (call) => {
      const host = call.value('-computername') ?? call.operands[0];
      if (host) call.network('connect', host.text);
      return unknownStream;
    },
    { '-computername -scriptblock -credential -session': 'value' },
  ),
  'set-itemproperty new-itemproperty sp': cmdlet(setsRegistry, {
    '-name -value -type -propertytype': 'value',
  }),
  reg: { dashes: 'none', act: reg },
  schtasks: { dashes: 'none', act: schtasks },
  'register-scheduledtask new-scheduledtask register-scheduledjob': emitting('persist', 'scheduled task', {
    zone: 'persistence',
  }),
  'unregister-scheduledtask disable-scheduledtask': emitting('configure', 'scheduled task', {
    zone: 'persistence',
  }),
  'new-service set-service sc sc.exe': {
    dashes: 'none',
    act: (call) => {
      const [verb] = call.argv.slice(1).map(({ text }) => text);
      if (!/^(?:query|queryex|qc|sdshow)$/i.test(verb ?? ''))
        call.emit(
          'persist',
          `service ${call.argv
            .slice(1, 3)
            .map(({ text }) => text)
            .join(' ')}`,
          { zone: 'persistence' },
        );
      return unknownStream;
    },
  },
  'start-service stop-service restart-service': emitting('configure', 'service', { zone: 'system' }),
  'stop-process spps taskkill': { dashes: 'none', act: stopsProcess },
  forfiles: { dashes: 'none', act: runsForFiles },
  'set-executionpolicy': emitting('configure', 'execution policy', { zone: 'system', traits: ['forced'] }),
  'set-mppreference add-mppreference': { dashes: 'single', act: setsDefender },
  'set-netfirewallprofile set-netfirewallrule new-netfirewallrule remove-netfirewallrule disable-netfirewallrule enable-netfirewallrule netsh':
    emitting('configure', 'firewall', { zone: 'system' }),
  'new-localuser add-localgroupmember set-localuser set-acl takeown new-aduser add-adgroupmember set-adaccountpassword enable-adaccount disable-adaccount disable-localuser enable-psremoting':
    changesAccounts,
  'icacls cacls': {
    dashes: 'none',
    act: (call) =>
      call.argv.some(({ text }) =>
        /^\/(?:grant|deny|setowner|reset|remove|inheritance|setintegritylevel|restore|substitute|[gepr])\b/i.test(
          text,
        ),
      )
        ? changesAccounts.act?.(call)
        : unknownStream,
  },
  'net net1': { dashes: 'none', act: net },
  'clear-eventlog remove-eventlog clear-history': emitting('delete', 'event log', {
    zone: 'system',
    traits: ['irreversible'],
  }),
  'clear-recyclebin': emitting('delete', 'recycle bin', {
    zone: 'home',
    traits: ['irreversible', 'recursive'],
  }),
  'format-volume clear-disk initialize-disk remove-partition diskpart format': {
    dashes: 'single',
    options: { '--help -whatif': 'harmless' },
    act: (call) => {
      call.emit(
        'delete',
        `disk ${call.argv
          .slice(1)
          .map(({ text }) => text)
          .join(' ')}`.trim(),
        { zone: 'system', traits: ['irreversible', 'recursive'] },
      );
      return unknownStream;
    },
  },
  'vssadmin wbadmin bcdedit': { dashes: 'none', act: (call) => losesBySystem(call, /delete|resize|\/set/i) },
  cipher: {
    dashes: 'none',
    act: (call) => {
      if (call.argv.some(({ text }) => /^\/w/i.test(text)))
        call.emit('delete', 'free space', { zone: 'system', traits: ['irreversible'] });
      return unknownStream;
    },
  },
  cmd: { dashes: 'none', act: cmd },
  'install-module install-package install-script': cmdlet(
    (call) => {
      call.emit('install', call.value('-name')?.text ?? call.operand(0), {});
      return unknownStream;
    },
    { '-name -scope -repository -requiredversion': 'value' },
  ),
  runas: {
    dashes: 'none',
    act: (call) => {
      call.emit(
        'escalate',
        call.argv.find(({ text }) => text.startsWith('/user:'))?.text.slice(6) ?? 'Administrator',
      );
      return unknownStream;
    },
  },
  wmic: { dashes: 'none', act: managesWindows },
  fsutil: { dashes: 'none', act: (call) => losesBySystem(call, /deletejournal|setzerodata/i) },
  'compress-archive': cmdlet(
    (call) => {
      const [first, second] = paths(call);
      const to = call.value('-destinationpath') ?? second;
      if (first && to) call.write(to, call.read(first));
      return unknownStream;
    },
    { '-destinationpath -compressionlevel': 'value', '-update -passthru': 'flag' },
  ),
  'expand-archive': cmdlet(
    (call) => {
      const [first, second] = paths(call);
      const to = call.value('-destinationpath') ?? second ?? plainField('.');
      if (first) call.write(to, call.read(first), { traits: ['recursive'] });
      return unknownStream;
    },
    { '-destinationpath': 'value', '-passthru': 'flag' },
  ),
  'invoke-wmimethod invoke-cimmethod': cmdlet(invokesMethod, {
    '-class|-classname -name|-methodname -argumentlist -arguments -computername -namespace -query': 'value',
  }),
  'foreach-object': cmdlet(callsMember, { '-membername -process -begin -end': 'value' }),
  'join-path': cmdlet(joinsPath, { '-childpath': 'value', '-resolve': 'flag' }),
  'rundll32 regsvr32 mshta wscript cscript msiexec installutil': {
    dashes: 'none',
    act: (call) => {
      const url = call.argv.find(({ text }) => /https?:\/\//i.test(text));
      if (call.argv.some(({ text }) => /comsvcs/i.test(text))) dumpsMemory(call, 'a process by comsvcs.dll');
      if (url) call.network('connect', url.text);
      call.emit(
        'execute',
        call.argv
          .slice(1)
          .map(({ text }) => text)
          .join(' ')
          .slice(0, 160),
        { origins: url ? ['from-network'] : [] },
      );
      return unknownStream;
    },
  },
  setx: {
    dashes: 'none',
    act: (call) => {
      call.emit('persist', `environment ${call.argv[1]?.text ?? ''}`, { zone: 'persistence' });
      return unknownStream;
    },
  },
  'get-childitem gci': cmdlet(listsItems, {
    '-depth -attributes': 'value',
    '-file -directory -name -hidden -readonly -system -followsymlink': 'flag',
  }),
  'get-item gi resolve-path': cmdlet(namesItems),
  'where-object select-object sort-object': { ...cmdlet(passesItems), operands: 'value' },
  'get-process get-service get-location gl get-date get-help get-command gcm get-member gm get-host get-variable get-itemproperty get-acl get-filehash get-ciminstance get-wmiobject get-nettcpconnection get-netipaddress get-eventlog get-winevent get-history get-module get-psdrive get-random get-unique get-alias select-string measure-object group-object format-table ft format-list fl out-string out-null out-host out-default convertto-json convertfrom-json convertto-html convertfrom-csv compare-object test-path split-path write-output write-host write-error write-verbose write-warning start-sleep test-connection test-netconnection resolve-dnsname measure-command new-object new-timespan import-module set-strictmode set-variable new-variable clear-host read-host where.exe tasklist systeminfo ipconfig dir.exe findstr more.com fc ver vol chcp title cls timeout.exe whoami.exe':
    silent,
  'set-location sl': {
    dashes: 'single',
    leavesFolder: true,
    options: pathOptions,
    act: (call) => {
      const [path] = paths(call);
      if (path && !path.dynamic) call.scope.cwd = call.resolve(path);
      return unknownStream;
    },
  },
};

function removesWords(call: Call): Stream {
  for (const word of call.argv.slice(1).filter(({ text }) => !text.startsWith('-'))) {
    call.delete(word, { traits: call.argv.some(({ text }) => /^-r/i.test(text)) ? ['recursive'] : [] });
  }
  return unknownStream;
}
