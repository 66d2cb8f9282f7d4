import type { SecretKind } from '../secret-kind.ts';
import { isPassword } from './password-word.ts';

/** Tools of Impacket, which are told an account as `domain/user:password@host`. https://github.com/fortra/impacket */
const impacketTools = [
  'impacket-',
  'secretsdump.py ',
  'psexec.py ',
  'wmiexec.py ',
  'smbexec.py ',
  'atexec.py ',
  'dcomexec.py ',
  'smbclient.py ',
  'mssqlclient.py ',
  'lookupsid.py ',
  'GetUserSPNs.py ',
  'GetNPUsers.py ',
];

/** Name and password, handed over together; or a password behind the question for it. */
export const loginKinds: readonly SecretKind[] = [
  {
    // https://requests.readthedocs.io/en/latest/user/authentication/, https://docs.python.org/3/library/ftplib.html#ftplib.FTP.login
    name: 'login-password',
    keywords: ['auth=(', 'auth = (', 'BasicAuth(', 'HTTPBasicAuth(', 'HTTPDigestAuth(', '.login('],
    pattern:
      /(?:auth ?= ?|(?:HTTP)?(?:Basic|Digest)Auth|\.login)\(\\{0,3}["'][^"'\\\n]{1,100}\\{0,3}["'], ?\\{0,3}["']([^"'\\\n]{3,200})\\{0,3}["']/y,
    accepts: isPassword,
  },
  {
    // https://www.rfc-editor.org/rfc/rfc959#section-4.1.1
    name: 'login-password',
    keywords: ['PASS '],
    pattern: /(?<=USER [^\s\\]{1,60}(?:\\r|\r)?(?:\\n|\n)[ \t]{0,8})PASS ([^\s"'\\$<]{3,100})/y,
    accepts: isPassword,
  },
  {
    // https://core.tcl-lang.org/expect/index, https://pexpect.readthedocs.io/en/stable/overview.html
    name: 'login-password',
    keywords: ['assword', 'password', 'Password', 'PASSWORD', 'passphrase', 'Passphrase'],
    pattern:
      /p?ass(?:word|phrase)[:?*"'}\\ ]{0,8}[)\];{\s]{0,12}(?:\\n)?(?:\w{1,20}\.)?(?:exp_)?send(?:line)?(?: --)?[ (]{1,2}\\{0,3}["']([^"'\\\n]{3,100})/iy,
    accepts: isPassword,
  },
  {
    name: 'login-password',
    keywords: impacketTools,
    pattern:
      /(?:impacket-\w{1,30}|[A-Za-z]{4,20}\.py) (?:[^\n;|&]{0,150}? )??["']?(?:[\w.-]{1,60}\/)?[\w.$-]{1,60}:([^\s"'$]{3,100})@[\w.-]{2,100}/y,
    accepts: isPassword,
  },
  {
    // A file that the shell makes of a literal. https://www.gnu.org/software/bash/manual/html_node/Process-Substitution.html
    name: 'login-password',
    keywords: ['-file=<(', '-file <(', 'file=<(', 'file <('],
    pattern:
      /(?<=(?:pass(?:word|wd|phrase)?|secret|token|key)[-_]?)-?file[= ]<\((?:echo|printf) (?:-n )?(?:'%s' )?(?:"([^"$\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'$)]{3,200}))/y,
    accepts: isPassword,
  },
  {
    // https://code.claude.com/docs/en/settings
    name: 'helper-secret',
    keywords: ['apiKeyHelper'],
    pattern:
      /apiKeyHelper\\{0,2}"?\s{0,3}[:=]\s{0,3}\\{0,2}["']?(?:echo|printf) (?:-n )?(?:'%s' )?\\{0,2}["']?([^\s"'\\$`]{8,400})/y,
    accepts: isPassword,
  },
];
