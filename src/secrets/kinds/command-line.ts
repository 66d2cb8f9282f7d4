import type { SecretKind } from '../secret-kind.ts';
import { isPlaceholder } from './placeholder.ts';

/** A word that is written out: no variable, no option, no substitution. */
const literal = `(?:"([^"$\\n]{3,200})"|'([^'\\n]{3,200})'|([^\\s"'$<(|;&-][^\\s"'|;&]{2,200}))`;

/**
 * A program that takes a password as the value of an option.
 * @param option expression for the option, with what separates it from its value
 */
function option(programs: readonly string[], given: string): SecretKind {
  return {
    name: 'command-line-password',
    keywords: programs.map((program) => `${program} `),
    pattern: new RegExp(`(?:${programs.join('|')}) (?:[^\\n;|&]{0,200}? )?${given}${literal}`, 'y'),
    accepts: isPassword,
  };
}

/** Passwords among the words of a command. Sources: the manuals of the programs. */
export const commandLineKinds: readonly SecretKind[] = [
  {
    name: 'command-line-password',
    keywords: ['-u ', '-u=', '--user ', '--user=', '-U ', '--proxy-user ', '--proxy-user='],
    pattern:
      /(?:-u|-U|--(?:proxy-)?user)(?: {1,4}|=)(?:"[\w.@+-]{0,100}:([^"$]{3,200})"|'[\w.@+-]{0,100}:([^']{3,200})'|["'\\]{0,2}[\w.@+-]{1,100}:(?:"([^"$]{3,200})"|'([^']{3,200})'|([^\s'"/$<{[*\\][^\s'"\\]{2,200})))/y,
    accepts: isPassword,
  },
  {
    // `user%password`. https://www.samba.org/samba/docs/current/man-html/smbclient.1.html
    name: 'command-line-password',
    keywords: ['-U ', '--user=', '--user '],
    pattern: /(?:-U ?|--user[= ])['"]?[\w.\\/@-]{1,100}%([^\s'"$%]{3,100})/y,
    accepts: isPassword,
  },
  option(['sshpass'], '-p ?'),
  option(['mysql', 'mysqldump', 'mysqladmin', 'mariadb', 'mariadb-dump'], '-p'),
  option(['redis-cli'], '-a '),
  option(
    ['az', 'oc', 'docker', 'podman', 'nerdctl', 'helm', 'skopeo', 'oras', 'crane', 'buildah'],
    'login (?:[^\\n;|&]{0,150}? )?-p ',
  ),
  option(
    [
      'mongo',
      'mongosh',
      'mongodump',
      'mongorestore',
      'mongoexport',
      'cqlsh',
      'mosquitto_pub',
      'mosquitto_sub',
    ],
    '-p ',
  ),
  option(['sqlcmd', 'bcp', 'zip', 'unzip', 'mosquitto_pub', 'mosquitto_sub'], '-P ?'),
  option(['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapwhoami', 'ldapdelete'], '-w '),
  option(['7z', '7za', '7zz'], '-p'),
  option(['htpasswd'], '-[a-zA-Z]{0,5}b[a-zA-Z]{0,5} (?:[^\\s;|&]{1,100} )?[^\\s;|&]{1,100} '),
  {
    // https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/cc771865(v=ws.11)
    ...option(['net', 'NET'], '(?:user [^\\s;|&/]{1,60} |use [^\\n;|&]{1,150}? /user:[^\\s;|&]{1,60} )'),
    accepts: (secret) => /\d/.test(secret) && isPassword(secret),
  },
  option(['gpg', 'gpg2'], '--passphrase[= ]'),
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
    name: 'command-line-password',
    keywords: ['| chpasswd', '|chpasswd', '| sudo chpasswd'],
    pattern: /\| ?(?:sudo )?chpasswd/y,
    before: /[^\s:"']{1,64}:[^\s"'$]{1,100}["']? ?$/,
  },
  {
    name: 'command-line-password',
    keywords: ['| sudo -S', '|sudo -S'],
    pattern: /\| ?sudo -S/y,
    before: /echo (?:-n )?["']?[^\s"'$]{3,100}["']? ?$/,
  },
];

function isPassword(secret: string): boolean {
  return !/^\d{1,5}$/.test(secret) && !isPlaceholder(secret) && !/^(?:<|\{\{|\$)/.test(secret);
}
