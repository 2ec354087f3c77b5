import "server-only";

const shapes: RegExp[] = [];

/**
 * From now on, text of this shape is a secret in whatever any provider says: one provider's machines may have another's
 * key.
 */
export function registerKeyShapes(added: readonly RegExp[]): void {
  shapes.push(...added);
}

/** The shapes of all providers' keys, as far as their markers reveal them. */
export function keyShapes(): readonly RegExp[] {
  return shapes;
}
