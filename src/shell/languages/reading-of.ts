import type { Language, Reading } from './language.ts';

const mostReadings = 48;
const readings = new Map<string, Reading>();

/**
 * Reads code. A session runs the same script, with the same modules, again and again: the last ones that were read are
 * remembered.
 */
export function readingOf(text: string, language: Language): Reading {
  const key = `${language.name}\n${text}`;
  const known = readings.get(key);
  if (known) return known;
  const reading = language.read(text);
  if (readings.size >= mostReadings) readings.clear();
  readings.set(key, reading);
  return reading;
}
