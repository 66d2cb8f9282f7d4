import type { SecretKind } from '../secret-kind.ts';
import { isPassword } from './password-word.ts';

/** A string of a statement, also one inside a string of a shell or of JSON; without blanks. */
const text = `\\\\{0,3}(?<open>['"])(?<secret>(?:(?!\\k<open>)[^\\s\\\\]){3,200})\\\\{0,3}\\k<open>`;

/** Passwords in statements to a database; keywords in any case of letters. */
export const statementKinds: readonly SecretKind[] = [
  {
    // https://dev.mysql.com/doc/refman/8.4/en/create-user.html, https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/CREATE-USER.html
    name: 'statement-password',
    keywords: ['identified '],
    pattern: new RegExp(
      `identified (?:with \\\\{0,3}['"]?[\\w]{1,60}\\\\{0,3}['"]? )?(?:by|as) (?:password )?${text}`,
      'iy',
    ),
    accepts: isPassword,
  },
  {
    // https://www.postgresql.org/docs/current/sql-createrole.html, https://mariadb.com/kb/en/set-password/
    name: 'statement-password',
    keywords: ['password ', 'password(', 'password='],
    pattern: new RegExp(`password ?(?:= ?)?(?:password ?)?\\(?${text}`, 'iy'),
    accepts: isPassword,
  },
  {
    // https://www.postgresql.org/docs/current/pgcrypto.html
    name: 'statement-password',
    keywords: ['crypt('],
    pattern: new RegExp(`crypt\\(${text}, ?(?:gen_salt|\\\\{0,3}['"])`, 'iy'),
    accepts: isPassword,
  },
];
