/** What a test needs may be absent here. The run then says so: one skipped test, its name the sentence. */
import { test } from 'vitest';

export function skipUnless(isThere: boolean, sentence: string): void {
  if (!isThere) test.skip(sentence, () => {});
}
