import type { Area } from "../tiles/tile-grid";
import { ROW_HEIGHT } from "./list-grid";

const LIST_WIDTH = 62;
const LIST_SHARE = 0.6;

/** Whether the problems of a crowded fleet go below its map, not beside it. */
export function isUprightCrowd({ width }: Area): boolean {
  return width < 2 * LIST_WIDTH;
}

/** The part of a crowded fleet's view that its problems take. */
export function listBeside(area: Area): Area {
  return isUprightCrowd(area)
    ? { width: area.width, height: Math.max(ROW_HEIGHT, area.height * LIST_SHARE) }
    : { width: LIST_WIDTH, height: area.height };
}
