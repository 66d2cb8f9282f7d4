import { geminiSource } from './gemini-source.ts';

/** One file a conversation: a document that is rewritten, since 0.40 a journal of lines. */
export const geminiCli = geminiSource('gemini-cli');

/** Grew out of it, and kept its form at first. */
export const qwenCode = geminiSource('qwen-code');
