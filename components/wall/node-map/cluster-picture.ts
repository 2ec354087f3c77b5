import type { Reading } from "@/components/status/live-cluster";
import { isOld } from "@/lib/domain/cluster/freshness";
import { type BoxBorder, boxBorder } from "./box-border";
import type { MapColours } from "./map-colours";
import type { ClusterBox } from "./node-map-layout";
import { type NodeTally, nodeTally } from "./node-states";

/** Everything that decides what is drawn in one cluster's box. */
export interface ClusterPicture extends ClusterBox {
  border: BoxBorder;
  tally: NodeTally;
  /** Whether it shows how things were, rather than how they are. */
  wasRead: boolean;
}

export function clusterPicture(place: ClusterBox, reading: Reading, colours: MapColours): ClusterPicture {
  return {
    ...place,
    border: boxBorder(reading, colours),
    tally: nodeTally(reading),
    wasRead: isOld(reading.freshness),
  };
}

/** Whether two pictures are drawn alike, at the same place. */
export function isSamePicture(one: ClusterPicture, other: ClusterPicture): boolean {
  return (
    one.box.x === other.box.x &&
    one.box.y === other.box.y &&
    one.box.width === other.box.width &&
    one.box.height === other.box.height &&
    one.wasRead === other.wasRead &&
    one.name?.text === other.name?.text &&
    one.cells?.columns === other.cells?.columns &&
    one.cells?.pitch === other.cells?.pitch &&
    one.border.trouble === other.border.trouble &&
    one.border.colour === other.border.colour &&
    one.border.width === other.border.width &&
    one.border.isDashed === other.border.isDashed &&
    one.tally.unhealthy === other.tally.unhealthy &&
    one.tally.unknown === other.tally.unknown &&
    one.tally.healthy === other.tally.healthy &&
    one.tally.resting === other.tally.resting
  );
}
