import { javascript } from './javascript/javascript.ts';
import type { Language } from './language.ts';
import { php } from './php/php.ts';
import { appleScript } from './plain/applescript.ts';
import { lua, perl, r, ruby } from './plain/plain-languages.ts';
import { python } from './python/python.ts';

/** Languages whose code is followed. A new one is a folder, and an entry here. */
export const languages: Readonly<Record<string, Language>> = {
  lua,
  node: javascript,
  osascript: appleScript,
  perl,
  php,
  python,
  r,
  ruby,
};
