"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useDeferredValue } from "react";
import { StatusFavicon } from "@/components/status/favicon/status-favicon";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { problemText } from "@/lib/queries/request";
import { useViewport } from "../frame/use-viewport";
import { WallMessage } from "../frame/wall-message";
import { useWallSettings } from "../wall-settings";
import { WallPicture } from "./wall-picture";

interface WallScreenProps {
  /** What is shown until the first answer, if the server put it into the page; see `FirstPicture`. */
  firstPicture: ReactNode;
}

/** What a wall screen shows: fills its box, and needs no interaction. */
export function WallScreen({ firstPicture }: WallScreenProps) {
  const settings = useWallSettings();
  const { data, error } = useQuery(useFleetSource().fleet);
  // Rendered in pieces, between which the clock goes on. A query's own renders cannot be interrupted.
  const fleet = useDeferredValue(data);
  const screen = useViewport();
  return (
    <main data-theme={settings.theme} className="h-full overflow-hidden bg-ground text-ink">
      <StatusFavicon />
      {fleet ? (
        <WallPicture fleet={fleet} settings={settings} screen={screen} />
      ) : data === undefined && error ? (
        <WallMessage mark="unknown" title="The fleet cannot be shown">
          {problemText(error)} It keeps trying.
        </WallMessage>
      ) : (
        (firstPicture ?? <WallMessage mark="working" title="Reading the fleet" />)
      )}
    </main>
  );
}
