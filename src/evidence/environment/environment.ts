import type { Home } from '../home.ts';
import type { Setting } from './setting.ts';

/** Variables that the files of one home, of its projects and of its machine set. */
export interface Environment {
  readonly home: Home;
  /** Of the user, absolute on this machine. */
  readonly directory: string;
  /** In the order in which they were read. */
  readonly settings: readonly PlacedSetting[];
  /** Folders whose own files were read, absolute on this machine. */
  readonly projects: readonly string[];
  /** Files that others name as their source, absolute on this machine. */
  readonly sourced: readonly string[];
}

/** A setting, and where it stands. */
export interface PlacedSetting extends Setting {
  /** Absolute on this machine. */
  readonly file: string;
  /** From where relative paths count, absolute on this machine; absent where nothing tells. */
  readonly folder?: string;
}
