import { readSession } from '../opencode/read-session.ts';
import { storedSessions } from '../opencode/stored-sessions.ts';
import { taskSource } from './task-source.ts';

/**
 * The extension and the command line; other agents grew out of it, and keep their tasks in the same form. Kilo Code was
 * one of them before it was built on OpenCode.
 */
export const clineFamily = [
  taskSource('cline'),
  taskSource('roo-code'),
  taskSource('kilo-code', { read: readSession, database: storedSessions }),
];
