/** Unit suites share a process: what one of them has left in a value of the process must not reach the next. */
export function forgetSingleton(name: string): void {
  Reflect.deleteProperty(globalThis, Symbol.for(`clusterdeck.${name}`));
}
