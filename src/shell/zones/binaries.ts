import { PlaceTable } from './place-table.ts';

/** Folders that commonly stand in PATH. */
const places = new PlaceTable([
  '/bin',
  '/sbin',
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
  '/opt/homebrew/bin',
  '/opt/homebrew/sbin',
  '/opt/local/bin',
  '/snap/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/home/*/bin',
  '/users/*/bin',
  '/root/bin',
  '.local/bin',
  'go/bin',
  '.cargo/bin',
  '.bun/bin',
  '.deno/bin',
  '.npm-global/bin',
  '.pyenv/shims',
  '.rbenv/shims',
  '.asdf/shims',
  '.volta/bin',
  '.nix-profile/bin',
  '.dotnet/tools',
  'c:/windows/system32',
  'appdata/local/microsoft/windowsapps',
  'appdata/roaming/npm',
  'scoop/shims',
  'programdata/chocolatey/bin',
]);

export function isPathBinary(segments: readonly string[]): boolean {
  return places.has(segments);
}
