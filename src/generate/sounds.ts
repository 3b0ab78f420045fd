/** Names in pinyin, as hosts of government sites spell them: 辽中 → LiaoZhong. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readPackageFiles } from './package-files.js';
import { pinyinFile, pinyinPackage } from './sources.js';

interface PinyinModule {
  pinyin(text: string, options: { toneType: 'none'; type: 'array'; v: true }): string[];
}

/** The package is one file without dependencies; it is run from the folder it was fetched into. */
export async function readSounds(folder: string): Promise<(name: string) => string> {
  const files = await readPackageFiles(pinyinPackage, [pinyinFile], folder);
  const path = join(folder, 'pinyin.cjs');
  writeFileSync(path, files.get(pinyinFile) ?? '');
  const { pinyin } = createRequire(import.meta.url)(path) as PinyinModule;
  return (name) =>
    pinyin(name, { toneType: 'none', type: 'array', v: true })
      .map((syllable) => syllable.charAt(0).toUpperCase() + syllable.slice(1))
      .join('');
}
