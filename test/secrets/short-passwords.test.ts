import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/secrets/redact-text.ts';
import { redactValue } from '../../src/secrets/redact-value.ts';

const salt = new Uint8Array(4);
const short = ['47', '11'].join('');
const mixed = ['ki', 'm7'].join('');

const told = [
  `sshpass -p '${short}' ssh kim@h`,
  `sshpass -p${mixed} ssh kim@h`,
  `mysql -u root -p${short} -h db`,
  `mysqldump -u root -p'${mixed}' shop`,
  `PGPASSWORD=${short} psql -h db`,
  `export PGPASSWORD='${mixed}'`,
  `MYSQL_PWD=${mixed} mysql shop`,
  `SSHPASS=${short} sshpass -e ssh h`,
  `echo ${short} | sudo -S ls`,
  `echo '${mixed}' | sudo -kS ls`,
  `sudo -S ls <<< ${short}`,
  `connect to the mac, password ${short}`,
  `sudo password ${short}, please`,
  `my password is ${short}`,
  `密码${short}`,
  `пароль ${short}`,
  `비밀번호는 ${short}`,
  `パスワードは${short}です`,
];

const harmless = [
  'mysql -u root -p -h db',
  'mysql -P 3306 -h db',
  'docker run -p 8080:80 nginx',
  'PGPASSWORD=$PW psql -h db',
  'echo "$PW" | sudo -S ls',
  'echo 4711 | tee port.txt',
  'the password needs 1000 rounds of bcrypt',
  'a password 1234 bytes long',
  'passwords 2024.',
  '密码是 8 位',
  'пароль 1000 раз',
];

describe('a password of a few signs', () => {
  it.each(told)('is found: %s', (text) => {
    const shown = redactText(text, salt);
    expect(shown).not.toContain(short);
    expect(shown).not.toContain(mixed);
  });

  it.each(harmless)('is none: %s', (text) => {
    expect(redactText(text, salt)).toBe(text);
  });

  it.each([short, mixed])('is taken from the other texts of a document: %s', (secret) => {
    const document = {
      command: `sshpass -p ${secret} ssh kim@h`,
      prompt: `it is ${secret}, as always`,
      words: [secret, `"${secret}"`, `try ${secret}.`],
    };
    expect(JSON.stringify(redactValue(document, salt))).not.toContain(secret);
  });

  it('is left where it is a part of a time, a number, a name or a way', () => {
    const rest = {
      at: `2026-11-29T10:${short}:02Z`,
      file: `/srv/${short}/a`,
      line: `a.ts:${short}`,
      n: `1.${short}`,
    };
    const shown = redactValue({ command: `sshpass -p ${short} ssh h`, ...rest }, salt);
    expect(shown).toMatchObject(rest);
  });

  it('is left where letters alone may be any word', () => {
    const rest = { prompt: 'start docker on the machine' };
    expect(redactValue({ command: 'echo docker | sudo -S ls', ...rest }, salt)).toMatchObject(rest);
  });
});
