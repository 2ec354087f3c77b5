"use client";

import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { ViewsField } from "@/components/status/views-field";
import { DWELL_SECONDS, type WallSettings } from "../wall-parameters";
import { ScreenFields } from "./screen-fields";
import { SCREEN_SHAPES, type ScreenShape } from "./screen-shapes";
import { DimField, DwellField, ThemeField, ZoneField } from "./setup-fields";
import { SetupUrl } from "./setup-url";
import { suggestScale } from "./suggest-scale";
import { WallPreview } from "./wall-preview";
import { wallPath } from "./wall-url";

const USUAL: Omit<WallSettings, "scale"> = {
  views: null,
  dwell: DWELL_SECONDS.default,
  theme: "dark",
  zone: null,
  dim: null,
};

/** Builds the address of a wall screen, and shows what it will look like. */
export function WallSetup() {
  const [choices, setChoices] = useState(USUAL);
  const [shape, setShape] = useState<ScreenShape>("wide");
  const [diagonalInches, setDiagonalInches] = useState(55);
  const [distanceM, setDistanceM] = useState(3);
  const [ownScale, setOwnScale] = useState<number | null>(null);
  const suggestion = suggestScale({ ...SCREEN_SHAPES[shape], diagonalInches, distanceM });
  const settings: WallSettings = { ...choices, scale: ownScale ?? suggestion.scale };
  const change = (changed: Partial<typeof USUAL>) => setChoices({ ...choices, ...changed });
  const path = wallPath(settings);

  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Set up a wall screen</h1>
      <p className="mt-1 max-w-prose text-muted">
        A wall screen needs no interaction: all its settings are in its address. For a screen where nobody signs in, an
        operator pairs it under “Share links”, or creates a display link and appends the same settings to its address.
      </p>
      <div className="mt-6 grid items-start gap-8 lg:grid-cols-[22rem_minmax(0,1fr)]">
        <form className="flex flex-col gap-6" onSubmit={(event) => event.preventDefault()}>
          <ScreenFields
            shape={shape}
            diagonalInches={diagonalInches}
            distanceM={distanceM}
            scale={settings.scale}
            suggestion={suggestion}
            onShape={setShape}
            onDiagonal={setDiagonalInches}
            onDistance={setDistanceM}
            onScale={setOwnScale}
          />
          <ViewsField views={choices.views} onChange={(views) => change({ views })} />
          <DwellField dwell={choices.dwell} onChange={(dwell) => change({ dwell })} />
          <ThemeField theme={choices.theme} onChange={(theme) => change({ theme })} />
          <ZoneField zone={choices.zone} onChange={(zone) => change({ zone })} />
          <DimField dim={choices.dim} onChange={(dim) => change({ dim })} />
        </form>
        <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-4">
          <SetupUrl path={path} />
          <WallPreview key={shape} settings={settings} screen={SCREEN_SHAPES[shape]} />
          <a
            href={path}
            className="inline-flex items-center gap-1.5 self-start rounded text-sm text-accent underline underline-offset-2"
          >
            Open it on this screen
            <ExternalLink size={14} aria-hidden />
          </a>
        </div>
      </div>
    </>
  );
}
