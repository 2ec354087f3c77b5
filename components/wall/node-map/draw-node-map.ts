import { type ClusterPicture, isSamePicture } from "./cluster-picture";
import { drawCluster, type MapStyle } from "./draw-cluster";

/**
 * Draws pictures onto an empty canvas, and from then on only what differs from what is already there. So a change of one
 * cluster of thousands costs what one cluster costs, and the canvas still shows what drawing all of them would show.
 */
export function createNodeMapDrawing(context: CanvasRenderingContext2D, style: MapStyle) {
  let drawn: readonly ClusterPicture[] = [];
  return (pictures: readonly ClusterPicture[]): void => {
    // Boxes of one layout do not overlap, so whatever stays is touched neither by what goes nor by what comes.
    for (const [index, { box }] of drawn.entries()) {
      if (isChanged(index, drawn, pictures)) context.clearRect(box.x, box.y, box.width, box.height);
    }
    for (const [index, picture] of pictures.entries()) {
      if (isChanged(index, drawn, pictures)) drawCluster(context, picture, style);
    }
    drawn = pictures;
  };
}

function isChanged(index: number, drawn: readonly ClusterPicture[], pictures: readonly ClusterPicture[]): boolean {
  const [before, now] = [drawn[index], pictures[index]];
  return before === undefined || now === undefined || !isSamePicture(before, now);
}
