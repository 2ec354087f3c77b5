"use client";

import { useId } from "react";
import { TextField } from "@/components/ui/fields/text-field";
import { Segmented } from "@/components/ui/segmented";
import { SCALE } from "../wall-parameters";
import { SCREEN_SHAPES, type ScreenShape } from "./screen-shapes";
import { type ScaleSuggestion, scaleReason } from "./suggest-scale";

interface ScreenFieldsProps {
  shape: ScreenShape;
  diagonalInches: number;
  distanceM: number;
  scale: number;
  suggestion: ScaleSuggestion;
  onShape: (shape: ScreenShape) => void;
  onDiagonal: (inches: number) => void;
  onDistance: (metres: number) => void;
  /** `null`: as suggested. */
  onScale: (scale: number | null) => void;
}

const SHAPES = (["wide", "upright"] as const).map((id) => ({ id, content: SCREEN_SHAPES[id].label }));

/** The screen's size and viewing distance, which determine how large things must be on it. */
export function ScreenFields({ shape, diagonalInches, distanceM, scale, suggestion, ...on }: ScreenFieldsProps) {
  const scaleId = useId();
  const isSuggested = scale === suggestion.scale;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-semibold">The screen</legend>
      <div className="flex">
        <Segmented legend="Shape" options={SHAPES} value={shape} onChange={on.onShape} />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Diagonal, inches"
          type="number"
          min={5}
          max={200}
          defaultValue={diagonalInches}
          onChange={({ target }) => target.validity.valid && target.value !== "" && on.onDiagonal(target.valueAsNumber)}
        />
        <TextField
          label="Viewing distance, metres"
          type="number"
          min={0.5}
          max={30}
          step={0.5}
          defaultValue={distanceM}
          onChange={({ target }) => target.validity.valid && target.value !== "" && on.onDistance(target.valueAsNumber)}
        />
      </div>
      <div>
        <label htmlFor={scaleId} className="flex justify-between text-sm font-medium">
          Scale
          <span className="tabular-nums">{scale}</span>
        </label>
        <input
          id={scaleId}
          type="range"
          min={SCALE.min}
          max={SCALE.max}
          step={0.05}
          value={scale}
          aria-describedby={`${scaleId}-reason`}
          onChange={({ target }) => on.onScale(target.valueAsNumber)}
          className="mt-1.5 w-full accent-accent"
        />
        <p id={`${scaleId}-reason`} className="mt-1 text-sm text-muted">
          {scaleReason(suggestion, distanceM)}
          {!isSuggested && (
            <>
              {" "}
              <button
                type="button"
                className="rounded text-accent underline underline-offset-2"
                onClick={() => on.onScale(null)}
              >
                Use {suggestion.scale}
              </button>
            </>
          )}
        </p>
      </div>
    </fieldset>
  );
}
