import { cline } from './cline.mjs';
import { codex } from './codex.mjs';
import { copilotCli } from './copilot-cli.mjs';
import { geminiCli } from './gemini-cli.mjs';
import { opencode } from './opencode.mjs';

/**
 * By agent: which files of a home are its sessions, what they hold, and whether they lie outside of a store, so that
 * they are named one by one.
 */
export const stores = [codex, copilotCli, geminiCli, opencode, cline];
