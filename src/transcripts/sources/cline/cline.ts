import { taskSource } from './task-source.ts';

/** The extension and the command line; other agents grew out of it, and keep their tasks in the same form. */
export const clineFamily = ['cline', 'roo-code', 'kilo-code'].map(taskSource);
