import { createHash } from 'node:crypto';

/** Says which content is meant without holding it. */
export interface ContentDigest {
  readonly sizeBytes: number;
  /** The id that git (SHA-1) gives to a blob of this content. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
  readonly blobId: string;
}

export function digestOf(content: string | Uint8Array): ContentDigest {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { sizeBytes: bytes.length, blobId: blobIdIn('sha1', bytes) };
}

/** The id of a content in a repository of either object format. https://git-scm.com/docs/hash-function-transition */
export function blobIdIn(format: 'sha1' | 'sha256', content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return createHash(format).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
