import type { SecretKind } from '../secret-kind.ts';
import { isPlaceholder } from './placeholder.ts';
import { isJumbled } from './random-value.ts';

/** An address that lets in whoever knows it: the secret is a part of the path or of the query. */
function address(name: string, places: readonly string[], rest: string): SecretKind {
  const begins = places.map((place) => place.replace(/[.\\+*?^$|]/g, '\\$&')).join('|');
  return { name, keywords: places, pattern: new RegExp(`(?:${begins})${rest}`, 'y') };
}

/**
 * Zapier: https://help.zapier.com/hc/en-us/articles/8496288690317, https://docs.zapier.com/mcp
 * Make: https://help.make.com/webhooks
 * IFTTT: https://help.ifttt.com/hc/en-us/articles/115010230347
 * ntfy: https://docs.ntfy.sh/publish/#query-param
 */
export const addressKinds: readonly SecretKind[] = [
  address('zapier-webhook', ['hooks.zapier.com/hooks/catch/'], '(\\d{4,12}/[A-Za-z0-9]{5,20})'),
  address('zapier-mcp-address', ['mcp.zapier.com/api/mcp/'], '(?:s|a)/([A-Za-z0-9=_-]{20,400})'),
  address(
    'make-webhook',
    [
      'hook.make.com/',
      'hook.eu1.make.com/',
      'hook.eu2.make.com/',
      'hook.us1.make.com/',
      'hook.us2.make.com/',
    ],
    '([A-Za-z0-9]{20,60})',
  ),
  address(
    'ifttt-key',
    ['maker.ifttt.com/'],
    '(?:trigger/[\\w-]{1,60}/(?:json/)?with/key|use)/([A-Za-z0-9_-]{16,60})',
  ),
  address('ntfy-auth', ['?auth=', '&auth='], '([A-Za-z0-9+/_=-]{16,400})'),
  {
    // A server whose address holds the key of its user before the last part. https://modelcontextprotocol.io/specification/draft/basic/transports
    name: 'address-token',
    keywords: ['/mcp', '/sse'],
    before:
      /(?<=https?:\/\/[^\s"'`\\]{1,80}\/)(?=[A-Za-z0-9_-]{0,40}\d)(?![a-f0-9]{8}-[a-f0-9]{4}-)[A-Za-z0-9_-]{32,160}$/,
    pattern: /(?=\/(?:mcp|sse)(?![\w-]))/y,
  },
  {
    // A parameter that stands for an account: OAuth codes, invitations, signatures. https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2
    name: 'address-token',
    keywords: ['sig', 'code', 'token', 'key', 'auth', 'invite'].flatMap((word) => [`?${word}=`, `&${word}=`]),
    pattern: /[?&](?:sig|code|token|key|auth|invite)=([A-Za-z0-9%._~+/-]{16,600}={0,2})/y,
    accepts: (secret, match) =>
      (isJumbled(secret) || (/^.(?:sig|token|key|auth|invite)/.test(match) && isDigest(secret))) &&
      !isPlaceholder(secret),
  },
];

/** Looked for last: the same address may hold a password, too. */
export const addressPathKinds: readonly SecretKind[] = [
  {
    // A part of the way that only a machine would choose: hooks, shared documents, links to set a password anew.
    name: 'address-token',
    keywords: ['://'],
    pattern: /:\/\/[^\s/"'`<>\\]{1,200}\/(?:[^\s"'`<>\\?#]{0,200}?\/)??([A-Za-z0-9_-]{32,160})(?![\w.~%-])/y,
    accepts: (part, match) => isMachineMade(part) && !documentOfAccounts.test(match),
  },
];

/**
 * Documents whose owner says which accounts may open them: the address holds their number, and lets nobody in.
 * https://support.google.com/drive/answer/2494822
 */
const documentOfAccounts = /^:\/\/(?:docs|drive|sheets|slides|script|colab\.research)\.google\.com\//;

/** Digits among letters of both cases, and no words: neither a digest nor the title of a page. */
function isMachineMade(part: string): boolean {
  return /\d/.test(part) && isJumbled(part) && !/[a-z]{6,}|[A-Z][a-z]{4,}[_-]/.test(part);
}

function isDigest(text: string): boolean {
  return /^(?=.*\d)(?=.*[a-f])[0-9a-f]{24,128}$/.test(text);
}
