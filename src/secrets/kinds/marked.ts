import type { SecretKind } from '../secret-kind.ts';

/**
 * A token with a mark of its issuer in the middle.
 * @param before what stands before the mark, to its end
 * @param rest the mark and what stands behind it
 */
function marked(name: string, marks: readonly string[], { before, rest }: Parts): SecretKind {
  const begins = marks.map((mark) => mark.replace(/[.\\+*?^$|]/g, '\\$&')).join('|');
  return {
    name,
    keywords: marks,
    before,
    pattern: new RegExp(`(?:${begins})${rest}`, 'y'),
  };
}

interface Parts {
  readonly before: RegExp;
  readonly rest: string;
}

/**
 * Telegram: https://core.telegram.org/bots/api#authorizing-your-bot
 * Azure: https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret,
 * https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate
 * MaxMind: https://dev.maxmind.com/license-key-validation-api/
 */
export const markedKinds: readonly SecretKind[] = [
  marked('telegram-token', [':AA'], {
    // In its only address the digits follow `bot`: https://api.telegram.org/bot<token>/<method>
    before: /(?:(?<![A-Za-z0-9])|(?<=(?<![A-Za-z0-9])bot))\d{5,16}$/,
    rest: '[A-Za-z0-9_-]{31,36}(?![A-Za-z0-9_-])',
  }),
  marked('azure-client-secret', ['Q~'], {
    before: /(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.]{3}\d$|[A-Za-z0-9_~.]{3}\d$/,
    rest: '[A-Za-z0-9_~.-]{31,34}(?![A-Za-z0-9_~-])',
  }),
  marked('azure-key', ['+ASt', 'ACDb', 'AzCa', '+ABa', '+AMC', '+ARm', 'AIoT', 'AzSe', 'AzFu', 'APIM'], {
    before: /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{33,76}$/,
    rest: '[A-Za-z0-9+/]{4,6}(?:==?|(?![A-Za-z0-9+/]))',
  }),
  marked('azure-devops-token', ['AZDO'], {
    before: /(?<![A-Za-z0-9])[A-Za-z0-9]{52,76}$/,
    rest: '[A-Za-z0-9]{4}(?![A-Za-z0-9])',
  }),
  marked('terraform-token', ['.atlasv1.'], { before: /[A-Za-z0-9]{14}$/, rest: '[A-Za-z0-9_=-]{60,80}' }),
  marked('maxmind-key', ['_mmk'], {
    before: /(?<![A-Za-z0-9])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}$/,
    rest: '(?![A-Za-z0-9])',
  }),
];
