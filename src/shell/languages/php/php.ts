import { Apis } from '../api.ts';
import type { Language } from '../language.ts';
import { programEnd } from '../program-end.ts';
import { textMethods } from '../text-methods.ts';
import { phpApis } from './php-apis.ts';
import { readPhp } from './php-reader.ts';

export const php: Language = {
  name: 'php',
  read: readPhp,
  apis: new Apis([phpApis, programEnd, textMethods]),
};
