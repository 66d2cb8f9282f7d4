import { Apis, type ApiTable } from '../api.ts';
import type { Language } from '../language.ts';
import { programEnd } from '../program-end.ts';
import { textMethods } from '../text-methods.ts';
import type { Dialect } from './dialect.ts';
import { luaDialect } from './lua.ts';
import { luaApis } from './lua-apis.ts';
import { perlDialect } from './perl.ts';
import { perlApis } from './perl-apis.ts';
import { rDialect } from './r.ts';
import { rApis } from './r-apis.ts';
import { rubyDialect } from './ruby.ts';
import { rubyApis } from './ruby-apis.ts';
import { readPlain } from './statement-reader.ts';

function plain(name: string, dialect: Dialect, apis: ApiTable): Language {
  return {
    name,
    read: (source) => readPlain(source, dialect),
    apis: new Apis([apis, programEnd, textMethods]),
  };
}

export const lua = plain('lua', luaDialect, luaApis);
export const perl = plain('perl', perlDialect, perlApis);
/** https://stat.ethz.ch/R-manual/R-devel/library/base/html/path.expand.html */
export const r: Language = { ...plain('r', rDialect, rApis), expandsHome: true };
export const ruby = plain('ruby', rubyDialect, rubyApis);
