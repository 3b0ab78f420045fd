import { DocumentError } from '#model/failure.js';

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text between tags, or an attribute's value, as XML means it: references resolved, lines ended by `\n`. */
export function decodeEntities(raw: string, part: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&\s]{0,12};)?/g, (reference, body: string | undefined) => {
    const character = body === undefined ? undefined : findCharacter(body.slice(0, -1));
    if (character === undefined) throw new DocumentError('corrupt', `${part}: unknown entity ${reference}`);
    return character;
  });
}

function findCharacter(body: string): string | undefined {
  if (!body.startsWith('#')) return Object.hasOwn(named, body) ? named[body] : undefined;
  const hex = /^#x([0-9a-f]+)$/i.exec(body)?.[1];
  const code = hex ? Number.parseInt(hex, 16) : /^#\d+$/.test(body) ? Number(body.slice(1)) : Number.NaN;
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
