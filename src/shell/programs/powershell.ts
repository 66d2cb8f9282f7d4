import type { Call } from '../call.ts';
import { runCode } from '../code.ts';
import { plainField } from '../field.ts';
import { itemsOf } from '../powershell-items.ts';
import type { Act, Program, Programs } from '../program.ts';
import { joinOrigins, unknownStream } from '../stream.ts';
import {
  cmdlet,
  copiesItem,
  downloadsFile,
  dropsRegistry,
  invokesText,
  listsItems,
  namesItems,
  passesItems,
  pathOptions,
  paths,
  readsItem,
  removesItem,
  requests,
  setsRegistry,
  startsProcess,
  writesItem,
} from './cmdlets.ts';
import { wordsBehind } from './entries.ts';
import { kindOfWords } from './service-verbs.ts';

const silent: Program = { operands: 'value', output: 'none', dashes: 'single' };

function emitting(...[action, target, options]: Parameters<Call['emit']>): Program {
  return {
    dashes: 'single',
    act: (call) => {
      call.emit(action, `${target} ${wordsBehind(call)}`.trim().slice(0, 160), options);
      return unknownStream;
    },
  };
}

/** Code in another language. https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/add-type */
const addsType: Act = (call) => {
  const code = call.value('-typedefinition') ?? call.value('-memberdefinition') ?? call.operands[0];
  if (code) call.analysis.problem('code-not-read', `Add-Type ${code.text}`);
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

/**
 * Cmdlets, looked up in lower case, and programs that do the same.
 * https://learn.microsoft.com/powershell/module/
 */
export const powershell: Programs = {
  'remove-item ri': cmdlet(removesItem),
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
  'remove-itemproperty clear-itemproperty rp clp': cmdlet(dropsRegistry, { '-name': 'value' }),
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
  'set-executionpolicy': emitting('configure', 'execution policy', { zone: 'system', traits: ['forced'] }),
  'set-mppreference add-mppreference': { dashes: 'single', act: setsDefender },
  'set-netfirewallprofile set-netfirewallrule new-netfirewallrule remove-netfirewallrule disable-netfirewallrule enable-netfirewallrule':
    emitting('configure', 'firewall', { zone: 'system' }),
  netsh: {
    act: (call) => {
      const words = call.argv.slice(1).map(({ text }) => text.toLowerCase());
      // https://learn.microsoft.com/windows-server/networking/technologies/netsh/netsh-wlan
      if (words[0] === 'wlan' && words.includes('key=clear'))
        call.emit('read', 'C:/ProgramData/Microsoft/Wlansvc/Profiles', { zone: 'credentials' });
      const isFirewall = words.some((word) => /^(?:adv)?firewall$/.test(word));
      if (/^(?:read|unknown|none)$/.test(kindOfWords(words))) return unknownStream;
      call.emit('configure', `${isFirewall ? 'firewall' : 'network'} ${words.slice(0, 4).join(' ')}`, {
        zone: 'system',
      });
      return unknownStream;
    },
  },
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
      call.emit('delete', `disk ${wordsBehind(call)}`.trim(), {
        zone: 'system',
        traits: ['irreversible', 'recursive'],
      });
      return unknownStream;
    },
  },
  'install-module install-package install-script': cmdlet(
    (call) => {
      call.emit('install', call.value('-name')?.text ?? call.operand(0), {});
      return unknownStream;
    },
    { '-name -scope -repository -requiredversion': 'value' },
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
  'compress-archive': cmdlet(
    (call) => {
      const [first, second] = paths(call);
      const to = call.value('-destinationpath') ?? second;
      if (first && to) call.write(to, call.read(first));
      return unknownStream;
    },
    { '-destinationpath -compressionlevel': 'value', '-update -passthru': 'flag' },
  ),
  'get-childitem gci': cmdlet(listsItems, {
    '-depth -attributes': 'value',
    '-file -directory -name -hidden -readonly -system -followsymlink': 'flag',
  }),
  'get-item gi resolve-path': cmdlet(namesItems),
  'where-object select-object sort-object': { ...cmdlet(passesItems), operands: 'value' },
  'get-service get-location gl get-date get-help get-command gcm get-member gm get-host get-variable get-itemproperty get-acl get-filehash get-ciminstance get-wmiobject get-nettcpconnection get-netipaddress get-eventlog get-winevent get-history get-module get-psdrive get-random get-unique get-alias select-string measure-object group-object format-table ft format-list fl out-string out-null out-host out-default convertto-json convertfrom-json convertto-html convertfrom-csv compare-object test-path split-path write-output write-host write-error write-verbose write-warning start-sleep test-connection test-netconnection resolve-dnsname measure-command new-object new-timespan import-module set-strictmode set-variable new-variable clear-host read-host where.exe tasklist systeminfo ipconfig dir.exe findstr more.com fc ver vol chcp title cls timeout.exe whoami.exe':
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
