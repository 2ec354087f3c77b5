import { type ClusterPicture, isSamePicture } from "./cluster-picture";
import { drawCluster, type MapStyle } from "./draw-cluster";

/**
 * Draws pictures onto an empty canvas, and from then on only what differs from what is already there. So a change of one
 * cluster of thousands costs what one cluster costs, and the canvas still shows what drawing all of them would show.
 */
export function createNodeMapDrawing(context: CanvasRenderingContext2D, style: MapStyle) {
  let drawn: readonly ClusterPicture[] = [];
  return (pictures: readonly ClusterPicture[]): void => {
    const changed = changedPlaces(drawn, pictures);
    // Boxes of one layout do not overlap, so whatever stays is touched neither by what goes nor by what comes.
    for (const index of changed) {
      const box = drawn[index]?.box;
      if (box) context.clearRect(box.x, box.y, box.width, box.height);
    }
    for (const index of changed) {
      const picture = pictures[index];
      if (picture) drawCluster(context, picture, style);
    }
    drawn = pictures;
  };
}

function changedPlaces(drawn: readonly ClusterPicture[], pictures: readonly ClusterPicture[]): number[] {
  const changed: number[] = [];
  for (let index = 0; index < Math.max(drawn.length, pictures.length); index += 1) {
    const [before, now] = [drawn[index], pictures[index]];
    if (before === undefined || now === undefined || !isSamePicture(before, now)) changed.push(index);
  }
  return changed;
}
