/** qrcode ships no types. Only what Clusterdeck calls is declared. */
declare module "qrcode" {
  export function create(text: string): { modules: { size: number; get(row: number, column: number): 0 | 1 } };
}
