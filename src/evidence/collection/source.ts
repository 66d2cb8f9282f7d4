import type { BigIntStats, Stats } from 'node:fs';
import type { Area } from './collection-places.ts';

/** One file of the evidence that a collection meets: to be copied, or only to be recorded. */
export interface Source {
  /** Absolute on this machine. */
  readonly file: string;
  /** Absolute, in the evidence's own form. */
  readonly recordedPath: string;
  readonly area: Area;
  readonly sizeBytes: number;
  /** ISO 8601 UTC. */
  readonly modifiedAt: string;
  /** Octal, as `ls` and `chmod` write it. */
  readonly mode?: string;
  /** Numeric, as the file system has it. */
  readonly ownerId?: number;
  /** Why the content is not copied; absent where it is. */
  readonly leftBehind?: string;
  /** Something is missing from the collection because of it, as opposed to left out on purpose. */
  readonly isGap?: true;
  /** Target of the symbolic link under whose name the content is copied. */
  readonly linkTarget?: string;
  /** A folder, of which only the place is kept. */
  readonly isFolder?: true;
  /** Kind of the credential that it holds. */
  readonly credential?: string;
  /** Of a program that is not copied. */
  readonly sha256?: string;
  readonly kind?: string;
  readonly interpreter?: string;
  /** Git folders of which a bundle holds what it holds, as the evidence writes them. */
  readonly inBundlesOf?: readonly string[];
}

/** Where a source lies, before it is looked at. */
export type Point = Pick<Source, 'file' | 'recordedPath' | 'area'>;

/** @param stat absent where the file could not be looked at */
export function sourceAt(point: Point, stat: Stats | undefined): Source {
  const { file, recordedPath, area } = point;
  return {
    file,
    recordedPath,
    area,
    sizeBytes: stat?.size ?? 0,
    modifiedAt: (stat?.mtime ?? new Date(0)).toISOString(),
    ...(stat && { mode: octal(stat), ownerId: stat.uid }),
  };
}

/** Permission bits: `0644`. */
export function octal({ mode }: Pick<Stats | BigIntStats, 'mode'>): string {
  return (Number(mode) & 0o7777).toString(8).padStart(4, '0');
}

/** Of a source whose content stays where it is. */
export function leftBehind(point: Point, stat: Stats | undefined, reason: string, isGap = false): Source {
  return { ...sourceAt(point, stat), leftBehind: reason, ...(isGap && { isGap }) };
}
