/** Text to GB18030 bytes, by turning the platform's decoder round: it has no encoder. */

let table: ReadonlyMap<string, readonly number[]> | undefined;
let fourByteTable: ReadonlyMap<number, readonly number[]> | undefined;

function makeTable(): Map<string, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if ([...character].length === 1 && character !== '�' && !pairs.has(character))
        pairs.set(character, [lead, trail]);
    }
  return pairs;
}

export function encodeGb18030(text: string): Uint8Array {
  table ??= makeTable();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(table.get(character) ?? encodeFourBytes(code)));
  }
  return Uint8Array.from(bytes);
}

/** Characters outside the two-byte plane: U+200B, U+2212 and a few more. */
function encodeFourBytes(code: number): readonly number[] {
  if (code >= 0x10000) return fourBytes(code - 0x10000 + 189_000);
  fourByteTable ??= makeFourByteTable();
  const bytes = fourByteTable.get(code);
  if (bytes === undefined) throw new Error(`U+${code.toString(16)} is not in GB18030`);
  return bytes;
}

function makeFourByteTable(): Map<number, readonly number[]> {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<number, readonly number[]>();
  for (let pointer = 0; pointer < 39_420; pointer++) {
    const bytes = fourBytes(pointer);
    codes.set(decoder.decode(Uint8Array.from(bytes)).codePointAt(0) ?? 0, bytes);
  }
  return codes;
}

function fourBytes(pointer: number): number[] {
  return [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}
