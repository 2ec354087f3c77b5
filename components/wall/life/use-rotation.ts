import { useEffect, useEffectEvent, useState } from "react";
import { subscribeToTicks } from "@/lib/queries/liveness/use-server-now";
import { openRotation, type Rotation, type RotationInput, rotate } from "./rotation";
import { lastHeld, rememberHeld } from "./screen-memory";

/** What a screen shows now, checked every second by a monotonic clock. */
export function useRotation(input: Omit<RotationInput, "now">): Rotation {
  const [rotation, setRotation] = useState(() => {
    const now = performance.now();
    return openRotation({ ...input, now }, lastHeld(now));
  });
  const turn = useEffectEvent(() => setRotation((previous) => rotate(previous, { ...input, now: performance.now() })));
  useEffect(() => subscribeToTicks(() => turn()), []);
  const { held } = rotation;
  useEffect(() => rememberHeld(held, performance.now()), [held]);
  return rotation;
}
