export const WALL_VIEWS = ["fleet", "problems", "costs", "nodes"] as const;
/** What a wall screen can show. */
export type WallView = (typeof WALL_VIEWS)[number];
