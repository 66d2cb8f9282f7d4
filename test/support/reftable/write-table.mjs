import { crc32, deflateSync } from 'node:zlib';

/**
 * @typedef {{ name: string, updateIndex?: number, sha?: string, peeled?: string, target?: string }} WrittenRef
 *   one without `sha` and `target` says that the reference was deleted
 * @typedef {{ previousSha: string, sha: string, name: string, email: string, seconds: number, zone?: number, message: string }} WrittenUpdate
 * @typedef {{ name: string, updateIndex: number, update?: WrittenUpdate }} WrittenLog
 *   one without `update` says that the entry was deleted
 */

/**
 * The bytes of a table, from https://git-scm.com/docs/reftable alone.
 * @param {object} content
 * @param {readonly WrittenRef[]} [content.refs]
 * @param {readonly WrittenLog[]} [content.logs]
 * @param {object} [form]
 * @param {20 | 32} [form.idBytes]
 * @param {number} [form.version]
 * @param {number} [form.blockSize] bytes that a block may have; blocks are filled up to it where they are aligned
 * @param {boolean} [form.isAligned]
 * @param {number} [form.restartEvery] after how many names one is written whole again
 * @param {boolean} [form.hasObjects] whether it says which blocks name an object
 */
export function writeTable({ refs = [], logs = [] }, form = {}) {
  const { idBytes = 20, blockSize = 4096, isAligned = true, hasObjects = false } = form;
  const version = form.version ?? (idBytes === 32 ? 2 : 1);
  const indexes = [...refs, ...logs].map(({ updateIndex = 1 }) => updateIndex);
  const [min, max] = indexes.length === 0 ? [1, 1] : [Math.min(...indexes), Math.max(...indexes)];
  const header = Buffer.concat([
    Buffer.from('REFT'),
    uint(1, version),
    uint(3, isAligned ? blockSize : 0),
    uint(8, min),
    uint(8, max),
    ...(version === 1 ? [] : [Buffer.from(idBytes === 32 ? 's256' : 'sha1')]),
  ]);
  const file = new TableFile(header, { restartEvery: 16, ...form, blockSize, isAligned });
  const sorted = [...refs].sort((a, b) => compareBytes(Buffer.from(a.name), Buffer.from(b.name)));
  const refBlocks = file.section(
    'r',
    sorted.map((ref) => refRecord(ref, min)),
  );
  const refIndex = refBlocks.length > 1 ? file.index(refBlocks) : 0;
  const objectBlocks = hasObjects ? file.section('o', objectRecords(sorted, refBlocks)) : [];
  const objectIndex = objectBlocks.length > 1 ? file.index(objectBlocks) : 0;
  const records = logs.map(logRecord).sort((a, b) => compareBytes(a.key, b.key));
  const logBlocks = file.section('g', records);
  const logIndex = logBlocks.length > 1 ? file.index(logBlocks) : 0;
  const objects = (objectBlocks[0]?.at ?? 0) * 32 + (objectBlocks.length > 0 ? abbreviation : 0);
  const footer = Buffer.concat([
    header,
    ...[refIndex, objects, objectIndex, logBlocks[0]?.at ?? 0, logIndex].map((number) => uint(8, number)),
  ]);
  return Buffer.concat([file.bytes, footer, uint(4, crc32(footer))]);
}

/** A table as it grows, block by block. */
class TableFile {
  constructor(header, form) {
    this.bytes = header;
    this.headerBytes = header.length;
    this.form = form;
  }

  /** Writes records into as many blocks as they need. @returns where each begins, and the key that it ends with */
  section(type, records) {
    const written = [];
    const waiting = [...records];
    while (waiting.length > 0) written.push(this.#block(type, waiting));
    return written;
  }

  /** An index over blocks: its own blocks may need one, too. @returns where the topmost begins */
  index(blocks) {
    let level = blocks;
    do {
      const records = level.map(({ at, key }) => ({ key, type: 0, value: varint(at) }));
      level = this.section('i', records);
    } while (level.length > 1);
    return level[0].at;
  }

  #block(type, waiting) {
    const { blockSize, restartEvery, isAligned } = this.form;
    const isFirst = this.bytes.length === this.headerBytes;
    if (isAligned && !isFirst && type !== 'g' && this.lastType !== 'g') this.#fillUp();
    const at = this.bytes.length;
    const before = isFirst ? this.headerBytes : 0;
    const [parts, restarts] = [[], []];
    let [size, previous, last] = [before + 4, Buffer.alloc(0), undefined];
    for (let count = 0; waiting.length > 0; count += 1) {
      const { key, type: kind, value } = waiting[0];
      const isWhole = count % restartEvery === 0;
      const shared = isWhole ? 0 : commonLength(previous, key);
      const suffix = key.subarray(shared);
      const record = Buffer.concat([varint(shared), varint(suffix.length * 8 + kind), suffix, value]);
      const tail = 3 * (restarts.length + (isWhole ? 1 : 0)) + 2;
      if (count > 0 && size + record.length + tail > blockSize) break;
      if (isWhole) restarts.push(size);
      parts.push(record);
      size += record.length;
      [previous, last] = [key, key];
      waiting.shift();
    }
    const body = Buffer.concat([
      ...parts,
      ...restarts.map((offset) => uint(3, offset)),
      uint(2, restarts.length),
    ]);
    const head = Buffer.concat([Buffer.from(type), uint(3, before + 4 + body.length)]);
    this.bytes = Buffer.concat([this.bytes, head, type === 'g' ? deflateSync(body) : body]);
    this.lastType = type;
    return { at: isFirst ? 0 : at, key: last };
  }

  #fillUp() {
    const over = this.bytes.length % this.form.blockSize;
    if (over > 0) this.bytes = Buffer.concat([this.bytes, Buffer.alloc(this.form.blockSize - over)]);
  }
}

const abbreviation = 4;

function refRecord({ name, updateIndex = 1, sha, peeled, target }, min) {
  const [type, value] =
    target !== undefined
      ? [3, [varint(target.length), Buffer.from(target)]]
      : sha === undefined
        ? [0, []]
        : [peeled ? 2 : 1, [sha, ...(peeled ? [peeled] : [])].map((id) => Buffer.from(id, 'hex'))];
  const ids = [sha, peeled].filter((id) => id !== undefined);
  return { key: Buffer.from(name), type, value: Buffer.concat([varint(updateIndex - min), ...value]), ids };
}

/** Every object without a list of its blocks: `cnt_3` and `cnt_large` are zero. */
function objectRecords(refs) {
  const ids = refs.flatMap(({ sha, peeled }) => [sha, peeled]).filter((id) => id !== undefined);
  const keys = [...new Set(ids.map((id) => id.slice(0, 2 * abbreviation)))].sort();
  return keys.map((key) => ({ key: Buffer.from(key, 'hex'), type: 0, value: varint(0) }));
}

function logRecord({ name, updateIndex, update }) {
  const reversed = Buffer.alloc(8);
  reversed.writeBigUInt64BE(2n ** 64n - 1n - BigInt(updateIndex));
  const key = Buffer.concat([Buffer.from(`${name}\0`), reversed]);
  if (!update) return { key, type: 0, value: Buffer.alloc(0) };
  const zone = Buffer.alloc(2);
  zone.writeInt16BE(update.zone ?? 0);
  const [by, address, message] = [update.name, update.email, `${update.message}\n`].map((text) => {
    const bytes = Buffer.from(text);
    return Buffer.concat([varint(bytes.length), bytes]);
  });
  const ids = Buffer.from(update.previousSha + update.sha, 'hex');
  return { key, type: 1, value: Buffer.concat([ids, by, address, varint(update.seconds), zone, message]) };
}

function uint(length, value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes.subarray(8 - length);
}

/** As offsets in packs are written. https://git-scm.com/docs/gitformat-pack#_original_version_1_pack_idx_files_have_the_following_format */
function varint(value) {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift(128 + (rest % 128));
  }
  return Buffer.from(bytes);
}

function commonLength(left, right) {
  let length = 0;
  while (length < left.length && length < right.length && left[length] === right[length]) length += 1;
  return length;
}

function compareBytes(left, right) {
  return Buffer.compare(left, right);
}
