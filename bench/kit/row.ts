/** One line of the table: what limits.md requires and what was measured. */
export interface Row {
  what: string;
  target: string;
  measured: string;
  isMet: boolean;
  against: string;
}

/** Measures one row of limits.md, which may have several targets. Quick runs are shorter and less precise. */
export type Bench = (isQuick: boolean) => Promise<Row[]>;
