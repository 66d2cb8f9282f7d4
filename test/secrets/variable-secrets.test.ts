import { describe, expect, it } from 'vitest';
import { redactText } from '../../src/secrets/redact-text.ts';

const salt = new Uint8Array(4);
const password = ['Sommer', 'Regen77'].join('!');
const hex = '3f9a1c77d20b4e5f'.split('').reverse().join('').repeat(2);

const told = [
  `A=${password}; B=$A; mysql -u root -p$B`,
  `A=${hex}; B=$A; curl -H "X-Api-Key: $B" https://api.example`,
  `A='${password}' && export PGPASSWORD="$A" && psql shop`,
  `P=pass; echo "\${P}word=${password}" >> .env`,
  `P=pass; curl -d "\${P}word=${password}" https://api.example`,
  `P='${password}'; sshpass -p "$P" ssh kim@h`,
  `PW=${password}; echo "$PW" | sudo -S ls`,
  JSON.stringify({ command: `A="${password}"; B=$A; mysql -u root -p$B` }),
];

const harmless = [
  'A=hello; B=$A; echo $B',
  'X=main; git push origin $X',
  'N=5; for i in $N; do echo $i; done',
  'P=pass; echo "$P the salt"',
  'HOST=db.internal; psql -h $HOST -p 5432 shop',
  'mysql -u root -p$B',
  `echo \${P}word`,
];

describe('a secret that a variable hands on', () => {
  it.each(told)('is redacted: %s', (text) => {
    const shown = redactText(text, salt);
    expect(shown).not.toContain(password);
    expect(shown).not.toContain(hex);
    expect(shown.match(/\[[\w-]+ \d+ [0-9a-f]{8}\]/g)).toHaveLength(1);
  });

  it.each(harmless)('is none: %s', (text) => {
    expect(redactText(text, salt)).toBe(text);
  });
});
