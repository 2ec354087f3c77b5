"use client";

import { useQuery } from "@tanstack/react-query";
import { useFleetSource } from "@/components/status/source/fleet-source";
import { useElementSize } from "@/components/ui/use-element-size";
import { WallMessage } from "../frame/wall-message";
import type { ScreenSize } from "../frame/wall-unit";
import { WallPicture } from "../views/wall-picture";
import type { WallSettings } from "../wall-parameters";

interface WallPreviewProps {
  settings: WallSettings;
  screen: ScreenSize;
}

const MAX_HEIGHT_PX = 640;

/** The screen as it will look with the current fleet, drawn at full size and then scaled down. */
export function WallPreview({ settings, screen }: WallPreviewProps) {
  const { data: fleet } = useQuery(useFleetSource().fleet);
  const { ref, size } = useElementSize();
  const reduction = size === null ? 0 : Math.min(size.width / screen.width, MAX_HEIGHT_PX / screen.height);
  const height = screen.height * reduction;
  return (
    <section ref={ref} aria-label="Preview">
      {size && (
        <div
          inert
          data-theme={settings.theme}
          className="relative overflow-hidden rounded-lg bg-ground text-ink ring-1 ring-line-strong"
          style={{ width: screen.width * reduction, height, "--spacing": `${screen.height / 100}px` }}
        >
          <div
            className="origin-top-left"
            style={{ width: screen.width, height: screen.height, transform: `scale(${reduction})` }}
          >
            {fleet ? (
              <WallPicture fleet={fleet} settings={settings} screen={screen} />
            ) : (
              <WallMessage mark="working" title="Reading the fleet" />
            )}
          </div>
        </div>
      )}
    </section>
  );
}
