import { credentialStoreOf } from '../../secrets/credential-stores.ts';

/** Key of the credential store that a file is; `other` where it is none that is known. */
export function credentialKindOf(file: string): string {
  return credentialStoreOf(file)?.kind ?? 'other';
}
