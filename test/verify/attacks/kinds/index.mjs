import { accessTimesKind } from './access-times.mjs';
import { bagsKind } from './bags.mjs';
import { boundaryKind } from './boundary.mjs';
import { caseDocumentsKind } from './case-documents.mjs';
import { commandLinesKind } from './command-lines.mjs';
import { damagedKind } from './damaged.mjs';
import { gitProgramsKind } from './git-programs.mjs';
import { hookKind } from './hook.mjs';
import { machineKind } from './machine.mjs';
import { plansKind } from './plans.mjs';
import { plantedProgramsKind } from './planted-programs.mjs';
import { queriesKind } from './queries.mjs';
import { scaleKind } from './scale.mjs';
import { specialFilesKind } from './special-files.mjs';
import { stringsKind } from './strings.mjs';

/**
 * Every kind of attack. `scenarios` gives evidence (`build`), what is planted in it (`attacks`, each counted), the command
 * lines that run over it (`runs`), and what is special about it: `codes` that may come out, `isDamaged` where nothing may
 * be called clean, `allows` for checks that do not apply.
 */
export const kinds = [
  gitProgramsKind,
  plansKind,
  plantedProgramsKind,
  boundaryKind,
  specialFilesKind,
  stringsKind,
  caseDocumentsKind,
  bagsKind,
  damagedKind,
  commandLinesKind,
  queriesKind,
  accessTimesKind,
  hookKind,
  machineKind,
  scaleKind,
];
