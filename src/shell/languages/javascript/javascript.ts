import { Apis } from '../api.ts';
import type { Language } from '../language.ts';
import { programEnd } from '../program-end.ts';
import { textMethods } from '../text-methods.ts';
import { javascriptApis } from './javascript-apis.ts';
import { javascriptFiles } from './javascript-files.ts';
import { readJavaScript } from './javascript-reader.ts';

export const javascript: Language = {
  name: 'node',
  read: readJavaScript,
  apis: new Apis([javascriptApis, javascriptFiles, programEnd, textMethods]),
  exportsBy: 'module',
  fileOf: (module) => (/^[./]/.test(module) ? module : undefined),
};
