import { codex } from './codex.mjs';
import { copilotCli } from './copilot-cli.mjs';

/** By agent: which files of a home are its sessions, and what they hold. */
export const stores = [codex, copilotCli];
