import type { SecretKind } from '../secret-kind.ts';
import { clientOptions, passwordOptions, passwordVariables } from './client-options.ts';
import { isGivenPassword, isPassword, literal } from './password-word.ts';
import { isJumbled } from './random-value.ts';

/**
 * A program that takes a password as the value of an option.
 * @param given expression for what stands before the value, with what separates them
 */
function option(programs: readonly string[], given: string): SecretKind {
  return {
    name: 'command-line-password',
    keywords: programs.map((program) => `${program} `),
    pattern: new RegExp(`(?:${programs.join('|')}) (?:[^\\n;|&]{0,200}? )??${given}${literal}`, 'y'),
    accepts: isPassword,
  };
}

/** `socat -u FILE:notes TCP:host:80`. http://www.dest-unreach.org/socat/doc/socat.html */
const socatAddress =
  /^-[uU] ["']?(?:pipe|fifo|file|g?open|create?|stdio|fd|exec|system|shell|tcp|udp|unix|openssl|ssl|socks|proxy|vsock|abstract|pty)[\w-]*:/i;

/** Passwords among the words of a command. Sources: the manuals of the programs. */
export const commandLineKinds: readonly SecretKind[] = [
  {
    name: 'command-line-password',
    keywords: ['-u ', '-u=', '--user ', '--user=', '-U ', '--proxy-user ', '--proxy-user='],
    pattern:
      /(?:-u|-U|--(?:proxy-)?user)(?: {1,4}|=)(?:"[\w.@+-]{0,100}:([^"$]{3,200})"|'[\w.@+-]{0,100}:([^']{3,200})'|["'\\]{0,2}[\w.@+-]{1,100}:(?:"([^"$]{3,200})"|'([^']{3,200})'|([^\s'"/$<{[*\\][^\s'"\\]{2,200})))/y,
    accepts: (secret, match) => isPassword(secret) && !socatAddress.test(match),
  },
  {
    // `user%password`. https://www.samba.org/samba/docs/current/man-html/smbclient.1.html
    name: 'command-line-password',
    keywords: ['-U ', '--user=', '--user '],
    pattern: /(?:-U ?|--user[= ])['"]?[\w.\\/@-]{1,100}%([^\s'"$%]{3,100})/y,
    accepts: isPassword,
  },
  {
    // https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html
    name: 'command-line-password',
    keywords: ['-storepass ', '-keypass ', '-srcstorepass ', '-deststorepass ', '-destkeypass '],
    pattern: new RegExp(`-(?:src|dest)?(?:store|key)pass ${literal}`, 'y'),
    accepts: isPassword,
  },
  {
    // https://net-snmp.sourceforge.io/docs/man/snmpcmd.html
    name: 'command-line-password',
    keywords: ['-A ', '-X '],
    pattern: new RegExp(`(?<=\\bsnmp\\w{3,10} [^\\n;|&]{0,200})-[AX] ${literal}`, 'y'),
    accepts: isPassword,
  },
  ...passwordOptions.map(([programs, given]) => ({ ...option(programs, given), accepts: isGivenPassword })),
  ...clientOptions.map(([programs, given]) => option(programs, given)),
  {
    name: 'command-line-password',
    keywords: passwordVariables,
    pattern: new RegExp(`(?<![\\w$])(?:${passwordVariables.join('|')})${literal}`, 'y'),
    accepts: isGivenPassword,
  },
  {
    // https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/cc771865(v=ws.11)
    ...option(['net', 'NET'], '(?:user [^\\s;|&/]{1,60} |use [^\\n;|&]{1,150}? /user:[^\\s;|&]{1,60} )'),
    accepts: (secret) => /[\d!@#$%^&*?+]/.test(secret) && isPassword(secret),
  },
  {
    // The password may stand before the account. https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/gg651155(v=ws.11)
    ...option(['net', 'NET'], 'use (?:[A-Za-z*]:? )?[^\\s;|&:]{3,150} (?!/|\\*)'),
    accepts: (secret, match) => !/^[/\\]/.test(secret) && /^net use/i.test(match) && isPassword(secret),
  },
  {
    // https://docs.openssl.org/master/man1/openssl-passphrase-options/
    name: 'command-line-password',
    keywords: [' pass:'],
    pattern: /[ ]pass:([^\s'"$]{3,200})/y,
    accepts: isPassword,
  },
  {
    // https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring
    name: 'command-line-password',
    keywords: ['ConvertTo-SecureString ', 'convertto-securestring '],
    pattern: /convertto-securestring (?:-String )?\\{0,2}["']([^"'$\\\n]{3,200})/iy,
    accepts: isPassword,
  },
  {
    name: 'command-line-password',
    keywords: ['/pass:', '/password:', '/PASS:'],
    pattern: /\/pass(?:word)?:["']?([^\s"'$%]{3,200})/iy,
    accepts: isPassword,
  },
  {
    // A key among the arguments of a server: `--key …`, `["--key", "…"]`.
    name: 'command-line-secret',
    keywords: ['--key ', '--key=', '--key"', "--key'", '--key\\"'],
    pattern: /--key(?:[ =]|\\{0,3}["'], ?)\\{0,3}["']?([A-Za-z0-9_+/=-]{16,200})(?![\w./(-])/y,
    accepts: (secret) => isJumbled(secret) && isPassword(secret),
  },
];
