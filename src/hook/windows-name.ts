import { isWindowsPath } from '../shell/paths.ts';

/**
 * The file that Windows opens for a name: without the stream behind a colon (`authorized_keys::$DATA`), without dots
 * and spaces at the end of a part, and without the prefixes that lead to the same drive.
 * https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file,
 * https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-fscc/c54dec26-1551-4d3a-a0ea-4fa40f848eb3
 */
export function windowsFile(path: string): string {
  const local = path
    .replace(/^[\\/]{2}[?.][\\/](?:UNC[\\/](?=localhost|127\.))?/i, '')
    .replace(/^(?:[\\/]{2})?(?:localhost|127\.0\.0\.1)[\\/]([a-z])\$(?=[\\/]|$)/i, '$1:');
  if (!isWindowsPath(local)) return path;
  const drive = /^[a-z]:/i.exec(local)?.[0] ?? '';
  const parts = local.slice(drive.length).split(/([\\/])/);
  return drive + parts.map((part) => part.replace(/:.*$/, '').replace(/(?<=[^. ])[. ]+$/, '')).join('');
}
