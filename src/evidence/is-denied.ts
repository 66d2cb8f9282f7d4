import { accessSync, constants } from 'node:fs';

/** Whether something may stand at a path, and whoever runs this may not read it, or not enter the folder around it. */
export function isDenied(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return false;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EPERM';
  }
}
