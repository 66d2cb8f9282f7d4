import type { SecretKind } from '../secret-kind.ts';
import { quote, separator } from './assignment.ts';
import { isPlaceholder } from './placeholder.ts';
import { isCode, isJumbled, looksRandom, noSecret } from './random-value.ts';

/** Ends of names, and names: shorter than a word that promises a secret by itself. */
const names = ['_pw', '_psw', '_cred', '_salt', '_priv', 'sshpass', 'npm_auth', 'pass'];
/** What these are mostly used for is typed by people. */
const typed = /^(?:_pw|_psw|sshpass|pass)/i;

/**
 * A line of an environment, which no shell reads: what is a sign of a shell belongs to the value. Looked for before
 * the assignments of programs, where it ends one.
 */
export const environmentKinds: readonly SecretKind[] = [
  {
    name: 'assigned-secret',
    keywords: ['password=', 'passwd=', 'pass=', 'pwd=', '_pw=', '_psw='],
    pattern:
      /(?<=(?:^|\n|\\n)[A-Z0-9_]{0,60})(?:PASSWORD|PASSWD|PASS|PWD|_PW|_PSW)=(?<secret>(?=[^\s"'`$\\]{0,200}[&;|<>(){},])[^\s"'`$\\/&<>|(][^\s"'`$\\]{3,300})(?=\s|\\n|$)/y,
    accepts: (secret) => !isPlaceholder(secret) && !isCode(secret),
  },
];

/** Variables with short names for secrets; in any case of letters. */
export const variableKinds: readonly SecretKind[] = [
  {
    name: 'assigned-secret',
    keywords: ['_pw', '_psw', '_cred', '_salt', '_priv', 'sshpass=', 'npm_auth', 'pass=', 'pass"', "pass'"],
    pattern: new RegExp(
      `(?:${names.slice(0, -1).join('|')}|(?<![\\w.$-])pass)(?:_\\d{1,3})?${separator}(?:${quote})?(?<secret>[^\\s"'\`,;&|<>(){}[\\]\\\\$][^\\s"'\`,;&|<>(){}\\\\]{3,300})`,
      'iy',
    ),
    accepts: isValue,
  },
  {
    // terraform apply -var 'db_admin_pw=…': https://developer.hashicorp.com/terraform/cli/commands/plan#var-name-value
    name: 'assigned-secret',
    keywords: ['-var ', '-var=', '--var ', '--var='],
    pattern:
      /--?var[ =]\\{0,2}["']?\w{0,60}(?:pw|psw|pwd|passw(?:or)?d|pass|secret|token|key|cred|creds|credentials|salt|priv|auth)=\\{0,2}["']?(?<secret>[^\s"'\\$]{4,300})/iy,
    accepts: (secret) => !isPlaceholder(secret) && !noSecret.test(secret),
  },
];

/** In capitals it is an environment's, of which any value counts; elsewhere most values are code. */
function isValue(secret: string, match: string): boolean {
  if (isPlaceholder(secret) || isCode(secret)) return false;
  const isTyped = typed.test(match);
  const isEnvironment = /^[A-Z_0-9]+(?:=|["']?: ?["'])/.test(match) && !/^PASS/.test(match);
  if (isEnvironment) return secret.length >= (isTyped ? 4 : 8) && !noSecret.test(secret);
  return secret.length >= 6 && isMachineMade(secret) && !noSecret.test(secret);
}

function isMachineMade(secret: string): boolean {
  return /^(?=.*\d)(?=.*[A-Za-z])[\x21-\x7e]+$/.test(secret) && (isJumbled(secret) || looksRandom(secret));
}
