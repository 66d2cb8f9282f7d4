import type { Hunt } from '../src/fleet/hunts/hunt.ts';

export function kibanaObjects(hunts: readonly Pick<Hunt, 'id' | 'title' | 'description' | 'nextStep' | 'level' | 'sql'>[]): string;
