import type { FileName, Form } from './form.ts';
import { dataForms } from './forms/data-forms.ts';
import { dockerfile } from './forms/dockerfile.ts';
import { genericText } from './forms/generic-text.ts';
import { jenkinsfile } from './forms/jenkinsfile.ts';
import { csh } from './forms/lines/csh.ts';
import { fish } from './forms/lines/fish.ts';
import { toForm } from './forms/lines/line-form.ts';
import { lineForms } from './forms/lines/line-forms.ts';
import { markdownAgent } from './forms/markdown-agent.ts';
import { notebook } from './forms/notebook.ts';
import { propertyList } from './forms/property-list.ts';
import { prose } from './forms/prose.ts';
import { shellHistory } from './forms/shell-history.ts';
import { shellProfile } from './forms/shell-profile.ts';
import { shellScript } from './forms/shell-script.ts';
import { sourceCode } from './forms/source-code.ts';
import { xml } from './forms/xml.ts';

/** Every form of file, the most particular first; the last one takes what is left. */
const forms: readonly Form[] = [
  shellHistory,
  dockerfile,
  jenkinsfile,
  markdownAgent,
  ...[...lineForms, fish, csh].map(toForm),
  shellProfile,
  notebook,
  ...dataForms,
  propertyList,
  xml,
  prose,
  shellScript,
  sourceCode,
  genericText,
];

/** @param isSourced a profile reads the file: what would be a script, or nothing known, is a part of it */
export function formOf(file: FileName, isSourced = false): Form {
  const form = forms.find(({ matches }) => matches(file)) ?? genericText;
  return isSourced && (form === shellScript || form === genericText) ? shellProfile : form;
}
