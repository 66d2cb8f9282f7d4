import type { JsonObject } from '../../../json-object.ts';
import type { Entry } from '../../entries/entry.ts';

/** A turn of a conversation, and where it stands. */
export interface PlacedRequest {
  readonly request: JsonObject;
  readonly place: Entry['place'];
}
