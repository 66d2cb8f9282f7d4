import { hash, randomBytes } from 'node:crypto';

/**
 * Eight bytes that stand for an id. The salt is secret and new in every run, so that nobody can prepare two ids that
 * are taken for one.
 */
export function idHash(salt: string, id: string): bigint {
  return hash('sha256', salt + id, 'buffer').readBigUInt64LE();
}

export function newSalt(): string {
  return randomBytes(16).toString('hex');
}
