/**
 * The fields the cursor is in. A field is *begin*, an instruction, *separate*, the displayed result, *end*;
 * instruction and result may hold fields themselves, and a field may run over several paragraphs.
 */
export class FieldStack {
  /** Of each open field, the innermost last: whether its result is displayed from here on. */
  private readonly open: boolean[] = [];
  /** How many of them, counted from the outermost, were open when a field began that has been shown already. */
  private shownAt: number | undefined;
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
    else if (type === 'separate' && this.open.at(-1) === false && this.open.length !== this.shownAt) {
      this.open[this.open.length - 1] = true;
      this.instructions--;
    }
  }

  /** `w:fldChar` of a form field that has been shown: whatever result it has besides is the same again. */
  passShown(): void {
    this.pass('begin');
    this.shownAt ??= this.open.length;
  }

  /**
   * A field whose instruction never ends would swallow the rest of the document: those begun deeper than
   * `depth` that are still at their instruction are given up.
   */
  abandonInstructions(depth: number): void {
    while (this.open.length > depth && this.open.at(-1) === false) this.close();
  }

  private close(): void {
    if (this.open.length === this.shownAt) this.shownAt = undefined;
    if (this.open.pop() === false) this.instructions--;
  }
}
