import "server-only";

const shapes: RegExp[] = [];

/** From now on what looks so is a secret in whatever any provider says: one provider's machines may hold another's key. */
export function registerKeyShapes(added: readonly RegExp[]): void {
  shapes.push(...added);
}

/** How the keys of all providers look, as far as their own marks tell. */
export function keyShapes(): readonly RegExp[] {
  return shapes;
}
