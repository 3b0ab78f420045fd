/**
 * The fields the cursor is in. A field is *begin*, an instruction, *separate*, the displayed result, *end*;
 * instruction and result may hold fields themselves, and a field may run over several paragraphs.
 */
export class FieldStack {
  /** Of each open field, the innermost last: whether its result has begun. */
  private readonly open: boolean[] = [];
  private instructions = 0;

  /** What stands here is displayed: it is in no field's instruction. */
  get isShown(): boolean {
    return this.instructions === 0;
  }

  get depth(): number {
    return this.open.length;
  }

  /** `w:fldChar` with this `w:fldCharType`. */
  pass(type: string | undefined): void {
    if (type === 'begin') {
      this.open.push(false);
      this.instructions++;
    } else if (type === 'end') this.close();
    else if (type === 'separate' && this.open.at(-1) === false) {
      this.open[this.open.length - 1] = true;
      this.instructions--;
    }
  }

  /**
   * A field whose instruction never ends would swallow the rest of the document: those begun deeper than
   * `depth` that are still at their instruction are given up.
   */
  abandonInstructions(depth: number): void {
    while (this.open.length > depth && this.open.at(-1) === false) this.close();
  }

  private close(): void {
    if (this.open.pop() === false) this.instructions--;
  }
}
