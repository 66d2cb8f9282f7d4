import { Apis } from '../api.ts';
import type { Language } from '../language.ts';
import { programEnd } from '../program-end.ts';
import { textMethods } from '../text-methods.ts';
import { pythonApis } from './python-apis.ts';
import { pythonFiles } from './python-files.ts';
import { readPython } from './python-reader.ts';

export const python: Language = {
  name: 'python',
  read: readPython,
  apis: new Apis([pythonApis, pythonFiles, programEnd, textMethods]),
  fileOf: (module) => (module.startsWith('.') ? undefined : `${module.replaceAll('.', '/')}.py`),
};
