// Workbooks as somebody at a desk changes them: rows are added to the first sheet, words are replaced.
import assert from 'node:assert/strict';
import zlib from 'node:zlib';

function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; ++i) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** The parts of a workbook by name. */
export function partsOf(bytes) {
  let end = bytes.length - 22;
  while (bytes.readUInt32LE(end) !== 0x06054b50) --end;
  const parts = new Map();
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; --left) {
    const [named, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const name = bytes.toString('utf8', at + 46, at + 46 + named);
    const head = bytes.readUInt32LE(at + 42);
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20));
    parts.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : zlib.inflateRawSync(packed));
    at += 46 + named + extra + comment;
  }
  return parts;
}

/** Parts as a workbook, not packed. */
export function workbookOf(parts) {
  const files = [];
  const entries = [];
  let at = 0;
  for (const [name, bytes] of parts) {
    const named = Buffer.from(name);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(0x21, 12); // 1 January 1980
    head.writeUInt32LE(crc32(bytes), 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt32LE(bytes.length, 22);
    head.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(at, 42);
    files.push(head, named, bytes);
    entries.push(entry, named);
    at += head.length + named.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, directory, end]);
}

const kSheet = 'xl/worksheets/sheet1.xml';
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
function letters(column) {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** The workbook with rows of texts behind its last one; what is undefined in a row is left empty. */
export function withRows(bytes, rows) {
  const parts = partsOf(bytes);
  const xml = parts.get(kSheet).toString();
  const numbers = [...xml.matchAll(/<row [^>]*?\br="(\d+)"/g)].map((found) => Number(found[1]));
  let number = Math.max(...numbers);
  const added = rows.map((row) => {
    number += 1;
    const cellOf = (text, column) =>
      `<c r="${letters(column)}${number}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
    const cells = row.map((text, column) => (text === undefined ? '' : cellOf(text, column)));
    return `<row r="${number}">${cells.join('')}</row>`;
  });
  assert.ok(xml.includes('</sheetData>'), 'the sheet has rows');
  parts.set(kSheet, Buffer.from(xml.replace('</sheetData>', () => `${added.join('')}</sheetData>`)));
  return workbookOf(parts);
}

/** The workbook with words of its first sheet replaced, each of which stands there. */
export function withWords(bytes, words) {
  const parts = partsOf(bytes);
  let xml = parts.get(kSheet).toString();
  for (const [from, to] of Object.entries(words)) {
    assert.ok(xml.includes(from), `${from} stands in the sheet`);
    xml = xml.replaceAll(from, to);
  }
  parts.set(kSheet, Buffer.from(xml));
  return workbookOf(parts);
}

/** Whether some words stand anywhere in a workbook. */
export const hasWords = (bytes, words) =>
  [...partsOf(bytes).values()].some((part) => part.toString().includes(words));
