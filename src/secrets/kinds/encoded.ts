import type { SecretKind } from '../secret-kind.ts';
import { tokenKinds } from './tokens.ts';

/** How texts with a secret begin; what they begin with once they are encoded follows. */
const beginnings: readonly string[] = [
  '-----BEGIN ',
  '{"auths"',
  '{ "auths"',
  '{\n\t"auths"',
  '{"type":"service_account"',
  '{"type": "service_account"',
  '{\n  "type": "service_account"',
  'apiVersion: v1',
  'sk-ant-',
  'sk-proj-',
  'github_pat_',
  'ghp_',
  'gho_',
  'ghs_',
  'glpat-',
  'AKIA',
  'ASIA',
  'xoxb-',
  'xoxp-',
  'xapp-',
  'eyJhbGci',
  'hf_',
  'npm_',
];
const insides = /PRIVATE KEY-----|"auth"\s*:|"identitytoken"|"private_key"|client-key-data:|token:|password:/;
const jsonWebToken = /^eyJ[\w-]{10,2000}\.[\w-]{10,6000}/;

/** Base64 of a secret: `dockerconfigjson`, a service account in a CI variable, `echo $TOKEN | base64`. */
export const encodedKinds: readonly SecretKind[] = [
  {
    name: 'encoded-secret',
    keywords: beginnings.map(stablePart),
    pattern: /[A-Za-z0-9+/]{24,24000}={0,2}/y,
    accepts: (secret) => isSecretText(Buffer.from(secret, 'base64').toString('latin1')),
  },
];

/** The characters of the encoded text that do not depend on what follows. */
function stablePart(text: string): string {
  return Buffer.from(text)
    .toString('base64')
    .slice(0, Math.floor((text.length * 8) / 6));
}

function isSecretText(text: string): boolean {
  return insides.test(text) || jsonWebToken.test(text) || tokenKinds.some(begins);

  function begins({ keywords, pattern }: SecretKind): boolean {
    if (!keywords.some((word) => text.startsWith(word))) return false;
    pattern.lastIndex = 0;
    return pattern.test(text);
  }
}
