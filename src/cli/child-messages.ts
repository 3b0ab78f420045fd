/** What parent and child say to each other. */
export interface ParseRequest {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly charset?: string;
  readonly secondReading: 'when-in-doubt' | 'always';
  readonly language: 'zh' | 'en';
}

export interface ParseReply {
  readonly id: number;
  /** The record as one line of JSON. */
  readonly line: string;
}
