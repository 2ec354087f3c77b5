import { SharedFleetSource, type SharedPlace } from "@/components/guest/shared-fleet-source";
import { WallLife } from "@/components/wall/life/wall-life";
import { WallScreen } from "@/components/wall/views/wall-screen";

interface DisplayWallProps {
  place: SharedPlace;
  build: string;
  /** Looked at by somebody of the house, who is no screen to be listed. */
  isPreview?: boolean;
}

/** What a display's link shows: the wall, fed by what the link tells. */
export function DisplayWall({ place, build, isPreview = false }: DisplayWallProps) {
  return (
    <SharedFleetSource {...place} {...(!isPreview && { screenBuild: build })}>
      <WallLife build={build}>
        <WallScreen />
      </WallLife>
    </SharedFleetSource>
  );
}
