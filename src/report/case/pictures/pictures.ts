import type { Picture } from './picture.ts';
import { sessionTimeline } from './session-timeline.ts';
import { toolCalls } from './tool-calls.ts';
import { zoneMap } from './zone-map.ts';

/** Every picture, in the order of the report. */
export const pictures: readonly Picture[] = [sessionTimeline, zoneMap, toolCalls];
