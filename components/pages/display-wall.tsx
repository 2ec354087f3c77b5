import type { ReactNode } from "react";
import { GuestFleetSource, type GuestPlace } from "@/components/guest/guest-fleet-source";
import { WallFault } from "@/components/wall/life/wall-fault";
import { WallLife } from "@/components/wall/life/wall-life";
import { WallScreen } from "@/components/wall/views/wall-screen";

interface DisplayWallProps {
  place: GuestPlace;
  build: string;
  /** Whether an operator is previewing it, who must not be listed as a screen. */
  isPreview?: boolean;
  firstPicture: ReactNode;
}

/** What a display's link shows: the wall, fed by the link's answers. */
export function DisplayWall({ place, build, isPreview = false, firstPicture }: DisplayWallProps) {
  return (
    <GuestFleetSource {...place} {...(!isPreview && { screenBuild: build })}>
      <WallFault>
        <WallLife build={build}>
          <WallScreen firstPicture={firstPicture} />
        </WallLife>
      </WallFault>
    </GuestFleetSource>
  );
}
