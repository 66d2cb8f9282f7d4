import type { Agent } from './agent.ts';

/** Gemini in editors; its chats are kept by the service. */
export const geminiCodeAssist: Agent = {
  id: 'gemini-code-assist',
  name: 'Gemini Code Assist',
  documentation: 'https://developers.google.com/gemini-code-assist/docs/overview',
  programs: [],
  extensions: ['google.geminicodeassist'],
  folders: [],
  stores: [],
};
