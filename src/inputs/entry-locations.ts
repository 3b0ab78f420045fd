import { createHash } from 'node:crypto';

/**
 * Locations of the entries of one archive, each of its own: archives may hold a name twice, and then the second is
 * `a.html#2`. Of the names only hashes are kept; should two be equal by chance, a name gets a number it does
 * not need.
 */
export class EntryLocations {
  private readonly counts = new Map<number, number>();

  constructor(private readonly archive: string) {}

  of(label: string): string {
    const hash = createHash('sha1').update(label).digest().readUIntBE(0, 6);
    const count = (this.counts.get(hash) ?? 0) + 1;
    this.counts.set(hash, count);
    return `${this.archive}!/${label}${count > 1 ? `#${count}` : ''}`;
  }
}
