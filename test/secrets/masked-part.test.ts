import { describe, expect, it } from 'vitest';
import { maskedPart } from '../../src/secrets/masked-part.ts';

const password = `Linde^${'Tinte'}69`;

describe('a part of a command', () => {
  it.each([
    [
      `psql -c "UPDATE users SET pw = crypt('${password}', gen_salt('bf'))"`,
      `('${password}', gen_salt('bf'))`,
    ],
    [`mysql -u root -p${password} shop <<< "$(`, `-p${password} shop`],
    [`vault kv put secret/x user=kim value=${password}; (`, `value=${password};`],
  ])('has no secret that only the whole gives away: %s', (whole, part) => {
    expect(maskedPart(part, whole)).not.toContain(password);
    expect(maskedPart(part, whole)).toMatch(/\[[\w-]+ 13\]/);
  });

  it('is the same part where the whole has none', () => {
    const part = "('a', gen_salt('bf'))";
    expect(maskedPart(part, `echo ${part} | sh -c (`)).toBe(part);
  });
});
